import { useRef, useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { LONGEST_PAPER } from '../../../../shared/domain/intake.ts';
import { call, Problem } from '../api.ts';
import { useDesk } from '../desk.ts';
import { type Entries, Field, Form, type Sending, TextArea } from '../form.tsx';
import { P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count, thousands, todayInBerlin } from '../words.ts';
import { IntakeTable } from './intake-table.tsx';
import { doubtsInWords, type FoundAmount, type FoundDate, linesInWords, type Reading, readingInWords, SureBadge } from './intake-words.tsx';

const MOST_LISTED = 100;

const Cut = ({ shown, found }: { shown: number; found: number }) =>
  found > shown ? (
    <P muted>
      Gezeigt werden {thousands(shown)} von {thousands(found)}, unsichere zuerst.
    </P>
  ) : null;

const unsureFirst = <Of extends { readonly certain: boolean; readonly line: number }>(found: readonly Of[]): Of[] =>
  found.toSorted((a, b) => Number(a.certain) - Number(b.certain) || a.line - b.line).slice(0, MOST_LISTED);

const Amounts = ({ reading: { amounts, found } }: { reading: Reading }) => (
  <details class="more">
    <summary>{`Alle Beträge im Text (${thousands(found.amounts)}, davon ${thousands(amounts.filter(({ certain }) => !certain).length)} unsicher)`}</summary>
    <Table<FoundAmount>
      caption="Beträge im Text, unsichere zuerst"
      rows={unsureFirst(amounts)}
      keyOf={({ start }) => String(start)}
      columns={[
        { title: 'Zeile', numeric: true, cell: ({ line }) => line },
        { title: 'Im Text', heads: true, cell: ({ printed }) => `„${printed}“` },
        { title: 'Gelesen als', cell: readingInWords },
        { title: 'Sicher', nowrap: true, cell: SureBadge },
        { title: 'Warum nicht', cell: (amount) => doubtsInWords(amount) || '–' },
      ]}
    />
    <Cut shown={Math.min(amounts.length, MOST_LISTED)} found={found.amounts} />
  </details>
);

const dayInWords = ({ from, to, question }: FoundDate): string => {
  if (from === null && to === null) return question ?? 'kein Tag';
  const days =
    from === to && from !== null
      ? formatDay(from)
      : [from && `ab ${formatDay(from)}`, to && `bis ${formatDay(to)}`].filter(Boolean).join(' ');
  return question === null ? days : `${days}; ${question}`;
};

const Dates = ({ reading: { dates, found } }: { reading: Reading }) => (
  <details class="more">
    <summary>{`Alle Tage im Text (${thousands(found.dates)}, davon ${thousands(dates.filter(({ certain }) => !certain).length)} unsicher)`}</summary>
    <Table<FoundDate>
      caption="Tage im Text, unsichere zuerst"
      rows={unsureFirst(dates)}
      keyOf={({ start }) => String(start)}
      columns={[
        { title: 'Zeile', numeric: true, cell: ({ line }) => line },
        { title: 'Im Text', heads: true, cell: ({ printed }) => `„${printed}“` },
        { title: 'Gelesen als', cell: dayInWords },
        { title: 'Sicher', nowrap: true, cell: SureBadge },
      ]}
    />
    <Cut shown={Math.min(dates.length, MOST_LISTED)} found={found.dates} />
  </details>
);

function Found({ reading }: { reading: Reading }) {
  const { found, tables } = reading;
  return (
    <>
      <Section title="Gefunden">
        <p class="kern-body" role="status">
          {`${count(reading.lineCount, 'Zeile', 'Zeilen')} gelesen: ${count(found.tables, 'Tabelle', 'Tabellen')}, ${count(found.amounts, 'Betrag', 'Beträge')}, ${count(found.dates, 'Tag', 'Tage')}. Gespeichert ist noch nichts.`}
        </p>
        {tables.length === 0 && <P>Eine Tabelle mit Beträgen steht nicht in diesem Text; zu übernehmen ist daraus nichts.</P>}
      </Section>
      {tables.map((table, index) => (
        <IntakeTable
          table={table}
          number={index + 1}
          rows={reading.proposals.filter((row) => row.table === index)}
          key={linesInWords(table.lines)}
        />
      ))}
      <Section title="Einzeln im Text">
        <Amounts reading={reading} />
        <Dates reading={reading} />
      </Section>
    </>
  );
}

const unread = (): Problem =>
  new Problem({ title: 'Diese Datei ließ sich nicht lesen', detail: 'Gelesen werden Textdateien (.txt) in UTF-8 oder Windows-1252.' });
const tooLong = (): Problem =>
  new Problem({
    title: 'Die Datei ist zu groß',
    detail: `Gelesen werden bis zu ${thousands(LONGEST_PAPER)} Zeichen. Bitte teilen Sie den Text.`,
  });

/** @throws Problem for what is no text */
async function textOf(file: File): Promise<string> {
  if (file.size > LONGEST_PAPER * 4) throw tooLong();
  const bytes = await file.arrayBuffer();
  const decoded = (encoding: string): string => new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  let text: string;
  try {
    text = decoded('utf-8');
  } catch {
    text = decoded('windows-1252');
  }
  if (text.includes('\0')) throw unread();
  if (text.length > LONGEST_PAPER) throw tooLong();
  return text;
}

/** Reads the text of a paper; what a person ticks becomes records, and nothing else does. */
export default function IntakeRoom() {
  const { alliance } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const [loaded, setLoaded] = useState({ text: '', turn: 0 });
  const [problem, setProblem] = useState<Problem>();
  const [read, setRead] = useState<{ reading: Reading; turn: number }>();
  const load = async (file: File) => {
    try {
      const text = await textOf(file);
      setProblem(undefined);
      setRead(undefined);
      setLoaded({ text, turn: Date.now() });
    } catch (error) {
      setProblem(error instanceof Problem ? error : unread());
    } finally {
      if (input.current) input.current.value = '';
    }
  };
  const submit = async (entries: Entries, { key }: Sending) => {
    const saidOn = entries.textOrNull('/saidOn');
    const body = { text: entries.text('/text'), ...(saidOn === null ? {} : { saidOn }) };
    setRead({ reading: await call('readPaperText', alliance, { body, key }), turn: Date.now() });
  };
  return (
    <Room title="Einlesen" lead="Text einer Drucksache lesen und daraus übernehmen, was Sie ankreuzen">
      <P>
        Das Register liest Beträge, Tage und Tabellen nach festen Regeln und sagt, was es nicht sicher weiß. Der Text selbst wird nicht
        gespeichert.
      </P>
      <div class="kern-form-input file-input">
        <label class="kern-label" for="paper-file">
          Textdatei auswählen
        </label>
        <div class="kern-hint" id="paper-file-hint">
          Oder fügen Sie den Text unten ein
        </div>
        <input
          id="paper-file"
          ref={input}
          class="kern-form-input__input"
          type="file"
          accept=".txt,text/plain"
          aria-describedby="paper-file-hint"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen) void load(chosen);
          }}
        />
      </div>
      {problem && <Trouble problem={problem} />}
      <div class="beside">
        <Form submitLabel="Text lesen" isMinor={read !== undefined} onSubmit={submit} key={loaded.turn}>
          <TextArea name="/text" label="Text der Drucksache" required rows={8} value={loaded.text} />
          <Field
            name="/saidOn"
            label="Datum der Drucksache"
            type="date"
            max={todayInBerlin()}
            hint="Ein Tag ohne Jahr bezieht sich darauf"
          />
        </Form>
      </div>
      {read && <Found reading={read.reading} key={read.turn} />}
    </Room>
  );
}
