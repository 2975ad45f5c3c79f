import { contributionAsked } from '../../events/contribution-asked.ts';
import { contributionGiven } from '../../events/contribution-given.ts';
import type { Actor } from '../../shared/domain/access.ts';
import type { Contribution } from '../../shared/domain/answer-part.ts';
import { contributionId, isAnswered } from '../../shared/domain/answer-part.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { assertDraftable, unitsOf } from '../../shared/domain/inquiry.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { inquiryParent } from '../../shared/store/keys.ts';
import type { InquiryDeps } from './deps.ts';
import { inquiryFor } from './reach.ts';
import type { askOffice, confirmContribution, contribute, listContributions } from './routes.ts';

/** Bounded by questions times four offices, so it needs no pages. An office sees its own row of the board only. */
export const list: Work<typeof listContributions, InquiryDeps> = async ({ params, actor }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const all = await deps.contributions.all(actor.alliance, inquiryParent(actor.alliance, inquiry.id));
  return ok({ items: all.filter(({ state }) => actor.office === null || state.office === actor.office).map(viewOf) });
};

/** Asks, or reminds whoever was asked and has not answered. */
export const ask: Work<typeof askOffice, InquiryDeps> = async ({ params, actor, by, now }, deps) => {
  const { inquiryId, unitId, office } = params;
  const inquiry = await inquiryFor(deps, actor, inquiryId);
  assertDraftable(inquiry.state);
  if (!unitsOf(inquiry.state.questions).some(({ id }) => id === unitId)) throw new Failure('answerPartNotFound');
  const id = contributionId(inquiryId, unitId, office);
  const asked = await deps.contributions.find(actor.alliance, id);
  if (asked && isAnswered(asked.state)) throw new Failure('inquiryStepNotAllowed', { detail: 'Dieses Amt hat schon geantwortet.' });
  const event = contributionAsked({ inquiryId, unitId, office, reminder: asked !== undefined });
  if (asked)
    return recorded(
      await deps.contributions.update(
        actor.alliance,
        asked,
        asked.version,
        { state: { ...asked.state, status: 'REMINDED', remindedAt: now }, event },
        by,
      ),
    );
  const state: Contribution = {
    inquiryId,
    unitId,
    office,
    status: 'ASKED',
    text: null,
    askedAt: now,
    remindedAt: null,
    answeredBy: null,
    answeredAt: null,
  };
  return recorded(await deps.contributions.create(actor.alliance, id, { state, event }, by));
};

const placeOf = ({ inquiryId, unitId, office }: { inquiryId: string; unitId: string; office: string }) => ({ inquiryId, unitId, office });

/** The own office's row. @throws contributionNotAsked for another office's, as if it were not there */
async function ownContribution(
  { contributions }: InquiryDeps,
  actor: Actor,
  { inquiryId, unitId, office }: { inquiryId: string; unitId: string; office: string },
): Promise<Versioned<Contribution>> {
  if (actor.office !== office) throw new Failure('contributionNotAsked');
  return await contributions.get(actor.alliance, contributionId(inquiryId, unitId, office));
}

export const give: Work<typeof contribute, InquiryDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  assertDraftable(inquiry.state);
  const read = await ownContribution(deps, actor, params);
  const state: Contribution = { ...read.state, ...body, answeredBy: by.subject, answeredAt: now };
  return recorded(
    await deps.contributions.update(
      actor.alliance,
      read,
      expectedVersion,
      { state, event: contributionGiven({ ...placeOf(params), status: body.status }) },
      by,
    ),
  );
};

export const confirm: Work<typeof confirmContribution, InquiryDeps> = async ({ params, actor, by, expectedVersion }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  assertDraftable(inquiry.state);
  const read = await ownContribution(deps, actor, params);
  if (!isAnswered(read.state))
    throw new Failure('inquiryStepNotAllowed', { detail: 'Bestätigt wird ein Beitrag oder eine Fehlanzeige; beides fehlt noch.' });
  const state: Contribution = { ...read.state, status: 'CONFIRMED' };
  return recorded(
    await deps.contributions.update(
      actor.alliance,
      read,
      expectedVersion,
      { state, event: contributionGiven({ ...placeOf(params), status: 'CONFIRMED' }) },
      by,
    ),
  );
};
