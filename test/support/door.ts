import { randomUUID } from 'node:crypto';
import { partyEvents } from '../../events/party-events.ts';
import { registrationOfferStated } from '../../events/registration-offer-stated.ts';
import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import type { DoorEntry } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import type { Consent, OfferRegistration, Origin, TicketId } from '../../shared/domain/registration.ts';
import { offerOf } from '../../shared/domain/registration.ts';
import { countStore } from '../../shared/store/count-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { openParties } from '../../shared/store/party-stores.ts';
import { offerStore } from '../../shared/store/registration-store.ts';
import { commit } from '../../shared/store/table.ts';
import { anAuthor } from './builders.ts';

/** What stands behind a door, on the register that the test opened. */

export function doorStores() {
  const table = liveTable();
  const keys = liveKeyTable(table);
  const stores = openParties(table, keys, partyEvents);
  return { ...stores, table, counts: countStore(table), offers: offerStore(table) };
}

const anOffer = (more: Partial<OfferRegistration> = {}): OfferRegistration => ({
  isOpen: true,
  isPublic: true,
  opensAt: null,
  closesAt: null,
  capacity: null,
  largestParty: 25,
  description: null,
  contact: 'Geschäftsstelle',
  questions: [],
  asksNeeds: false,
  consents: ['PHOTO'],
  doors: ['Haupteingang', 'Nebeneingang'],
  noticeText: 'Probe',
  ...more,
});

/** The event takes registrations and has doors; nothing happens when it does already. */
export async function openDoor(eventId: string, more: Partial<OfferRegistration> = {}, alliance = 'npa'): Promise<void> {
  const { offers, seats } = doorStores();
  if (await offers.find(alliance, eventId)) return;
  const state = offerOf(eventId as AllianceEventId, anOffer(more));
  const { isOpen, isPublic, capacity, notice } = state;
  const event = registrationOfferStated({ eventId, isOpen, isPublic, capacity, noticeVersion: notice.version });
  await offers.create(alliance, eventId, { state, event }, anAuthor(), [seats.firstSeats(alliance, eventId, capacity)]);
}

export const aPerson = (more: Partial<Person> = {}): Person => ({
  title: null,
  givenName: 'Erika',
  familyName: 'Muster',
  email: null,
  organisation: null,
  function: null,
  answers: [],
  ...more,
});

type Party = { readonly origin?: Exclude<Origin, 'WALK_IN'>; readonly consents?: readonly Consent[] };

/** A party of these heads is registered, or waits. @returns its id and its tickets */
export async function enterParty(
  eventId: string,
  heads: readonly (Person | null)[] = [aPerson()],
  { origin = 'PUBLIC', consents = [] }: Party = {},
): Promise<{ registrationId: string; tickets: TicketId[] }> {
  const registrationId = randomUUID();
  const tickets = heads.map(() => randomUUID() as string as TicketId);
  await doorStores().parties.enter(
    {
      alliance: 'npa',
      eventId: eventId as AllianceEventId,
      registrationId,
      heads: heads.map((person, head) => ({ ticketId: tickets[head] as TicketId, person, needs: null })),
      origin,
      noticeVersion: 1,
      consents: [...consents],
      invitation: null,
      oncePerAddress: false,
    },
    anAuthor(),
  );
  return { registrationId, tickets };
}

/** DynamoDB takes 100 items in a transaction. */
const TICKETS_AT_ONCE = 100;

/** Tickets without anybody's name, written at once. */
export async function plainTickets(eventId: string, count: number): Promise<TicketId[]> {
  const { doors, table } = doorStores();
  const tickets = Array.from({ length: count }, () => randomUUID() as string as TicketId);
  const puts = tickets.map((id) =>
    doors.ticketPut('npa', {
      id,
      eventId: eventId as AllianceEventId,
      registrationId: null,
      head: 0,
      origin: 'OFFICE',
      status: 'VALID',
      organisationMark: null,
      isNamed: false,
      isMasked: false,
      liveScans: 0,
      presentAt: null,
      presentDoor: null,
    }),
  );
  for (let from = 0; from < count; from += TICKETS_AT_ONCE)
    await commit(table, puts.slice(from, from + TICKETS_AT_ONCE), { key: { pk: 'none', sk: 'none' }, commitId: randomUUID() });
  return tickets;
}

type Kind<K extends DoorEntry['kind']> = Omit<Extract<DoorEntry, { kind: K }>, 'kind' | 'ticketId'>;
const head = (more: object) => ({ scanId: randomUUID(), door: 'Haupteingang', scannedAt: '2026-05-20T08:00:00.000Z', ...more });

/** Entries as a device sends them. */
export const checkIn = (ticketId: string, more: Partial<Kind<'CHECK_IN'>> = {}) => ({
  kind: 'CHECK_IN' as const,
  ticketId,
  source: 'QR' as const,
  ...head(more),
});
export const walkIn = (person: object | null = null, more: Partial<Kind<'WALK_IN'>> & { ticketId?: string } = {}) => ({
  kind: 'WALK_IN' as const,
  ticketId: randomUUID() as string,
  person,
  ...head(more),
});
export const undoOf = ({ scanId }: { scanId: string }, more: Partial<Kind<'UNDO'>> = {}) => ({
  kind: 'UNDO' as const,
  undoes: scanId,
  ...head(more),
});
export const headsOf = (count: number, more: Partial<Kind<'HEADS'>> = {}) => ({ kind: 'HEADS' as const, count, ...head(more) });
