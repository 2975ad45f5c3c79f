import type { AllianceBody } from './alliance-body.ts';
import type { AllianceEvent } from './alliance-event.ts';
import type { Cell, FigureTable, Source } from './answer-document.ts';
import type { StatedFigure } from './attendance.ts';
import type { Day } from './calendar.ts';
import type { ProvenSum } from './figure-block.ts';
import type { Versioned } from './journal.ts';
import type { Meeting, MeetingCommitment } from './meeting.ts';
import type { StatedValue } from './quantity.ts';
import type { ReportDocument } from './report.ts';
import type { Period } from './report-period.ts';
import type { Indicator, Measure, Proposal, ResultsRelease } from './result.ts';

/** Everything a report is composed from. Equal facts make equal reports: no clock and no chance is among them. */
export type ReportFacts = {
  readonly alliance: string;
  readonly allianceName: string;
  readonly body: Versioned<AllianceBody>;
  readonly period: Period;
  readonly asOf: Day;
  /** What the body's managing staff released, as it was known then; all empty without a release. */
  readonly release: Versioned<ResultsRelease> | undefined;
  readonly proposals: readonly Versioned<Proposal>[];
  readonly measures: readonly Versioned<Measure>[];
  readonly indicators: readonly Versioned<Indicator>[];
  readonly commitments: readonly Versioned<MeetingCommitment>[];
  readonly meetings: readonly Versioned<Meeting>[];
  /** The alliance's events; conferences are named from them, and the body's theme decides which ones are reported. */
  readonly events: ReadonlyMap<string, Versioned<AllianceEvent>>;
  /** Stated up to the as-of day. */
  readonly figures: readonly StatedFigure[];
  /** Booked sums of every event as of the day. */
  readonly sumsOfEvent: ReadonlyMap<string, readonly ProvenSum[]>;
  /** Whether there are bookings of the alliance of which nobody can say if they count on the day. */
  readonly hasUndetermined: boolean;
  readonly previous: ReportDocument | undefined;
};

/** SHA-256 over canonical JSON; given in, because rules compute no hashes. */
export type HashOf = (value: unknown) => string;

export type SourceRef = { readonly type: (typeof Source)['_output']['type']; readonly id: string };
export type Row = FigureTable['rows'][number];
type Column = FigureTable['columns'][number];

export const textCell = (value: string | null): Cell => (value === null ? { kind: 'empty' } : { kind: 'text', text: value });
export const dayCell = (value: Day | null): Cell => (value === null ? { kind: 'empty' } : { kind: 'day', day: value });
export const countCell = (value: number): Cell => ({ kind: 'count', value, qualifier: 'EXACT', suppressed: false });
export const quantityCell = (stated: Pick<StatedValue, 'value' | 'upTo' | 'worth'> | null | undefined, unit: string): Cell =>
  stated ? { kind: 'quantity', value: stated.value, upTo: stated.upTo, worth: stated.worth, unit } : { kind: 'empty' };

export const column = (label: string, kind: Column['kind'] = 'text'): Column => ({ label, kind });
export const sourcesOf = (type: SourceRef['type'], ids: Iterable<string>): SourceRef[] => [...ids].map((id) => ({ type, id }));

/** A table of a report, before its hash. */
export type Drawn = Pick<FigureTable, 'id' | 'title' | 'columns' | 'rows' | 'total' | 'notes'>;
/** A part of the report; one without tables and prose is not printed. */
/**
 * A drawn table as it is frozen: with its day, and what it says as a query for readers of the data.
 * @param query which rows, on which clocks; the table's id is added
 */
export const frozenTable = (
  { id, title, columns, rows, total, notes }: Drawn,
  asOf: Day,
  query: Readonly<Record<string, unknown>>,
  hashOf: HashOf,
): FigureTable => ({
  id,
  title,
  columns,
  rows,
  total,
  notes,
  asOf,
  knownAt: null,
  query: { ...query, table: id },
  sha256: hashOf({ columns, rows, total }),
});

export type DrawnSection = { readonly id: string; readonly heading: string; readonly prose: string[]; readonly tables: Drawn[] };

/** Tables without rows say nothing. */
export const drawn = (
  id: string,
  title: string,
  columns: Column[],
  rows: Row[],
  more: { total?: Cell[]; notes?: string[] } = {},
): Drawn[] => (rows.length === 0 ? [] : [{ id, title, columns, rows, total: more.total ?? null, notes: more.notes ?? [] }]);

/** `eine Sitzung`, `3 Sitzungen`. */
export const counted = (value: number, one: string, many: string): string => (value === 1 ? one : `${value} ${many}`);
