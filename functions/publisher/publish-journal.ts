import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type * as z from 'zod';
import { BUS_SOURCE, BusMessage, catalogue } from '../../events/catalogue.ts';
import type { JournalEntry } from '../../shared/domain/journal.ts';
import { log } from '../../shared/platform/logger.ts';
import type { Bus } from '../../shared/platform/publisher.ts';
import { toJournalEntry } from '../../shared/store/record-store.ts';

/** @throws Error for an event that the catalogue does not know in this version: unknown is a failure, never a skip */
function toMessage(entry: JournalEntry<object>): z.output<typeof BusMessage> {
  const { name, schemaVersion, data } = entry.event;
  const kind = catalogue.find(({ eventName, schemaVersion: known }) => eventName === name && known === schemaVersion);
  if (!kind) throw new Error(`no event ${name} version ${schemaVersion} in the catalogue`);
  const { alliance, recordType, recordId, version, recordedAt, correlationId, by } = entry;
  return BusMessage.parse({
    alliance,
    recordType,
    recordId,
    recordVersion: version,
    recordedAt,
    correlationId,
    by: { role: by.role, office: by.office },
    schemaVersion,
    data: kind.data.parse(data),
  });
}

/**
 * Publishes journal entries one after the other, so that the order within a record holds; at the first one that fails
 * it stops and asks for the rest again. Delivery is at least once: consumers know an entry by record and version.
 */
export async function publishJournal(event: DynamoDBStreamEvent, bus: Bus): Promise<DynamoDBBatchResponse> {
  for (const { dynamodb } of event.Records) {
    const sequenceNumber = dynamodb?.SequenceNumber ?? '';
    try {
      const entry = toJournalEntry(unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
      await bus.publish({ source: BUS_SOURCE, name: entry.event.name, at: entry.recordedAt, detail: toMessage(entry) });
      log.info('JOURNAL_ENTRY_PUBLISHED', {
        recordType: entry.recordType,
        recordId: entry.recordId,
        version: entry.version,
        event: entry.event.name,
      });
    } catch (error) {
      log.error('JOURNAL_ENTRY_NOT_PUBLISHED', { sequenceNumber }, error);
      return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
