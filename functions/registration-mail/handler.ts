import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { partyEvents } from '../../events/party-events.ts';
import { openMailer } from '../../shared/platform/mailer.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { mailStore } from '../../shared/store/mail-store.ts';
import { openParties } from '../../shared/store/party-stores.ts';
import { offerStore } from '../../shared/store/registration-store.ts';
import type { MailDeps } from './deps.ts';
import { followStream } from './follow-stream.ts';

const open = (): MailDeps => {
  const table = liveTable();
  return {
    ...openParties(table, liveKeyTable(table), partyEvents),
    events: allianceEventStore(table),
    offers: offerStore(table),
    mails: mailStore(table),
    mailer: openMailer(),
  };
};

let live: MailDeps | undefined;

export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  live ??= open();
  return await followStream(event, live);
};
