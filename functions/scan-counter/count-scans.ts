import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { Scan } from '../../shared/domain/door.ts';
import { log } from '../../shared/platform/logger.ts';
import type { CountStore } from '../../shared/store/count-store.ts';

const streamed = z.object({ alliance: z.string(), fact: Scan });

/** Facts of one event's door, and where in the batch they begin. */
type Group = { readonly alliance: string; readonly eventId: string; readonly first: string; readonly facts: Scan[] };

const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? '';

/** @returns the groups in the order in which they begin, up to the first record that is no scan; its number, if there is one */
function groupsOf(records: readonly DynamoDBRecord[]): { groups: Group[]; unread: string | undefined } {
  const groups = new Map<string, Group>();
  for (const record of records) {
    const read = streamed.safeParse(unmarshall((record.dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
    if (!read.success) {
      log.error('SCAN_NOT_READ', { sequenceNumber: sequenceOf(record) }, new Error('a record of the stream is no scan'));
      return { groups: [...groups.values()], unread: sequenceOf(record) };
    }
    const { alliance, fact } = read.data;
    const { eventId } = fact;
    const group = groups.get(`${alliance}|${eventId}`) ?? { alliance, eventId, first: sequenceOf(record), facts: [] };
    group.facts.push(fact);
    groups.set(`${alliance}|${eventId}`, group);
  }
  return { groups: [...groups.values()], unread: undefined };
}

const failedFrom = (sequenceNumber: string): DynamoDBBatchResponse => ({ batchItemFailures: [{ itemIdentifier: sequenceNumber }] });

/**
 * Adds new facts of doors to the counts of their events. At the first event that fails it stops and asks for the rest
 * again; what was counted by then is not counted twice, because each fact is marked when it is.
 */
export async function countScans(event: DynamoDBStreamEvent, counts: CountStore): Promise<DynamoDBBatchResponse> {
  const { groups, unread } = groupsOf(event.Records);
  for (const { alliance, eventId, first, facts } of groups) {
    try {
      const counted = await counts.count(alliance, eventId, facts);
      log.info('SCANS_COUNTED', { alliance, eventId, counted, again: facts.length - counted });
    } catch (error) {
      log.error('SCANS_NOT_COUNTED', { alliance, eventId, sequenceNumber: first }, error);
      return failedFrom(first);
    }
  }
  return unread === undefined ? { batchItemFailures: [] } : failedFrom(unread);
}
