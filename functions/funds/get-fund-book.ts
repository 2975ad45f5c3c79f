import { at } from '../../shared/domain/failures.ts';
import { fundBook } from '../../shared/domain/fund-book.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { getFundBook } from './routes.ts';

/** Later than any value day. */
const LAST_DAY = '9999-12-31';

export const work: Work<typeof getFundBook, FundDeps> = async ({ params, query, actor, now }, { funds, entries, grants, ledger }) => {
  const { fiscalYear, asOf, knownAt } = query;
  if (knownAt !== undefined && knownAt > now) throw at('knownAtInFuture', 'query/knownAt', 'Bitte wählen Sie einen Zeitpunkt bis jetzt.');
  const fund = await funds.get(actor.alliance, params.fundId);
  const isNow = asOf === undefined && knownAt === undefined;
  const [sums, ofFund, grantsOfFund] = await Promise.all([
    isNow ? ledger.fundSums(actor.alliance, fund.id) : ledger.fundSumsAsOf(actor.alliance, asOf ?? LAST_DAY, knownAt),
    entries.ofYear(actor.alliance, fund.id, fiscalYear),
    grants.ofFund(actor.alliance, fund.id),
  ]);
  const facts = { fund, fiscalYear, sums, entries: ofFund, grants: grantsOfFund, asOf: asOf ?? null, knownAt: knownAt ?? null };
  return ok(fundBook(facts, isNow ? 'MAINTAINED_SUMS' : 'LEDGER'));
};
