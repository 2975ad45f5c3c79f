import { fundEntryConfirmed } from '../../events/fund-entry-confirmed.ts';
import { grantDecided } from '../../events/grant-decided.ts';
import { grantRefused } from '../../events/grant-refused.ts';
import { grantReservationLifted } from '../../events/grant-reservation-lifted.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Acting } from '../../shared/domain/expense.ts';
import { at } from '../../shared/domain/failures.ts';
import type { FundEntry } from '../../shared/domain/fund.ts';
import { GrantId } from '../../shared/domain/fund.ts';
import { grantedEntry, isReserved } from '../../shared/domain/fund-rules.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import * as rules from '../../shared/domain/grant-rules.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import type { MunicipalPaper } from '../../shared/domain/municipal-paper.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { Write } from '../../shared/store/table.ts';
import { headOf } from './applications.ts';
import type { GrantDeps } from './deps.ts';
import type { decideGrant, liftReservation, refuseGrant } from './routes.ts';

const actingAt = (subject: string, now: string): Acting => ({ subject, at: now, today: berlinDayOf(now) });

async function authors({ grants }: GrantDeps, alliance: string, grant: Versioned<Grant>): Promise<ReadonlySet<string>> {
  return rules.authorsOf(grant.state, await grants.journalOf(alliance, grant.id));
}

/** @throws linkedRecordUnknown when a paper is named that is not on record */
async function paperFor({ papers }: GrantDeps, alliance: string, paperId: string | null): Promise<MunicipalPaper | undefined> {
  if (paperId === null) return undefined;
  const paper = await papers.find(alliance, paperId);
  if (!paper) throw at('linkedRecordUnknown', '/paperId', 'Diese Drucksache gibt es nicht. Bitte wählen Sie sie aus der Liste.');
  return paper.state;
}

const confirmedEvent = ({ fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses }: FundEntry) =>
  fundEntryConfirmed({ fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses });

/** What is granted stands in the fund's ledger with the decision, or neither does. */
function inLedger(
  deps: GrantDeps,
  alliance: string,
  grant: Versioned<Grant>,
  decided: rules.DecideGrant,
  acting: Acting,
  by: Authorship,
): readonly Write[] {
  const state = grantedEntry(grant.state, GrantId.parse(grant.id), decided.amountCents, decided.decidedOn, acting);
  return deps.entries.alongside(alliance, ids.next(), { state, event: confirmedEvent(state) }, by);
}

export const decide: Work<typeof decideGrant, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const [fund, paper, writers] = await Promise.all([
    deps.funds.get(actor.alliance, grant.state.fundId),
    paperFor(deps, actor.alliance, body.paperId),
    authors(deps, actor.alliance, grant),
  ]);
  const acting = actingAt(actor.subject, now);
  const state = rules.decide(grant.state, body, { fund: fund.state, authors: writers, paper }, acting);
  const { amountCents, decidedOn, paperId } = body;
  const tierId = state.decision?.tierId ?? null;
  const event = grantDecided({ ...headOf(state), amountCents, decidedOn, tierId, paperId, isReserved: isReserved(state) });
  const entry = inLedger(deps, actor.alliance, grant, body, acting, by);
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by, entry));
};

export const refuse: Work<typeof refuseGrant, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const state = rules.refuse(grant.state, body.reason, await authors(deps, actor.alliance, grant), actingAt(actor.subject, now));
  const event = grantRefused(headOf(state));
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};

export const lift: Work<typeof liftReservation, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const state = rules.liftReservation(grant.state, body.liftedOn, berlinDayOf(now));
  const event = grantReservationLifted({ liftedOn: body.liftedOn });
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};
