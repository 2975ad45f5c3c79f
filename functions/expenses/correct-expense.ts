import { expenseCorrectionEntered } from '../../events/expense-correction-entered.ts';
import { correct } from '../../shared/domain/expense-correction.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { ExpenseDeps } from './deps.ts';
import { actingBy, assertAssignable, expenseFor } from './reach.ts';
import type { correctExpense } from './routes.ts';

export const work: Work<typeof correctExpense, ExpenseDeps> = async ({ params, body, actor, by }, deps) => {
  const original = await expenseFor(deps, actor, params.expenseId);
  if (body.kind === 'REBOOKING') await assertAssignable(deps, actor, body.to.eventId, '/to/eventId');
  const state = correct(original.state, params.expenseId, body, actingBy(by));
  const event = expenseCorrectionEntered({ kind: body.kind, corrects: params.expenseId, reason: body.reason });
  const mark = { supplier: await deps.expenses.supplierOf(actor.alliance, params.expenseId), invoiceReference: null, amountCents: 0 };
  return recorded(await deps.expenses.enter(actor.alliance, ids.next(), { state, event }, mark, by));
};
