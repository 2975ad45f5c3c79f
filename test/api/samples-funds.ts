import { confirmFundEntry, enterFundEntry, recordFund } from '../../functions/funds/routes.ts';
import { as, call } from '../support/api.ts';
import { aFund, anEntry } from '../support/funds.ts';

/** Calls of the rows of funds, for tests over all rows; parts of `samples.ts`. */

export type FundTargets = {
  readonly fundId: string;
  /** Waits for confirmation, entered by a person who holds no other role. */
  readonly fundEntryId: string;
  readonly confirmedEntryId: string;
};
const nothing: FundTargets = { fundId: 'keiner', fundEntryId: 'keine', confirmedEntryId: 'keine' };
type About = { readonly funds?: FundTargets };
const fund = ({ funds = nothing }: About) => ({ params: { fundId: funds.fundId } });
const entry = ({ funds = nothing }: About) => ({ params: { entryId: funds.fundEntryId } });

export const fundSamples = {
  listFunds: () => ({ query: { limit: '3' } }),
  recordFund: () => ({ body: aFund() }),
  getFund: fund,
  editFund: (about: About) => ({ ...fund(about), version: 1, body: aFund({ note: 'Geändert' }) }),
  getFundJournal: fund,
  getFundBook: (about: About) => ({ ...fund(about), query: { fiscalYear: '2020' } }),
  listFundEntries: () => ({ query: { limit: '3' } }),
  enterFundEntry: ({ funds = nothing }: About) => ({ body: anEntry(funds.fundId) }),
  getFundEntry: entry,
  confirmFundEntry: (about: About) => ({ ...entry(about), version: 1, body: {} }),
  withdrawFundEntry: (about: About) => ({ ...entry(about), version: 1, body: { reason: 'Probe' } }),
  reverseFundEntry: ({ funds = nothing }: About) => ({
    params: { entryId: funds.confirmedEntryId },
    body: { reason: 'Probe', valueDay: '2020-01-01' },
  }),
  getFundEntryJournal: entry,
};

/** A fund with a movement that counts and one that waits. */
export async function fundTargets(allianceId: string): Promise<FundTargets> {
  const editor = as('OFFICE_EDITOR', { alliance: allianceId });
  const made = async (row: Parameters<typeof call>[0], caller: typeof editor, sent: NonNullable<Parameters<typeof call>[2]>) => {
    const answer = await call(row, caller, { ...sent, params: { allianceId, ...sent.params } });
    if (answer.status >= 300) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
    return answer.body.id as string;
  };
  const fundId = await made(recordFund, editor, { body: aFund() });
  const confirmedEntryId = await made(enterFundEntry, editor, { body: anEntry(fundId) });
  const officer = as('BUDGET_OFFICER', { alliance: allianceId });
  await made(confirmFundEntry, officer, { params: { entryId: confirmedEntryId }, body: {}, version: 1 });
  return { fundId, confirmedEntryId, fundEntryId: await made(enterFundEntry, editor, { body: anEntry(fundId) }) };
}
