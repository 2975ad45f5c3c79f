import { useState } from 'preact/hooks';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { call, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Form, type Sending } from '../form.tsx';
import { Alert, Badge, Button, Facts, Loading, P, Section, type Tone, Trouble } from '../ui.tsx';
import { Downloads, reportFormats } from './downloads.tsx';
import { FundRoom } from './fund-frame.tsx';
import { type Fund, OwnHand } from './fund-words.tsx';
import { FigureTableBody } from './inquiry-tables.tsx';

type Read = Success<'getFundReport'>;
type Step = 'freeze' | 'issue';
type Place = { readonly fundId: Fund['id']; readonly fiscalYear: string };

function fetchReport(alliance: string, params: Place, format: keyof typeof reportFormats): Promise<string> {
  if (format === 'pdf') return save('getFundReportPdf', alliance, { params }, 'bericht.pdf');
  return save('getFundReportDocument', alliance, { params, query: { format } }, `bericht.${format === 'csv-machine' ? 'csv' : format}`);
}

const statusNames = { LIVE: 'noch nicht festgehalten', FROZEN: 'festgehalten', ISSUED: 'ausgegeben' } as const;
const tones = { LIVE: 'info', FROZEN: 'warning', ISSUED: 'success' } as const satisfies Record<Read['status'], Tone>;

const sentences = {
  freeze:
    'Die Zahlen werden so festgehalten, wie sie jetzt hier stehen. Solange der Bericht nicht ausgegeben ist, können Sie sie erneut festhalten.',
  issue: 'Der Bericht wird so ausgegeben, wie er festgehalten ist. Das lässt sich nicht zurücknehmen.',
} as const;
const labels = { freeze: 'Jetzt festhalten', issue: 'Jetzt ausgeben' } as const;

function Task({ step, place, read, onDone, onCancel, reload }: TaskProps) {
  const { alliance } = useDesk();
  const submit = async (_: unknown, { key }: Sending) => {
    const asked = { params: place, key, body: {} };
    if (step === 'freeze') await call('freezeFundReport', alliance, asked);
    else await call('issueFundReport', alliance, { ...asked, version: read.report?.version ?? 0 });
    onDone();
  };
  return (
    <Form submitLabel={labels[step]} cancel={{ label: 'Abbrechen', onClick: onCancel }} onSubmit={submit} onReload={reload}>
      <P>{sentences[step]}</P>
    </Form>
  );
}
type TaskProps = {
  readonly step: Step;
  readonly place: Place;
  readonly read: Read;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly reload: () => void;
};

function Buttons({ read, onStep }: { read: Read; onStep: (step: Step) => void }) {
  const desk = useDesk();
  const isOwn = read.report?.frozenBy.subject === desk.subject;
  const mayIssue = read.status === 'FROZEN' && may(desk, 'issueFundReport');
  return (
    <>
      {mayIssue && isOwn && <OwnHand>Sie haben die Zahlen festgehalten. Eine andere Person gibt den Bericht aus.</OwnHand>}
      <div class="actions">
        {mayIssue && !isOwn && (
          <Button kind="primary" onClick={() => onStep('issue')}>
            Bericht ausgeben
          </Button>
        )}
        {read.status !== 'ISSUED' && may(desk, 'freezeFundReport') && (
          <Button kind={read.status === 'LIVE' ? 'primary' : 'secondary'} onClick={() => onStep('freeze')}>
            {read.status === 'LIVE' ? 'Zahlen festhalten' : 'Zahlen erneut festhalten'}
          </Button>
        )}
      </div>
    </>
  );
}

const Head = ({ read: { document, status, report } }: { read: Read }) => (
  <Facts
    items={[
      ['Status', <Badge tone={tones[status]}>{statusNames[status]}</Badge>],
      ['Stand', formatDay(document.asOf)],
      ['Festgehalten', report && formatInstant(report.frozenBy.at)],
      ['Ausgegeben', report?.issuedOn && formatDay(report.issuedOn)],
    ]}
  />
);

const Pages = ({ document }: { document: Read['document'] }) => (
  <div class="report">
    {document.sections.map((section) => (
      <Section title={section.heading} key={section.id}>
        {section.prose.map((paragraph) => (
          <P key={paragraph}>{paragraph}</P>
        ))}
        {section.tables.map((table) => (
          <FigureTableBody table={table} key={table.id} />
        ))}
      </Section>
    ))}
  </div>
);

function ReportView({ fund, year }: { fund: Fund; year: number }) {
  const { alliance } = useDesk();
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState(0);
  const place: Place = { fundId: fund.id, fiscalYear: String(year) };
  const { data, problem, loading, reload } = useLoaded(`${fund.id} ${year}`, () => call('getFundReport', alliance, { params: place }));
  if (problem) return <Trouble problem={problem} />;
  if (!data) return <Loading />;
  const finish = () => {
    setStep(undefined);
    setDone(done + 1);
    reload();
  };
  return (
    <div class={loading ? 'stale' : ''} aria-busy={loading}>
      {done > 0 && <Alert tone="success" title="Gespeichert" focused={done} />}
      {step ? (
        <Task step={step} place={place} read={data} onDone={finish} onCancel={() => setStep(undefined)} reload={reload} />
      ) : (
        <Buttons read={data} onStep={setStep} />
      )}
      <Section title="Bericht">
        <Head read={data} />
        <Downloads formats={reportFormats} fetchAs={(format) => fetchReport(alliance, place, format)} />
      </Section>
      <Pages document={data.document} />
    </div>
  );
}

/** The yearly report: as frozen, else as the register stands just now. */
export default function FundReportRoom({ path, query }: RoomProps) {
  return (
    <FundRoom path={path} query={query} tab="bericht">
      {({ fund, year }) => <ReportView fund={fund} year={year} key={`${fund.id} ${year}`} />}
    </FundRoom>
  );
}
