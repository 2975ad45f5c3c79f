import { appropriationStated } from '../../events/appropriation-stated.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { BudgetDeps } from './deps.ts';
import type { stateAppropriation } from './routes.ts';

export const work: Work<typeof stateAppropriation, BudgetDeps> = async ({ body, actor, by }, { budget }) => {
  const { fiscalYear, amountCents } = body;
  return recorded(
    await budget.create(
      actor.alliance,
      ids.next(),
      { state: { kind: 'APPROPRIATION', ...body }, event: appropriationStated({ fiscalYear, amountCents }) },
      by,
    ),
  );
};
