import type { AllianceEvent } from '../domain/alliance-event.ts';
import type { Instant } from '../domain/calendar.ts';
import { berlinDayOf } from '../domain/calendar.ts';
import { isPresent } from '../domain/door.ts';
import type { Versioned } from '../domain/journal.ts';
import type { Person } from '../domain/participant.ts';
import { answersInOrder } from '../domain/participant.ts';
import type { Participation, PrivacyCase, PrivacyExport } from '../domain/privacy.ts';
import { recipientsOf, scanInWords } from '../domain/privacy.ts';
import { officeNames } from '../domain/regions.ts';
import type { Registration } from '../domain/registration.ts';
import { countedFrom, endDatesOf, type Periods } from '../domain/retention.ts';
import type { AllianceEventStore } from './alliance-event-store.ts';
import type { DoorStore, KeptScan } from './door-store.ts';
import type { PersonStore } from './person-store.ts';
import type { NeedsReadStore, PrivacyCaseStore } from './privacy-store.ts';
import type { OfferStore, RegistrationStore } from './registration-store.ts';
import type { RetentionStore } from './retention-store.ts';

export type ExportStores = {
  readonly cases: PrivacyCaseStore;
  readonly events: AllianceEventStore;
  readonly doors: DoorStore;
  readonly people: PersonStore;
  readonly registrations: RegistrationStore;
  readonly offers: OfferStore;
  readonly retention: RetentionStore;
  readonly needsReads: NeedsReadStore;
};
type Exported = PrivacyExport['participations'][number];

/** When a registration was withdrawn; nothing changes it afterwards. */
export const cancelledAtOf = (registration: Versioned<Registration> | undefined): Instant | null =>
  registration?.state.status === 'WITHDRAWN' ? registration.changedAt : null;

const scanOf = ({ fact: { happenedAt, receivedAt, door, outcome, reason }, undoneBy }: KeptScan): Exported['scans'][number] => {
  const isTakenBack = undoneBy !== undefined;
  return { happenedAt, receivedAt, door, outcome, reason, isTakenBack, inWords: scanInWords({ outcome, reason, isTakenBack }) };
};

async function exportOne(stores: ExportStores, alliance: string, one: Participation, periods: Periods): Promise<Exported | undefined> {
  const at = { alliance, ...one };
  const [event, ticket, person, needs, offer, reads, scans] = await Promise.all([
    stores.events.get(alliance, one.eventId),
    stores.doors.findTicket(alliance, one.eventId, one.ticketId),
    stores.people.find(at),
    stores.people.findNeeds(at),
    stores.offers.find(alliance, one.eventId),
    stores.needsReads.ofEvent(alliance, one.eventId),
    stores.doors.scansOf(alliance, one.eventId),
  ]);
  if (!ticket) return undefined;
  const registration = ticket.registrationId === null ? undefined : await stores.registrations.find(alliance, ticket.registrationId);
  const state = ticket.head === 0 || registration === undefined ? registration?.state : { ...registration.state, consents: [] };
  const { responsibleOffice, title, dates, place } = event.state;
  const cancelledAt = cancelledAtOf(registration);
  const cancelledOn = cancelledAt === null ? null : berlinDayOf(cancelledAt);
  const answersOf = ({ answers }: Person) =>
    answersInOrder(offer?.state.questions ?? [], answers).map(({ question, answer }) => ({ question, answer }));
  return {
    ...one,
    eventTitle: title,
    dates,
    place: place?.name ?? null,
    person: person ? { ...person, answers: answersOf(person) } : null,
    needs: needs?.needs ?? null,
    needsRead: reads.filter(({ tickets }) => tickets.includes(one.ticketId)).map(({ at: readAt, role }) => ({ at: readAt, role })),
    origin: ticket.origin,
    status: ticket.status,
    cancelledAt,
    isMasked: ticket.isMasked,
    isPresent: isPresent(ticket),
    presentAt: ticket.presentAt,
    scans: scans
      .filter(({ fact }) => fact.ticketId === one.ticketId)
      .map(scanOf)
      .sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1)),
    registration: state
      ? {
          registeredAt: state.registeredAt,
          status: state.status,
          movedUpAt: state.movedUpAt,
          noticeVersion: state.noticeVersion,
          consents: state.consents,
        }
      : null,
    recipients: recipientsOf(responsibleOffice === null ? null : officeNames[responsibleOffice], ticket, person, state?.consents ?? []),
    keptUntil: person
      ? endDatesOf(ticket, countedFrom(event.state, event.changedAt), periods, cancelledOn).filter(keptStill(needs !== undefined))
      : [],
  };
}
const keptStill =
  (hasNeeds: boolean) =>
  ({ dataClass }: Exported['keptUntil'][number]): boolean =>
    dataClass !== 'SPECIAL_NEEDS' || hasNeeds;

/** Everything of the participations in a case, and the person's other cases. Reading special needs for it is written down like any other reading. */
export async function composeExport(
  stores: ExportStores,
  alliance: string,
  one: Versioned<PrivacyCase>,
  by: { readonly at: Instant; readonly role: string; readonly subject: string },
): Promise<PrivacyExport> {
  const periods = await stores.retention.periodsOf(alliance);
  const participations: Exported[] = [];
  for (const participation of one.state.participants) {
    const exported = await exportOne(stores, alliance, participation, periods);
    if (exported) participations.push(exported);
    if (exported?.needs) await stores.needsReads.record(alliance, participation.eventId, { ...by, tickets: [participation.ticketId] });
  }
  const own = new Set(one.state.participants.map(({ eventId, ticketId }) => `${eventId} ${ticketId}`));
  const cases = (await stores.cases.all(alliance)).filter(
    ({ id, state }) => id === one.id || state.participants.some(({ eventId, ticketId }) => own.has(`${eventId} ${ticketId}`)),
  );
  return {
    caseId: one.id,
    composedAt: by.at,
    participations,
    cases: cases.map(({ state: { kind, receivedOn, status } }) => ({ kind, receivedOn, status })),
  };
}

/** Events of a case by id, for naming its participations. */
export const eventsOfCase = async (
  events: AllianceEventStore,
  alliance: string,
  eventIds: readonly string[],
): Promise<Map<string, AllianceEvent>> =>
  new Map(await Promise.all([...new Set(eventIds)].map(async (id) => [id, (await events.get(alliance, id)).state] as const)));
