import { registrationChanged } from '../../events/registration-changed.ts';
import { isFailure } from '../../shared/domain/failures.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import { sameAddressForm } from '../../shared/domain/participant.ts';
import type { ImportRow, KnownParty, RowDecision } from '../../shared/domain/participant-import.ts';
import { decideRow, personAfter } from '../../shared/domain/participant-import.ts';
import type { Registration, RegistrationStatus } from '../../shared/domain/registration.ts';
import { freeSeats } from '../../shared/domain/seats.ts';
import type { SuccessOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { NewParty } from '../../shared/store/party-store.ts';
import { withoutKey } from '../../shared/store/party-store.ts';
import type { ParticipantListDeps } from './deps.ts';
import { rowIds } from './identities.ts';
import { eventTakingLists } from './reach.ts';
import type { importParticipants } from './routes.ts';

type Place = { readonly alliance: string; readonly eventId: Registration['eventId'] };
type Result = SuccessOf<typeof importParticipants>['results'][number];
type Ids = Awaited<ReturnType<typeof rowIds>>;
type Read = {
  readonly row: ImportRow;
  readonly ids: Ids;
  readonly registration: Versioned<Registration> | undefined;
  readonly own: KnownParty | undefined;
  readonly decision: RowDecision;
};

/** A row beside what the register holds of it now. */
async function look(deps: ParticipantListDeps, { alliance, eventId }: Place, row: ImportRow): Promise<Read> {
  const { registrations, people, keys } = deps;
  const ids = await rowIds(keys, alliance, eventId, row.person);
  const registration = await registrations.find(alliance, ids.registrationId);
  const ticketId = registration?.state.tickets[0];
  const person = ticketId === undefined ? undefined : await people.find({ alliance, eventId, ticketId });
  const own = registration && { status: registration.state.status, heads: registration.state.tickets.length, person };
  const { email } = row.person;
  // Who has an address keeps it, so that only for the others it matters who else has this one.
  const asks = email !== null && (own === undefined || own.person?.email === null);
  const isElsewhere = asks && (await isRegisteredElsewhere(deps, { alliance, eventId }, email, ids));
  return { row, ids, registration, own, decision: decideRow(row, own, isElsewhere) };
}

async function isRegisteredElsewhere(
  { keys, registrations }: ParticipantListDeps,
  { alliance, eventId }: Place,
  email: string,
  { registrationId }: Ids,
): Promise<boolean> {
  const registeredAs = await keys.registrationOf(alliance, eventId, email);
  if (registeredAs === undefined || registeredAs === registrationId) return false;
  return (await registrations.find(alliance, registeredAs))?.state.status !== 'WITHDRAWN';
}

const partyOf = ({ row, ids }: Read, place: Place, by: Authorship): NewParty => ({
  ...place,
  registrationId: ids.registrationId,
  heads: Array.from({ length: row.partySize }, (_, head) => ({
    ticketId: ids.ticketId(head),
    person: head === 0 ? personAfter(row.person) : null,
    needs: null,
  })),
  origin: 'IMPORT',
  noticeVersion: null,
  consents: [],
  invitation: null,
  oncePerAddress: true,
  registeredAt: new Date(Date.parse(by.at) + row.line).toISOString(),
});

const resultOf = ({ row, decision, own }: Read, status: RegistrationStatus | null = own?.status ?? null): Result => ({
  line: row.line,
  outcome: decision.outcome,
  status,
  note:
    status === 'WAITLISTED' && decision.outcome === 'NEW'
      ? 'Alle Plätze sind vergeben; die Anmeldung steht auf der Warteliste.'
      : decision.note,
});

/** Fields of one party over the version that was read; the journal says which, the sealed item what. */
async function change(
  { registrations, people, keys, doors }: ParticipantListDeps,
  { alliance, eventId }: Place,
  { row, registration, own, decision }: Read,
  by: Authorship,
): Promise<void> {
  const [ticketId] = registration?.state.tickets ?? [];
  if (!registration || !own?.person || ticketId === undefined) return;
  const person = personAfter(row.person, own.person);
  const fields = await people.replacing({ alliance, eventId, ticketId }, person);
  if (!fields) return;
  const { email } = person;
  const isNewAddress = own.person.email === null && email !== null;
  const organisationMark = await keys.organisationMark(alliance, person.organisation);
  const { state } = registration;
  const event = registrationChanged({ eventId, changed: [...decision.changed] });
  await registrations.update(alliance, registration, registration.version, { state, event }, by, [
    ...state.tickets.map((id) => doors.ticketWrite(alliance, { id, eventId }, { organisationMark })),
    ...fields,
    ...(isNewAddress ? [await keys.addressWrite(alliance, eventId, ticketId, email)] : []),
    ...(isNewAddress ? [await keys.registeredWrite(alliance, eventId, email, registration.id)] : []),
  ]);
}

/** Another writer was first at this row, or at its address. */
const isOvertaken = (error: unknown): boolean =>
  isFailure(error, 'recordChangedMeanwhile') || isFailure(error, 'scanRecordedMeanwhile') || isFailure(error, 'alreadyRegistered');

const ATTEMPTS = 4;

/** One row by itself, decided anew as long as somebody else is faster. */
async function importAlone(deps: ParticipantListDeps, place: Place, first: Read, by: Authorship): Promise<Result> {
  let read = first;
  for (let attempt = 1; ; attempt++) {
    try {
      if (read.decision.outcome === 'NEW') {
        const { after } = await deps.parties.enter(partyOf(read, place, by), by);
        return resultOf(read, after.status);
      }
      if (read.decision.outcome === 'CHANGED') await change(deps, place, read, by);
      return resultOf(read);
    } catch (error) {
      if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
      read = await look(deps, place, read.row);
    }
  }
}

/** New rows, as many to a transaction as it holds; where one of them is overtaken, all of it row by row. */
async function importNew(deps: ParticipantListDeps, place: Place, reads: readonly Read[], by: Authorship): Promise<Result[]> {
  const results: Result[] = [];
  let left = reads;
  while (left.length > 0) {
    const parties = left.map((read) => partyOf(read, place, by));
    let written = 0;
    try {
      const entries = await deps.parties.enterTogether(parties, by);
      results.push(...entries.map(({ after }, index) => resultOf(left[index] as Read, after.status)));
      written = entries.length;
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      for (const read of left) results.push(await importAlone(deps, place, read, by));
      written = left.length;
    }
    left = left.slice(written);
  }
  return results;
}

/** Reads of more rows at once would wait for each other, and run out of their time. */
const LOOKED_AT_ONCE = 25;

/** Whether a row before had this identity or this address; afterwards this one has. */
function wasSeen(seen: Set<string>, { row, ids }: Read): boolean {
  const marks = [ids.registrationId, ...(row.person.email === null ? [] : [sameAddressForm(row.person.email)])];
  const known = marks.some((mark) => seen.has(mark));
  for (const mark of marks) seen.add(mark);
  return known;
}

export const work: Work<typeof importParticipants, ParticipantListDeps> = async ({ params, body, actor, by }, deps) => {
  const place: Place = { alliance: actor.alliance, eventId: params.eventId };
  await eventTakingLists(deps, actor, params.eventId);
  const author = withoutKey(by);
  const reads: Read[] = [];
  for (let from = 0; from < body.rows.length; from += LOOKED_AT_ONCE)
    reads.push(...(await Promise.all(body.rows.slice(from, from + LOOKED_AT_ONCE).map((row) => look(deps, place, row)))));
  // Two rows of one person in one request, which no preview sends: the second is decided after the first was written.
  const seen = new Set<string>();
  const twins = new Set(reads.filter((read) => wasSeen(seen, read)));
  const fresh = reads.filter((read) => read.decision.outcome === 'NEW' && !twins.has(read));
  const results = await importNew(deps, place, fresh, author);
  for (const read of reads) {
    if (fresh.includes(read)) continue;
    results.push(await importAlone(deps, place, twins.has(read) ? await look(deps, place, read.row) : read, author));
  }
  const seats = await deps.seats.seatsOf(place.alliance, place.eventId);
  if (seats.waiting > 0 && freeSeats(seats) !== 0) await deps.parties.moveUpAll(place.alliance, place.eventId, author);
  return ok({ results: results.sort((a, b) => a.line - b.line) });
};
