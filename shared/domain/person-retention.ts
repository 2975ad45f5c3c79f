import type { AllianceBody, BodyPerson, BodyRole, PersonId, Seat } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { berlinDayOf } from './calendar.ts';
import { addMonths } from './holidays.ts';
import type { Versioned } from './journal.ts';
import type { Meeting, Presence } from './meeting.ts';
import type { Kept } from './standing-person.ts';
import { standingOf, withStanding } from './standing-person.ts';

/** Names stay two years after the last seat, function and meeting, then the office erases them. */
const KEPT_MONTHS = 24;

type Kin = {
  readonly bodies: readonly Kept<AllianceBody>[];
  readonly seats: readonly Kept<Seat>[];
  readonly roles: readonly Kept<BodyRole>[];
  readonly meetings: readonly Kept<Pick<Meeting, 'plannedOn' | 'presence'>>[];
  readonly persons: readonly Versioned<BodyPerson>[];
};

/** The earliest of the ends that are known; null: none is, so it lasts. */
const firstEnd = (...ends: readonly (Day | null | undefined)[]): Day | null =>
  ends.reduce<Day | null>((first, end) => (end != null && (first === null || end < first) ? end : first), null);

type End = readonly [personId: PersonId | null, last: Day | null];

/** Every seat, role and meeting with the record that stands for its person and its last day; null: it lasts, or nobody knows the day. */
function endsOf({ bodies, seats: keptSeats, roles: keptRoles, meetings, persons }: Kin): End[] {
  const standing = standingOf(persons);
  const bodyEnd = new Map(bodies.map(({ id, state }) => [id, state.validTo]));
  const { seats, roles } = withStanding({ seats: keptSeats, roles: keptRoles }, standing);
  const named = ({ personId, substituteForPersonId }: Presence) =>
    substituteForPersonId === null ? [personId] : [personId, substituteForPersonId];
  return [
    ...seats.flatMap(({ state }) =>
      state.holdings.map(({ personId, to }): End => [personId, firstEnd(to, state.validTo, bodyEnd.get(state.bodyId))]),
    ),
    ...roles.map(({ state }): End => [state.personId, firstEnd(state.to, bodyEnd.get(state.bodyId))]),
    ...meetings.flatMap(({ state }) => state.presence.flatMap(named).map((one): End => [standing(one), state.plannedOn])),
  ];
}

/**
 * Persons whose last seat, role and meeting lie more than two years before the day. Nobody is kept without an end: whoever
 * has none of them was recorded for nothing, and for them the day of the record counts.
 */
export function dueForErasure(kin: Kin, on: Day): Set<string> {
  const ends = Map.groupBy(endsOf(kin), ([personId]) => personId);
  const isOver = (end: Day | null): boolean => end !== null && addMonths(end, KEPT_MONTHS) < on;
  const kept = kin.persons.filter(({ state }) => state.erasedOn === null && state.mergedInto === null);
  const due = kept.filter(({ id, changedAt }) =>
    (ends.get(id as PersonId) ?? [[null, berlinDayOf(changedAt)] as const]).every(([, last]) => isOver(last)),
  );
  return new Set(due.map(({ id }) => id));
}
