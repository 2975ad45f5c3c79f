import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Alert, Button, Link, P, Section, Table, Trouble } from '../ui.tsx';
import { count, thousands } from '../words.ts';
import { type Importing, type ImportResult, type ImportRow, ListImport } from './participants-importing.ts';
import { eventHref } from './registration-frame.tsx';

const MOST_SHOWN = 100;

/** What went another way than the preview said. */
const isRemarkable = ({ outcome, status, note }: ImportResult): boolean =>
  note !== null || status === 'WAITLISTED' || (outcome !== 'NEW' && outcome !== 'CHANGED');

function doneWords(results: readonly ImportResult[]): string {
  const of = (outcome: ImportResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const waiting = results.filter(({ outcome, status }) => outcome === 'NEW' && status === 'WAITLISTED').length;
  const parts = [
    `${count(of('NEW'), 'Anmeldung', 'Anmeldungen')} neu`,
    ...(waiting > 0 ? [`davon ${thousands(waiting)} auf der Warteliste`] : []),
    `${count(of('CHANGED'), 'Anmeldung', 'Anmeldungen')} geändert`,
  ];
  return `${parts.join(', ')}.`;
}

function Remarks({ results }: { results: readonly ImportResult[] }) {
  const remarkable = results.filter(isRemarkable).toSorted((a, b) => a.line - b.line);
  if (remarkable.length === 0) return null;
  return (
    <>
      <Table<ImportResult>
        caption="Hinweise zu einzelnen Zeilen"
        rows={remarkable.slice(0, MOST_SHOWN)}
        keyOf={({ line }) => String(line)}
        columns={[
          { title: 'Zeile', numeric: true, heads: true, cell: ({ line }) => thousands(line) },
          { title: 'Hinweis', cell: ({ note }) => note ?? 'unverändert' },
        ]}
      />
      {remarkable.length > MOST_SHOWN && (
        <P muted>
          Gezeigt werden {MOST_SHOWN} von {thousands(remarkable.length)} Hinweisen.
        </P>
      )}
    </>
  );
}

/** Begins when it is shown. Leaving the room stops it; what was sent is kept, and reading the list again goes on from there. */
type ProgressProps = { readonly eventId: string; readonly rows: readonly ImportRow[]; readonly onDone: () => void };
export function ImportProgress({ eventId, rows, onDone }: ProgressProps) {
  const { alliance } = useDesk();
  const [importing, setImporting] = useState<Importing>({ state: 'RUNNING', results: [], problem: undefined });
  const work = useRef<ListImport | undefined>(undefined);
  useEffect(() => {
    const own = new ListImport(alliance, eventId, rows, (now) => {
      setImporting(now);
      if (now.state === 'DONE') onDone();
    });
    work.current = own;
    void own.run();
    return () => own.stop();
  }, []);
  const { state, results, problem } = importing;
  const id = 'import-progress';
  return (
    <Section title="Einlesen">
      {state === 'DONE' ? (
        <Alert tone="success" title="Die Liste ist eingelesen">
          <P>
            {doneWords(results)} <Link href={eventHref(alliance, eventId, 'angemeldete')}>Zu den Angemeldeten</Link>
          </P>
        </Alert>
      ) : (
        <>
          <label class="kern-label" for={id}>
            {thousands(results.length)} von {count(rows.length, 'Zeile', 'Zeilen')}
          </label>
          <progress id={id} class="progress" value={results.length} max={rows.length} />
          {problem && <Trouble problem={problem} />}
          {state === 'STOPPED' && <P>Angehalten. Was eingelesen ist, bleibt; beim Fortsetzen wird nichts doppelt angelegt.</P>}
          <div class="form-actions">
            {state === 'RUNNING' ? (
              <Button onClick={() => work.current?.stop()}>Anhalten</Button>
            ) : (
              <Button kind="primary" onClick={() => void work.current?.run()}>
                Fortsetzen
              </Button>
            )}
          </div>
        </>
      )}
      <Remarks results={results} />
    </Section>
  );
}
