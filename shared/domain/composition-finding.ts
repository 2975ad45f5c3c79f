import * as z from 'zod';
import type { AllianceBody, BodyRole, Seat, SeatHolding } from './alliance-body.ts';
import { BodyRoleId, bodyRoleNames, PersonId, SeatId } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { formatDay } from './calendar.ts';
import { holdingsOn, isValidOn } from './seat-day.ts';
import type { Kept } from './standing-person.ts';

/** What is odd about a body on a day. Reported, never enforced: the body decides what it makes of it. */
export const compositionFindingNames = {
  PARITY: 'Innen und außen nicht gleich viele Sitze',
  YOUTH_DELEGATE: 'Kein Sitz der Jugend',
  ROLE_WITHOUT_SEAT: 'Funktion ohne Sitz',
  DAY_KNOWN_ELSEWHERE: 'Tag des Wechsels steht in einem anderen Gremium',
} as const;
type Code = keyof typeof compositionFindingNames;

export const CompositionFinding = z.strictObject({
  code: z.enum(Object.keys(compositionFindingNames) as [Code, ...Code[]]),
  detail: z.string(),
  seatId: SeatId.nullable(),
  roleId: BodyRoleId.nullable(),
  /** Of a role: who followed on the seat, and may or may not have taken the role. */
  personId: PersonId.nullable(),
});
export type CompositionFinding = z.output<typeof CompositionFinding>;

const finding = (code: Code, detail: string, about: { seatId?: string; roleId?: string; personId?: string | null } = {}) =>
  ({ code, detail, seatId: about.seatId ?? null, roleId: about.roleId ?? null, personId: about.personId ?? null }) as CompositionFinding;

/** Rules a body claims for itself. @param seats valid on the day */
export function claimFindings({ claims }: Pick<AllianceBody, 'claims'>, seats: readonly Kept<Seat>[]): CompositionFinding[] {
  const on = (wanted: Seat['side']): number => seats.filter(({ state }) => state.side === wanted).length;
  const [inside, outside] = [on('INTERNAL'), on('EXTERNAL')];
  const parity = `Das Gremium sagt von sich: gleich viele Sitze innen und außen. An diesem Tag sind es ${inside} innen und ${outside} außen.`;
  const youth = 'Das Gremium sagt von sich: mindestens ein Sitz der Jugend. An diesem Tag gibt es keinen.';
  return [
    ...(claims.includes('PARITY') && inside !== outside ? [finding('PARITY', parity)] : []),
    ...(claims.includes('YOUTH_DELEGATE') && !seats.some(({ state }) => state.isYouthDelegate) ? [finding('YOUTH_DELEGATE', youth)] : []),
  ];
}

/** Who follows a holding on its seat: the next of the same kind that begins after it. */
const nextOf = (holdings: readonly SeatHolding[], index: number): SeatHolding | undefined => {
  const one = holdings[index];
  return holdings.find(
    ({ as, from, dated }, place) =>
      place > index && one !== undefined && as === one.as && (!dated || (one.to !== null && from !== null && from > one.to)),
  );
};

/** The seat that somebody had and no longer certainly has on the day, and who followed there. */
function seatPassedOn(seats: readonly Kept<Seat>[], personId: string, on: Day): { seatId: string; next: SeatHolding } | undefined {
  const isThere = seats.some(({ state }) =>
    holdingsOn(state, on).some((one) => one.as === 'HOLDER' && one.personId === personId && !one.isDayUnknown),
  );
  if (isThere) return undefined;
  for (const { id, state } of seats) {
    const index = state.holdings.findLastIndex((one) => one.as === 'HOLDER' && one.personId === personId);
    const next = index < 0 ? undefined : nextOf(state.holdings, index);
    if (next && (next.from ?? on) <= on && (state.holdings[index]?.from ?? on) <= on) return { seatId: id, next };
  }
  return undefined;
}

const sinceText = ({ dated, from }: SeatHolding): string =>
  dated && from !== null ? `seit ${formatDay(from)}` : 'an einem nicht genannten Tag';

/** Does a successor inherit a role? Nobody says so, so it is asked (a role belongs to a person, not to a seat). */
export const roleFindings = (roles: readonly Kept<BodyRole>[], seats: readonly Kept<Seat>[], on: Day): CompositionFinding[] =>
  roles.flatMap(({ id, state }) => {
    const isMembers = state.kind === 'SPEAKER' || state.kind === 'CHAIR';
    const passed = isMembers && state.to === null && (state.from ?? on) <= on ? seatPassedOn(seats, state.personId, on) : undefined;
    if (!passed) return [];
    const { seatId, next } = passed;
    const whereto =
      next.personId === null
        ? `Der Sitz ist ${sinceText(next)} unbesetzt, die Funktion hat kein Ende. Ist sie beendet?`
        : `Der Sitz ging ${sinceText(next)} an eine andere Person, die Funktion hat kein Ende. Ist die Funktion mitgegangen, beendet oder geblieben?`;
    return [finding('ROLE_WITHOUT_SEAT', `${bodyRoleNames[state.kind]}: ${whereto}`, { seatId, roleId: id, personId: next.personId })];
  });

/** Steps of a seat from one holding to the next, as whom-to-whom. */
const stepsOf = ({ holdings }: Seat): { from: string | null; to: SeatHolding }[] =>
  holdings.flatMap((one, index) => {
    const next = one.as === 'HOLDER' ? nextOf(holdings, index) : undefined;
    return next ? [{ from: one.personId, to: next }] : [];
  });

/**
 * The same succession with a day in one body and without in another: the day is proposed, not taken over.
 * @param elsewhere seats of other bodies that the reader may know of
 */
export function dayKnownElsewhere(
  seats: readonly Kept<Seat>[],
  elsewhere: readonly Kept<Seat>[],
  nameOf: (bodyId: string) => string,
): CompositionFinding[] {
  const dated = elsewhere.flatMap(({ state }) =>
    stepsOf(state).flatMap(({ from, to }) => (to.dated ? [{ from, to, bodyId: state.bodyId }] : [])),
  );
  return seats.flatMap(({ id, state }) =>
    stepsOf(state)
      .filter(({ to }) => !to.dated && to.personId !== null)
      .flatMap(({ from, to }) => {
        const same = dated.find((other) => other.from === from && other.to.personId === to.personId);
        if (!same?.to.from) return [];
        const detail = `Derselbe Wechsel steht in „${nameOf(same.bodyId)}“ mit dem Tag ${formatDay(same.to.from)}; hier fehlt der Tag.`;
        return [finding('DAY_KNOWN_ELSEWHERE', detail, { seatId: id, personId: to.personId })];
      }),
  );
}

export const validOn = (seats: readonly Kept<Seat>[], on: Day): Kept<Seat>[] => seats.filter(({ state }) => isValidOn(state, on));
