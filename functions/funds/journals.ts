import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { getFundEntryJournal, getFundJournal } from './routes.ts';

export const ofFund: Work<typeof getFundJournal, FundDeps> = async ({ params, actor }, { funds }) => {
  const fund = await funds.get(actor.alliance, params.fundId);
  return ok(toJournalView(await funds.journalOf(actor.alliance, fund.id)));
};

export const ofEntry: Work<typeof getFundEntryJournal, FundDeps> = async ({ params, actor }, { entries }) => {
  const entry = await entries.get(actor.alliance, params.entryId);
  return ok(toJournalView(await entries.journalOf(actor.alliance, entry.id)));
};
