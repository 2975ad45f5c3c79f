import { eventKinds } from '../../../../shared/domain/alliance-event.ts';
import { berlinDayOf, endOfBerlinDay } from '../../../../shared/domain/calendar.ts';
import type { FigureBlock, FigureQuery } from '../../../../shared/domain/figure-block.ts';
import type { Entries } from '../form.tsx';
import { todayInBerlin } from '../words.ts';
import { columnNames } from './inquiry-block-fields.tsx';
import { readGrid } from './inquiry-grid.tsx';
import type { QueryKind } from './inquiry-words.tsx';

/** Filters that are set; the API checks every value again. */
const filterFrom = (entries: Entries, at: string, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, entries.text(`${at}/filter/${name}`)]).filter(([, value]) => value !== ''));

const eventFilter = ['kind', 'theme', 'office'] as const;

const readers: Readonly<Record<QueryKind, (entries: Entries, at: string) => object>> = {
  EXPENDITURE: (entries, at) => ({
    groupBy: [0, 1, 2].map((index) => entries.text(`${at}/groupBy/${index}`)).filter((one) => one !== ''),
    filter: filterFrom(entries, at, [...eventFilter, 'section', 'occasion', 'fiscalYear']),
  }),
  EVENTS: (entries, at) => {
    const kinds = eventKinds.filter((kind) => entries.has(`${at}/filter/kinds/${kind}`));
    return {
      held: entries.text(`${at}/held`),
      filter: {
        ...filterFrom(entries, at, [...eventFilter, 'ownership', 'from', 'to']),
        ...(kinds.length === 0 ? {} : { kinds }),
      },
      columns: Object.keys(columnNames).filter((column) => entries.has(`${at}/columns/${column}`)),
    };
  },
  ATTENDANCE: (entries, at) => ({ subject: entries.text(`${at}/subject`), filter: filterFrom(entries, at, eventFilter) }),
  INITIATIVES: (entries, at) => ({ filter: filterFrom(entries, at, ['fieldOfAction']) }),
  PROPOSALS: (entries, at) => ({
    byKind: entries.text(`${at}/byKind`) === 'true',
    filter: filterFrom(entries, at, [...eventFilter, 'proposalKind']),
  }),
  MEASURES: (entries, at) => ({ detail: entries.text(`${at}/detail`), filter: filterFrom(entries, at, eventFilter) }),
  APPROPRIATIONS: () => ({}),
  STATED_TOTALS: () => ({}),
  RECONCILIATION: () => ({}),
  FREE_TABLE: readGrid,
};

/** The instant that was stored stays while its day does. */
function knownAtFrom(typed: string, stored: string | null): string | null {
  if (typed === '' || typed >= todayInBerlin()) return stored !== null && berlinDayOf(stored) === typed ? stored : null;
  return stored !== null && berlinDayOf(stored) === typed ? stored : endOfBerlinDay(typed);
}

export function readBlock(entries: Entries, at: string, before: FigureBlock | undefined): FigureBlock {
  const kind = entries.text(`${at}/query/kind`) as QueryKind;
  return {
    id: entries.text(`${at}/id`),
    title: entries.text(`${at}/title`),
    asOf: entries.textOrNull(`${at}/asOf`),
    knownAt: knownAtFrom(entries.text(`${at}/knownAt`), before?.knownAt ?? null),
    labels: entries
      .text(`${at}/labels`)
      .split('\n')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
    query: { ...readers[kind](entries, `${at}/query`), kind } as FigureQuery,
  };
}
