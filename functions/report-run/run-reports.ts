import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { addDays } from '../../shared/domain/holidays.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import { reportIdOf } from '../../shared/domain/report.ts';
import type { Period } from '../../shared/domain/report-period.ts';
import { existedIn, periodsOver, reportedFrom } from '../../shared/domain/report-period.ts';
import { log } from '../../shared/platform/logger.ts';
import type { BodyStore } from '../../shared/store/body-store.ts';
import type { ReportCompiler, ReportRun } from '../../shared/store/report-compiler.ts';

export type RunDeps = { readonly bodies: BodyStore; readonly compiler: ReportCompiler };

/** Reports compiled of one body in a run; what is left is compiled by the next ones. */
const MOST_PERIODS = 12;
/** This many days after it was due, a report must be there. */
const MISSING_AFTER_DAYS = 3;
/** Failures that the run's own error names. */
const MOST_NAMED = 5;

type Outcome = { readonly compiled: number; readonly failed: readonly string[]; readonly missing: readonly Period[] };
const NOTHING: Outcome = { compiled: 0, failed: [], missing: [] };

/** Every period of the body that is over, with its days of grace, and has no report; the oldest first. */
async function duePeriods({ compiler }: RunDeps, alliance: string, { id, state }: Versioned<AllianceBody>, today: Day): Promise<Period[]> {
  if (state.report === null) return [];
  const over = periodsOver(state.report.rhythm, state.report.since, today).filter(
    (period) => reportedFrom(period) <= today && existedIn(state, period),
  );
  if (over.length === 0) return [];
  const existing = await compiler.existing(alliance, id);
  return over.filter(({ key }) => !existing.has(reportIdOf(id, key)));
}

/** In order, and not beyond one that failed: each report compares with the one before. */
async function runBody(deps: RunDeps, run: ReportRun, body: Versioned<AllianceBody>, today: Day): Promise<Outcome> {
  const due = await duePeriods(deps, run.alliance, body, today);
  let compiled = 0;
  for (const [index, period] of due.slice(0, MOST_PERIODS).entries()) {
    try {
      const { isNew, reportId } = await deps.compiler.compile(run, body, period, period.to);
      if (isNew) {
        compiled += 1;
        log.info('REPORT_COMPILED', { alliance: run.alliance, reportId });
      }
    } catch (error) {
      log.error('REPORT_FAILED', { alliance: run.alliance, bodyId: body.id, period: period.key }, error);
      return { compiled, failed: [`${run.alliance}/${body.id}/${period.key}`], missing: due.slice(index) };
    }
  }
  return { compiled, failed: [], missing: due.slice(MOST_PERIODS) };
}

/** What has to be there by now and is not, whatever the reason. */
function tellMissing({ alliance }: ReportRun, id: string, { missing }: Outcome, today: Day): void {
  for (const period of missing.filter((one) => addDays(reportedFrom(one), MISSING_AFTER_DAYS) <= today))
    log.warn('REPORT_OVERDUE', { alliance, bodyId: id, period: period.key });
}

/** Each body is read in its own turn: a record that cannot be read fails its own reports and no other's. */
async function runBodyOrLog(deps: RunDeps, run: ReportRun, bodyId: string, today: Day): Promise<Outcome> {
  try {
    const outcome = await runBody(deps, run, await deps.bodies.get(run.alliance, bodyId), today);
    tellMissing(run, bodyId, outcome, today);
    return outcome;
  } catch (error) {
    log.error('REPORT_FAILED', { alliance: run.alliance, bodyId }, error);
    return { ...NOTHING, failed: [`${run.alliance}/${bodyId}`] };
  }
}

async function runAlliance(deps: RunDeps, run: ReportRun, today: Day): Promise<Outcome> {
  let [compiled, failed]: [number, string[]] = [0, []];
  for (const bodyId of await deps.bodies.ids(run.alliance)) {
    const outcome = await runBodyOrLog(deps, run, bodyId, today);
    compiled += outcome.compiled;
    failed = [...failed, ...outcome.failed];
  }
  return { compiled, failed, missing: [] };
}

async function runAllianceOrLog(deps: RunDeps, run: ReportRun, today: Day): Promise<Outcome> {
  const { alliance } = run;
  try {
    const outcome = await runAlliance(deps, run, today);
    log.info('REPORTS_CHECKED', { alliance, compiled: outcome.compiled, failed: outcome.failed.length });
    return outcome;
  } catch (error) {
    log.error('REPORT_FAILED', { alliance }, error);
    return { ...NOTHING, failed: [alliance] };
  }
}

/**
 * One pass over all alliances. Run twice, at once, a day late or after being cut off, it ends the same.
 * @throws at the end when a body or an alliance failed, so that the run counts as failed; the others are done by then
 */
export async function runReports(deps: RunDeps, alliances: readonly string[], now: Instant, correlationId: string): Promise<number> {
  const by: Authorship = { subject: 'report-run', role: 'SYSTEM', office: null, at: now, correlationId };
  let compiled = 0;
  const failed: string[] = [];
  for (const alliance of alliances) {
    const run: ReportRun = { alliance, trigger: 'SCHEDULE', now, by, shared: new Map() };
    const outcome = await runAllianceOrLog(deps, run, berlinDayOf(now));
    compiled += outcome.compiled;
    failed.push(...outcome.failed);
  }
  if (failed.length > 0) throw new Error(`reports failed for ${failed.length}: ${failed.slice(0, MOST_NAMED).join(', ')}`);
  return compiled;
}
