import { useState } from 'preact/hooks';
import type { Cell } from '../../../../shared/domain/answer-document.ts';
import { qualifierNames } from '../../../../shared/domain/attendance.ts';
import type { FigureQuery } from '../../../../shared/domain/figure-block.ts';
import { formatEuro, parseEuro } from '../../../../shared/domain/money.ts';
import { type Entries, Field, fault, Row, Select } from '../form.tsx';
import { Button, optionsOf, Scroller } from '../ui.tsx';
import { amountInWords } from './results-words.tsx';

type FreeTable = Extract<FigureQuery, { kind: 'FREE_TABLE' }>;
/** Measured values come from indicators; nobody types them into a grid. */
type ColumnKind = Exclude<FreeTable['columns'][number]['kind'], 'quantity'>;

const columnKindNames = { text: 'Text', count: 'Anzahl', euro: 'Betrag in Euro', day: 'Datum' } as const satisfies Record<
  ColumnKind,
  string
>;
const MOST_COLUMNS = 12;
const MOST_ROWS = 500;

/** A cell as it is typed: what `readCell` understands again. */
function typedOf(cell: Cell | undefined): string {
  if (cell === undefined || cell.kind === 'empty') return '';
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'day') return cell.day;
  if (cell.kind === 'euro') return formatEuro(cell.cents);
  if (cell.kind === 'quantity') return amountInWords(cell);
  if (cell.suppressed) return '< 5';
  if (cell.value === null) return qualifierNames.UNKNOWN;
  return cell.qualifier === 'EXACT' ? String(cell.value) : `${qualifierNames[cell.qualifier]} ${cell.value}`;
}

const COUNT = /^(?:(rund|mehr als|erwartet)\s+)?(\d[\d.]*)$/;
const qualifierOf = { rund: 'ABOUT', 'mehr als': 'MORE_THAN', erwartet: 'EXPECTED' } as const;

function readCount(typed: string): Cell | undefined {
  if (/^<\s*5$/.test(typed)) return { kind: 'count', value: null, qualifier: 'UNKNOWN', suppressed: true };
  if (typed === qualifierNames.UNKNOWN) return { kind: 'count', value: null, qualifier: 'UNKNOWN', suppressed: false };
  const [, prefix, digits] = COUNT.exec(typed) ?? [];
  if (digits === undefined) return undefined;
  const qualifier = prefix === undefined ? 'EXACT' : qualifierOf[prefix as keyof typeof qualifierOf];
  return { kind: 'count', value: Number(digits.replaceAll('.', '')), qualifier, suppressed: false };
}

function readEuro(typed: string): Cell | undefined {
  const cents = parseEuro(typed);
  return cents === undefined ? undefined : { kind: 'euro', cents };
}

function readCell(typed: string, kind: ColumnKind): Cell | undefined {
  if (typed === '') return { kind: 'empty' };
  if (kind === 'text') return { kind, text: typed };
  if (kind === 'euro') return readEuro(typed);
  if (kind === 'count') return readCount(typed);
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? { kind, day: typed } : undefined;
}

const hints: Readonly<Record<ColumnKind, string>> = {
  text: '',
  count: 'Bitte eine Zahl, „rund 670“, „mehr als 10“, „nicht bekannt“ oder „< 5“ angeben.',
  euro: 'Bitte einen Betrag mit Komma und zwei Stellen angeben, zum Beispiel 1.320,52.',
  day: 'Bitte einen Tag als JJJJ-MM-TT angeben.',
};

/** The grid as typed. @throws Problem at the first cell that does not fit its column */
export function readGrid(entries: Entries, at: string): FreeTable {
  const columns: FreeTable['columns'] = [];
  for (let column = 0; entries.has(`${at}/columns/${column}/label`); column++)
    columns.push({
      label: entries.text(`${at}/columns/${column}/label`),
      kind: entries.text(`${at}/columns/${column}/kind`) as ColumnKind,
    });
  const rows: Cell[][] = [];
  for (let row = 0; entries.has(`${at}/rows/${row}/0`); row++)
    rows.push(
      columns.map((head, column) => {
        const kind = head.kind as ColumnKind;
        const name = `${at}/rows/${row}/${column}`;
        const cell = readCell(entries.text(name), kind);
        if (!cell) throw fault(name, hints[kind]);
        return cell;
      }),
    );
  return { kind: 'FREE_TABLE', columns, rows, source: entries.text(`${at}/source`) };
}

const columnName = (index: number): string => `Spalte ${index + 1}`;

/** A table typed by hand. Rows and columns come and go at the end. */
export function GridFields({ at, query }: { at: string; query: FreeTable | undefined }) {
  const [width, setWidth] = useState(query?.columns.length ?? 2);
  const [height, setHeight] = useState(Math.max(query?.rows.length ?? 2, 1));
  const columns = Array.from({ length: width }, (_, index) => index);
  const rows = Array.from({ length: height }, (_, index) => index);
  return (
    <>
      {columns.map((column) => (
        <Row key={column}>
          <Field name={`${at}/columns/${column}/label`} label={columnName(column)} required value={query?.columns[column]?.label} />
          <Select
            name={`${at}/columns/${column}/kind`}
            label={`Inhalt von ${columnName(column)}`}
            required
            value={query?.columns[column]?.kind ?? 'text'}
            options={optionsOf(columnKindNames)}
          />
        </Row>
      ))}
      <div class="actions">
        {width < MOST_COLUMNS && (
          <Button kind="tertiary" onClick={() => setWidth(width + 1)}>
            Spalte hinzufügen
          </Button>
        )}
        {width > 1 && (
          <Button kind="tertiary" onClick={() => setWidth(width - 1)}>
            Letzte Spalte entfernen
          </Button>
        )}
      </div>
      <Scroller label="Zellen der freien Tabelle">
        <table class="kern-table kern-table--small grid">
          <caption class="kern-sr-only">Zellen der freien Tabelle</caption>
          <thead>
            <tr class="kern-table__row">
              {columns.map((column) => (
                <th scope="col" class="kern-table__header" key={column}>
                  {columnName(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="kern-table__body">
            {rows.map((row) => (
              <tr class="kern-table__row" key={row}>
                {columns.map((column) => (
                  <td class="kern-table__cell" key={column}>
                    <input
                      class="kern-form-input__input"
                      name={`${at}/rows/${row}/${column}`}
                      aria-label={`Zeile ${row + 1}, ${columnName(column)}`}
                      data-label={`Zeile ${row + 1}, ${columnName(column)}`}
                      defaultValue={typedOf(query?.rows[row]?.[column])}
                      autoComplete="off"
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <div class="actions">
        {height < MOST_ROWS && (
          <Button kind="tertiary" onClick={() => setHeight(height + 1)}>
            Zeile hinzufügen
          </Button>
        )}
        {height > 1 && (
          <Button kind="tertiary" onClick={() => setHeight(height - 1)}>
            Letzte Zeile entfernen
          </Button>
        )}
      </div>
      <Field name={`${at}/source`} label="Quelle" required value={query?.source} />
    </>
  );
}
