import { proposalDoubleJudged } from '../../events/proposal-double-judged.ts';
import { proposalEdited } from '../../events/proposal-edited.ts';
import { proposalRecorded } from '../../events/proposal-recorded.ts';
import type { Actor } from '../../shared/domain/access.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import { judge, officeOfProposal } from '../../shared/domain/proposal.ts';
import type { Proposal } from '../../shared/domain/result.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import type { BodyOf, Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { ResultDeps } from './deps.ts';
import { assertBody, assertLinked, conferenceFor, proposalFor } from './reach.ts';
import type { editProposal, getProposalJournal, judgeDouble, recordProposal } from './routes.ts';

type Fields = BodyOf<typeof recordProposal>;

/** A regional office's proposal comes from a conference of its area; which body follows it up is not theirs to say. */
async function assertOrigin(
  deps: ResultDeps,
  actor: Actor,
  fields: Fields,
  before?: Proposal,
): Promise<Pick<Proposal, 'responsibleOffice'>> {
  const isBodyKept = before !== undefined && before.bodyId === fields.bodyId;
  if (!isBodyKept) await assertBody(deps, actor, fields.bodyId);
  const conference = await conferenceFor(deps, actor, fields.eventId);
  if (actor.office !== null && !conference)
    throw new Failure('conferenceUnknown', { detail: 'Bitte wählen Sie eine Konferenz Ihres Amtes.' });
  return { responsibleOffice: officeOfProposal(conference, fields.bodyId) };
}

export const record: Work<typeof recordProposal, ResultDeps> = async ({ body, actor, by }, deps) => {
  const { kind, eventId, bodyId } = body;
  const state: Proposal = { ...body, ...(await assertOrigin(deps, actor, body)), doubles: [] };
  return recorded(
    await deps.proposals.create(actor.alliance, ids.next(), { state, event: proposalRecorded({ kind, eventId, bodyId }) }, by),
  );
};

export const edit: Work<typeof editProposal, ResultDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const proposal = await proposalFor(deps, actor, params.proposalId);
  const origin = await assertOrigin(deps, actor, body, proposal.state);
  const state: Proposal = { ...proposal.state, ...body, ...origin };
  const event = proposalEdited({ changed: changedFields(proposal.state, state) });
  return recorded(await deps.proposals.update(actor.alliance, proposal, expectedVersion, { state, event }, by));
};

export const judgeOne: Work<typeof judgeDouble, ResultDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const { otherProposalId, verdict, reason } = body;
  const proposal = await proposalFor(deps, actor, params.proposalId);
  await assertLinked(deps.proposals, actor, [['/otherProposalId', otherProposalId]]);
  const state = judge(proposal.state, proposal.id, { proposalId: otherProposalId, verdict, reason });
  const event = proposalDoubleJudged({ otherProposalId, verdict });
  return recorded(await deps.proposals.update(actor.alliance, proposal, expectedVersion, { state, event }, by));
};

export const journal: Work<typeof getProposalJournal, ResultDeps> = async ({ params, actor }, deps) => {
  const { id } = await proposalFor(deps, actor, params.proposalId);
  return ok(toJournalView(await deps.proposals.journalOf(actor.alliance, id)));
};
