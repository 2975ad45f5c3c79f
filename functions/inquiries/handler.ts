import { area, pair } from '../../shared/http/endpoint.ts';
import { clock } from '../../shared/platform/clock.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import { answerPartStore, contributionStore, inquiryStore } from '../../shared/store/inquiry-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as contributions from './contributions.ts';
import * as correct from './correct-answer.ts';
import type { InquiryDeps } from './deps.ts';
import * as draft from './draft-answer-part.ts';
import * as edit from './edit-inquiry.ts';
import * as extend from './extend-inquiry.ts';
import * as gate from './gate.ts';
import * as calendar from './get-deadline-calendar.ts';
import * as get from './get-inquiry.ts';
import * as journal from './get-inquiry-journal.ts';
import * as parts from './list-answer-parts.ts';
import * as list from './list-inquiries.ts';
import * as open from './open-inquiry.ts';
import * as routes from './routes.ts';
import * as steps from './steps.ts';

const openStores = (): InquiryDeps => {
  const table = liveTable();
  return {
    inquiries: inquiryStore(table),
    parts: answerPartStore(table),
    contributions: contributionStore(table),
    events: allianceEventStore(table),
    answers: answerStore(table, () => clock.now()),
    replays: replayStore(table),
  };
};

export const handler = area(openStores, [
  pair(routes.listInquiries, list.work),
  pair(routes.openInquiry, open.work),
  pair(routes.getInquiry, get.work),
  pair(routes.editInquiry, edit.work),
  pair(routes.extendInquiry, extend.work),
  pair(routes.listAnswerParts, parts.work),
  pair(routes.draftAnswerPart, draft.work),
  pair(routes.listContributions, contributions.list),
  pair(routes.askOffice, contributions.ask),
  pair(routes.contribute, contributions.give),
  pair(routes.confirmContribution, contributions.confirm),
  pair(routes.getFindings, gate.list),
  pair(routes.acceptFindings, gate.accept),
  pair(routes.compareWithToday, gate.compare),
  pair(routes.assignInquiry, steps.assign),
  pair(routes.startCollecting, steps.collect),
  pair(routes.startDrafting, steps.draft),
  pair(routes.freezeFigures, steps.freeze),
  pair(routes.reopenDraft, steps.reopen),
  pair(routes.coSignAnswer, steps.coSign),
  pair(routes.approveAnswer, steps.approve),
  pair(routes.sendAnswer, steps.send),
  pair(routes.issueAnswer, steps.issue),
  pair(routes.correctAnswer, correct.work),
  pair(routes.getInquiryJournal, journal.work),
  pair(routes.getDeadlineCalendar, calendar.work),
]);
