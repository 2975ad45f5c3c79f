import { printableFundReport } from '../../shared/documents/printable-fund-report.ts';
import type { FundReportDeps } from '../../shared/documents/reading.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { fundReportPdf } from './pdf.ts';
import type { getFundReportPdf } from './routes.ts';

export const work: Work<typeof getFundReportPdf, FundReportDeps> = async ({ params, actor, now }, { fundReports }) => {
  const { fundId, fiscalYear } = params;
  const read = await fundReports.readingOf({ alliance: actor.alliance, fundId, fiscalYear }, berlinDayOf(now));
  return file({ contentType: 'application/pdf', content: fundReportPdf(read), fileName: `${printableFundReport(read).stem}.pdf` });
};
