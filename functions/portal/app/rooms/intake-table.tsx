import { useState } from 'preact/hooks';
import { sumCents } from '../../../../shared/domain/money.ts';
import { may, useDesk } from '../desk.ts';
import { Alert, Badge, Button, P, Section, Table } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { IntakeGrants } from './intake-grants.tsx';
import { RowsAsList } from './intake-list.tsx';
import { doubtsInWords, type FoundRow, type FoundTable, linesInWords, readingInWords, rowDayInWords, SureBadge } from './intake-words.tsx';

const tableNames = { GRANT: 'Zuwendungen', EXPENSE_LINE: 'Ausgaben', AMOUNT: 'Beträge' } as const;
const rowKey = ({ lines, title }: FoundRow): string => `${lines.from}-${lines.to}-${title}`;

/** Sums that the text states and the rows give, too; of the others the remarks speak. */
const Sums = ({ table }: { table: FoundTable }) => {
  const agreeing = table.statedSums.filter(({ differenceCents }) => differenceCents === 0);
  if (table.statedSums.length === 0) return <P>Der Text nennt keine Summe; die Zeilen ergeben zusammen {euro(table.sumCents)}.</P>;
  return agreeing.map(({ kind, line, statedCents }) => (
    <P key={line}>
      {kind === 'TOTAL' ? 'Summe' : 'Zwischensumme'} in Zeile {line}: {euro(statedCents)}, die gelesenen Zeilen ergeben dasselbe.{' '}
      <Badge tone="success">stimmt</Badge>
    </P>
  ));
};

const Remarks = ({ remarks }: Pick<FoundTable, 'remarks'>) =>
  remarks.length > 0 && (
    <div class="beside">
      <Alert tone="warning" title={count(remarks.length, 'Hinweis', 'Hinweise')} live={false}>
        <ul class="kern-list kern-list--bullet findings">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      </Alert>
    </div>
  );

type Ticks = { readonly chosen: ReadonlySet<string>; readonly toggle: (key: string) => void };

const Rows = ({ rows, caption, number, ticks }: { rows: readonly FoundRow[]; caption: string; number: number; ticks: Ticks }) => (
  <Table<FoundRow>
    caption={caption}
    rows={rows}
    keyOf={rowKey}
    columns={[
      {
        title: 'Übernehmen',
        cell: (row) => {
          const id = `zeile-${number}-${row.lines.from}`;
          return (
            <span class="kern-form-check">
              <input
                id={id}
                class="kern-form-check__checkbox"
                type="checkbox"
                checked={ticks.chosen.has(rowKey(row))}
                onChange={() => ticks.toggle(rowKey(row))}
              />
              <label class="kern-label" for={id}>
                <span class="kern-sr-only">Übernehmen: {row.title}</span>
              </label>
            </span>
          );
        },
      },
      { title: 'Nr.', numeric: true, cell: ({ number: no }) => no ?? '–' },
      {
        title: 'Gelesen',
        heads: true,
        cell: ({ title, organisation, lines }) => (
          <>
            {title}
            <span class="flags">{[organisation, linesInWords(lines)].filter(Boolean).join(' · ')}</span>
          </>
        ),
      },
      ...(rows.some(({ date }) => date !== null)
        ? [{ title: 'Tag', nowrap: true, cell: ({ date }: FoundRow) => rowDayInWords(date) }]
        : []),
      {
        title: 'Betrag',
        numeric: true,
        cell: ({ amount }) => readingInWords(amount),
      },
      {
        title: 'Sicher',
        cell: (row) => (
          <>
            <SureBadge certain={row.certain} />
            {row.amount.doubts.length > 0 && <span class="flags">{doubtsInWords(row.amount)}</span>}
          </>
        ),
      },
    ]}
  />
);

/** One table of the text, row by row, and what becomes of the rows that a person ticks. */
export function IntakeTable({ table, number, rows }: { table: FoundTable; number: number; rows: readonly FoundRow[] }) {
  const desk = useDesk();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [accepting, setAccepting] = useState(false);
  const toggle = (key: string) =>
    setChosen((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const ticked = rows.filter((row) => chosen.has(rowKey(row)));
  const sums = ticked.flatMap(({ amountCents }) => (amountCents === null ? [] : [amountCents]));
  const caption = `Tabelle ${number}: ${tableNames[table.kind]}, ${linesInWords(table.lines)}`;
  const isGrants = table.kind === 'GRANT' && may(desk, 'applyForGrant');
  const allChosen = chosen.size === rows.length;
  if (accepting) return <IntakeGrants caption={caption} rows={ticked} onBack={() => setAccepting(false)} />;
  return (
    <Section
      title={caption}
      actions={
        <button type="button" class="plain" onClick={() => setChosen(new Set(allChosen ? [] : rows.map(rowKey)))}>
          {allChosen ? 'Auswahl aufheben' : `Alle ${rows.length} ankreuzen`}
          <span class="kern-sr-only">: Tabelle {number}</span>
        </button>
      }
    >
      {table.header && <P muted>Überschrift im Text: „{table.header.printed}“</P>}
      <Sums table={table} />
      <Remarks remarks={table.remarks} />
      <Rows rows={rows} caption={caption} number={number} ticks={{ chosen, toggle }} />
      <p class="kern-body" role="status">
        {ticked.length === 0
          ? 'Noch ist keine Zeile angekreuzt.'
          : `${count(ticked.length, 'Zeile', 'Zeilen')} angekreuzt, zusammen ${euro(sumCents(sums))}${sums.length < ticked.length ? ' ohne die Zeilen mit mehreren Lesarten' : ''}.`}
      </p>
      {isGrants && ticked.length > 0 && (
        <div class="form-actions">
          <Button kind="primary" onClick={() => setAccepting(true)}>
            Als Anträge übernehmen
          </Button>
        </div>
      )}
      <RowsAsList rows={ticked} name={`tabelle-${number}`} />
    </Section>
  );
}
