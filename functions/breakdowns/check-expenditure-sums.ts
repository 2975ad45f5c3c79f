import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BreakdownDeps } from './deps.ts';
import type { checkExpenditureSums } from './routes.ts';

export const work: Work<typeof checkExpenditureSums, BreakdownDeps> = async ({ actor }, { ledger }) => {
  const differences = await ledger.driftOfSums(actor.alliance);
  return ok({ adds: differences.length === 0, differences });
};
