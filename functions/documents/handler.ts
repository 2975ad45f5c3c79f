import { area, pair } from '../../shared/http/endpoint.ts';
import { clock } from '../../shared/platform/clock.ts';
import { settings } from '../../shared/platform/settings.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import { fundReportStore } from '../../shared/store/fund-report-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import type { DocumentDeps } from './deps.ts';
import * as document from './get-answer-document.ts';
import * as fundReport from './get-fund-report-document.ts';
import * as openFile from './get-open-data-file.ts';
import * as dataset from './get-open-dataset.ts';
import * as report from './get-report-document.ts';
import * as routes from './routes.ts';

const open = (): DocumentDeps => ({
  answers: answerStore(liveTable(), () => clock.now()),
  reports: reportStore(liveTable()),
  fundReports: fundReportStore(liveTable()),
  openData: settings.openData(),
});

export const handler = area(open, [
  pair(routes.getAnswerDocument, document.work),
  pair(routes.getReportDocument, report.work),
  pair(routes.getFundReportDocument, fundReport.work),
  pair(routes.getOpenDataset, dataset.work),
  pair(routes.getOpenDataFile, openFile.work),
]);
