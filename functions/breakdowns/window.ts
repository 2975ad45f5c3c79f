import type { Actor } from '../../shared/domain/access.ts';
import type { BreakdownQuery } from '../../shared/domain/breakdown.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf, formatDay } from '../../shared/domain/calendar.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import type { BudgetStore } from '../../shared/store/budget-store.ts';

/** The two clocks of one question: value dates up to `asOf`, recordings up to `knownAt` (undefined: now). */
export type Window = {
  readonly asOf: Day;
  readonly knownAt: Instant | undefined;
  readonly releasedThrough: Day | null;
  readonly isNow: boolean;
};

/**
 * What the caller may ask. Members of the Landtag see what was released, as it was known when it was released: a later
 * booking changes nothing for them until the next release.
 * @throws asOfInFuture, knownAtInFuture, nothingReleased, beyondRelease
 */
export async function windowFor(query: BreakdownQuery, actor: Actor, now: Instant, budget: BudgetStore): Promise<Window> {
  const today = berlinDayOf(now);
  if (query.asOf !== undefined && query.asOf > today)
    throw at('asOfInFuture', 'query/asOf', `Bitte wählen Sie einen Tag bis heute (${formatDay(today)}).`);
  if (query.knownAt !== undefined && query.knownAt > now)
    throw at('knownAtInFuture', 'query/knownAt', 'Bitte wählen Sie einen Zeitpunkt bis jetzt.');
  if (actor.role !== 'PARLIAMENT_READER') {
    const asOf = query.asOf ?? today;
    return { asOf, knownAt: query.knownAt, releasedThrough: null, isNow: query.knownAt === undefined && asOf === today };
  }
  const release = await budget.latestRelease(actor.alliance);
  if (!release) throw new Failure('nothingReleased', { detail: 'Die Leitung der Geschäftsstelle hat noch keine Ausgaben freigegeben.' });
  const { throughDay } = release.statement;
  const asOf = query.asOf ?? throughDay;
  if (asOf > throughDay)
    throw at('beyondRelease', 'query/asOf', `Freigegeben ist bis ${formatDay(throughDay)}. Bitte wählen Sie einen Tag bis dahin.`);
  const knownAt = query.knownAt ?? release.changedAt;
  if (knownAt > release.changedAt)
    throw at('beyondRelease', 'query/knownAt', 'Bitte wählen Sie einen Zeitpunkt vor der Freigabe, oder lassen Sie die Angabe weg.');
  return { asOf, knownAt, releasedThrough: throughDay, isNow: false };
}
