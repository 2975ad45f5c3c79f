import type { BodyStore } from '../../shared/store/body-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';
import type { ReportCompiler } from '../../shared/store/report-compiler.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';

export type ReportsDeps = {
  readonly reports: ReportStore;
  readonly bodies: BodyStore;
  readonly compiler: ReportCompiler;
  readonly replays: ReplayStore;
};
