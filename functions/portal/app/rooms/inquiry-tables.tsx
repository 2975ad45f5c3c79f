import type { ComponentChildren } from 'preact';
import type { AnswerDocument } from '../../../../shared/domain/answer-document.ts';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import type { FigureQuery } from '../../../../shared/domain/figure-block.ts';
import type { RouteId } from '../contract.ts';
import { type Desk, figureEventsOf, may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Link, P, Scroller } from '../ui.tsx';
import { count } from '../words.ts';
import { cellInWords, queryHref, queryInWords } from './inquiry-words.tsx';

type FigureTable = AnswerDocument['units'][number]['tables'][number];
type Row = FigureTable['rows'][number];
type Source = Row['sources'][number];
/** Of a statement about attendance, the events it counts. */
type FigureEvents = ReadonlyMap<string, readonly string[]>;
/** What stands beside a row, by its key. */
type Marks = ReadonlyMap<string, ComponentChildren>;
type Beside = { readonly table: FigureTable; readonly marks?: Marks; readonly bodyId?: string };

const rooms = {
  EVENT: ['veranstaltungen', 'getAllianceEvent', 'Veranstaltung'],
  EXPENSE: ['ausgaben', 'getExpense', 'Buchung'],
  BUDGET: ['haushalt', 'listBudgetStatements', 'Haushalt'],
  INITIATIVE: ['initiativen', 'listInitiatives', 'Initiative'],
  FIGURE: ['veranstaltungen', 'listAttendanceFigures', 'Angabe'],
  BODY: ['gremien', 'getBody', 'Gremium'],
  MEETING: ['gremien', 'getMeeting', 'Sitzung'],
  COMMITMENT: ['zusagen', 'listCommitments', 'Zusage'],
  PROPOSAL: ['ergebnisse/vorschlaege', 'getProposal', 'Vorschlag'],
  MEASURE: ['ergebnisse/massnahmen', 'getMeasure', 'Maßnahme'],
  INDICATOR: ['ergebnisse/kennzahlen', 'listIndicators', 'Kennzahl'],
  GRANT: ['foerderung/zuwendungen', 'getGrant', 'Zuwendung'],
} as const satisfies Record<Source['type'], readonly [string, RouteId, string]>;
const withOwnRoom = new Set<Source['type']>(['EVENT', 'EXPENSE', 'BODY', 'PROPOSAL', 'MEASURE', 'GRANT']);

type Goal = { readonly href: string; readonly name: string };

function goalsOf(desk: Desk, { type, id }: Source, figureEvents: FigureEvents, bodyId?: string): Goal[] {
  const [path, row, name] = rooms[type];
  if (!may(desk, row)) return [];
  if (type === 'FIGURE')
    return (figureEvents.get(id) ?? []).map((eventId) => ({ href: hrefOf(desk.alliance, `veranstaltungen/${eventId}`), name }));
  if (type === 'MEETING' && bodyId !== undefined) return [{ href: hrefOf(desk.alliance, `${path}/${bodyId}/sitzungen/${id}`), name }];
  return [{ href: hrefOf(desk.alliance, withOwnRoom.has(type) ? `${path}/${id}` : path), name }];
}

const FEW = 2;

/** The records behind a row, one click away; many of them fold. */
function Sources({ goals, row }: { goals: readonly Goal[]; row: string }) {
  const links = goals.map(({ href, name }, index) => (
    <li key={href}>
      <Link href={href}>
        {name}
        {goals.filter((goal) => goal.name === name).length > 1 ? ` ${index + 1}` : ''}
        <span class="kern-sr-only">: {row}</span>
      </Link>
    </li>
  ));
  if (goals.length <= FEW) return <ul class="bare sources">{links}</ul>;
  return (
    <details class="more">
      <summary>
        {count(goals.length, 'Beleg', 'Belege')}
        <span class="kern-sr-only">: {row}</span>
      </summary>
      <ul class="bare sources">{links}</ul>
    </details>
  );
}

/** Asked once for all tables, and only where a table counts people. */
function useFigureEvents({ rows: all }: FigureTable): FigureEvents {
  const desk = useDesk();
  const wanted = may(desk, 'listAttendanceFigures') && all.some(({ sources }) => sources.some(({ type }) => type === 'FIGURE'));
  const { data } = useLoaded(`${wanted}`, async () => (wanted ? await figureEventsOf(desk.alliance) : undefined));
  return data ?? new Map();
}

