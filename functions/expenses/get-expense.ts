import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { supplierEndsOn } from '../../shared/domain/expense.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { expenseFor, knownDuplicates } from './reach.ts';
import type { getExpense } from './routes.ts';

/** Possible duplicates are looked for afresh, among what this caller may know of: whoever certifies sees across offices. */
export const work: Work<typeof getExpense, ExpenseDeps> = async ({ params, query, actor, now }, deps) => {
  const { expenseId } = params;
  const current = await expenseFor(deps, actor, expenseId);
  if (query.knownAt !== undefined) {
    const known = await deps.expenses.getKnownAt(actor.alliance, expenseId, query.knownAt);
    return ok({ ...viewOf(known), supplier: null }, known.version);
  }
  const supplier = await deps.expenses.supplierOf(actor.alliance, expenseId);
  const { invoiceReference, postings } = current.state;
  const mark = { supplier, invoiceReference, amountCents: postings[0]?.amountCents ?? 0 };
  const shown = berlinDayOf(now) <= supplierEndsOn(current.state) ? supplier : null;
  return ok(
    { ...viewOf(current), supplier: shown, possibleDuplicateOf: await knownDuplicates(deps, actor, mark, expenseId) },
    current.version,
  );
};
