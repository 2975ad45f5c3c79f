import type { FundReportStore } from '../../shared/store/fund-report-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type FundReportDeps = { readonly reports: FundReportStore; readonly replays: ReplayStore };
