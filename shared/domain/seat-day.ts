import type { Seat, SeatHolding } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { addDays } from './holidays.ts';
import { isFollowedWithoutDay } from './seat-holding.ts';

/** Who may hold a seat on a day, and how sure that is. */
export type HoldingOnDay = SeatHolding & { readonly isDayUnknown: boolean; readonly remark: string | null };

export const isValidOn = ({ validFrom, validTo }: Pick<Seat, 'validFrom' | 'validTo'>, on: Day): boolean =>
  (validFrom ?? on) <= on && on <= (validTo ?? on);

/** The last day that a holding may reach: its own end, or that of whoever followed without a day. */
function latestEnd(holdings: readonly SeatHolding[], index: number): Day | null {
  const one = holdings[index];
  if (one === undefined || one.to !== null || !isFollowedWithoutDay(holdings, index)) return one?.to ?? null;
  const next = holdings.findIndex(({ dated, as }, place) => place > index && !dated && as === one.as);
  return latestEnd(holdings, next);
}

/** The first day of a holding without one: not before those it follows. */
function earliestStart(holdings: readonly SeatHolding[], index: number): Day | null {
  const one = holdings[index];
  if (one === undefined || one.dated) return one?.from ?? null;
  const starts = holdings.slice(0, index).flatMap(({ as, from, to }) => (as === one.as ? [to === null ? from : addDays(to, 1)] : []));
  return starts.reduce((latest, start) => ((start ?? '') > (latest ?? '') ? start : latest), null);
}

function remarkOf(holdings: readonly SeatHolding[], index: number): string | null {
  const isFollowed = isFollowedWithoutDay(holdings, index);
  if (holdings[index]?.dated === false) {
    const after = isFollowed ? 'folgte nach und wurde abgelöst' : 'folgte nach';
    return `Reihenfolge bekannt, Tag unbekannt: ${after}.`;
  }
  return isFollowed ? 'Reihenfolge bekannt, Tag unbekannt: hatte den Sitz zuerst.' : null;
}

/** Everybody who holds the seat or stands in on the day; of a succession without a day, all whom it may be. */
export const holdingsOn = ({ holdings }: Pick<Seat, 'holdings'>, on: Day): HoldingOnDay[] =>
  holdings.flatMap((one, index) => {
    const isThen = (earliestStart(holdings, index) ?? on) <= on && on <= (latestEnd(holdings, index) ?? on);
    if (!isThen) return [];
    const remark = remarkOf(holdings, index);
    return [{ ...one, isDayUnknown: remark !== null, remark }];
  });
