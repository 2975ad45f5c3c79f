import { randomUUID } from 'node:crypto';
import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { registrationOfferStated } from '../events/registration-offer-stated.ts';
import { dummyCredentials, ensureKeyTable, ensureTable, startEngine } from '../infra/local/engine.ts';
import { importReference } from '../infra/local/import.ts';
import { startMachine } from '../infra/local/machine.ts';
import { createTableInput, keyTableNameOf } from '../infra/table.ts';
import type { AllianceEventId } from '../shared/domain/alliance-event.ts';
import type { Ticket } from '../shared/domain/door.ts';
import type { Authorship } from '../shared/domain/journal.ts';
import type { TicketId } from '../shared/domain/registration.ts';
import { offerOf } from '../shared/domain/registration.ts';
import { openTable } from '../shared/platform/dynamo.ts';
import { doorStore } from '../shared/store/door-store.ts';
import { offerStore } from '../shared/store/registration-store.ts';
import { seatStore } from '../shared/store/seat-store.ts';
import type { Table } from '../shared/store/table.ts';
import { commit } from '../shared/store/table.ts';
import { say } from './child.ts';
import { withoutStream } from './register.ts';
import { EVENT } from './requests.ts';

/*
 * The whole register with an event whose door is open: `door-child.ts <tickets> <still|streaming> <user>`.
 *
 * Peculiar: the engine looks through every stream record it holds at each write. So the tickets are written while the
 * table has no stream, and where the consumers do not matter it stays so.
 */
export type DoorSaid = {
  readonly origin: string;
  readonly endpoint: string;
  readonly table: string;
  readonly token: string;
  readonly tickets: readonly string[];
};

const TABLE = 'npa-register';
/** DynamoDB takes 100 items in a transaction. */
const TICKETS_AT_ONCE = 100;
const by: Authorship = { subject: 'bench', role: 'OFFICE_EDITOR', office: null, at: '2026-01-02T08:00:00.000Z', correlationId: 'bench' };

async function withStream(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint });
  const { StreamSpecification } = createTableInput(TABLE);
  await client.send(new UpdateTableCommand({ TableName: TABLE, StreamSpecification }));
  client.destroy();
}

async function openDoor(table: Table): Promise<void> {
  const eventId = EVENT as AllianceEventId;
  const state = offerOf(eventId, {
    isOpen: true,
    isPublic: false,
    opensAt: null,
    closesAt: null,
    capacity: null,
    largestParty: 25,
    description: null,
    contact: 'Geschäftsstelle',
    questions: [],
    asksNeeds: false,
    consents: [],
    doors: ['Haupteingang'],
    noticeText: 'Hinweis',
  });
  const event = registrationOfferStated({ eventId, isOpen: true, isPublic: false, capacity: null, noticeVersion: 1 });
  await offerStore(table).create('npa', eventId, { state, event }, by, [seatStore(table).firstSeats('npa', eventId, null)]);
}

async function writeTickets(table: Table, count: number): Promise<string[]> {
  const doors = doorStore(table);
  const ids = Array.from({ length: count }, () => randomUUID() as string as TicketId);
  const ticketOf = (id: TicketId): Ticket => ({
    id,
    eventId: EVENT as AllianceEventId,
    registrationId: randomUUID(),
    head: 0,
    origin: 'PUBLIC',
    status: 'VALID',
    organisationMark: null,
    isNamed: true,
    isMasked: false,
    liveScans: 0,
    presentAt: null,
    presentDoor: null,
  });
  for (let start = 0; start < count; start += TICKETS_AT_ONCE) {
    const writes = ids.slice(start, start + TICKETS_AT_ONCE).map((id) => doors.ticketPut('npa', ticketOf(id)));
    await commit(table, writes, { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
  }
  return ids;
}

const [count = '0', mode = 'still', user = 'npa-office-editor'] = process.argv.slice(2);
const engine = await startEngine();
Object.assign(process.env, dummyCredentials, { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint });
await Promise.all([ensureTable(engine.endpoint, TABLE), ensureKeyTable(engine.endpoint, keyTableNameOf(TABLE))]);
await withoutStream(engine.endpoint, TABLE);
const table = { name: TABLE, client: openTable() };
await importReference(() => {}, table);
await openDoor(table);
const tickets = await writeTickets(table, Number(count));
await withStream(engine.endpoint);
const machine = await startMachine({ dynamoEndpoint: engine.endpoint, tableName: TABLE, skipMissing: true });
if (mode === 'still') await withoutStream(engine.endpoint, TABLE);
const token = await machine.tokenFor(user);
say({ origin: machine.origin, endpoint: engine.endpoint, table: TABLE, token, tickets } satisfies DoorSaid, async () => {
  await machine.stop();
  await engine.stop();
});
