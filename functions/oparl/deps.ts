import type { Published } from '../../shared/domain/oparl.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { BodyStore } from '../../shared/store/body-store.ts';
import type { InquiryStore } from '../../shared/store/inquiry-store.ts';
import type { MeetingStore } from '../../shared/store/meeting-store.ts';

export type OparlDeps = {
  readonly alliances: AllianceStore;
  readonly bodies: BodyStore;
  readonly meetings: MeetingStore;
  readonly inquiries: InquiryStore;
  /** What was read from journals, by record and version: a journal up to a version never changes. */
  readonly lives: Map<string, readonly Published[]>;
};
