import { fundEntryConfirmed } from '../../events/fund-entry-confirmed.ts';
import { grantDecisionReversed } from '../../events/grant-decision-reversed.ts';
import { grantSettled } from '../../events/grant-settled.ts';
import type { FundEntry } from '../../shared/domain/fund.ts';
import { accountSums, confirmEntry, withoutDecision } from '../../shared/domain/fund-rules.ts';
import { afterMovement } from '../../shared/domain/grant-rules.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { Write } from '../../shared/store/table.ts';
import type { FundDeps } from './deps.ts';
import { actingBy, assertMayDraw, grantOf, inShort } from './reach.ts';
import type { confirmFundEntry } from './routes.ts';

/** What must hold or change of the grant, in the transaction that makes the movement count. */
async function ofGrant(deps: FundDeps, alliance: string, { id, state }: Versioned<FundEntry>, by: Authorship): Promise<readonly Write[]> {
  const grant = await grantOf(deps, alliance, state);
  if (!grant) return [];
  if (state.account === 'GRANTED' && state.reverses !== null) {
    const { amountCents, reason } = state;
    const event = grantDecisionReversed({ entryId: id, amountCents: -amountCents, reason });
    return deps.grants.alongside(alliance, grant, { state: withoutDecision(grant.state, reason), event }, by);
  }
  if (state.reverses === null) await assertMayDraw(deps, alliance, grant, state);
  const sums = accountSums((await deps.ledger.fundSums(alliance, state.fundId)).filter(({ grantId }) => grantId === grant.id));
  const next = afterMovement(grant.state, { ...sums, [state.account]: sums[state.account] + state.amountCents });
  if (next) return deps.grants.alongside(alliance, grant, { state: next, event: grantSettled({ status: next.status }) }, by);
  return deps.grants.asRead(alliance, grant);
}

export const work: Work<typeof confirmFundEntry, FundDeps> = async ({ params, actor, by, expectedVersion }, deps) => {
  const read = await deps.entries.get(actor.alliance, params.entryId);
  const state = confirmEntry(read.state, actingBy(by));
  const further = await ofGrant(deps, actor.alliance, read, by);
  const change = { state, event: fundEntryConfirmed({ ...inShort(state), valueDay: state.valueDay }) };
  return recorded(await deps.entries.confirm(actor.alliance, read, expectedVersion, change, by, further));
};
