import { retentionCameDue } from '../../events/retention-came-due.ts';
import { retentionErased } from '../../events/retention-erased.ts';
import { retentionErasing } from '../../events/retention-erasing.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { isFailure } from '../../shared/domain/failures.ts';
import type { Authorship, DomainEvent, JournalEntry, Versioned } from '../../shared/domain/journal.ts';
import { versionedOf } from '../../shared/domain/journal.ts';
import type { DataClass, Period, Periods, RetentionCase } from '../../shared/domain/retention.ts';
import {
  beginErasing,
  countedFrom,
  dataClasses,
  dueCase,
  endOf,
  finishErasing,
  heldBecause,
  isDue,
  isOverdue,
} from '../../shared/domain/retention.ts';
import { idFrom } from '../../shared/platform/ids.ts';
import { log } from '../../shared/platform/logger.ts';
import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { ErasureStores } from '../../shared/store/privacy-store.ts';
import { eraseNeeds, eraseParticipant } from '../../shared/store/privacy-store.ts';
import { needsWithoutPurpose, type RetentionStore, remainingOf } from '../../shared/store/retention-store.ts';

export type RetentionDeps = ErasureStores & { readonly events: AllianceEventStore; readonly retention: RetentionStore };

/** Failures named in the error of a run; the log has all of them. */
const MOST_NAMED = 10;
/** Participants erased at once; each is a handful of small writes. */
const AT_ONCE = 8;

type Run = { readonly alliance: string; readonly today: Day; readonly by: Authorship };
type Kept = Versioned<RetentionCase>;

/** @returns undefined when another run was first; what is left to do is then its own, or that of the next night */
async function unlessOvertaken(state: RetentionCase, write: () => Promise<JournalEntry<object>>): Promise<Kept | undefined> {
  try {
    return { ...versionedOf(await write()), state };
  } catch (error) {
    if (isFailure(error, 'recordChangedMeanwhile')) return undefined;
    throw error;
  }
}

async function eraseAll(
  deps: RetentionDeps,
  alliance: string,
  { eventId, dataClass }: Pick<RetentionCase, 'eventId' | 'dataClass'>,
  tickets: readonly string[],
): Promise<void> {
  const erase = dataClass === 'SPECIAL_NEEDS' ? eraseNeeds : eraseParticipant;
  for (let first = 0; first < tickets.length; first += AT_ONCE)
    await Promise.all(tickets.slice(first, first + AT_ONCE).map((ticketId) => erase(deps, { alliance, eventId, ticketId })));
}

/** Erases what was decided. What came later, from a tablet that was offline, follows the same decision. */
async function carryOut(deps: RetentionDeps, { alliance, today, by }: Run, decided: Kept, tickets: readonly string[]): Promise<void> {
  const { eventId, dataClass, status, underWay } = decided.state;
  if (status === 'ERASED' && underWay === null && tickets.length === 0) return;
  const save = async (before: Kept, state: RetentionCase, event: DomainEvent) =>
    await unlessOvertaken(state, () => deps.retention.update(alliance, before, before.version, { state, event }, by));
  const heads = underWay ?? tickets.length;
  const about = { eventId, dataClass, heads };
  const begun = underWay === null ? await save(decided, beginErasing(decided.state, heads), retentionErasing(about)) : decided;
  if (!begun) return;
  await eraseAll(deps, alliance, begun.state, tickets);
  if (await save(begun, finishErasing(begun.state, today), retentionErased(about))) log.info('RETENTION_ERASED', { alliance, ...about });
}

type Due = { readonly eventId: RetentionCase['eventId']; readonly dataClass: DataClass; readonly endsOn: Day };

const caseIdOf = ({ eventId, dataClass }: Due): string => idFrom('retention', eventId, dataClass);

async function openCase({ retention }: RetentionDeps, { alliance, by }: Run, due: Due, archive: Period['archive'], heads: number) {
  const state = dueCase(due.eventId, due.dataClass, due.endsOn, archive);
  const event = retentionCameDue({ ...due, heads });
  return await unlessOvertaken(state, () => retention.create(alliance, caseIdOf(due), { state, event }, by));
}

