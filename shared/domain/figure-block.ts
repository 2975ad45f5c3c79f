import * as z from 'zod';
import type { AllianceEvent } from './alliance-event.ts';
import { eventKinds, eventStatusNames, heldBy, isSeries, ownerships } from './alliance-event.ts';
import type { Cell, FigureTable } from './answer-document.ts';
import * as cells from './answer-document.ts';
import { columnKinds } from './answer-document.ts';
import type { Headcount, StatedFigure } from './attendance.ts';
import { headcount, LARGEST_COUNT, subjects } from './attendance.ts';
import type { BreakdownFacts, BreakdownGroup, Dimension, Joined, Sum } from './breakdown.ts';
import { BreakdownQuery, dimensionNames, dimensions, filterSums, group, join, keyOf, positions } from './breakdown.ts';
import type { Appropriation, Dated, StatedTotal } from './budget.ts';
import { appropriationsInForce, statedTotalsOn } from './budget.ts';
import type { Day } from './calendar.ts';
import { day, formatDayLong, instant } from './calendar.ts';
import type { Initiative } from './initiative.ts';
import type { Versioned } from './journal.ts';
import { amountCents } from './money.ts';
import { occasions } from './posting.ts';
import { reconcile } from './reconciliation.ts';
import { office, officeNames } from './regions.ts';
import type { Measure, Proposal } from './result.ts';
import { proposalKinds } from './result.ts';
import { measureTable, proposalCounts } from './result-figures.ts';
import { text } from './text.ts';

/** A figure block of an answer is a stored query with its clocks. Prose around it quotes; the numbers come from here. */
const filters = {
  kind: z.enum(eventKinds).optional(),
  theme: z
    .string()
    .regex(/^[a-z0-9-]{2,80}$/)
    .optional(),
  office: z.union([office, z.literal('NONE')]).optional(),
};

/** A cell as somebody types it, under the rules of every field; a cell that is computed is as long as its parts. */
const TypedCell = z.discriminatedUnion('kind', [
  cells.textCell.extend({ text: text(300, 'Zelle') }),
  cells.dayCell.extend({ day: day('Tag') }),
  cells.euroCell.extend({ cents: amountCents }),
  cells.countCell.extend({ value: z.int().min(0).max(LARGEST_COUNT).nullable() }),
  cells.quantityCell.extend({ unit: text(60, 'Einheit') }),
  cells.emptyCell,
]);

export const FigureQuery = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('EXPENDITURE'),
    groupBy: z.array(z.enum(dimensions)).min(1).max(3),
    filter: z.strictObject({
      ...filters,
      section: z.enum(positions).optional(),
      occasion: z.enum(occasions).optional(),
      fiscalYear: z
        .string()
        .regex(/^(\d{4}|UNKNOWN)$/)
        .optional(),
    }),
  }),
  z.strictObject({
    kind: z.literal('EVENTS'),
    /** HELD: begun and confirmed by the as-of day; PLANNED: still ahead; ALL: both, with their status. */
    held: z.enum(['HELD', 'PLANNED', 'ALL']),
    filter: z.strictObject({
      ...filters,
      kinds: z.array(z.enum(eventKinds)).max(14).optional(),
      ownership: z.enum(ownerships).optional(),
      from: day('Ab').optional(),
      to: day('Bis').optional(),
    }),
    columns: z
      .array(z.enum(['date', 'title', 'place', 'office', 'status']))
      .min(1)
      .max(5),
  }),
  z.strictObject({ kind: z.literal('ATTENDANCE'), subject: z.enum(subjects), filter: z.strictObject(filters) }),
  z.strictObject({ kind: z.literal('INITIATIVES'), filter: z.strictObject({ fieldOfAction: z.string().max(80).optional() }) }),
  z.strictObject({
    kind: z.literal('PROPOSALS'),
    /** One column per kind of proposal instead of one for all. */
    byKind: z.boolean(),
    filter: z.strictObject({ ...filters, proposalKind: z.enum(proposalKinds).optional() }),
  }),
  z.strictObject({
    kind: z.literal('MEASURES'),
    /** LIST: each measure with its status on the as-of day. */
    detail: z.enum(['COUNT', 'LIST']),
    filter: z.strictObject(filters),
  }),
  z.strictObject({ kind: z.literal('APPROPRIATIONS') }),
  z.strictObject({ kind: z.literal('STATED_TOTALS') }),
  z.strictObject({ kind: z.literal('RECONCILIATION') }),
  z.strictObject({
    kind: z.literal('FREE_TABLE'),
    columns: z
      .array(z.strictObject({ label: text(120, 'Spalte'), kind: z.enum(columnKinds) }))
      .min(1)
      .max(12),
    rows: z.array(z.array(TypedCell).max(12)).max(500),
    source: text(300, 'Quelle'),
  }),
]);
export type FigureQuery = z.output<typeof FigureQuery>;
type QueryOf<Kind extends FigureQuery['kind']> = Extract<FigureQuery, { kind: Kind }>;

