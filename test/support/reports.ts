import { compiledEvent } from '../../events/report-compiled.ts';
import { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { MeetingCommitment } from '../../shared/domain/meeting.ts';
import type { Report, ReportDocument, ReportId } from '../../shared/domain/report.ts';
import { composeReport } from '../../shared/domain/report-composition.ts';
import type { ReportFacts } from '../../shared/domain/report-facts.ts';
import { periodOf } from '../../shared/domain/report-period.ts';
import { Indicator, ResultsRelease } from '../../shared/domain/result.ts';
import { hashOf } from '../../shared/store/pack-store.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { anAuthor, anEvent, someDates } from './builders.ts';
import { aBody } from './records.ts';

/** Facts and reports, each builder naming what matters to the rule. */
type Sent<T> = { [Key in keyof T]?: unknown };

export const BODY = 'ag-sprache';
export const RELEASED_AT = '2017-01-10T09:00:00.000Z';

export const known = <State>(id: string, state: State, changedAt = '2016-12-01T08:00:00.000Z'): Versioned<State> => ({
  id,
  version: 1,
  changedAt,
  state,
});

export const aDue = (to: string | null, wording: string | null = null) => ({
  wording,
  precision: to === null && wording === null ? 'UNKNOWN' : 'RANGE',
  from: null,
  to,
});

export const aStated = (value: number | null, asOf: string | null, more: Readonly<Record<string, unknown>> = {}) => ({
  value,
  upTo: null,
  worth: value === null ? 'UNKNOWN' : 'EXACT',
  asOf,
  printed: null,
  source: null,
  ...more,
});

export const anIndicator = (more: Sent<Indicator> = {}): Indicator =>
  Indicator.parse({
    bodyId: BODY,
    measureId: null,
    proposalId: null,
    order: 1,
    label: 'Arbeitsgelegenheiten',
    unit: 'Plätze',
    area: { kind: 'STATE', name: 'Niedersachsen' },
    target: null,
    partOfIndicatorId: null,
    source: null,
    values: [],
    ...more,
  });

export const aPromise = (more: Sent<MeetingCommitment> = {}): MeetingCommitment =>
  MeetingCommitment.parse({
    bodyId: BODY,
    meetingId: null,
    agendaItemId: null,
    title: 'Konzept versenden',
    owner: 'Geschäftsstelle',
    saidOn: '2016-06-01',
    due: aDue('2016-08-31'),
    status: 'OPEN',
    statusAsOf: '2016-06-01',
    statusNote: null,
    source: null,
    ...more,
  });

export const aConference = (more: Sent<AllianceEvent> = {}): AllianceEvent =>
  AllianceEvent.parse({
    ...anEvent({ title: 'Werkstatt Sprache', kind: 'STATE_CONFERENCE', dates: someDates('2016-03-16') }),
    movedFrom: null,
    status: 'HELD',
    statusReason: null,
    responsibleOffice: null,
    ...more,
  });

export const aRelease = (id = 'freigabe-1', withheld: string[] = []): Versioned<ResultsRelease> =>
  known(id, ResultsRelease.parse({ bodyId: BODY, withheld, note: null }), RELEASED_AT);

/** Nothing at all, over 2016. */
export const someFacts = (more: Partial<ReportFacts> = {}): ReportFacts => {
  const period = more.period ?? periodOf('2016');
  return {
    alliance: 'npa',
    allianceName: 'Niedersachsen packt an',
    body: known(BODY, aBody({ theme: 'sprache' })),
    period,
    asOf: period.to,
    release: undefined,
    proposals: [],
    measures: [],
    indicators: [],
    commitments: [],
    meetings: [],
    events: new Map(),
    figures: [],
    sumsOfEvent: new Map(),
    hasUndetermined: false,
    previous: undefined,
    ...more,
  };
};

export const composed = (more: Partial<ReportFacts> = {}): ReportDocument => composeReport(someFacts(more), hashOf);

/** A report as the job would have left it, in another body or period than the one a test is about. */
export async function storeReport(
  table: Table,
  more: { alliance?: string; bodyId?: string; period?: string; status?: Report['status']; facts?: Partial<ReportFacts> } = {},
): Promise<ReportId> {
  const { alliance = 'npa', bodyId = BODY, status = 'COMPILED' } = more;
  const period = periodOf(more.period ?? '2016');
  const document = composed({ alliance, period, asOf: period.to, body: known(bodyId, aBody()), ...more.facts });
  await reportStore(table).freeze(
    alliance,
    document,
    (pack) => {
      const state: Report = {
        bodyId: bodyId as Report['bodyId'],
        period: period.key,
        from: period.from,
        to: period.to,
        asOf: document.asOf,
        compiledAt: '2018-01-01T04:10:00.000Z',
        trigger: 'SCHEDULE',
        releaseId: null,
        releasedAt: null,
        isEmpty: document.isEmpty,
        dataHash: 'f'.repeat(64),
        previousReportId: null,
        status,
        publishedAt: status === 'PUBLISHED' ? '2018-01-02T08:00:00.000Z' : null,
        ...pack,
      };
      return { state, event: compiledEvent(state) };
    },
    anAuthor(),
  );
  return document.reportId;
}
