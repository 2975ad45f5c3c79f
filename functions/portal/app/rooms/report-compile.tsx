import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { Choices, type Entries, Field, Form, Row, Select, type Sending } from '../form.tsx';
import { Alert, Link, Loading, P, Room, Section } from '../ui.tsx';
import { count, todayInBerlin } from '../words.ts';
import { periodInWords, reportHref } from './reports-words.ts';
import { type Origins, useOrigins } from './results-known.ts';

type Run = Success<'compileReports'>;

const spans = [
  ['', 'ganzes Jahr'],
  ['-h1', '1. Halbjahr'],
  ['-h2', '2. Halbjahr'],
  ['-q1', '1. Quartal'],
  ['-q2', '2. Quartal'],
  ['-q3', '3. Quartal'],
  ['-q4', '4. Quartal'],
] as const;
const WHOLE_YEAR = 'jahr';

const groups = [
  ['compiled', 'Erstellt'],
  ['existed', 'Gab es schon; unverändert'],
  ['failed', 'Nicht gelungen'],
] as const satisfies readonly (readonly [keyof Run, string])[];

function Outcome({ run, origins, turn }: { run: Run; origins: Origins; turn: number }) {
  const { alliance } = useDesk();
  const failed = run.failed.length;
  return (
    <Section title={`Ergebnis für ${periodInWords(run.period)}`}>
      <Alert
        tone={failed > 0 ? 'warning' : 'success'}
        title={failed > 0 ? `${count(failed, 'Bericht ist', 'Berichte sind')} nicht gelungen` : 'Alle Berichte liegen vor'}
        focused={turn}
      >
        {failed > 0 && <P>Die anderen sind davon nicht berührt. Ein neuer Lauf holt nur nach, was fehlt.</P>}
      </Alert>
      <dl class="kern-description-list">
        {groups.map(([name, title]) => (
          <div class="kern-description-list-item" key={name}>
            <dt class="kern-description-list-item__key">{title}</dt>
            <dd class="kern-description-list-item__value">
              {run[name].length === 0 ? (
                'keiner'
              ) : (
                <ul class="bare">
                  {run[name].map(({ bodyId, reportId }) => {
                    const title = origins.bodyName(bodyId) ?? bodyId;
                    return <li key={reportId}>{name === 'failed' ? title : <Link href={reportHref(alliance, reportId)}>{title}</Link>}</li>;
                  })}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** By hand what the schedule does by itself; what there is already stays as it is. */
export default function CompileRoom() {
  const desk = useDesk();
  const origins = useOrigins();
  const [run, setRun] = useState<{ run: Run; turn: number }>();
  const submit = async (entries: Entries, { key }: Sending) => {
    const span = entries.text('/span');
    const bodyIds = (origins?.bodies ?? []).map(([id]) => id).filter((id) => entries.has(`/bodyIds/${id}`));
    const asOf = entries.text('/asOf');
    const body = {
      period: `${entries.yearOrNull('/period') ?? ''}${span === WHOLE_YEAR ? '' : span}`,
      ...(asOf === '' ? {} : { asOf }),
      ...(bodyIds.length === 0 ? {} : { bodyIds }),
    };
    const done = await call('compileReports', desk.alliance, { body, key });
    setRun({ run: done, turn: (run?.turn ?? 0) + 1 });
  };
  const lastYear = Number(todayInBerlin().slice(0, 4)) - 1;
  return (
    <Room
      title="Berichte erstellen"
      lead="Das Register erstellt Berichte nach Zeitplan. Hier erstellen Sie sie für einen abgelaufenen Zeitraum von Hand."
    >
      {!may(desk, 'compileReports') && <P>Berichte erstellt die Leitung der Geschäftsstelle.</P>}
      {may(desk, 'compileReports') && !origins && <Loading />}
      {may(desk, 'compileReports') && origins && (
        <>
          {run && <Outcome run={run.run} origins={origins} turn={run.turn} />}
          <Form submitLabel="Berichte erstellen" cancelHref={reportHref(desk.alliance)} onSubmit={submit}>
            <Row>
              <Field name="/period" label="Jahr" required inputMode="numeric" reads="year" value={String(lastYear)} />
              <Select
                name="/span"
                label="Zeitraum im Jahr"
                required
                value={WHOLE_YEAR}
                options={spans.map(([key, name]) => [key === '' ? WHOLE_YEAR : key, name] as const)}
              />
              <Field name="/asOf" label="Stand" type="date" max={todayInBerlin()} hint="Ohne Angabe der letzte Tag des Zeitraums" />
            </Row>
            <Choices
              legend="Gremien"
              name="/bodyIds"
              type="checkbox"
              options={origins.bodies}
              hint="Ohne Auswahl alle, die in dem Zeitraum bestanden und berichten"
            />
            <P muted>Was es schon gibt, bleibt, wie es ist. Der Bericht nennt nur Ergebnisse, die das Gremium freigegeben hat.</P>
          </Form>
        </>
      )}
    </Room>
  );
}
