import { nameOn } from '../domain/alliance.ts';
import type { AllianceBody } from '../domain/alliance-body.ts';
import type { Day, Instant } from '../domain/calendar.ts';
import type { ProvenSum } from '../domain/figure-block.ts';
import type { Authorship, DomainEvent, Versioned } from '../domain/journal.ts';
import type { Report, ReportDocument, ReportId } from '../domain/report.ts';
import { reportIdOf } from '../domain/report.ts';
import { composeReport } from '../domain/report-composition.ts';
import type { ReportFacts } from '../domain/report-facts.ts';
import type { Period } from '../domain/report-period.ts';
import { periodsBefore } from '../domain/report-period.ts';
import { allianceEventStore } from './alliance-event-store.ts';
import { allianceStore } from './alliance-store.ts';
import { attendanceStore } from './attendance-store.ts';
import { bodyParent } from './keys.ts';
import { ledgerStore } from './ledger-store.ts';
import { hashOf } from './pack-store.ts';
import { releasedResults } from './released-results.ts';
import { reportStore } from './report-store.ts';
import type { Table } from './table.ts';

/** What all bodies of an alliance share as of a day. */
type Shared = Pick<ReportFacts, 'allianceName' | 'events' | 'figures' | 'sumsOfEvent' | 'hasUndetermined'>;

/** One pass over an alliance: what its bodies share is read once per day asked about. */
export type ReportRun = {
  readonly alliance: string;
  readonly trigger: Report['trigger'];
  /** Releases count up to here; nothing else of a report depends on it. */
  readonly now: Instant;
  readonly by: Authorship;
  readonly shared: Map<Day, Promise<Shared>>;
};

export type Compiled = { readonly reportId: ReportId; readonly isNew: boolean };

/** What the event says of a new report. */
export type CompiledEvent = (report: Report) => DomainEvent;

const lengthOf = ({ from, to }: Pick<Report, 'from' | 'to'>): number => Date.parse(to) - Date.parse(from);

/** The last report before the period: the latest end wins, then the period most like this one. */
function lastBefore(reports: readonly Versioned<Report>[], period: Period): Versioned<Report> | undefined {
  const unlike = ({ state }: Versioned<Report>) => Math.abs(lengthOf(state) - lengthOf(period));
  return reports
    .filter(({ state }) => state.to < period.from)
    .sort((a, b) => (a.state.to === b.state.to ? unlike(a) - unlike(b) : a.state.to < b.state.to ? 1 : -1))[0];
}

function bySum(sums: readonly ProvenSum[]): Map<string, ProvenSum[]> {
  const found = new Map<string, ProvenSum[]>();
  for (const sum of sums) if (sum.eventId !== null) found.set(sum.eventId, [...(found.get(sum.eventId) ?? []), sum]);
  return found;
}

/** The facts a report is made of, without those of the alliance that it does not name. */
function reportedFacts({ events, figures, sumsOfEvent, previous, ...own }: ReportFacts): unknown {
  const named = [...events.values()].filter(
    ({ id, state }) =>
      (state.theme !== null && state.theme === own.body.state.theme) || own.proposals.some((one) => one.state.eventId === id),
  );
  const ids = new Set(named.map(({ id }) => id));
  return {
    ...own,
    events: named,
    figures: figures.filter(({ figure }) => figure.eventIds.some((id) => ids.has(id))),
    sums: [...ids].sort().flatMap((id) => sumsOfEvent.get(id) ?? []),
    previous: previous === undefined ? null : hashOf(previous),
  };
}

/** Compiles a body's report over a period and freezes it: exactly one per body and period, however often it is asked. */
export function reportCompiler(table: Table, compiledEvent: CompiledEvent) {
  const reports = reportStore(table);
  const released = releasedResults(table);
  const stores = {
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    figures: attendanceStore(table),
    ledger: ledgerStore(table),
  };

  async function readShared(alliance: string, asOf: Day): Promise<Shared> {
    const [record, events, figures, sums] = await Promise.all([
      stores.alliances.get(alliance, alliance),
      stores.events.all(alliance),
      stores.figures.stated(alliance),
      stores.ledger.provenSumsAsOf(alliance, asOf, undefined),
    ]);
    return {
      allianceName: nameOn(record.state, asOf),
      events: new Map(events.map((event) => [event.id, event])),
      figures: figures.filter(({ figure }) => (figure.asOf ?? asOf) <= asOf),
      sumsOfEvent: bySum(sums.counted),
      hasUndetermined: sums.undeterminedCents !== 0,
    };
  }

  const sharedAsOf = ({ alliance, shared }: ReportRun, asOf: Day): Promise<Shared> => {
    const found = shared.get(asOf) ?? readShared(alliance, asOf);
    shared.set(asOf, found);
    return found;
  };

  /** An index lags behind a moment; the report just compiled for the period before is asked for by its id. */
  async function previousOf(alliance: string, bodyId: string, period: Period): Promise<ReportDocument | undefined> {
    const [listed, justBefore] = await Promise.all([
      reports.all(alliance, bodyParent(alliance, bodyId)),
      Promise.all(periodsBefore(period).map(({ key }) => reports.find(alliance, reportIdOf(bodyId, key)))),
    ]);
    const last = lastBefore([...justBefore.filter((report) => report !== undefined), ...listed], period);
    return last === undefined ? undefined : await reports.documentOf(alliance, last);
  }

  return {
    /** @param asOf the period's last day or later */
    async compile(run: ReportRun, body: Versioned<AllianceBody>, period: Period, asOf: Day): Promise<Compiled> {
      const { alliance, now, by, trigger } = run;
      const reportId = reportIdOf(body.id, period.key);
      if (await reports.find(alliance, reportId)) return { reportId, isNew: false };
      const [shared, results, previous] = await Promise.all([
        sharedAsOf(run, asOf),
        released(alliance, body.id, now),
        previousOf(alliance, body.id, period),
      ]);
      const facts: ReportFacts = { alliance, body, period, asOf, previous, ...shared, ...results };
      const document = composeReport(facts, hashOf);
      const report: Omit<Report, 'packHash' | 'packVersion'> = {
        bodyId: body.id as Report['bodyId'],
        period: period.key,
        from: period.from,
        to: period.to,
        asOf,
        compiledAt: now,
        trigger,
        releaseId: document.release?.id ?? null,
        releasedAt: document.release?.releasedAt ?? null,
        isEmpty: document.isEmpty,
        dataHash: hashOf(reportedFacts(facts)),
        previousReportId: (document.previous?.reportId ?? null) as ReportId | null,
        status: 'COMPILED',
        publishedAt: null,
      };
      const entry = await reports.freeze(
        alliance,
        document,
        (pack) => {
          const state = { ...report, ...pack };
          return { state, event: compiledEvent(state) };
        },
        by,
      );
      return { reportId, isNew: entry !== undefined };
    },
    /** Ids of the reports a body has. */
    existing: async (alliance: string, bodyId: string): Promise<Set<string>> =>
      new Set((await reports.all(alliance, bodyParent(alliance, bodyId))).map(({ id }) => id)),
  };
}
export type ReportCompiler = ReturnType<typeof reportCompiler>;
