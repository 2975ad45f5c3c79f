import { faultsOfTiers } from '../../shared/domain/fund-tier.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { getFund } from './routes.ts';

export const work: Work<typeof getFund, FundDeps> = async ({ params, actor }, { funds, ledger }) => {
  const fund = await funds.get(actor.alliance, params.fundId);
  const sums = await ledger.fundSums(actor.alliance, fund.id);
  const years = [...new Set(sums.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b);
  return ok({ ...viewOf(fund), years, findings: faultsOfTiers(fund.state.tiers) }, fund.version);
};
