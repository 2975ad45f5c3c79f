import { printableReport } from '../../shared/documents/printable-report.ts';
import type { ReportDeps } from '../../shared/documents/reading.ts';
import { reportFor } from '../../shared/documents/reading.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { reportPdf } from './pdf.ts';
import type { getReportPdf } from './routes.ts';

export const work: Work<typeof getReportPdf, ReportDeps> = async ({ params, actor }, { reports }) => {
  const report = await reportFor(actor, params, reports);
  return file({ contentType: 'application/pdf', content: reportPdf(report), fileName: `${printableReport(report).stem}.pdf` });
};
