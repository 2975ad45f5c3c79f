import { csvLine, inert } from '../../shared/documents/csv-line.ts';
import { boundInWords, qualifierNames } from '../../shared/domain/attendance.ts';
import type { AttendanceStatistics, Count, StatisticsGroup } from '../../shared/domain/attendance-statistics.ts';
import { statisticsDimensionNames } from '../../shared/domain/attendance-statistics.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import { type SmallNumberRule, shownInWords } from '../../shared/domain/small-numbers.ts';
import type { Withheld } from '../../shared/domain/statistics-words.ts';
import { boundWords, missingInWords, shownSum } from '../../shared/domain/statistics-words.ts';

/** A cell is a number or text; text from people is made inert by whoever writes the file. */
export type SheetCell = number | string;
export type SheetRow = { readonly cells: readonly SheetCell[]; readonly isSum: boolean };

type Tally = Pick<StatisticsGroup, 'held' | 'planned'>;
type Statistics = AttendanceStatistics;

const heldHeadings = ['Durchgeführt', 'Angemeldet', 'Anwesend', 'Spontan gekommen', 'Nicht erschienen', 'Organisationen'];
const statedHeadings = ['Mitgeteilt', 'Genauigkeit', 'Untere Grenze', 'Obere Grenze', 'Ohne Mitteilung'];
const plannedHeadings = ['Geplant', 'Angemeldet (geplant)', 'Warteliste', 'Plätze'];

const hasEvents = ({ groupBy }: Statistics): boolean => groupBy.includes('event');

export const headings = (statistics: Statistics): string[] => [
  ...statistics.groupBy.map((dimension) => statisticsDimensionNames[dimension]),
  ...(hasEvents(statistics) ? ['Datum'] : []),
  ...heldHeadings,
  ...statedHeadings,
  ...(statistics.planned === null ? [] : plannedHeadings),
  'Hinweise',
];

/** A number only where it is the whole truth; otherwise words. Unknown is empty, never 0. */
function countCell(count: Count, means: Withheld, rule: Pick<SmallNumberRule, 'smallestShown'>): SheetCell {
  const { shown, bound } = shownSum(count, means);
  if (shown === null) return '';
  if (typeof shown === 'number') return bound === 'EXACT' ? shown : `${boundWords[bound]}${shown}`;
  return shownInWords(shown, rule);
}

function statedCells({ held: { stated } }: Tally): SheetCell[] {
  const { value, qualifier, atLeast, atMost, eventsWithoutFigure } = stated;
  return [
    value ?? '',
    stated.events === 0 ? '' : qualifierNames[qualifier],
    atLeast === null || (atLeast.value === 0 && !atLeast.strict) ? '' : boundInWords(atLeast, 'atLeast'),
    atMost === null ? '' : boundInWords(atMost, 'atMost'),
    eventsWithoutFigure,
  ];
}

function notesOn({ held, planned }: Tally): string {
  const about = [
    ['angemeldet', held.registered],
    ['anwesend', held.present],
    ['spontan gekommen', held.walkIns],
    ['nicht erschienen', held.noShows],
    ...(planned === null ? [] : ([['geplant angemeldet', planned.registered]] as const)),
  ] as const;
  return about
    .flatMap(([name, count]) => {
      const missing = missingInWords(count);
      return missing === '' ? [] : [`${name}: ${missing}`];
    })
    .join('; ');
}

const tallyCells = (tally: Tally, { planned: shown, smallestShown }: Statistics): SheetCell[] => {
  const { held, planned } = tally;
  const cell = (count: Count) => countCell(count, count === held.present ? 'SMALL' : 'ANY', { smallestShown });
  return [
    held.events,
    ...[held.registered, held.present, held.walkIns, held.noShows].map(cell),
    held.organisations ?? '',
    ...statedCells(tally),
    ...(shown === null || planned === null ? [] : [planned.events, ...[planned.registered, planned.waiting, planned.places].map(cell)]),
    notesOn(tally),
  ];
};

function groupRows(groups: readonly StatisticsGroup[], above: readonly string[], statistics: Statistics): SheetRow[] {
  return groups.flatMap((group) => {
    const labels = [...above, group.label];
    const isSum = group.groups.length > 0;
    const padded = Array.from(
      { length: statistics.groupBy.length },
      (_, index) => labels[index] ?? (isSum && index === labels.length ? 'Summe' : ''),
    );
    const date = hasEvents(statistics) ? [group.date === null ? '' : formatDay(group.date)] : [];
    return [...groupRows(group.groups, labels, statistics), { cells: [...padded, ...date, ...tallyCells(group, statistics)], isSum }];
  });
}

/** Rows in reading order, every group after its members, the whole at the end. */
export function rowsOf(statistics: Statistics): SheetRow[] {
  const padding = Array.from({ length: statistics.groupBy.length - 1 + (hasEvents(statistics) ? 1 : 0) }, () => '');
  return [
    ...groupRows(statistics.groups, [], statistics),
    { cells: ['Gesamt', ...padding, ...tallyCells(statistics, statistics)], isSum: true },
  ];
}

export const closingNotes = ({ asOf, notes, organisationsNote }: Statistics): string[] => [
  `Stand: ${formatDay(asOf)}`,
  ...notes,
  ...(organisationsNote === null ? [] : [organisationsNote]),
];

/** For Excel in German: UTF-8 with byte order mark, semicolons, CRLF. */
export function germanCsv(statistics: Statistics): string {
  const titles = headings(statistics);
  const padding = titles.slice(1).map(() => '');
  return [
    '\ufeff',
    csvLine(titles, ';'),
    ...rowsOf(statistics).map(({ cells }) =>
      csvLine(
        cells.map((cell) => (typeof cell === 'number' ? String(cell) : inert(cell))),
        ';',
      ),
    ),
    ...closingNotes(statistics).map((note) => csvLine([note, ...padding], ';')),
  ].join('');
}
