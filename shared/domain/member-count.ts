import * as z from 'zod';
import type { BodyKind, BodyRole, Seat, SeatHolding } from './alliance-body.ts';
import { AllianceBodyId, bodyKinds } from './alliance-body.ts';
import type { Kept } from './standing-person.ts';

/** A number of members says nothing without its rule, so the rule is chosen by the caller and named in the answer. */
export const countRuleNames = {
  SEATS: 'Sitze; ein entsandtes Mitglied zählt dort, wohin es entsandt ist',
  HOLDERS_AT_START: 'verschiedene Personen, die zu Beginn einen Sitz hatten',
  WITH_SUCCESSORS: 'verschiedene Personen, die je einen Sitz hatten, mit Nachfolgerinnen und Nachfolgern',
  WITH_DEPUTIES: 'verschiedene Personen, die je einen Sitz hatten, mit Nachfolge und Stellvertretung',
  ADVISERS: 'verschiedene weitere Personen in Geschäftsführung, Fachberatung und wissenschaftlicher Begleitung, ohne Sitz',
} as const;
export type CountRule = keyof typeof countRuleNames;
export const countRules = Object.keys(countRuleNames) as [CountRule, ...CountRule[]];

const count = z.int().min(0);
const BySide = z.strictObject({ INTERNAL: count, EXTERNAL: count, NONE: count });

export const MemberCount = z.strictObject({
  rule: z.enum(countRules),
  ruleName: z.string().meta({ title: 'Zählregel' }),
  kind: z.enum(bodyKinds).nullable(),
  count,
  /** A person with seats on both sides counts on both. */
  bySide: BySide,
  /** A person in two bodies counts in both, so these need not add up. */
  bodies: z.array(z.strictObject({ bodyId: AllianceBodyId, count, bySide: BySide })),
});
export type MemberCount = z.output<typeof MemberCount>;

/** One thing that is counted: a seat, or a person in a body; equal keys count once. */
type Counted = { readonly key: string; readonly bodyId: string; readonly side: Seat['side'] };

/** The persons of the first day of a seat: all that begin with the first entry. */
export function firstHolders({ holdings }: Pick<Seat, 'holdings'>): SeatHolding[] {
  const holders = holdings.filter(({ as }) => as === 'HOLDER');
  return holders.filter(({ dated, from }, index) => index === 0 || (dated && from === holders[0]?.from));
}

const holdersOf: Record<'HOLDERS_AT_START' | 'WITH_SUCCESSORS' | 'WITH_DEPUTIES', (seat: Seat) => readonly SeatHolding[]> = {
  HOLDERS_AT_START: firstHolders,
  WITH_SUCCESSORS: ({ holdings }) => holdings.filter(({ as }) => as === 'HOLDER'),
  WITH_DEPUTIES: ({ holdings }) => holdings,
};

const personsOn = ({ holdings }: Seat): (string | null)[] => holdings.map(({ personId }) => personId).filter((id) => id !== null);

/** Seats of a body that sends somebody into another counted body are counted there, where that somebody sits. */
function isSentElsewhere({ id, state }: Kept<Seat>, seats: readonly Kept<Seat>[]): boolean {
  const own = personsOn(state);
  return seats.some(
    (other) =>
      other.id !== id && other.state.delegatedFromBodyId === state.bodyId && personsOn(other.state).some((person) => own.includes(person)),
  );
}

const advising: ReadonlySet<BodyRole['kind']> = new Set(['MANAGEMENT', 'ADVICE', 'SCIENCE']);

function countedBy(rule: CountRule, seats: readonly Kept<Seat>[], roles: readonly Kept<BodyRole>[]): Counted[] {
  if (rule === 'SEATS')
    return seats
      .filter((seat) => !isSentElsewhere(seat, seats))
      .map(({ id, state }) => ({ key: id, bodyId: state.bodyId, side: state.side }));
  if (rule === 'ADVISERS') {
    const members = new Set(seats.flatMap(({ state }) => personsOn(state)));
    return roles.flatMap(({ state: { kind, personId, bodyId, side } }) =>
      advising.has(kind) && !members.has(personId) ? [{ key: personId, bodyId, side }] : [],
    );
  }
  return seats.flatMap(({ state }) =>
    holdersOf[rule](state).flatMap(({ personId }) =>
      personId === null ? [] : [{ key: personId, bodyId: state.bodyId, side: state.side }],
    ),
  );
}

const distinct = (counted: readonly Counted[]): number => new Set(counted.map(({ key }) => key)).size;
const sidesOf = (counted: readonly Counted[]) => {
  const on = (wanted: Seat['side']): number => distinct(counted.filter(({ side }) => side === wanted));
  return { INTERNAL: on('INTERNAL'), EXTERNAL: on('EXTERNAL'), NONE: on('NONE') };
};

type Asked = { readonly rule: CountRule; readonly kind: BodyKind | null; readonly bodyIds: readonly string[] };
type Staff = { readonly seats: readonly Kept<Seat>[]; readonly roles: readonly Kept<BodyRole>[] };

/** Members of these bodies by a rule; persons named by the records that stand for them (`withStanding`). */
export function countMembers({ rule, kind, bodyIds }: Asked, { seats, roles }: Staff): MemberCount {
  const here = new Set<string>(bodyIds);
  const counted = countedBy(
    rule,
    seats.filter(({ state }) => here.has(state.bodyId)),
    roles.filter(({ state }) => here.has(state.bodyId)),
  );
  const bodies = bodyIds.map((bodyId) => {
    const own = counted.filter((one) => one.bodyId === bodyId);
    return { bodyId: AllianceBodyId.parse(bodyId), count: distinct(own), bySide: sidesOf(own) };
  });
  return { rule, ruleName: countRuleNames[rule], kind, count: distinct(counted), bySide: sidesOf(counted), bodies };
}
