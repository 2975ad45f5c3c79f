import { useRef, useState } from 'preact/hooks';
import { call, Problem, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body, Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { Alert, Badge, Button, Link, P, Section, Table, type Tone, Trouble } from '../ui.tsx';
import { count, thousands } from '../words.ts';
import { ImportProgress } from './participants-import-progress.tsx';
import { base64Of, type ImportRow } from './participants-importing.ts';
import { eventHref, offerOf, RegistrationRoom, Waiting } from './registration-frame.tsx';

type Preview = Success<'previewParticipantList'>;
type PreviewRow = Preview['rows'][number];
type Outcome = PreviewRow['outcome'];
type ListFile = Body<'previewParticipantList'>;

const MOST_SHOWN = 100;
const LARGEST_FILE = 4_000_000;

const outcomeWords: Record<Outcome, string> = {
  NEW: 'neu',
  UNCHANGED: 'unverändert',
  CHANGED: 'geändert',
  KNOWN: 'schon angemeldet',
  ERASED: 'gelöscht, bleibt es',
  FAULTY: 'fehlerhaft',
};
const tones: Record<Outcome, Tone> = {
  NEW: 'success',
  UNCHANGED: 'info',
  CHANGED: 'warning',
  KNOWN: 'info',
  ERASED: 'info',
  FAULTY: 'danger',
};

/** Rows in the order in which somebody wants to see them: what is wrong, what changes, then all others. */
const urgency: readonly Outcome[] = ['FAULTY', 'CHANGED', 'KNOWN', 'ERASED', 'NEW', 'UNCHANGED'];
const byUrgency = (rows: readonly PreviewRow[]): PreviewRow[] =>
  rows.toSorted((a, b) => urgency.indexOf(a.outcome) - urgency.indexOf(b.outcome) || a.line - b.line);

const nameOf = ({ row, name }: PreviewRow): string =>
  row === null ? (name ?? '–') : [row.person.title, row.person.givenName, row.person.familyName].filter(Boolean).join(' ');

function What({ row }: { row: PreviewRow }) {
  const heads = row.row?.partySize ?? 1;
  const notes = [
    ...(row.changed.length > 0 ? [`Anders als bisher: ${row.changed.join(', ')}.`] : []),
    ...(row.note === null ? [] : [row.note]),
    ...(heads > 1 ? [`${heads} Personen`] : []),
  ];
  if (row.faults.length === 0) return <>{notes.join(' ') || '–'}</>;
  return (
    <ul class="bare">
      {row.faults.map(({ column, heading, detail }) => (
        <li key={`${column} ${detail}`}>
          Spalte {column}
          {heading !== '' && ` (${heading})`}: {detail}
        </li>
      ))}
    </ul>
  );
}

function Rows({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <>
      <Table<PreviewRow>
        caption="Was das Einlesen mit jeder Zeile täte"
        rows={byUrgency(rows).slice(0, MOST_SHOWN)}
        keyOf={({ line }) => String(line)}
        columns={[
          { title: 'Zeile', numeric: true, cell: ({ line }) => thousands(line) },
          { title: 'Person', heads: true, cell: nameOf },
          { title: 'Ergebnis', cell: ({ outcome }) => <Badge tone={tones[outcome]}>{outcomeWords[outcome]}</Badge> },
          { title: 'Hinweis', cell: (row) => <What row={row} /> },
        ]}
      />
      {rows.length > MOST_SHOWN && (
        <P muted>
          Gezeigt werden {MOST_SHOWN} von {thousands(rows.length)} Zeilen, fehlerhafte und geänderte zuerst.
        </P>
      )}
    </>
  );
}

const columnWords = (columns: Preview['unknownColumns']): string =>
  columns.map(({ column, heading }) => `${column} (${heading})`).join(', ');

function Notes({ preview }: { preview: Preview }) {
  return (
    <>
      {preview.unknownColumns.length > 0 && (
        <Alert tone="warning" title="Nicht alle Spalten wurden erkannt" live={false}>
          <P>
            Nicht gelesen werden: {columnWords(preview.unknownColumns)}. Steht dort etwas, das Sie brauchen, ändern Sie bitte die
            Überschrift in der Liste.
          </P>
        </Alert>
      )}
      {!preview.hasEmail && (
        <Alert tone="info" title="Die Liste hat keine E-Mail-Adressen" live={false}>
          <P>Den Personen auf der Liste kann keine Eintrittskarte geschickt werden.</P>
        </Alert>
      )}
    </>
  );
}

/** Rows that change something when they are sent. */
const sendable = ({ rows }: Preview): ImportRow[] =>
  rows.flatMap(({ row, outcome }) => (row !== null && (outcome === 'NEW' || outcome === 'CHANGED') ? [row] : []));

const summary = ({ totals, rows }: Preview): string => {
  const parts = urgency.filter((outcome) => totals[outcome] > 0).map((outcome) => `${thousands(totals[outcome])} ${outcomeWords[outcome]}`);
  return `${count(rows.length, 'Zeile', 'Zeilen')}: ${parts.join(', ')}.`;
};

const waitingWords = ({ waiting: { rows, free } }: Preview): string =>
  rows === 0
    ? ''
    : `${count(rows, 'neue Zeile kommt', 'neue Zeilen kommen')} auf die Warteliste; frei ${free === 1 ? 'ist' : 'sind'} ${count(free ?? 0, 'Platz', 'Plätze')}.`;

type PreviewedProps = { readonly eventId: string; readonly file: ListFile; readonly preview: Preview; readonly onDone: () => void };

function Previewed({ eventId, file, preview, onDone }: PreviewedProps) {
  const { alliance } = useDesk();
  const [started, setStarted] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const rows = sendable(preview);
  const correct = () =>
    save('correctParticipantList', alliance, { params: { eventId }, body: file, key: crypto.randomUUID() }, 'korrektur').then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
    );
  return (
    <>
      <Section title={done ? 'Eingelesene Liste' : 'Vorschau'}>
        <p class="kern-body" role="status">
          {summary(preview)}
          {!started && ' Gespeichert ist noch nichts.'}
        </p>
        {!started && waitingWords(preview) !== '' && (
          <Alert tone="warning" title="Die Plätze reichen nicht für alle" live={false}>
            <P>{waitingWords(preview)}</P>
          </Alert>
        )}
        <Notes preview={preview} />
        {problem && <Trouble problem={problem} />}
        {(!started || done) && (
          <div class="form-actions">
            {!started && rows.length > 0 && (
              <Button kind="primary" onClick={() => setStarted(true)}>
                {count(rows.length, 'Zeile', 'Zeilen')} einlesen
              </Button>
            )}
            {preview.totals.FAULTY > 0 && <Button onClick={() => void correct()}>Fehlerhafte Zeilen als Korrekturdatei</Button>}
          </div>
        )}
        {rows.length === 0 && preview.totals.FAULTY === 0 && <P>Alle Personen dieser Liste sind schon so angemeldet.</P>}
      </Section>
      {started && (
        <ImportProgress
          eventId={eventId}
          rows={rows}
          onDone={() => {
            setDone(true);
            onDone();
          }}
        />
      )}
      {!done && (
        <Section title="Zeilen der Liste">
          <Rows rows={preview.rows} />
        </Section>
      )}
    </>
  );
}

