import * as z from 'zod';
import type { Seat } from './alliance-body.ts';
import { PersonId, SeatHolding } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { formatDay } from './calendar.ts';
import type { Failure } from './failures.ts';
import { at } from './failures.ts';
import { addDays } from './holidays.ts';

/**
 * Who follows on a seat. `dated` true: `from` is the first day of the new holding, and the one before ends the day before.
 * `dated` false: only the order is known, `from` stays empty and nobody's end is invented. Nobody as DEPUTY: the deputy ends.
 */
export const ChangeHolding = z.strictObject({
  ...SeatHolding.pick({ personId: true, from: true, dated: true, as: true, wording: true }).shape,
  /** Whom they follow where several hold the seat at once; null: all of the time. */
  followsPersonId: PersonId.nullable().meta({ title: 'Folgt auf' }),
  /** True: comes beside those who hold the seat, and nobody's holding ends. */
  isBeside: z.boolean().meta({ title: 'Zusätzlich' }),
});
export type ChangeHolding = z.output<typeof ChangeHolding>;

type Validity = Pick<Seat, 'validFrom' | 'validTo'>;
const MOST_HOLDINGS = 40;
const refused = (pointer: string, detail: string): Failure => at('holdingInvalid', pointer, detail);

/** A later holding of the list follows this one without a day; its own end stays unknown. */
export const isFollowedWithoutDay = (holdings: readonly SeatHolding[], index: number): boolean => {
  const one = holdings[index];
  return one !== undefined && one.to === null && holdings.slice(index + 1).some(({ dated, as }) => !dated && as === one.as);
};

/** Days with which two holdings certainly meet. */
const overlap = (a: SeatHolding, b: SeatHolding): boolean => (a.from ?? '') <= (b.to ?? '9') && (b.from ?? '') <= (a.to ?? '9');

function assertDays({ from, to, dated, as, personId }: SeatHolding, { validFrom, validTo }: Validity, pointer: string): void {
  if (!dated && from !== null) throw refused(`${pointer}/from`, 'Ist der Tag nicht bekannt, bleibt „Seit“ leer.');
  if (from !== null && to !== null && to < from) throw refused(`${pointer}/to`, 'Das Ende liegt vor dem Beginn.');
  if (from !== null && ((validFrom !== null && from < validFrom) || (validTo !== null && from > validTo)))
    throw refused(`${pointer}/from`, 'An diesem Tag gibt es den Sitz nicht.');
  if (to !== null && validTo !== null && to > validTo) throw refused(`${pointer}/to`, 'Der Sitz endet vor diesem Tag.');
  if (as === 'DEPUTY' && personId === null) throw refused(`${pointer}/personId`, 'Eine Stellvertretung braucht eine Person.');
}

function assertFits(holdings: readonly SeatHolding[], index: number, pointer: string): void {
  const one = holdings[index];
  if (one === undefined) return;
  const before = holdings.slice(0, index).filter(({ as }) => as === one.as);
  if (!one.dated && before.length === 0) throw refused(`${pointer}/dated`, 'Vor der ersten Besetzung gibt es keine Reihenfolge.');
  if (!one.dated) return;
  if (before.some(({ from }) => from !== null && one.from !== null && from > one.from))
    throw refused(`${pointer}/from`, 'Die Besetzungen stehen nicht in ihrer Reihenfolge.');
  const certain = before.filter((_, place) => !isFollowedWithoutDay(before, place));
  const beside = certain.find((other) => (other.personId === one.personId || !other.personId || !one.personId) && overlap(other, one));
  if (beside) throw refused(`${pointer}/from`, 'Dieselbe Besetzung, oder ein unbesetzter Sitz und eine Person, überschneiden sich.');
}