export const FigureBlock = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,60}$/, { error: 'Bitte verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche.' })
    .meta({ title: 'Kennung der Tabelle' }),
  title: text(300, 'Überschrift der Tabelle'),
  asOf: day('Stand').nullable(),
  knownAt: instant('Kenntnisstand').nullable(),
  /** Own column headings, from the left; where there is none, the usual one stands. */
  labels: z.array(text(80, 'Spalte')).max(12),
  query: FigureQuery,
});
export type FigureBlock = z.output<typeof FigureBlock>;

/** A sum with the bookings behind it. */
export type ProvenSum = Sum & { readonly expenseIds: readonly string[] };

/** Everything a block may ask, as of its day and as known at its instant. */
export type FigureFacts = BreakdownFacts & {
  readonly sums: readonly ProvenSum[];
  readonly undeterminedCents: number;
  readonly appropriations: readonly Dated<Appropriation>[];
  readonly statedTotals: readonly Dated<StatedTotal>[];
  readonly initiatives: readonly Versioned<Initiative>[];
  readonly proposals: readonly Versioned<Proposal>[];
  readonly measures: readonly Versioned<Measure>[];
};

type Table = Pick<FigureTable, 'columns' | 'rows' | 'total' | 'notes'>;
type Row = FigureTable['rows'][number];
type EventRecord = Versioned<AllianceEvent>;

const textCell = (value: string): Cell => ({ kind: 'text', text: value });
const dayCell = (value: Day | null): Cell => (value === null ? { kind: 'empty' } : { kind: 'day', day: value });
const euroCell = (cents: number | null): Cell => (cents === null ? { kind: 'empty' } : { kind: 'euro', cents });
const countCell = ({ value, qualifier }: Headcount): Cell => ({ kind: 'count', value, qualifier, suppressed: false });

const leaves = (groups: readonly BreakdownGroup[], path: readonly BreakdownGroup[] = []): BreakdownGroup[][] =>
  groups.flatMap((one) => (one.groups.length === 0 ? [[...path, one]] : leaves(one.groups, [...path, one])));

function expenditure({ groupBy, filter }: QueryOf<'EXPENDITURE'>, facts: FigureFacts): Table {
  const joined = filterSums(join(facts.sums, facts), BreakdownQuery.parse(filter)) as (Joined & ProvenSum)[];
  const dated = groupBy.some((dimension) => dimension === 'line' || dimension === 'event');
  const found = leaves(group(joined, groupBy, facts));
  const rows = found.map((path): Row => {
    const leaf = path.at(-1);
    const keys = path.map(({ key }) => key);
    const members = joined.filter((sum) => groupBy.every((dimension: Dimension, index) => keyOf(dimension, sum, facts) === keys[index]));
    return {
      key: keys.join(' / '),
      cells: [
        ...(dated ? [dayCell(leaf?.date ?? null)] : []),
        ...path.map(({ label }) => textCell(label)),
        euroCell(leaf?.amountCents ?? 0),
      ],
      sources: members.flatMap(({ expenseIds }) => expenseIds.map((id) => ({ type: 'EXPENSE' as const, id }))),
    };
  });
  const whole = found.reduce((sum, path) => sum + (path.at(-1)?.amountCents ?? 0), 0);
  return {
    columns: [
      ...(dated ? [{ label: 'Datum', kind: 'day' as const }] : []),
      ...groupBy.map((dimension) => ({ label: dimensionNames[dimension], kind: 'text' as const })),
      { label: 'Ausgaben', kind: 'euro' },
    ],
    rows,
    total: [...(dated ? [textCell('')] : []), ...groupBy.map((_, index) => textCell(index === 0 ? 'Summe' : '')), euroCell(whole)],
    notes: [],
  };
}