async function settle(deps: RetentionDeps, run: Run, one: Kept, tickets: readonly string[], isHeld: boolean): Promise<void> {
  const { eventId, dataClass, endsOn, status } = one.state;
  const about = { alliance: run.alliance, eventId, dataClass, endsOn };
  if (isOverdue(one.state, run.today)) log.warn('RETENTION_OVERDUE', about);
  if (status === 'DUE') return;
  if (isHeld) log.info('RETENTION_HELD', about);
  else await carryOut(deps, run, one, tickets);
}

/** Cases are read before what remains: whoever reads a case as not begun and then finds heads, finds them unerased. */
async function settleEvent(deps: RetentionDeps, run: Run, due: readonly Due[], periods: Periods, isHeld: boolean): Promise<void> {
  const known = await Promise.all(due.map((one) => deps.retention.findCase(run.alliance, caseIdOf(one))));
  const remaining = await remainingOf(deps, run.alliance, due[0]?.eventId ?? '');
  for (const [index, one] of due.entries()) {
    const tickets = remaining[one.dataClass];
    const kept =
      known[index] ?? (tickets.length === 0 ? undefined : await openCase(deps, run, one, periods[one.dataClass].archive, tickets.length));
    if (kept) await settle(deps, run, kept, tickets, isHeld);
  }
}

/** Whoever withdrew needs nothing any more, whenever the event is; no case of retention, the withdrawal is in the journal. */
async function endNeeds(deps: RetentionDeps, { alliance }: Run, eventId: RetentionCase['eventId']): Promise<void> {
  const tickets = await needsWithoutPurpose(deps, alliance, eventId);
  if (tickets.length === 0) return;
  await eraseAll(deps, alliance, { eventId, dataClass: 'SPECIAL_NEEDS' }, tickets);
  log.info('RETENTION_NEEDS_ENDED', { alliance, eventId, heads: tickets.length });
}

/** @returns what failed, each in the log by its id; the others were seen to */
async function runAlliance(deps: RetentionDeps, run: Run): Promise<string[]> {
  const { retention, events } = deps;
  const [periods, holds, all] = await Promise.all([
    retention.periodsOf(run.alliance),
    retention.holdsOf(run.alliance),
    events.all(run.alliance),
  ]);
  const failed: string[] = [];
  for (const { id, state, changedAt } of all) {
    const eventId = id as RetentionCase['eventId'];
    const isHeld = heldBecause(holds.get(eventId), run.today) !== null;
    const from = countedFrom(state, changedAt);
    const due = dataClasses
      .map((dataClass) => ({ eventId, dataClass, endsOn: endOf(from, periods[dataClass]) }))
      .filter(({ endsOn }) => isDue(endsOn, run.today));
    try {
      if (!isHeld) await endNeeds(deps, run, eventId);
      if (due.length > 0) await settleEvent(deps, run, due, periods, isHeld);
    } catch (error) {
      failed.push(`${run.alliance}/${eventId}`);
      log.error('RETENTION_FAILED', { alliance: run.alliance, eventId }, error);
    }
  }
  return failed;
}

async function runAllianceOrLog(deps: RetentionDeps, run: Run): Promise<string[]> {
  const { alliance } = run;
  try {
    const failed = await runAlliance(deps, run);
    log.info('RETENTION_CHECKED', { alliance, failed: failed.length });
    return failed;
  } catch (error) {
    log.error('RETENTION_FAILED', { alliance }, error);
    return [alliance];
  }
}

/**
 * One pass over all alliances. Run twice, at once or after being cut off, it ends the same.
 * @throws at the end when an event or an alliance failed, so that the run counts as failed; the others are done by then
 */
export async function runRetention(deps: RetentionDeps, alliances: readonly string[], now: Instant, correlationId: string): Promise<void> {
  const by: Authorship = { subject: 'retention', role: 'SYSTEM', office: null, at: now, correlationId };
  const failed: string[] = [];
  for (const alliance of alliances) failed.push(...(await runAllianceOrLog(deps, { alliance, today: berlinDayOf(now), by })));
  if (failed.length > 0) throw new Error(`retention failed for ${failed.length}: ${failed.slice(0, MOST_NAMED).join(', ')}`);
}
