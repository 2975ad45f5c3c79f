import type { AnswerDocument } from '../../../../shared/domain/answer-document.ts';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import type { FigureQuery } from '../../../../shared/domain/figure-block.ts';
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

const rooms = {
  EVENT: ['veranstaltungen', 'getAllianceEvent', 'Veranstaltung'],
  EXPENSE: ['ausgaben', 'getExpense', 'Buchung'],
  BUDGET: ['haushalt', 'listBudgetStatements', 'Haushalt'],
  INITIATIVE: ['initiativen', 'listInitiatives', 'Initiative'],
  FIGURE: ['veranstaltungen', 'listAttendanceFigures', 'Angabe'],
} as const;
const withOwnRoom = new Set<Source['type']>(['EVENT', 'EXPENSE']);

type Goal = { readonly href: string; readonly name: string };

function goalsOf(desk: Desk, { type, id }: Source, figureEvents: FigureEvents): Goal[] {
  const [path, row, name] = rooms[type];
  if (!may(desk, row)) return [];
  if (type === 'FIGURE')
    return (figureEvents.get(id) ?? []).map((eventId) => ({ href: hrefOf(desk.alliance, `veranstaltungen/${eventId}`), name }));
  return [{ href: hrefOf(desk.alliance, withOwnRoom.has(type) ? `${path}/${id}` : path), name }];
}

const FEW = 2;

/** The records behind a row, one click away; many of them fold. */
function Sources({ goals, row }: { goals: readonly Goal[]; row: string }) {
  const links = goals.map(({ href, name }, index) => (
    <li key={href}>
      <Link href={href}>
        {name}
        {goals.length > 1 ? ` ${index + 1}` : ''}
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

const numeric = (kind: string): boolean => kind === 'euro' || kind === 'count';
const classOf = (kind: string, base: 'cell' | 'header'): string =>
  [`kern-table__${base}`, numeric(kind) ? `kern-table__${base}--numeric` : '', kind === 'day' ? 'nowrap' : ''].filter(Boolean).join(' ');
/** A single day in words holds together like one in figures. */
const kindOf = (cell: Row['cells'][number], kind = 'text'): string =>
  cell.kind === 'text' && /^\d{1,2}\. \p{L}+ \d{4}$/u.test(cell.text) ? 'day' : kind;
const headed = ({ label, kind }: FigureTable['columns'][number]): string =>
  kind === 'euro' && !/Euro|€/.test(label) ? `${label} in Euro` : label;

const distinct = (goals: readonly Goal[]): Goal[] => [...new Map(goals.map((goal) => [goal.href, goal])).values()];

function Rows({ table }: { table: FigureTable }) {
  const { columns, rows, total } = table;
  const desk = useDesk();
  const figureEvents = useFigureEvents(table);
  const linked = rows.map((row) => ({ row, goals: distinct(row.sources.flatMap((source) => goalsOf(desk, source, figureEvents))) }));
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

/** One figure block as it would be printed, with its day, its query and its records. */
export function FigureTableView({ table }: { table: FigureTable }) {
  const desk = useDesk();
  const query = table.query as FigureQuery;
  const words = queryInWords(query, useAlliance()?.themes);
  const href = queryHref(desk, query, table.asOf);
  return (
    <div class="figure amounts">
      <h3 class="figure-title">{table.title}</h3>
      <p class="kern-body figure-query">
        {table.asOf === null ? 'ohne Stand' : `Stand ${formatDay(table.asOf)}`}
        {table.knownAt !== null && `, Kenntnisstand ${formatInstant(table.knownAt)}`} · {href ? <Link href={href}>{words}</Link> : words}
      </p>
      {table.rows.length === 0 ? (
        <P>Die Abfrage ergibt keine Zeile.</P>
      ) : (
        <Scroller label={table.title}>
          <table class="kern-table kern-table--small">
            <caption class="kern-sr-only">{table.title}</caption>
            <Rows table={table} />
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
}
