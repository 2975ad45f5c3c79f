import { expenditureReleased } from '../../events/expenditure-released.ts';
import { assertReleasable } from '../../shared/domain/budget.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { sumCents } from '../../shared/domain/money.ts';
import { gapToName, reconcile } from '../../shared/domain/reconciliation.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { BudgetDeps } from './deps.ts';
import type { releaseExpenditure } from './routes.ts';

export const work: Work<typeof releaseExpenditure, BudgetDeps> = async ({ body, actor, by, now }, { budget, ledger }) => {
  const [{ statedTotals, appropriations }, { counted, undetermined }] = await Promise.all([
    budget.onRecord(actor.alliance),
    ledger.sumsAsOf(actor.alliance, body.throughDay, undefined),
  ]);
  const reconciliation = reconcile(
    counted,
    sumCents(undetermined.map(({ amountCents }) => amountCents)),
    statedTotals,
    appropriations,
    body.throughDay,
  );
  const state = assertReleasable({ kind: 'RELEASE', ...body }, berlinDayOf(now), gapToName(reconciliation));
  return recorded(
    await budget.create(actor.alliance, ids.next(), { state, event: expenditureReleased({ throughDay: body.throughDay }) }, by),
  );
};
