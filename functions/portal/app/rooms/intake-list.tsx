import { useState } from 'preact/hooks';
import { csvLine, inert } from '../../../../shared/documents/csv-line.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { Button, P } from '../ui.tsx';
import { type FoundRow, rowDayInWords } from './intake-words.tsx';

const headings = ['Nr.', 'Bezeichnung', 'Organisation', 'Tag', 'Betrag in Euro', 'Im Text', 'Zeile'] as const;

const cellsOf = ({ number, title, organisation, date, amountCents, amount, lines }: FoundRow): string[] => [
  number === null ? '' : String(number),
  inert(title),
  inert(organisation ?? ''),
  date === null ? '' : inert(rowDayInWords(date)),
  // A minus of a number is no formula, and Excel does not know U+2212.
  amountCents === null ? '' : formatEuro(amountCents).replace('\u2212', '-'),
  inert(amount.printed),
  String(lines.from),
];

const BOM = '\ufeff';
const rowsAsCsv = (rows: readonly FoundRow[]): string =>
  BOM + [csvLine(headings, ';'), ...rows.map((row) => csvLine(cellsOf(row), ';'))].join('');

/** The ticked rows as a file or to copy, for what the register cannot record without more data. */
export function RowsAsList({ rows, name }: { rows: readonly FoundRow[]; name: string }) {
  const [said, setSaid] = useState('');
  if (rows.length === 0) return null;
  const download = () => {
    const address = URL.createObjectURL(new Blob([rowsAsCsv(rows)], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    setSaid(`${name}.csv wurde heruntergeladen.`);
  };
  const copy = () => {
    const text = [headings, ...rows.map(cellsOf)].map((cells) => cells.join('\t')).join('\n');
    navigator.clipboard.writeText(text).then(
      () => setSaid('Die angekreuzten Zeilen sind kopiert.'),
      () => setSaid('Das Kopieren hat Ihr Browser nicht erlaubt. Bitte laden Sie die CSV-Datei herunter.'),
    );
  };
  return (
    <div>
      <P muted>Die angekreuzten Zeilen gibt es auch als Liste, etwa um Ausgaben danach zu erfassen.</P>
      <div class="form-actions">
        <Button onClick={download}>Als CSV herunterladen</Button>
        <Button kind="tertiary" onClick={copy}>
          Kopieren
        </Button>
      </div>
      <p class="kern-body" role="status">
        {said}
      </p>
    </div>
  );
}