const eventColumns = {
  date: { label: 'Datum', kind: 'text', cell: ({ state }: EventRecord) => textCell(datesInWords(state)) },
  title: { label: 'Veranstaltung', kind: 'text', cell: ({ state }: EventRecord) => textCell(state.title) },
  place: {
    label: 'Ort',
    kind: 'text',
    cell: ({ state }: EventRecord) => (state.place === null ? ({ kind: 'empty' } as const) : textCell(state.place.name)),
  },
  office: {
    label: 'Amt',
    kind: 'text',
    cell: ({ state }: EventRecord) =>
      state.responsibleOffice === null ? ({ kind: 'empty' } as const) : textCell(officeNames[state.responsibleOffice]),
  },
  status: { label: 'Status', kind: 'text', cell: ({ state }: EventRecord) => textCell(eventStatusNames[state.status]) },
} as const;

/** "16. März 2016", "17. und 18. …" is never guessed: a range is "… bis …"; without a date the source's own wording. */
export function datesInWords({ dates }: AllianceEvent): string {
  if (dates.from === null || dates.to === null) return dates.wording ?? 'ohne Datum';
  return dates.from === dates.to ? formatDayLong(dates.from) : `${formatDayLong(dates.from)} bis ${formatDayLong(dates.to)}`;
}

const fitsEvent = (
  event: AllianceEvent,
  filter: { kind?: string | undefined; theme?: string | undefined; office?: string | undefined },
): boolean =>
  (filter.kind === undefined || event.kind === filter.kind) &&
  (filter.theme === undefined || event.theme === filter.theme) &&
  (filter.office === undefined || (event.responsibleOffice ?? 'NONE') === filter.office);

function eventList({ held, filter, columns }: QueryOf<'EVENTS'>, { events, asOf }: FigureFacts): Table {
  const inRange = ({ dates }: AllianceEvent) =>
    (filter.from === undefined || (dates.from ?? '') >= filter.from) && (filter.to === undefined || (dates.from ?? '9999') <= filter.to);
  const fits = (state: AllianceEvent) => {
    const isHeld = heldBy(state, asOf);
    return (
      fitsEvent(state, filter) &&
      (filter.kinds === undefined || filter.kinds.includes(state.kind)) &&
      inRange(state) &&
      (filter.ownership === undefined || state.ownership === filter.ownership) &&
      state.ownership !== 'NOT_OURS' &&
      state.status !== 'CANCELLED' &&
      (held === 'ALL' || (held === 'HELD') === isHeld)
    );
  };
  const found = [...events.values()].filter(({ state }) => fits(state));
  return {
    columns: columns.map((name) => ({ label: eventColumns[name].label, kind: eventColumns[name].kind })),
    rows: found.map((event) => ({
      key: event.id,
      cells: columns.map((name) => eventColumns[name].cell(event)),
      sources: [{ type: 'EVENT', id: event.id }],
    })),
    total: null,
    notes: [],
  };
}

function attendance({ subject, filter }: QueryOf<'ATTENDANCE'>, { events, figures, asOf }: FigureFacts): Table {
  const fitting = [...events.values()].filter(
    ({ state }) => state.ownership === 'OWN' && (subject === 'LOCAL_EVENTS' || !isSeries(state)) && fitsEvent(state, filter),
  );
  const row = (label: string, ids: string[], usable: readonly StatedFigure[]): Row => {
    const counted = headcount(subject, ids, usable);
    return {
      key: label,
      cells: [textCell(label), { kind: 'count', value: ids.length, qualifier: 'EXACT', suppressed: false }, countCell(counted)],
      sources: counted.figureIds.map((id) => ({ type: 'FIGURE', id })),
    };
  };
  const held = fitting.filter(({ state }) => heldBy(state, asOf)).map(({ id }) => id);
  const ahead = fitting.filter(({ state }) => !heldBy(state, asOf) && state.status === 'PLANNED').map(({ id }) => id);
  return {
    columns: [
      { label: 'Stand der Veranstaltungen', kind: 'text' },
      { label: 'Veranstaltungen', kind: 'count' },
      {
        label: subject === 'PERSONS' ? 'Teilnehmende' : subject === 'INITIATIVES' ? 'Initiativen' : 'Örtliche Veranstaltungen',
        kind: 'count',
      },
    ],
    rows: [
      row(
        'durchgeführt',
        held,
        figures.filter(({ figure }) => figure.basis !== 'EXPECTED'),
      ),
      ...(ahead.length > 0 ? [row('geplant', ahead, figures)] : []),
    ],
    total: null,
    notes: [],
  };
}

type YearAmount = { readonly year: number; readonly cents: number; readonly asOf: Day | null; readonly id: string };

