import { formatDay } from '../../../../shared/domain/calendar.ts';
import { reportTriggerNames } from '../../../../shared/domain/report.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Badge, Filter, Link, LinkButton, Loading, P, Room, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { periodInWords, type ReportRecord, reportHref, reportStatus, reportTones } from './reports-words.ts';
import { type Origins, useOrigins } from './results-known.ts';

/** The latest period first, in it the bodies as they stand elsewhere. */
const inOrder = (reports: readonly ReportRecord[], origins: Origins | undefined): ReportRecord[] => {
  const periods = [...new Set(reports.map(({ period }) => period))];
  const place = ({ bodyId }: ReportRecord) => (origins?.bodies ?? []).findIndex(([id]) => id === bodyId);
  return reports.toSorted((a, b) => periods.indexOf(a.period) - periods.indexOf(b.period) || place(a) - place(b));
};

const asked = ({ gremium, zeitraum }: RoomProps['query']) => ({
  ...(gremium ? { bodyId: gremium } : {}),
  ...(zeitraum ? { period: zeitraum } : {}),
});

/** Reports of all bodies in reach, the latest period first. */
export default function ReportsRoom({ query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const origins = useOrigins();
  const { data, problem, loading } = useLoaded(JSON.stringify(query), () =>
    everyPage((page) => call('listReports', alliance, { query: { ...asked(query), ...page } })),
  );
  const all = useLoaded('all', () => everyPage((page) => call('listReports', alliance, { query: page }))).data ?? [];
  const alliances = useAlliance();
  const bodyLabel = (bodyId: string) => alliances?.bodies.find(({ id }) => id === bodyId)?.label ?? bodyId;
  const periods = [...new Set(all.map(({ period }) => period))];
  const change = (changes: Readonly<Record<string, string | undefined>>) => go(hrefOf(alliance, 'berichte', { ...query, ...changes }));
  return (
    <Room
      title="Berichte"
      lead="Was die Gremien in einem Zeitraum getan und erreicht haben"
      actions={
        may(desk, 'compileReports') && (
          <LinkButton kind="primary" href={reportHref(alliance, 'erstellen')}>
            Berichte erstellen
          </LinkButton>
        )
      }
    >
      <search class="filters">
        <Filter
          label="Zeitraum"
          value={query.zeitraum}
          all="alle"
          options={periods.map((period) => [period, periodInWords(period)] as const)}
          onChange={(zeitraum) => change({ zeitraum })}
        />
        {(origins?.bodies.length ?? 0) > 1 && (
          <Filter
            label="Gremium"
            value={query.gremium}
            all="alle"
            options={origins?.bodies ?? []}
            onChange={(gremium) => change({ gremium })}
          />
        )}
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <p class="kern-body count" role="status">
            {count(data.length, 'Bericht', 'Berichte')}
          </p>
          {data.length === 0 ? (
            <P>Zu diesen Angaben gibt es keinen Bericht.</P>
          ) : (
            <Table<ReportRecord>
              caption="Berichte, der jüngste Zeitraum zuerst"
              rows={inOrder(data, origins)}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Zeitraum', nowrap: true, cell: ({ period }) => periodInWords(period) },
                {
                  title: 'Gremium',
                  heads: true,
                  cell: ({ id, bodyId }) => <Link href={reportHref(alliance, id)}>{origins?.bodyName(bodyId) ?? bodyLabel(bodyId)}</Link>,
                },
                { title: 'Inhalt', cell: ({ isEmpty }) => (isEmpty ? 'nichts zu berichten' : 'mit Ergebnissen') },
                { title: 'Stand', nowrap: true, cell: ({ asOf }) => formatDay(asOf) },
                { title: 'Erstellt', nowrap: true, cell: ({ trigger }) => reportTriggerNames[trigger] },
                {
                  title: 'Status',
                  nowrap: true,
                  cell: ({ status }) => <Badge tone={reportTones[status]}>{reportStatus(status)}</Badge>,
                },
              ]}
            />
          )}
        </div>
      )}
    </Room>
  );
}
