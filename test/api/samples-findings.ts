import { acceptFinding, listFindings } from '../../functions/findings/routes.ts';
import { recordFund } from '../../functions/funds/routes.ts';
import { as, call } from '../support/api.ts';
import { aFund, aTier, cents } from '../support/funds.ts';

/** Calls of the rows of findings, for tests over all rows; parts of `samples.ts`. */

export type FindingTargets = { readonly openFindingId: string; readonly acceptedFindingId: string };
const none: FindingTargets = { openFindingId: 'keiner', acceptedFindingId: 'keiner' };
type About = { readonly findings?: FindingTargets };
const body = { reason: 'Steht so in der Quelle' };

export const findingSamples = {
  listFindings: () => ({ query: { rule: 'TIER_OVERLAP', open: 'true' } }),
  acceptFinding: ({ findings = none }: About) => ({ params: { findingId: findings.openFindingId }, body }),
  withdrawAcceptance: ({ findings = none }: About) => ({ params: { findingId: findings.acceptedFindingId }, body }),
};

/** A fund whose two tiers claim one amount is one finding. */
export const overlapping = [aTier('klein', { to: cents(500_000) }), aTier('gross', { from: cents(500_000), decidedBy: 'RESOLUTION' })];

/** Two findings of funds made for them, one of them accepted. */
export async function findingTargets(allianceId: string): Promise<FindingTargets> {
  const lead = as('OFFICE_LEAD', { alliance: allianceId });
  const sent = async (row: Parameters<typeof call>[0], more: NonNullable<Parameters<typeof call>[2]>) => {
    const answer = await call(row, lead, { ...more, params: { allianceId, ...more.params } });
    if (answer.status >= 300) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  };
  const funds = [
    await sent(recordFund, { body: aFund({ name: 'Probe 1', tiers: overlapping }) }),
    await sent(recordFund, { body: aFund({ name: 'Probe 2', tiers: overlapping }) }),
  ];
  const { items } = await sent(listFindings, { query: { rule: 'TIER_OVERLAP' } });
  const [openFindingId = '', acceptedFindingId = ''] = funds.map(
    ({ id }) => items.find(({ records }: { records: { id: string }[] }) => records.some((record) => record.id === id))?.id,
  );
  await sent(acceptFinding, { params: { findingId: acceptedFindingId }, body });
  return { openFindingId, acceptedFindingId };
}
