import { freezeFundReport } from '../../functions/fund-reports/routes.ts';
import { as, call } from '../support/api.ts';

/** Calls of the rows of fund reports, for tests over all rows; parts of `samples.ts`. */

type About = { readonly funds?: { readonly fundId: string } };
const reportOn =
  (fiscalYear: string) =>
  ({ funds }: About) => ({ params: { fundId: funds?.fundId ?? 'keiner', fiscalYear } });
/** Frozen beforehand, so that it can be issued. */
const FROZEN = '2021';
const live = reportOn('2020');
const frozen = reportOn(FROZEN);

export const fundReportSamples = {
  getFundReport: live,
  freezeFundReport: (about: About) => ({ ...live(about), body: {} }),
  issueFundReport: (about: About) => ({ ...frozen(about), version: 1, body: {} }),
  getFundReportDocument: (about: About) => ({ ...live(about), query: { format: 'json' } }),
  getFundReportPdf: live,
};

/** Freezes the report that can then be issued, as a person who holds no other role. */
export async function fundReportTargets(allianceId: string, fundId: string): Promise<void> {
  const editor = as('OFFICE_EDITOR', { alliance: allianceId, subject: 'person-who-freezes' });
  const { status, text } = await call(freezeFundReport, editor, { params: { allianceId, fundId, fiscalYear: FROZEN }, body: {} });
  if (status !== 200) throw new Error(`freezeFundReport answered ${status}: ${text}`);
}
