import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AnswerStore } from '../../shared/store/answer-store.ts';
import type { AnswerPartStore, ContributionStore, InquiryStore } from '../../shared/store/inquiry-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type InquiryDeps = {
  readonly inquiries: InquiryStore;
  readonly parts: AnswerPartStore;
  readonly contributions: ContributionStore;
  readonly events: AllianceEventStore;
  readonly answers: AnswerStore;
  readonly replays: ReplayStore;
};
