import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { Day } from '../../shared/domain/calendar.ts';
import { berlinDayOf, formatDay } from '../../shared/domain/calendar.ts';
import { at, Failure, isFailure } from '../../shared/domain/failures.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import { reportIdOf } from '../../shared/domain/report.ts';
import type { Period } from '../../shared/domain/report-period.ts';
import { existedIn, periodOf } from '../../shared/domain/report-period.ts';
import type { BodyOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { log } from '../../shared/platform/logger.ts';
import type { ReportRun } from '../../shared/store/report-compiler.ts';
import type { ReportsDeps } from './deps.ts';
import type { compileReports } from './routes.ts';

type Asked = BodyOf<typeof compileReports>;

/** @throws reportPeriodInvalid for a period that is not over, or a day before its end or ahead of today */
function assertOver({ to }: Period, asOf: Day, today: Day): void {
  if (to >= today)
    throw at('reportPeriodInvalid', '/period', `Der Zeitraum endet am ${formatDay(to)}. Bitte erstellen Sie den Bericht danach.`);
  if (asOf < to || asOf > today) throw at('reportPeriodInvalid', '/asOf', `Der Stand muss zwischen dem ${formatDay(to)} und heute liegen.`);
}

type Named = { readonly bodyId: string; readonly reportId: string };
const namedFor = (bodyId: string, { key }: Period): Named => ({ bodyId, reportId: reportIdOf(bodyId, key) });

type Chosen = { readonly bodies: readonly Versioned<AllianceBody>[]; readonly unreadable: readonly Named[] };

/** Each is read by itself, so that a record nobody can read stops no other. @throws bodyNotFound */
async function readEach(ids: readonly string[], period: Period, alliance: string, { bodies }: ReportsDeps): Promise<Chosen> {
  const [found, unreadable]: [Versioned<AllianceBody>[], Named[]] = [[], []];
  for (const id of ids) {
    try {
      found.push(await bodies.get(alliance, id));
    } catch (error) {
      if (isFailure(error)) throw error;
      log.error('REPORT_FAILED', { alliance, bodyId: id, period: period.key }, error);
      unreadable.push(namedFor(id, period));
    }
  }
  return { bodies: found, unreadable };
}

async function bodiesOf({ bodyIds }: Asked, period: Period, alliance: string, deps: ReportsDeps): Promise<Chosen> {
  if (bodyIds === undefined) {
    const { bodies, unreadable } = await readEach(await deps.bodies.ids(alliance), period, alliance, deps);
    return { bodies: bodies.filter(({ state }) => state.report !== null && existedIn(state, period)), unreadable };
  }
  const asked = await readEach([...new Set(bodyIds)], period, alliance, deps);
  if (asked.bodies.some(({ state }) => !existedIn(state, period)))
    throw new Failure('reportPeriodInvalid', { detail: 'Eines der Gremien bestand in diesem Zeitraum nicht.' });
  return asked;
}

/** Each report is recorded under its own id, not under the caller's key: asked again, all of them exist. */
const withoutKey = ({ idempotency: _, ...by }: Authorship): Authorship => by;

export const work: Work<typeof compileReports, ReportsDeps> = async ({ params: { allianceId }, body, now, by }, deps) => {
  const period = periodOf(body.period);
  const asOf = body.asOf ?? period.to;
  assertOver(period, asOf, berlinDayOf(now));
  const { bodies, unreadable } = await bodiesOf(body, period, allianceId, deps);
  const run: ReportRun = { alliance: allianceId, trigger: 'HAND', now, by: withoutKey(by), shared: new Map() };
  const [compiled, existed, failed]: [Named[], Named[], Named[]] = [[], [], [...unreadable]];
  for (const one of bodies) {
    const named = namedFor(one.id, period);
    try {
      ((await deps.compiler.compile(run, one, period, asOf)).isNew ? compiled : existed).push(named);
    } catch (error) {
      log.error('REPORT_FAILED', { alliance: allianceId, bodyId: one.id, period: period.key }, error);
      failed.push(named);
    }
  }
  return ok({ period: period.key, compiled, existed, failed });
};
