import { answerPartDrafted } from '../../events/answer-part-drafted.ts';
import { partId } from '../../shared/domain/answer-part.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import { assertDraftable, unitsOf } from '../../shared/domain/inquiry.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { inquiryFor } from './reach.ts';
import type { draftAnswerPart } from './routes.ts';

/** The first version is made on "0": nothing was there to read. */
export const work: Work<typeof draftAnswerPart, InquiryDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const { inquiryId, unitId } = params;
  const inquiry = await inquiryFor(deps, actor, inquiryId);
  assertDraftable(inquiry.state);
  if (!unitsOf(inquiry.state.questions).some(({ id }) => id === unitId)) throw new Failure('answerPartNotFound');
  if (body.notOursEventId !== null && !(await deps.events.find(actor.alliance, body.notOursEventId))) {
    throw at('relatedEventNotFound', '/notOursEventId', 'Bitte wählen Sie eine Veranstaltung aus dem Verzeichnis der Nachfragen.');
  }
  const id = partId(inquiryId, unitId);
  const read = expectedVersion === 0 ? undefined : await deps.parts.get(actor.alliance, id);
  const drafters = [...new Set([...(read?.state.drafters ?? []), by.subject])];
  const event = answerPartDrafted({ inquiryId, unitId, disposition: body.disposition, blocks: body.blocks.map((block) => block.id) });
  const change = { state: { inquiryId, unitId, ...body, drafters }, event };
  return recorded(
    read
      ? await deps.parts.update(actor.alliance, read, expectedVersion, change, by)
      : await deps.parts.create(actor.alliance, id, change, by),
  );
};
