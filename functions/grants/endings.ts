import { fundEntryEntered } from '../../events/fund-entry-entered.ts';
import { grantProofStated } from '../../events/grant-proof-stated.ts';
import { grantReturnEntered } from '../../events/grant-return-entered.ts';
import { grantSettled } from '../../events/grant-settled.ts';
import { berlinDayOf, yearOf } from '../../shared/domain/calendar.ts';
import { at } from '../../shared/domain/failures.ts';
import type { FundEntry } from '../../shared/domain/fund.ts';
import { GrantId } from '../../shared/domain/fund.ts';
import type { AccountSums } from '../../shared/domain/fund-rules.ts';
import { accountSums, assertDrawable, enterEntry } from '../../shared/domain/fund-rules.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import * as rules from '../../shared/domain/grant-rules.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { GrantDeps } from './deps.ts';
import type { closeGrant, returnGrant, stateProofOfUse } from './routes.ts';

/** What the ledger holds for one grant. */
async function sumsOf({ ledger }: GrantDeps, alliance: string, { id, state }: Versioned<Grant>): Promise<AccountSums> {
  const sums = await ledger.fundSums(alliance, state.fundId);
  return accountSums(sums.filter(({ grantId }) => grantId === id));
}

const enteredEvent = ({ fundId, fiscalYear, account, amountCents, grantId, reverses }: FundEntry) =>
  fundEntryEntered({ fundId, fiscalYear, account, amountCents, grantId, reverses });

/** The movement is a draft: another person confirms it, and only then is anything returned. */
export const giveBack: Work<typeof returnGrant, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const today = berlinDayOf(now);
  if (body.causeYear > yearOf(today)) throw at('requestInvalid', '/causeYear', 'Das Jahr der Ursache kann nicht in der Zukunft liegen.');
  assertDrawable(grant.state, await sumsOf(deps, actor.alliance, grant), body.amountCents, 'NOT_DRAWN');
  const { fundId, fiscalYear, organisationId } = grant.state;
  const grantId = GrantId.parse(grant.id);
  const entry = enterEntry(
    { ...body, fundId, fiscalYear, organisationId, grantId, account: 'NOT_DRAWN', reason: null },
    { subject: actor.subject, at: now, today },
  );
  const entryId = ids.next();
  const event = grantReturnEntered({ entryId, amountCents: body.amountCents, causeYear: body.causeYear });
  const further = deps.entries.alongside(actor.alliance, entryId, { state: entry, event: enteredEvent(entry) }, by);
  const state: Grant = { ...grant.state, statusReason: body.cause };
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by, further));
};

export const close: Work<typeof closeGrant, GrantDeps> = async ({ params, actor, by, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const sums = await sumsOf(deps, actor.alliance, grant);
  const state = rules.afterMovement(grant.state, sums) ?? rules.close(grant.state, sums);
  const event = grantSettled({ status: state.status });
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};

export const prove: Work<typeof stateProofOfUse, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const fund = await deps.funds.get(actor.alliance, grant.state.fundId);
  const state = rules.stateProof(grant.state, body, fund.state, berlinDayOf(now));
  const { dueOn = '', receivedOn = null, checkedOn = null } = state.proofOfUse ?? {};
  const event = grantProofStated({ dueOn, receivedOn, checkedOn });
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};
