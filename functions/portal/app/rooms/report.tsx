import { useState } from 'preact/hooks';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { reportTriggerNames } from '../../../../shared/domain/report.ts';
import { call, Problem, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Form } from '../form.tsx';
import { Alert, Badge, Button, Facts, Link, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { Downloads, reportFormats } from './downloads.tsx';
import { FigureTableBody } from './inquiry-tables.tsx';
import { Changes, marksOf } from './report-changes.tsx';
import { periodInWords, type ReportRecord, reportHref, reportStatus, reportTones } from './reports-words.ts';

type Report = Success<'getReport'>;
type Compared = Success<'getReportChanges'>;

function fetchReport(alliance: string, reportId: string, format: keyof typeof reportFormats): Promise<string> {
  const params = { reportId };
  if (format === 'pdf') return save('getReportPdf', alliance, { params }, 'bericht.pdf');
  return save('getReportDocument', alliance, { params, query: { format } }, `bericht.${format === 'csv-machine' ? 'csv' : format}`);
}

/** Publishing cannot be taken back, so it is said first what it does. */
function Publish({
  report,
  onDone,
  onCancel,
  reload,
}: {
  report: ReportRecord;
  onDone: () => void;
  onCancel: () => void;
  reload: () => void;
}) {
  const { alliance } = useDesk();
  return (
    <Form
      submitLabel="Jetzt veröffentlichen"
      cancel={{ label: 'Abbrechen', onClick: onCancel }}
      onReload={reload}
      onSubmit={async (_, { key }) => {
        await call('publishReport', alliance, { params: { reportId: report.id }, key, version: report.version });
        onDone();
      }}
    >
      <P>
        Nach der Veröffentlichung kann der Landtag diesen Bericht lesen. Er bleibt so, wie er hier steht; das lässt sich nicht zurücknehmen.
      </P>
    </Form>
  );
}

const Head = ({ report }: { report: Report }) => {
  const { alliance } = useDesk();
  const { document } = report;
  return (
    <Facts
      items={[
        ['Zeitraum', `${formatDay(report.from)} bis ${formatDay(report.to)}`],
        ['Stand', formatDay(report.asOf)],
        [
          'Ergebnisse',
          report.releasedAt === null
            ? 'vom Gremium noch nicht freigegeben'
            : `vom Gremium freigegeben am ${formatInstant(report.releasedAt)}`,
        ],
        ['Erstellt', `${formatInstant(report.compiledAt)}, ${reportTriggerNames[report.trigger]}`],
        ['Veröffentlicht', report.publishedAt === null ? 'noch nicht' : formatInstant(report.publishedAt)],
        [
          'Voriger Bericht',
          document.previous && (
            <Link href={reportHref(alliance, document.previous.reportId)}>
              {`${periodInWords(document.previous.reportId.split('--').at(-1) ?? '')}, Stand ${formatDay(document.previous.asOf)}`}
            </Link>
          ),
        ],
      ]}
    />
  );
};

/** What the pages of the document say, with the records behind each row. */
function Pages({ report, compared }: { report: Report; compared: Compared | undefined }) {
  const marks = compared ? marksOf(compared) : undefined;
  return (
    <div class="report">
      {report.document.sections.map((section) => (
        <Section title={section.heading} key={section.id}>
          {section.prose.map((paragraph) => (
            <P key={paragraph}>{paragraph}</P>
          ))}
          {section.tables.map((table) => (
            <FigureTableBody table={table} bodyId={report.bodyId} {...(marks ? { marks } : {})} key={table.id} />
          ))}
        </Section>
      ))}
    </div>
  );
}

/** A report whose predecessor the reader may not see is not compared. */
const unlessNotFound = (error: unknown): undefined => {
  if (!(error instanceof Problem) || error.code !== 'reportNotFound') throw error;
};

export default function ReportRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, reportId = ''] = path;
  const [publishing, setPublishing] = useState(false);
  const [published, setPublished] = useState(0);
  const { data, problem, reload } = useLoaded(reportId, async () => {
    const params = { reportId };
    const [report, compared] = await Promise.all([
      call('getReport', desk.alliance, { params }),
      call('getReportChanges', desk.alliance, { params }).catch(unlessNotFound),
    ]);
    return { report, compared: compared?.previousReportId === null ? undefined : compared };
  });
  if (problem || !data) return <Room title="Bericht">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { report, compared } = data;
  const mayPublish = may(desk, 'publishReport') && report.status === 'COMPILED';
  return (
    <Room
      title={`${report.document.bodyName}: ${periodInWords(report.period)}`}
      lead={
        <>
          <Badge tone={reportTones[report.status]}>{reportStatus(report.status)}</Badge> Stand {formatDay(report.asOf)} ·{' '}
          <Link href={reportHref(desk.alliance)}>Alle Berichte</Link>
        </>
      }
      actions={
        mayPublish &&
        !publishing && (
          <Button kind="primary" onClick={() => setPublishing(true)}>
            Veröffentlichen
          </Button>
        )
      }
    >
      {publishing && (
        <Publish
          report={report}
          reload={reload}
          onCancel={() => setPublishing(false)}
          onDone={() => {
            setPublishing(false);
            setPublished(published + 1);
            reload();
          }}
        />
      )}
      {published > 0 && <Alert tone="success" title="Der Bericht ist veröffentlicht" focused={published} />}
      <Downloads formats={reportFormats} fetchAs={(format) => fetchReport(desk.alliance, report.id, format)} />
      {report.isEmpty && (
        <div class="beside">
          <Alert tone="info" title="Nichts zu berichten" live={false}>
            <P>In diesem Zeitraum liegt für das Gremium nichts vor. Auch das ist ein gültiger Bericht.</P>
          </Alert>
        </div>
      )}
      <div class="columns">
        <Section title="Bericht">
          <Head report={report} />
        </Section>
        <div>
          {report.document.summary.length > 0 && (
            <Section title="Kurz gesagt">
              {report.document.summary.map((sentence) => (
                <P key={sentence}>{sentence}</P>
              ))}
            </Section>
          )}
          {compared && <Changes compared={compared} />}
        </div>
      </div>
      <Pages report={report} compared={compared} />
    </Room>
  );
}
