import type * as z from 'zod';
import type { Actor } from '../../shared/domain/access.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import type { BreakdownFacts, BreakdownQuery, Sum } from '../../shared/domain/breakdown.ts';
import { filterSums, findingsIn, group, headsOf, join, perHeadOf } from '../../shared/domain/breakdown.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { sumCents } from '../../shared/domain/money.ts';
import { reconcile } from '../../shared/domain/reconciliation.ts';
import type { BreakdownDeps } from './deps.ts';
import type { ExpenditureBreakdown } from './routes.ts';
import type { Window } from './window.ts';
import { windowFor } from './window.ts';

export type Breakdown = z.output<typeof ExpenditureBreakdown>;

const UNREIMBURSED = 'Eigener Aufwand der Teilnehmenden, Mitwirkenden und Gremienmitglieder wird nicht erstattet und ist nicht enthalten.';
const EXPENDITURE_ONLY = 'Ausgaben nach Haushaltsrecht, brutto, auf den Cent; keine Kosten- und Leistungsrechnung.';

const total = (sums: readonly Sum[]) => ({
  amountCents: sumCents(sums.map(({ amountCents }) => amountCents)),
  bookings: sums.reduce((count, { bookings }) => count + bookings, 0),
});

/** "Now" reads the maintained sums, everything else streams the ledger. */
async function sumsFor(
  { asOf, knownAt, isNow }: Window,
  alliance: string,
  { ledger }: BreakdownDeps,
): Promise<{ counted: Sum[]; undetermined: Sum[] }> {
  return isNow ? { counted: await ledger.sums(alliance), undetermined: [] } : await ledger.sumsAsOf(alliance, asOf, knownAt);
}

/** One breakdown as the caller may see it, with everything that says how far it can be trusted. */
export async function compose(query: BreakdownQuery, actor: Actor, now: Instant, deps: BreakdownDeps): Promise<Breakdown> {
  const window = await windowFor(query, actor, now, deps.budget);
  const { asOf, knownAt } = window;
  const [sums, events, figures, alliance, budget] = await Promise.all([
    sumsFor(window, actor.alliance, deps),
    knownAt === undefined ? deps.events.all(actor.alliance) : deps.events.allKnownAt(actor.alliance, knownAt),
    deps.figures.stated(actor.alliance, knownAt),
    deps.alliances.find(actor.alliance, actor.alliance),
    deps.budget.onRecord(actor.alliance, knownAt),
  ]);
  const facts: BreakdownFacts = {
    alliance: alliance?.state,
    events: new Map(events.filter(({ state }) => mayEnter(actor, state.responsibleOffice)).map((event) => [event.id, event])),
    figures: figures.filter(({ figure }) => (figure.asOf ?? asOf) <= asOf),
    asOf,
  };
  const inReach = (all: readonly Sum[]) => join(all, facts).filter(({ event }) => actor.office === null || event !== undefined);
  const counted = inReach(sums.counted);
  const shown = filterSums(counted, query);
  const undetermined = total(filterSums(inReach(sums.undetermined), query));
  const groupBy = query.groupBy ?? ['section', 'line'];
  const heads = headsOf(shown, facts);
  return {
    asOf,
    knownAt: knownAt ?? null,
    releasedThrough: window.releasedThrough,
    basis: window.isNow ? 'MAINTAINED_SUMS' : 'LEDGER',
    groupBy,
    ...total(shown),
    headcount: heads,
    perHead: perHeadOf(sumCents(shown.map(({ amountCents }) => amountCents)), heads),
    groups: group(shown, groupBy, facts) as Breakdown['groups'],
    undetermined,
    findings: findingsIn(shown, undetermined, asOf),
    reconciliation:
      actor.office === null
        ? reconcile(sums.counted, total(sums.undetermined).amountCents, budget.statedTotals, budget.appropriations, asOf)
        : null,
    notes: [EXPENDITURE_ONLY, UNREIMBURSED],
  };
}
