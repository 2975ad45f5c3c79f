import { grantApplied } from '../../events/grant-applied.ts';
import { grantEdited } from '../../events/grant-edited.ts';
import { grantTargetsStated } from '../../events/grant-targets-stated.ts';
import { grantWithdrawn } from '../../events/grant-withdrawn.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import * as rules from '../../shared/domain/grant-rules.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { GrantDeps } from './deps.ts';
import { assertLinks } from './links.ts';
import type { applyForGrant, editGrant, getGrantJournal, stateTargets, withdrawGrant } from './routes.ts';

export const headOf = ({ fundId, fiscalYear, organisationId }: Grant) => ({ fundId, fiscalYear, organisationId });

export const apply: Work<typeof applyForGrant, GrantDeps> = async ({ body, actor, by, now }, deps) => {
  await assertLinks(deps, actor.alliance, body);
  const state = rules.apply(body, { subject: actor.subject, at: now, today: berlinDayOf(now) });
  const event = grantApplied({ ...headOf(state), requestedCents: state.requestedCents });
  return recorded(await deps.grants.create(actor.alliance, ids.next(), { state, event }, by));
};

export const edit: Work<typeof editGrant, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  await assertLinks(deps, actor.alliance, body);
  const state = rules.edit(grant.state, body, berlinDayOf(now));
  const event = grantEdited({ changed: changedFields(grant.state, state) });
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};

export const targets: Work<typeof stateTargets, GrantDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const state = rules.stateTargets(grant.state, body.targets, berlinDayOf(now));
  const event = grantTargetsStated({ targets: body.targets.length });
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};

export const withdraw: Work<typeof withdrawGrant, GrantDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const grant = await deps.grants.get(actor.alliance, params.grantId);
  const state = rules.withdraw(grant.state, body.reason);
  const event = grantWithdrawn(headOf(state));
  return recorded(await deps.grants.update(actor.alliance, grant, expectedVersion, { state, event }, by));
};

export const journal: Work<typeof getGrantJournal, GrantDeps> = async ({ params, actor }, { grants }) => {
  const { id } = await grants.get(actor.alliance, params.grantId);
  return ok(toJournalView(await grants.journalOf(actor.alliance, id)));
};
