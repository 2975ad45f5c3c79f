import { printableFundReport } from '../../shared/documents/printable-fund-report.ts';
import type { FundReportDeps } from '../../shared/documents/reading.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import type { getFundReportDocument } from './routes.ts';
import { writeDocument } from './write-document.ts';

export const work: Work<typeof getFundReportDocument, FundReportDeps> = async ({ params, query, actor, now }, { fundReports }) => {
  const { fundId, fiscalYear } = params;
  const read = await fundReports.readingOf({ alliance: actor.alliance, fundId, fiscalYear }, berlinDayOf(now));
  return await writeDocument(printableFundReport(read), query.format);
};
