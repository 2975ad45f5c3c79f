import { liveTable } from '../../shared/store/live-table.ts';
import { storeReport } from '../support/reports.ts';
import { PROBE_BODY } from './samples-bodies.ts';

/** Calls of the rows of reports, for tests over all rows; parts of `samples.ts`. */

export type ReportTargets = {
  /** Published, so that every role of these rows may see it. */
  readonly publishedReportId: string;
  readonly reportId: string;
};
const nothing: ReportTargets = { publishedReportId: 'keiner', reportId: 'keiner' };
type About = { readonly reports?: ReportTargets };
const published = ({ reports = nothing }: About) => ({ params: { reportId: reports.publishedReportId } });

export const reportSamples = {
  listReports: () => ({ query: { limit: '3' } }),
  getReport: published,
  getReportChanges: published,
  getReportDocument: (about: About) => ({ ...published(about), query: { format: 'json' } }),
  getReportPdf: published,
  compileReports: () => ({ body: { period: '2015', bodyIds: [PROBE_BODY] } }),
  publishReport: ({ reports = nothing }: About) => ({ params: { reportId: reports.reportId }, version: 1, body: {} }),
};

export const reportTargets = async (alliance: string): Promise<ReportTargets> => ({
  publishedReportId: await storeReport(liveTable(), { alliance, bodyId: PROBE_BODY, period: '2014', status: 'PUBLISHED' }),
  reportId: await storeReport(liveTable(), { alliance, bodyId: PROBE_BODY, period: '2013' }),
});
