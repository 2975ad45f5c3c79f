import type { AllianceEvent } from './alliance-event.ts';
import { heldBy } from './alliance-event.ts';
import type { Cell, FigureTable } from './answer-document.ts';
import type { Day } from './calendar.ts';
import type { Versioned } from './journal.ts';
import { numberOf, statusOn } from './measure.ts';
import type { Measure, Proposal } from './result.ts';
import { measureStatusNames, proposalKindNames, proposalKinds } from './result.ts';

/** What conferences proposed and what became of it, as tables of an answer. */

type Table = Pick<FigureTable, 'columns' | 'rows' | 'total' | 'notes'>;
type Row = FigureTable['rows'][number];
type EventRecord = Versioned<AllianceEvent>;
type ResultFacts = {
  readonly events: ReadonlyMap<string, EventRecord>;
  readonly asOf: Day;
  readonly proposals: readonly Versioned<Proposal>[];
  readonly measures: readonly Versioned<Measure>[];
};
type FitsEvent = (event: AllianceEvent) => boolean;
type Followed = { readonly state: { readonly eventId: string | null } };
type Section<Result> = { readonly key: string; readonly name: string; readonly results: readonly Result[] };

const WITHOUT_CONFERENCE = 'ohne Konferenz';

const textCell = (value: string | null): Cell => (value === null ? { kind: 'empty' } : { kind: 'text', text: value });
const countCell = (value: number): Cell => ({ kind: 'count', value, qualifier: 'EXACT', suppressed: false });

/** A title that ends in a name in quotation marks is called by that name: „Werkstatt Sprache“. */
const nameOf = ({ title }: AllianceEvent): string => /„([^„“]+)“$/u.exec(title)?.[1] ?? title;

/**
 * Results by the conference they followed from, in the order of the conferences' days; what followed from none comes last.
 * @param fits undefined: of all conferences, and of none
 */
function sectionsOf<Result extends Followed>(
  results: readonly Result[],
  { events, asOf }: Pick<ResultFacts, 'events' | 'asOf'>,
  fits: FitsEvent | undefined,
): Section<Result>[] {
  const byEvent = Map.groupBy(results, ({ state }) => state.eventId);
  const conferences = [...byEvent.keys()]
    .flatMap((eventId) => (eventId === null ? [] : [events.get(eventId)]))
    .filter((event) => event !== undefined)
    .filter(({ state }) => heldBy(state, asOf) && (fits === undefined || fits(state)))
    .sort((a, b) => (`${a.state.dates.from}#${a.id}` < `${b.state.dates.from}#${b.id}` ? -1 : 1));
  const ofNone = fits === undefined ? (byEvent.get(null) ?? []) : [];
  return [
    ...conferences.map(({ id, state }) => ({ key: id, name: nameOf(state), results: byEvent.get(id) ?? [] })),
    ...(ofNone.length > 0 ? [{ key: WITHOUT_CONFERENCE, name: WITHOUT_CONFERENCE, results: ofNone }] : []),
  ];
}

/** How many proposals each conference made that was held by the as-of day, on request by kind. */
export function proposalCounts(
  { byKind, only }: { readonly byKind: boolean; readonly only: Proposal['kind'] | undefined },
  facts: ResultFacts,
  fits: FitsEvent | undefined,
): Table {
  const wanted = facts.proposals.filter(({ state }) => only === undefined || state.kind === only);
  const kinds = byKind ? proposalKinds.filter((kind) => only === undefined || kind === only) : [undefined];
  const sections = sectionsOf(wanted, facts, fits);
  return {
    columns: [
      { label: 'Konferenz', kind: 'text' },
      ...kinds.map((kind) => ({ label: kind === undefined ? 'Vorschläge' : proposalKindNames[kind], kind: 'count' as const })),
    ],
    rows: sections.map(({ key, name, results }) => ({
      key,
      cells: [
        textCell(name),
        ...kinds.map((kind) => countCell(results.filter(({ state }) => kind === undefined || state.kind === kind).length)),
      ],
      sources: results.map(({ id }) => ({ type: 'PROPOSAL', id })),
    })),
    total: null,
    notes: [],
  };
}

/** Measures with a status on the as-of day: counted by conference, or each with its status. */
export function measureTable(detail: 'COUNT' | 'LIST', facts: ResultFacts, fits: FitsEvent | undefined): Table {
  const known = facts.measures.filter(({ state }) => statusOn(state, facts.asOf) !== undefined);
  const sections = sectionsOf(known, facts, fits);
  const conference = { label: 'Konferenz', kind: 'text' as const };
  if (detail === 'COUNT') {
    return {
      columns: [conference, { label: 'Maßnahmen', kind: 'count' }],
      rows: sections.map(({ key, name, results }) => ({
        key,
        cells: [textCell(name), countCell(results.length)],
        sources: results.map(({ id }) => ({ type: 'MEASURE', id })),
      })),
      total: null,
      notes: [],
    };
  }
  const lineOf = (name: string, { id, state }: Versioned<Measure>): Row => {
    const stated = statusOn(state, facts.asOf);
    return {
      key: id,
      cells: [
        textCell(name),
        textCell(numberOf(state)),
        textCell(state.title),
        textCell(stated ? measureStatusNames[stated.status] : null),
        stated ? { kind: 'day', day: stated.asOf } : { kind: 'empty' },
      ],
      sources: [{ type: 'MEASURE', id }],
    };
  };
  return {
    columns: [
      conference,
      { label: 'Nummer', kind: 'text' },
      { label: 'Maßnahme', kind: 'text' },
      { label: 'Umsetzung', kind: 'text' },
      { label: 'Stand', kind: 'day' },
    ],
    rows: sections.flatMap(({ name, results }) => results.map((measure) => lineOf(name, measure))),
    total: null,
    notes: [],
  };
}
