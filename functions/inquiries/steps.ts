import { answerIssued } from '../../events/answer-issued.ts';
import { figuresFrozen } from '../../events/figures-frozen.ts';
import { inquiryAdvanced } from '../../events/inquiry-advanced.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Acting, Inquiry } from '../../shared/domain/inquiry.ts';
import * as inquiry from '../../shared/domain/inquiry.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { gateRules, isOpen } from '../../shared/domain/release-gate.ts';
import type { BodyOf, RouteRow, Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { examine } from './gate.ts';
import { actingBy, inquiryFor } from './reach.ts';
import type * as routes from './routes.ts';

type StepRow =
  | typeof routes.assignInquiry
  | typeof routes.startCollecting
  | typeof routes.startDrafting
  | typeof routes.reopenDraft
  | typeof routes.coSignAnswer
  | typeof routes.sendAnswer;
type Taken<Row extends RouteRow> = (state: Inquiry, body: BodyOf<Row>, by: Acting) => Inquiry;

/** A step that changes the inquiry alone: read, decide, write; the event says from where to where. */
const step =
  <Row extends StepRow>(take: Taken<Row>, reasonOf: (body: BodyOf<Row>) => string | null = () => null): Work<Row, InquiryDeps> =>
  async (call, deps) => {
    const { params, body, actor, by, expectedVersion } = call as {
      params: { inquiryId: string };
      body: BodyOf<Row>;
      actor: Parameters<typeof inquiryFor>[1];
      by: Parameters<typeof actingBy>[0];
      expectedVersion: number;
    };
    const read = await inquiryFor(deps, actor, params.inquiryId);
    const state = take(read.state, body, actingBy(by));
    const event = inquiryAdvanced({ from: read.state.status, to: state.status, reason: reasonOf(body) });
    return recorded(await deps.inquiries.update(actor.alliance, read, expectedVersion, { state, event }, by));
  };

export const assign = step<typeof routes.assignInquiry>((state, { leadUnit }, by) => inquiry.assign(state, leadUnit, by));
export const collect = step<typeof routes.startCollecting>((state, _, by) => inquiry.startCollecting(state, by));
export const draft = step<typeof routes.startDrafting>((state, _, by) => inquiry.startDrafting(state, by));
export const coSign = step<typeof routes.coSignAnswer>((state, _, by) => inquiry.coSign(state, by));
export const send = step<typeof routes.sendAnswer>((state, { answeredOn }, by) => inquiry.send(state, answeredOn, by));
export const reopen = step<typeof routes.reopenDraft>(
  (state, _, by) => inquiry.reopen(state, by),
  ({ reason }) => reason,
);

/** @throws releaseGateBlocked naming what is open */
export const freeze: Work<typeof routes.freezeFigures, InquiryDeps> = async ({ params, actor, by, now, expectedVersion }, deps) => {
  const read = await inquiryFor(deps, actor, params.inquiryId);
  inquiry.assertDraftable(read.state);
  const { document, blocks, found } = await examine(actor.alliance, read, now, deps);
  const open = found.filter(isOpen);
  if (open.length > 0) {
    const named = [...new Set(open.map(({ rule }) => gateRules[rule].title))].join(', ');
    throw new Failure('releaseGateBlocked', {
      detail: `${open.length} Befunde sind offen: ${named}. Bitte beheben Sie sie, oder nehmen Sie sie mit Begründung an.`,
      faults: open
        .slice(0, 50)
        .map(({ place, placeInWords, message, remedy }) => ({ pointer: place, detail: `${placeInWords}: ${message} ${remedy}` })),
    });
  }
  const packVersion = read.state.packVersion + 1;
  const { writes, packHash } = deps.answers.freezing(actor.alliance, read.id, packVersion, { ...document, status: 'FROZEN' });
  const state = inquiry.freeze(read.state, packHash, actingBy(by));
  return recorded(
    await deps.inquiries.update(
      actor.alliance,
      read,
      expectedVersion,
      { state, event: figuresFrozen({ packHash, packVersion, tables: blocks.length }) },
      by,
      writes,
    ),
  );
};

const partDrafters = async (deps: InquiryDeps, alliance: string, read: Versioned<Inquiry>): Promise<string[]> =>
  (await deps.answers.partsOf(alliance, read.id, read.state)).flatMap(({ state }) => state.drafters);

export const approve: Work<typeof routes.approveAnswer, InquiryDeps> = async ({ params, actor, by, expectedVersion }, deps) => {
  const read = await inquiryFor(deps, actor, params.inquiryId);
  const state = inquiry.approve(read.state, await partDrafters(deps, actor.alliance, read), actingBy(by));
  const event = inquiryAdvanced({ from: read.state.status, to: state.status, reason: null });
  return recorded(await deps.inquiries.update(actor.alliance, read, expectedVersion, { state, event }, by));
};

export const issue: Work<typeof routes.issueAnswer, InquiryDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const read = await inquiryFor(deps, actor, params.inquiryId);
  const state = inquiry.issue(read.state, body, actingBy(by));
  const event = answerIssued({ questionPaper: state.questionPaper, ...body, packHash: state.packHash ?? '' });
  return recorded(await deps.inquiries.update(actor.alliance, read, expectedVersion, { state, event }, by));
};