const tooLarge = () =>
  new Problem({ title: 'Die Datei ist zu groß', detail: 'Gelesen werden bis zu 4 MB. Bitte teilen Sie die Liste auf.' });

function ReadList({ eventId }: { eventId: string }) {
  const { alliance } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<{ file: ListFile; preview: Preview; turn: number }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const emptyBox = () => {
    if (input.current) input.current.value = '';
  };
  const load = async (chosen: File): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    setRead(undefined);
    try {
      if (chosen.size > LARGEST_FILE) throw tooLarge();
      const file = { fileName: chosen.name, content: await base64Of(chosen) };
      const preview = await call('previewParticipantList', alliance, { params: { eventId }, body: file, key: crypto.randomUUID() });
      setRead({ file, preview, turn: Date.now() });
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' }));
    } finally {
      setBusy(false);
      // The same file, mended, is chosen again under the same name.
      emptyBox();
    }
  };
  return (
    <>
      <P>
        Gelesen werden Excel-Dateien (XLSX) und CSV-Dateien mit einer Überschrift über jeder Spalte: Vorname, Nachname, E-Mail,
        Organisation, Funktion, Titel, Kennung, Begleitpersonen. Nur der Nachname ist nötig. Eine Kennung oder die E-Mail-Adresse sorgt
        dafür, dass dieselbe Person bei einem zweiten Einlesen wiedererkannt wird. Die Datei selbst wird nicht gespeichert.
      </P>
      <div class="kern-form-input file-input">
        <label class="kern-label" for="list-file">
          Liste auswählen
        </label>
        <input
          id="list-file"
          ref={input}
          class="kern-form-input__input"
          type="file"
          accept=".xlsx,.csv,.txt"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen) void load(chosen);
          }}
        />
      </div>
      {busy && (
        <p class="kern-body kern-body--muted" role="status">
          Die Liste wird gelesen …
        </p>
      )}
      {problem && <Trouble problem={problem} />}
      {read && <Previewed eventId={eventId} file={read.file} preview={read.preview} onDone={emptyBox} key={read.turn} />}
    </>
  );
}

export default function ImportRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const [, eventId = ''] = path;
  const { data, problem } = useLoaded(eventId, async () => ({ offer: await offerOf(alliance, eventId) }));
  return (
    <RegistrationRoom eventId={eventId} room="liste-einlesen">
      {() => {
        if (!data) return <Waiting problem={problem} />;
        if (data.offer) return <ReadList eventId={eventId} />;
        return (
          <P>
            Bevor Sie eine Liste einlesen, richten Sie bitte die Anmeldung ein; dort stehen auch die Plätze.{' '}
            <Link href={eventHref(alliance, eventId, 'anmeldung')}>Anmeldung einrichten</Link>
          </P>
        );
      }}
    </RegistrationRoom>
  );
}
