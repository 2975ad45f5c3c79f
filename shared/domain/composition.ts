import * as z from 'zod';
import type { AllianceBody, SeatGroup } from './alliance-body.ts';
import { AllianceBodyId, BodyRole, BodyRoleId, bodyRoleKinds, Seat, SeatHolding, SeatId, seatGroups, seatSides } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { CompositionFinding, claimFindings, dayKnownElsewhere, roleFindings, validOn } from './composition-finding.ts';
import { countPer } from './grouping.ts';
import { holdingsOn, isValidOn } from './seat-day.ts';
import type { Kept } from './standing-person.ts';

export const seatStateNames = {
  HELD: 'besetzt',
  VACANT: 'n. n.',
  DAY_UNKNOWN: 'Reihenfolge bekannt, Tag unbekannt',
  NOT_STATED: 'keine Angabe',
} as const;
type SeatState = keyof typeof seatStateNames;

const SeatOnDay = z.strictObject({
  seatId: SeatId,
  ...Seat.pick({ order: true, label: true, side: true, group: true, isYouthDelegate: true, delegatedFromBodyId: true }).shape,
  state: z.enum(Object.keys(seatStateNames) as [SeatState, ...SeatState[]]),
  /** Who holds the seat or stands in on the day; of a succession without a day, all whom it may be. */
  holdings: z.array(SeatHolding.extend({ isDayUnknown: z.boolean(), remark: z.string().nullable().meta({ title: 'Bemerkung' }) })),
});
type SeatOnDay = z.output<typeof SeatOnDay>;

const count = z.int().min(0);

/** A body as of a day. Persons by id; a merged person is named by the record that stands for both. */
export const Composition = z.strictObject({
  bodyId: AllianceBodyId,
  on: day('Tag'),
  /** The name of the body on the day. */
  name: z.string().nullable(),
  seats: z.array(SeatOnDay),
  roles: z.array(BodyRole.omit({ bodyId: true }).extend({ roleId: BodyRoleId })),
  counts: z.strictObject({
    seats: count,
    vacant: count,
    dayUnknown: count,
    notStated: count,
    bySide: countPer(seatSides),
    byGroup: countPer(seatGroups),
  }),
  findings: z.array(CompositionFinding),
});
export type Composition = z.output<typeof Composition>;

function stateOf(holdings: SeatOnDay['holdings']): SeatState {
  const holders = holdings.filter(({ as }) => as === 'HOLDER');
  if (holders.length === 0) return 'NOT_STATED';
  if (holders.some(({ isDayUnknown }) => isDayUnknown)) return 'DAY_UNKNOWN';
  return holders.some(({ personId }) => personId !== null) ? 'HELD' : 'VACANT';
}

function seatOn({ id, state }: Kept<Seat>, on: Day): SeatOnDay {
  const { bodyId: _body, validFrom: _from, validTo: _to, source: _source, ...seat } = state;
  const holdings = holdingsOn(state, on);
  return { ...seat, seatId: SeatId.parse(id), state: stateOf(holdings), holdings };
}

const countEach = <Value extends string>(values: readonly Value[], among: readonly Value[]): Record<Value, number> =>
  Object.fromEntries(among.map((value) => [value, values.filter((one) => one === value).length])) as Record<Value, number>;

function countsOf(seats: readonly SeatOnDay[]): Composition['counts'] {
  const states = countEach<SeatState>(
    seats.map(({ state }) => state),
    Object.keys(seatStateNames) as SeatState[],
  );
  return {
    seats: seats.length,
    vacant: states.VACANT,
    dayUnknown: states.DAY_UNKNOWN,
    notStated: states.NOT_STATED,
    bySide: countEach(
      seats.map(({ side }) => side),
      seatSides,
    ),
    byGroup: countEach<SeatGroup>(
      seats.map(({ group }) => group),
      seatGroups,
    ),
  };
}

const nameOn = ({ names }: AllianceBody, on: Day): string | null =>
  names.findLast(({ validFrom, validTo }) => validFrom <= on && on <= (validTo ?? on))?.name ?? null;

/** What is known of a body, persons named by the records that stand for them (`withStanding`). */
export type BodyAsKept = {
  readonly body: Kept<AllianceBody>;
  readonly seats: readonly Kept<Seat>[];
  readonly roles: readonly Kept<BodyRole>[];
  /** Seats of other bodies that the reader may know of, and what those are called. */
  readonly elsewhere: readonly Kept<Seat>[];
  readonly nameOf: (bodyId: string) => string;
};

/** Seats, holders, roles and what is odd, as of a day. */
export function compositionOn({ body, seats, roles, elsewhere, nameOf }: BodyAsKept, on: Day): Composition {
  const valid = isValidOn(body.state, on) ? validOn(seats, on) : [];
  const shown = valid.map((seat) => seatOn(seat, on)).sort((a, b) => a.order - b.order);
  const rolesOn = roles.filter(({ state }) => (state.from ?? on) <= on && on <= (state.to ?? on));
  return {
    bodyId: AllianceBodyId.parse(body.id),
    on,
    name: nameOn(body.state, on),
    seats: shown,
    roles: rolesOn
      .map(({ id, state: { bodyId: _body, ...role } }) => ({ roleId: BodyRoleId.parse(id), ...role }))
      .sort((a, b) => bodyRoleKinds.indexOf(a.kind) - bodyRoleKinds.indexOf(b.kind)),
    counts: countsOf(shown),
    findings: [...claimFindings(body.state, valid), ...roleFindings(rolesOn, seats, on), ...dayKnownElsewhere(valid, elsewhere, nameOf)],
  };
}
