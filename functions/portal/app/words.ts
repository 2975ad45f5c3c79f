import type { Bound } from '../../../shared/domain/attendance.ts';
import { basisNames, boundInWords, qualifierNames, subjectNames } from '../../../shared/domain/attendance.ts';
import { berlinDayOf, formatDay } from '../../../shared/domain/calendar.ts';
import { formatEuro } from '../../../shared/domain/money.ts';
import { officeNames } from '../../../shared/domain/regions.ts';
import type { AllianceEvent, Breakdown, Figure } from './contract.ts';

export const todayInBerlin = (): string => berlinDayOf(new Date().toISOString());

/** `29.536,03 €`, held together. */
export const euro = (cents: number): string => `${formatEuro(cents)}\u00a0€`;

const number = new Intl.NumberFormat('de-DE');
export const count = (value: number, one: string, many: string): string => `${number.format(value)}\u00a0${value === 1 ? one : many}`;
export const thousands = (value: number): string => number.format(value);

type Dates = AllianceEvent['dates'];

const clock = ({ startTime, endTime }: Dates): string =>
  startTime === null ? '' : `, ${startTime}${endTime === null ? '' : ` bis ${endTime}`} Uhr`;

/** Days for tables, with the source's wording where no day is known. */
export function daysOf({ from, to, wording }: Dates): string {
  if (from === null || to === null) return wording ?? 'ohne Datum';
  return from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
}
export const datesInWords = (dates: Dates): string =>
  `${daysOf(dates)}${clock(dates)}${dates.from !== null && dates.wording !== null ? ` („${dates.wording}“)` : ''}`;

const SHORT = 'ArL ';
/** Offices as people at work call them. */
export const shortOffice = (office: keyof typeof officeNames | null): string =>
  office === null ? '–' : officeNames[office].replace('Amt für regionale Landesentwicklung ', SHORT);

/** A statement as it was made; numbers are never added up here. */
export function figureInWords({ value, qualifier, subject }: Figure): string {
  if (value === null) return qualifierNames[qualifier];
  const prefix = qualifier === 'EXACT' ? '' : `${qualifierNames[qualifier]} `;
  return `${prefix}${thousands(value)} ${subjectNames[subject]}`;
}
export const basisInWords = ({ basis }: Figure): string => basisNames[basis];

type Heads = NonNullable<Breakdown['headcount']>;

export function headsInWords({ value, qualifier, atLeast, atMost }: Heads): string {
  if (value !== null) return `${qualifier === 'EXACT' ? '' : `${qualifierNames[qualifier]} `}${thousands(value)}`;
  const ends = [atLeast && atLeast.value > 0 ? bound(atLeast, 'atLeast') : '', atMost ? bound(atMost, 'atMost') : ''].filter(Boolean);
  return ends.length === 0 ? 'nicht bekannt' : ends.join(', ');
}
const bound = (end: Bound, side: 'atLeast' | 'atMost'): string => boundInWords(end, side);

export const perHeadInWords = ({ cents, bound: end }: NonNullable<Breakdown['perHead']>): string =>
  `${end === 'AT_MOST' ? 'höchstens ' : ''}${euro(cents)}`;

export const officeOptions = [...Object.entries(officeNames), ['NONE', 'kein Amt'] as const] as const;
export const themeOptions = (alliance: { readonly themes: readonly { id: string; label: string }[] } | undefined) =>
  (alliance?.themes ?? []).map(({ id, label }) => [id, label] as const);
