import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BudgetDeps } from './deps.ts';
import type { listBudgetStatements } from './routes.ts';

export const work: Work<typeof listBudgetStatements, BudgetDeps> = async ({ actor }, { budget }) =>
  ok({ items: (await budget.all(actor.alliance)).map(viewOf) });
