import { totalStated } from '../../events/total-stated.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { BudgetDeps } from './deps.ts';
import type { stateTotal } from './routes.ts';

export const work: Work<typeof stateTotal, BudgetDeps> = async ({ body, actor, by }, { budget }) => {
  const { fiscalYear, amountCents, asOf } = body;
  return recorded(
    await budget.create(
      actor.alliance,
      ids.next(),
      { state: { kind: 'STATED_TOTAL', ...body }, event: totalStated({ fiscalYear, amountCents, asOf }) },
      by,
    ),
  );
};