/** @param stand whether the amounts have as-of days of their own */
function moneyByYear(title: string, amounts: readonly YearAmount[], stand: boolean): Table {
  const own = (asOf: Day | null): Cell[] => (stand ? [dayCell(asOf)] : []);
  return {
    columns: [
      { label: 'Haushaltsjahr', kind: 'text' },
      ...(stand ? [{ label: 'Stand', kind: 'day' as const }] : []),
      { label: title, kind: 'euro' },
    ],
    rows: amounts.map(({ year, cents, asOf, id }) => ({
      key: String(year),
      cells: [textCell(String(year)), ...own(asOf), euroCell(cents)],
      sources: [{ type: 'BUDGET', id }],
    })),
    total: [textCell('Summe'), ...(stand ? [textCell('')] : []), euroCell(amounts.reduce((sum, { cents }) => sum + cents, 0))],
    notes: [],
  };
}

const byYear = <T>(entries: ReadonlyMap<number, T>): [number, T][] => [...entries].sort(([a], [b]) => a - b);

const appropriations = (facts: FigureFacts): Table => {
  const inForce = byYear(appropriationsInForce(facts.appropriations));
  return moneyByYear(
    'Ansatz',
    inForce.map(([year, { id, statement }]) => ({ year, cents: statement.amountCents, asOf: null, id })),
    false,
  );
};

const statedTotals = (facts: FigureFacts): Table => {
  const onDay = byYear(statedTotalsOn(facts.statedTotals, facts.asOf));
  return moneyByYear(
    'Ausgaben',
    onDay.map(([year, { id, statement }]) => ({ year, cents: statement.amountCents, asOf: statement.asOf, id })),
    true,
  );
};

export const reconciliationOf = (facts: FigureFacts) =>
  reconcile(facts.sums, facts.undeterminedCents, facts.statedTotals, facts.appropriations, facts.asOf);

function reconciliationTable(facts: FigureFacts): Table {
  const { statedCents, itemisedCents, differenceCents, sentence } = reconciliationOf(facts);
  const row = (key: string, label: string, cents: number): Row => ({ key, cells: [textCell(label), euroCell(cents)], sources: [] });
  return {
    columns: [
      { label: 'Abgleich', kind: 'text' },
      { label: 'Ausgaben', kind: 'euro' },
    ],
    rows: [
      row('stated', 'Gesamtsumme laut HVS', statedCents),
      row('itemised', 'Summe der Einzelbeträge', itemisedCents),
      row('difference', 'keiner Position zugeordnet', differenceCents),
    ],
    total: null,
    notes: [sentence],
  };
}

function initiativeList({ filter }: QueryOf<'INITIATIVES'>, { initiatives }: FigureFacts): Table {
  const found = initiatives.filter(({ state }) => filter.fieldOfAction === undefined || state.fieldOfAction === filter.fieldOfAction);
  return {
    columns: [
      { label: 'Initiative', kind: 'text' },
      { label: 'Träger', kind: 'text' },
    ],
    rows: found.map(({ id, state }) => ({
      key: id,
      cells: [textCell(state.name), state.organisation === null ? { kind: 'empty' } : textCell(state.organisation)],
      sources: [{ type: 'INITIATIVE', id }],
    })),
    total: null,
    notes: [],
  };
}

/** Undefined where nothing is asked of the conference: then what followed from none counts, too. */
function conferenceFilter({ kind, theme, office: region }: QueryOf<'MEASURES'>['filter']) {
  if (kind === undefined && theme === undefined && region === undefined) return undefined;
  return (event: AllianceEvent): boolean => fitsEvent(event, { kind, theme, office: region });
}

function freeTable({ columns, rows, source }: QueryOf<'FREE_TABLE'>): Table {
  return {
    columns,
    rows: rows.map((cells, index) => ({ key: String(index + 1), cells, sources: [] })),
    total: null,
    notes: [`Quelle: ${source}`],
  };
}

/** The rows a stored query yields on its facts. */
export function evaluate(query: FigureQuery, facts: FigureFacts): Table {
  switch (query.kind) {
    case 'EXPENDITURE':
      return expenditure(query, facts);
    case 'EVENTS':
      return eventList(query, facts);
    case 'ATTENDANCE':
      return attendance(query, facts);
    case 'INITIATIVES':
      return initiativeList(query, facts);
    case 'PROPOSALS':
      return proposalCounts({ byKind: query.byKind, only: query.filter.proposalKind }, facts, conferenceFilter(query.filter));
    case 'MEASURES':
      return measureTable(query.detail, facts, conferenceFilter(query.filter));
    case 'APPROPRIATIONS':
      return appropriations(facts);
    case 'STATED_TOTALS':
      return statedTotals(facts);
    case 'RECONCILIATION':
      return reconciliationTable(facts);
    case 'FREE_TABLE':
      return freeTable(query);
  }
}
