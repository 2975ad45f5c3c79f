import { csvLine, inert } from '../../shared/documents/csv-line.ts';
import { dimensionNames, flagNames } from '../../shared/domain/breakdown.ts';
import { formatDay, formatInstant } from '../../shared/domain/calendar.ts';
import type { Cents } from '../../shared/domain/money.ts';
import { formatDecimal, formatEuro } from '../../shared/domain/money.ts';
import type { Breakdown } from './compose.ts';

type Group = Omit<Breakdown['groups'][number], 'groups'> & { readonly groups: readonly Group[] };

/** One row of an exported breakdown: its level (1 is the outermost), labels of all levels down to it, amounts as numbers. */
export type SheetRow = {
  readonly level: number;
  readonly labels: readonly string[];
  readonly keys: readonly string[];
  readonly date: string | null;
  readonly amountCents: Cents;
  readonly bookings: number;
  readonly flags: string;
  readonly isSum: boolean;
};

/** Rows in reading order: every group after its members, as the sum that it is; leaves as they come. */
export function rowsOf(
  groups: readonly Group[],
  above: { labels: readonly string[]; keys: readonly string[] } = { labels: [], keys: [] },
): SheetRow[] {
  return groups.flatMap((group): SheetRow[] => {
    const labels = [...above.labels, group.label];
    const keys = [...above.keys, group.key];
    const row: SheetRow = {
      level: labels.length,
      labels,
      keys,
      date: group.date,
      amountCents: group.amountCents,
      bookings: group.bookings,
      flags: group.flags.map((flag) => flagNames[flag]).join(', '),
      isSum: group.groups.length > 0,
    };
    return [...rowsOf(group.groups, { labels, keys }), row];
  });
}

export const headings = ({ groupBy }: Breakdown): string[] => [
  ...groupBy.map((dimension) => dimensionNames[dimension]),
  'Datum',
  'Ausgaben in Euro',
  'Buchungen',
  'Hinweise',
];

/** Labels padded to the depth of the breakdown; a sum says so in the first free column. */
export const labelCells = ({ labels, isSum }: SheetRow, depth: number): string[] =>
  Array.from({ length: depth }, (_, index) => labels[index] ?? (isSum && index === labels.length ? 'Summe' : ''));

/** Lines under the table: total, what is stated, and the difference by name. */
export function closingLines({
  amountCents,
  bookings,
  reconciliation,
  undetermined,
}: Breakdown): { label: string; amountCents: Cents; bookings: number | null }[] {
  return [
    { label: 'Summe der Aufstellung', amountCents, bookings },
    ...(undetermined.bookings === 0 ? [] : [{ label: 'Stand nicht feststellbar, nicht enthalten', ...undetermined }]),
    ...(reconciliation === null || reconciliation.years.every(({ statedCents }) => statedCents === null)
      ? []
      : [
          { label: 'Alle Einzelbeträge', amountCents: reconciliation.itemisedCents, bookings: null },
          { label: 'Gesamtsumme laut HVS', amountCents: reconciliation.statedCents, bookings: null },
          {
            label: reconciliation.differenceCents === 0 ? 'Differenz' : 'Differenz, keiner Position zugeordnet',
            amountCents: reconciliation.differenceCents,
            bookings: null,
          },
          ...(reconciliation.inWrongYearCents === 0
            ? []
            : [{ label: 'Im falschen Haushaltsjahr', amountCents: reconciliation.inWrongYearCents, bookings: null }]),
        ]),
  ];
}

export const standLine = ({ asOf, knownAt }: Breakdown): string =>
  `Stand: ${formatDay(asOf)}${knownAt === null ? '' : `, Kenntnisstand: ${formatInstant(knownAt)}`}`;

/** For Excel in German: UTF-8 with byte order mark, semicolons, decimal comma, CRLF. */
export function germanCsv(breakdown: Breakdown): string {
  const depth = breakdown.groupBy.length;
  const pad = (label: string) => [label, ...Array.from({ length: depth }, () => '')];
  const excelEuro = (cents: Cents) => formatEuro(cents).replace('\u2212', '-');
  return [
    '\ufeff',
    csvLine(headings(breakdown), ';'),
    ...rowsOf(breakdown.groups).map((row) =>
      csvLine(
        [
          ...labelCells(row, depth).map(inert),
          row.date === null ? '' : formatDay(row.date),
          excelEuro(row.amountCents),
          String(row.bookings),
          row.flags,
        ],
        ';',
      ),
    ),
    ...closingLines(breakdown).map(({ label, amountCents, bookings }) =>
      csvLine([...pad(label), excelEuro(amountCents), bookings === null ? '' : String(bookings), ''], ';'),
    ),
    csvLine([...pad(standLine(breakdown)), '', '', ''], ';'),
    ...breakdown.notes.map((note) => csvLine([...pad(inert(note)), '', '', ''], ';')),
  ].join('');
}

/** For programs: comma, decimal point, ISO days, one kind of row, no byte order mark (RFC 4180). */
export function machineCsv(breakdown: Breakdown): string {
  const columns = breakdown.groupBy.flatMap((dimension) => [`${dimension}_key`, dimension]);
  return [
    csvLine([...columns, 'date', 'amount_eur', 'bookings', 'flags', 'as_of', 'known_at'], ','),
    ...rowsOf(breakdown.groups)
      .filter(({ isSum }) => !isSum)
      .map((row) =>
        csvLine(
          [
            ...row.labels.flatMap((label, index) => [inert(row.keys[index] ?? ''), inert(label)]),
            row.date ?? '',
            formatDecimal(row.amountCents),
            String(row.bookings),
            row.flags,
            breakdown.asOf,
            breakdown.knownAt ?? '',
          ],
          ',',
        ),
      ),
  ].join('');
}
