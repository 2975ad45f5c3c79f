import type { AllianceBody, BodyPerson, BodyRole, PersonId, Seat } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { addMonths } from './holidays.ts';
import type { Kept } from './standing-person.ts';
import { standingOf, withStanding } from './standing-person.ts';

/** Names of former members stay two years after their last seat and function, then the office erases them. */
const KEPT_MONTHS = 24;

type Kin = {
  readonly bodies: readonly Kept<AllianceBody>[];
  readonly seats: readonly Kept<Seat>[];
  readonly roles: readonly Kept<BodyRole>[];
  readonly persons: readonly Kept<BodyPerson>[];
};

/** The earliest of the ends that are known; null: none is, so it lasts. */
const firstEnd = (...ends: readonly (Day | null | undefined)[]): Day | null =>
  ends.reduce<Day | null>((first, end) => (end != null && (first === null || end < first) ? end : first), null);

/** Every seat and role of a person with its last day; null: it lasts, or nobody knows the day. */
function endsByPerson({ bodies, seats: keptSeats, roles: keptRoles, persons }: Kin): Map<PersonId, (Day | null)[]> {
  const bodyEnd = new Map(bodies.map(({ id, state }) => [id, state.validTo]));
  const { seats, roles } = withStanding({ seats: keptSeats, roles: keptRoles }, standingOf(persons));
  const ends = new Map<PersonId, (Day | null)[]>();
  const add = (personId: PersonId | null, end: Day | null): void => {
    if (personId !== null) ends.set(personId, [...(ends.get(personId) ?? []), end]);
  };
  for (const { state } of seats)
    for (const { personId, to } of state.holdings) add(personId, firstEnd(to, state.validTo, bodyEnd.get(state.bodyId)));
  for (const { state } of roles) add(state.personId, firstEnd(state.to, bodyEnd.get(state.bodyId)));
  return ends;
}

/** Persons whose last seat and role ended more than two years before the day; those who never had one are not among them. */
export function dueForErasure(kin: Kin, on: Day): Set<string> {
  const due = [...endsByPerson(kin)].filter(([, ends]) => ends.every((end) => end !== null && addMonths(end, KEPT_MONTHS) < on));
  const erased = new Set<string>(kin.persons.filter(({ state }) => state.erasedOn !== null).map(({ id }) => id));
  return new Set(due.map(([id]) => id).filter((id) => !erased.has(id)));
}
