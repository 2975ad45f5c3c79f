import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { BodyStore } from '../../shared/store/body-store.ts';
import type { InitiativeStore } from '../../shared/store/initiative-store.ts';
import type { InquiryStore } from '../../shared/store/inquiry-store.ts';
import type { MeetingStore } from '../../shared/store/meeting-store.ts';
import type { MunicipalPaperStore } from '../../shared/store/municipal-paper-store.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { MeasureStore, ProposalStore } from '../../shared/store/result-store.ts';

export type SearchDeps = {
  readonly events: Pick<AllianceEventStore, 'pick'>;
  readonly initiatives: Pick<InitiativeStore, 'pick'>;
  readonly bodies: Pick<BodyStore, 'pick'>;
  readonly meetings: Pick<MeetingStore, 'pick'>;
  readonly inquiries: Pick<InquiryStore, 'pick'>;
  readonly papers: Pick<MunicipalPaperStore, 'pick'>;
  readonly proposals: Pick<ProposalStore, 'pick'>;
  readonly measures: Pick<MeasureStore, 'pick'>;
  readonly reports: Pick<ReportStore, 'pick'>;
};
