import type { BodyPerson, BodyRole, PersonId, Seat } from './alliance-body.ts';

/** Seats, roles and persons as they are stored; what rules over several of them take in. */
export type Kept<State> = { readonly id: string; readonly state: State };

const LONGEST_CHAIN = 10;

/** The record that stands for a person: the one merged into, or the person's own. */
export function standingOf(persons: readonly Kept<BodyPerson>[]): (personId: PersonId) => PersonId {
  const into = new Map(persons.map(({ id, state }) => [id, state.mergedInto]));
  return (personId) => {
    let standing = personId;
    for (let step = 0; step < LONGEST_CHAIN; step++) standing = into.get(standing) ?? standing;
    return standing;
  };
}

/** The same seats and roles with every person named by the record that stands for them. */
export function withStanding<SeatRecord extends Kept<Seat>, RoleRecord extends Kept<BodyRole>>(
  { seats, roles }: { readonly seats: readonly SeatRecord[]; readonly roles: readonly RoleRecord[] },
  standing: (personId: PersonId) => PersonId,
): { seats: SeatRecord[]; roles: RoleRecord[] } {
  const named = (personId: PersonId | null): PersonId | null => (personId === null ? null : standing(personId));
  return {
    seats: seats.map((seat) => {
      const holdings = seat.state.holdings.map((one) => ({ ...one, personId: named(one.personId) }));
      return { ...seat, state: { ...seat.state, holdings } };
    }),
    roles: roles.map((role) => ({ ...role, state: { ...role.state, personId: standing(role.state.personId) } })),
  };
}
