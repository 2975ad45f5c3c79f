import type { Count } from './attendance-statistics.ts';
import type { Shown } from './small-numbers.ts';

/** What a sum over events says beyond its number. */
export const missingInWords = ({ value, without, withheld }: Count): string =>
  [value === null || without === 0 ? '' : `${without} ohne Zählung`, withheld === 0 ? '' : `${withheld} zurückgehalten`]
    .filter(Boolean)
    .join(', ');

/** What withheld means: of presence, that each was a small number; of its parts (registered, walk-ins, no-shows), nothing. */
export type Withheld = 'SMALL' | 'ANY';

/**
 * A sum as it is printed; `shown` is null when nobody could say. MORE_THAN: something withheld comes on top;
 * AT_LEAST: it may. One small number alone is BELOW, several together are WITHHELD: they may be no small number any more.
 */
export function shownSum(
  { value, without, withheld }: Count,
  means: Withheld,
): { readonly shown: Shown | null; readonly bound: 'EXACT' | 'MORE_THAN' | 'AT_LEAST' } {
  if (withheld === 0) return { shown: value, bound: 'EXACT' };
  if (value !== null && value > 0) return { shown: value, bound: means === 'SMALL' ? 'MORE_THAN' : 'AT_LEAST' };
  return { shown: means === 'SMALL' && withheld === 1 && without === 0 ? 'BELOW' : 'WITHHELD', bound: 'EXACT' };
}

export const boundWords = { EXACT: '', MORE_THAN: 'mehr als ', AT_LEAST: 'mindestens ' } as const;

/** Share of no-shows among those registered at the same events, whole percent, half up; undefined without a base. */
export const noShowPercent = ({ noShows, noShowBase }: { noShows: Count; noShowBase: number | null }): number | undefined =>
  noShows.value === null || noShowBase === null || noShowBase === 0 ? undefined : Math.round((noShows.value / noShowBase) * 100);