/** @throws holdingInvalid naming the holding that does not fit the days of the seat or the others */
export function assertHoldings({ holdings, ...seat }: Pick<Seat, 'holdings' | 'validFrom' | 'validTo'>): void {
  if (seat.validFrom !== null && seat.validTo !== null && seat.validTo < seat.validFrom)
    throw refused('/validTo', 'Das Ende des Sitzes liegt vor seinem Beginn.');
  for (const [index, holding] of holdings.entries()) {
    assertDays(holding, seat, `/holdings/${index}`);
    assertFits(holdings, index, `/holdings/${index}`);
  }
}

const dayBefore = (day: Day): Day => addDays(day, -1);

/** Whose holding the change ends. */
function followed(seat: Seat, { as, isBeside, followsPersonId }: ChangeHolding): Set<number> {
  const open = seat.holdings.flatMap((one, index) =>
    one.as === as && one.to === null && !isFollowedWithoutDay(seat.holdings, index) ? [index] : [],
  );
  if (isBeside) return new Set();
  if (followsPersonId === null) return new Set(open);
  const chosen = open.filter((index) => seat.holdings[index]?.personId === followsPersonId);
  if (chosen.length === 0) throw refused('/followsPersonId', 'Diese Person hat den Sitz jetzt nicht.');
  return new Set(chosen);
}

function assertStated({ from, dated, personId, isBeside, as }: ChangeHolding, hasEnds: boolean): void {
  if (dated && from === null) throw refused('/from', 'Bitte geben Sie den ersten Tag an, oder dass er nicht bekannt ist.');
  if (as === 'DEPUTY' && personId === null && (!dated || !hasEnds))
    throw refused('/personId', 'Eine Stellvertretung endet an einem Tag, und nur, wenn es eine gibt.');
  if (isBeside && (personId === null || !dated))
    throw refused('/isBeside', 'Zusätzlich kann nur eine Person kommen, und nur mit einem Tag.');
}

function assertFollows(before: SeatHolding | undefined, { from, personId }: ChangeHolding, validFrom: Day | null): void {
  if (before?.personId === personId)
    throw refused('/personId', personId === null ? 'Der Sitz ist schon unbesetzt.' : 'Diese Person hat den Sitz schon.');
  const began = before?.from ?? validFrom;
  if (from !== null && began !== null && from <= began)
    throw refused('/from', `Der Tag muss nach dem Beginn der jetzigen Besetzung liegen (${formatDay(began)}).`);
}

/** Where nobody is named whom they follow, no earlier holding may reach into the new one. */
function assertNoOverlap(seat: Seat, { as, from, isBeside, followsPersonId }: ChangeHolding): void {
  if (isBeside || followsPersonId !== null || from === null) return;
  if (seat.holdings.some((one) => one.as === as && one.to !== null && one.to >= from))
    throw refused('/from', 'An diesem Tag ist der Sitz schon besetzt oder als unbesetzt angegeben. Bitte prüfen Sie die früheren Angaben.');
}

/**
 * The seat after a change: whoever held it ends the day before, or keeps an unknown end where the day is unknown.
 * @throws holdingInvalid when the day lies before the current holding, or holdings would overlap
 */
export function changeHolding(seat: Seat, change: ChangeHolding): Seat {
  const { followsPersonId: _follows, isBeside: _beside, ...stated } = change;
  const ends = followed(seat, change);
  if (seat.holdings.length >= MOST_HOLDINGS) throw refused('', `Ein Sitz hält höchstens ${MOST_HOLDINGS} Besetzungen fest.`);
  assertStated(change, ends.size > 0);
  for (const index of ends) assertFollows(seat.holdings[index], change, seat.validFrom);
  assertNoOverlap(seat, change);
  const { from } = change;
  const ended = seat.holdings.map((one, index) => (ends.has(index) && from !== null ? { ...one, to: dayBefore(from) } : one));
  const isEndOnly = change.as === 'DEPUTY' && change.personId === null;
  const next = { ...seat, holdings: isEndOnly ? ended : [...ended, { ...stated, to: null }] };
  const last = next.holdings.length - 1;
  const added = next.holdings[last];
  if (added && !isEndOnly) {
    assertDays(added, seat, '');
    assertFits(next.holdings, last, '');
  }
  return next;
}
