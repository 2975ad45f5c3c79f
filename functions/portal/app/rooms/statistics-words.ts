import { boundInWords } from '../../../../shared/domain/attendance.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { shownInWords } from '../../../../shared/domain/small-numbers.ts';
import type { Withheld } from '../../../../shared/domain/statistics-words.ts';
import { boundWords, noShowPercent, shownSum } from '../../../../shared/domain/statistics-words.ts';
import type { Bar } from '../chart.tsx';
import type { Statistics } from '../contract.ts';
import { headsInWords, shortOffice, thousands } from '../words.ts';

export type Held = Statistics['held'];
export type Planned = NonNullable<Statistics['planned']>;
export type Sum = Held['present'];
export type Group = Omit<Statistics['groups'][number], 'groups'> & { readonly groups: readonly Group[] };

/** As people at work say it: offices by their short names. */
export const labelOf = ({ dimension, key, label }: Pick<Group, 'dimension' | 'key' | 'label'>): string =>
  dimension === 'office' && key in officeNames ? shortOffice(key as keyof typeof officeNames) : label;

export const UNCOUNTED = 'nicht gezählt';

/** `1.240`, `mehr als 57`, `< 5`, `zurückgehalten`, `nicht gezählt`. */
export function sumInWords(sum: Sum, means: Withheld, smallestShown: number): string {
  const { shown, bound } = shownSum(sum, means);
  if (shown === null) return UNCOUNTED;
  if (typeof shown === 'number') return `${boundWords[bound]}${thousands(shown)}`;
  return shownInWords(shown, { smallestShown });
}

export function rateInWords(held: Held): string | undefined {
  const percent = noShowPercent(held);
  return percent === undefined ? undefined : `${percent}\u00a0%`;
}

const setOff = (words: string): string => words.replace(/\d{4,}/g, (digits) => thousands(Number(digits)));

export const statedInWords = (stated: Held['stated']): string => (stated.events === 0 ? '–' : setOff(headsInWords(stated)));

export function statedBar(stated: Held['stated']): Bar {
  const text = statedInWords(stated);
  const { value, qualifier, atLeast, atMost, events } = stated;
  if (events === 0) return { value: null, text: 'noch keine durchgeführt', end: 'EXACT' };
  if (value !== null) return { value, text, end: qualifier === 'MORE_THAN' ? 'OPEN' : 'EXACT' };
  if (atLeast !== null && atLeast.value > 0) return { value: atLeast.value, text: setOff(boundInWords(atLeast, 'atLeast')), end: 'OPEN' };
  return atMost === null ? { value: null, text, end: 'EXACT' } : { value: atMost.value, text, end: 'UP_TO' };
}
export function listBar(present: Sum, smallestShown: number): Bar {
  const { shown, bound } = shownSum(present, 'SMALL');
  return {
    value: typeof shown === 'number' ? shown : null,
    text: sumInWords(present, 'SMALL', smallestShown),
    end: bound === 'EXACT' ? 'EXACT' : 'OPEN',
  };
}

/** `20 von 22 Veranstaltungen` that could not say; empty when all could. */
export const missingOf = ({ without, withheld }: Sum, events: number): string =>
  [
    without === 0 ? '' : without === events ? 'keine Veranstaltung mit Liste' : `${thousands(without)} von ${thousands(events)} ohne Liste`,
    withheld === 0 ? '' : `${thousands(withheld)} mit kleiner Zahl zurückgehalten`,
  ]
    .filter(Boolean)
    .join(', ');
