import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { JournalEntry, RecordType } from '../../shared/domain/journal.ts';
import { log } from '../../shared/platform/logger.ts';
import { toJournalEntry } from '../../shared/store/record-store.ts';
import type { MailDeps } from './deps.ts';
import { followDoor, isOfDoor } from './follow-door.ts';
import { moveUp } from './move-up.ts';
import { sendPartyMail } from './send-party-mail.ts';
import { tellAllParties } from './tell-parties.ts';

type Follow = (entry: JournalEntry<object>, deps: MailDeps) => Promise<void>;

const inTurn =
  (...steps: readonly Follow[]): Follow =>
  async (entry, deps) => {
    for (const step of steps) await step(entry, deps);
  };
const nothing: Follow = async () => {};

/** What follows from each event of the record types that are followed. Their other events change nothing here, and are named so that a new one is not overlooked. */
const follows: Partial<Record<RecordType, Readonly<Record<string, Follow>>>> = {
  REGISTRATION: {
    PartyRegistered: inTurn(sendPartyMail, moveUp),
    PartyMovedUp: sendPartyMail,
    PartyWithdrawn: inTurn(sendPartyMail, moveUp),
    PartyNoticeIssued: sendPartyMail,
    RegistrationChanged: inTurn(sendPartyMail, moveUp),
  },
  OFFER: { RegistrationOfferStated: moveUp },
  INVITATION: { InvitationWithdrawn: moveUp, InvitationIssued: nothing, InvitationUsed: nothing },
  EVENT: {
    AllianceEventMoved: tellAllParties,
    AllianceEventCancelled: tellAllParties,
    AllianceEventRegistered: nothing,
    AllianceEventEdited: nothing,
    AllianceEventHeld: nothing,
  },
};

/** Told from the key alone, so that the many entries of other records are let by unread. */
const typeIn = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.Keys?.pk?.S?.split('#')[1] ?? '';

/** @throws Error for an event that this consumer has not heard of */
async function followEntry(record: DynamoDBRecord, deps: MailDeps): Promise<void> {
  const ways = follows[typeIn(record) as RecordType];
  if (!ways) return;
  const entry = toJournalEntry(unmarshall((record.dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
  const way = Object.hasOwn(ways, entry.event.name) ? ways[entry.event.name] : undefined;
  if (!way) throw new Error(`no way to follow ${entry.event.name}`);
  await way(entry, deps);
}

/**
 * Lets the waiting list move up and writes to people: every mail follows from an entry of its registration, or from the
 * fact of a door that entered somebody. Each of the two comes in batches of its own. At the first record that fails it stops and asks for the rest again; what was sent is not sent again.
 */
export async function followStream({ Records }: DynamoDBStreamEvent, deps: MailDeps): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
    try {
      await (isOfDoor(record) ? followDoor(record, deps) : followEntry(record, deps));
    } catch (error) {
      log.error('REGISTRATION_NOT_FOLLOWED', { sequenceNumber }, error);
      return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
