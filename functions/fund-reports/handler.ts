import { area, pair } from '../../shared/http/endpoint.ts';
import { fundReportStore } from '../../shared/store/fund-report-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import type { FundReportDeps } from './deps.ts';
import * as freeze from './freeze-fund-report.ts';
import * as get from './get-fund-report.ts';
import * as issue from './issue-fund-report.ts';
import * as routes from './routes.ts';

const open = (): FundReportDeps => ({ reports: fundReportStore(liveTable()), replays: replayStore(liveTable()) });

export const handler = area(open, [
  pair(routes.getFundReport, get.work),
  pair(routes.freezeFundReport, freeze.work),
  pair(routes.issueFundReport, issue.work),
]);
