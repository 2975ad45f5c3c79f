import { compiledEvent } from '../../events/report-compiled.ts';
import { area, pair } from '../../shared/http/endpoint.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { reportCompiler } from '../../shared/store/report-compiler.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import * as compile from './compile-reports.ts';
import type { ReportsDeps } from './deps.ts';
import * as get from './get-report.ts';
import * as changes from './get-report-changes.ts';
import * as list from './list-reports.ts';
import * as publish from './publish-report.ts';
import * as routes from './routes.ts';

function open(): ReportsDeps {
  const table = liveTable();
  return {
    reports: reportStore(table),
    bodies: bodyStore(table),
    compiler: reportCompiler(table, compiledEvent),
    replays: replayStore(table),
  };
}

export const handler = area(open, [
  pair(routes.listReports, list.work),
  pair(routes.getReport, get.work),
  pair(routes.getReportChanges, changes.work),
  pair(routes.compileReports, compile.work),
  pair(routes.publishReport, publish.work),
]);
