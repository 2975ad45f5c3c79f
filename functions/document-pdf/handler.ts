import type { AnswerDeps, FundReportDeps, ReportDeps } from '../../shared/documents/reading.ts';
import { area, pair } from '../../shared/http/endpoint.ts';
import { clock } from '../../shared/platform/clock.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import { fundReportStore } from '../../shared/store/fund-report-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import * as answer from './get-answer-pdf.ts';
import * as fundReport from './get-fund-report-pdf.ts';
import * as report from './get-report-pdf.ts';
import * as routes from './routes.ts';

const open = (): AnswerDeps & ReportDeps & FundReportDeps => ({
  answers: answerStore(liveTable(), () => clock.now()),
  reports: reportStore(liveTable()),
  fundReports: fundReportStore(liveTable()),
});

export const handler = area(open, [
  pair(routes.getAnswerPdf, answer.work),
  pair(routes.getReportPdf, report.work),
  pair(routes.getFundReportPdf, fundReport.work),
]);
