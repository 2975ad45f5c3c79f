import { formatDay } from '../../../../shared/domain/calendar.ts';
import { amountWorthNames, doubtNames } from '../../../../shared/domain/intake.ts';
import type { Success } from '../contract.ts';
import { Badge } from '../ui.tsx';
import { euro } from '../words.ts';

export type Reading = Success<'readPaperText'>;
export type FoundAmount = Reading['amounts'][number];
export type FoundDate = Reading['dates'][number];
export type FoundTable = Reading['tables'][number];
export type FoundRow = Reading['proposals'][number];

export const linesInWords = ({ from, to }: FoundTable['lines']): string => (from === to ? `Zeile ${from}` : `Zeilen ${from} bis ${to}`);

/** One reading as an amount; of several all, since a person decides. */
export function readingInWords({ cents, worth, readings }: Pick<FoundAmount, 'cents' | 'worth' | 'readings'>): string {
  const prefix = worth === 'EXACT' ? '' : `${amountWorthNames[worth]} `;
  if (cents !== null) return `${prefix}${euro(cents)}`;
  const each = readings.map(({ shown, cents: one }) => (one === null ? shown : euro(one)));
  return each.length === 0 ? 'nicht zu lesen' : `${prefix}${each.join(' oder ')}`;
}

export const doubtsInWords = ({ doubts }: Pick<FoundAmount, 'doubts'>): string => doubts.map((doubt) => doubtNames[doubt]).join(' ');

export const SureBadge = ({ certain }: { readonly certain: boolean }) =>
  certain ? <Badge tone="success">sicher</Badge> : <Badge tone="warning">bitte prüfen</Badge>;

export const rowDayInWords = (date: FoundRow['date']): string => {
  if (date === null) return '–';
  return date.from !== null && date.from === date.to ? formatDay(date.from) : `„${date.printed}“`;
};