const labelOf = ({ cells, key }: Row): string =>
  cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : []))[0] ?? key;

const numeric = (kind: string): boolean => kind === 'euro' || kind === 'count' || kind === 'quantity';
const classOf = (kind: string, base: 'cell' | 'header'): string =>
  [`kern-table__${base}`, numeric(kind) ? `kern-table__${base}--numeric` : '', kind === 'day' ? 'nowrap' : ''].filter(Boolean).join(' ');
/** A single day in words holds together like one in figures. */
const kindOf = (cell: Row['cells'][number], kind = 'text'): string =>
  cell.kind === 'text' && /^\d{1,2}\. \p{L}+ \d{4}$/u.test(cell.text) ? 'day' : kind;
const headed = ({ label, kind }: FigureTable['columns'][number]): string =>
  kind === 'euro' && !/Euro|€/.test(label) ? `${label} in Euro` : label;

const distinct = (goals: readonly Goal[]): Goal[] => [...new Map(goals.map((goal) => [goal.href, goal])).values()];

function Rows({ table, marks, bodyId }: Beside) {
  const { columns, rows, total } = table;
  const desk = useDesk();
  const figureEvents = useFigureEvents(table);
  const linked = rows.map((row) => ({
    row,
    goals: distinct(row.sources.flatMap((source) => goalsOf(desk, source, figureEvents, bodyId))),
  }));
  const withSources = linked.some(({ goals }) => goals.length > 0);
  return (
    <>
      <thead>
        <tr class="kern-table__row">
          {columns.map((column, index) => (
            <th scope="col" class={classOf(column.kind, 'header')} key={index}>
              {headed(column)}
            </th>
          ))}
          {withSources && (
            <th scope="col" class="kern-table__header">
              Belege
            </th>
          )}
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {linked.map(({ row, goals }, line) => (
          <tr class="kern-table__row" key={`${line} ${row.key}`}>
            {row.cells.map((cell, index) => (
              <td class={classOf(kindOf(cell, columns[index]?.kind), 'cell')} key={index}>
                {cellInWords(cell)}
              </td>
            ))}
            {withSources && (
              <td class="kern-table__cell nowrap">
                <Sources goals={goals} row={labelOf(row)} />
                {marks?.get(row.key)}
              </td>
            )}
          </tr>
        ))}
        {total && (
          <tr class="kern-table__row total">
            {total.map((cell, index) => (
              <td class={classOf(columns[index]?.kind ?? 'text', 'cell')} key={index}>
                {cellInWords(cell)}
              </td>
            ))}
            {withSources && <td class="kern-table__cell" />}
          </tr>
        )}
      </tbody>
    </>
  );
}

/** Its heading, its rows and its notes, as they would be printed. */
export const FigureTableBody = ({ table, marks, bodyId, children }: Beside & { children?: ComponentChildren }) => (
  <div class="figure amounts">
    <h3 class="figure-title">{table.title}</h3>
    {children}
    {table.rows.length === 0 ? (
      <P>Die Abfrage ergibt keine Zeile.</P>
    ) : (
      <Scroller label={table.title}>
        <table class="kern-table kern-table--small">
          <caption class="kern-sr-only">{table.title}</caption>
          <Rows table={table} {...(marks ? { marks } : {})} {...(bodyId === undefined ? {} : { bodyId })} />
        </table>
      </Scroller>
    )}
    {table.notes.map((note) => (
      <P muted key={note}>
        {note}
      </P>
    ))}
  </div>
);

/** One figure block of an answer, with its day, its query and its records. */
export function FigureTableView({ table }: { table: FigureTable }) {
  const desk = useDesk();
  const query = table.query as FigureQuery;
  const words = queryInWords(query, useAlliance()?.themes);
  const href = queryHref(desk, query, table.asOf);
  return (
    <FigureTableBody table={table}>
      <p class="kern-body figure-query">
        {table.asOf === null ? 'ohne Stand' : `Stand ${formatDay(table.asOf)}`}
        {table.knownAt !== null && `, Kenntnisstand ${formatInstant(table.knownAt)}`} · {href ? <Link href={href}>{words}</Link> : words}
      </p>
    </FigureTableBody>
  );
}
