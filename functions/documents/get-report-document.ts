import { printableReport } from '../../shared/documents/printable-report.ts';
import type { ReportDeps } from '../../shared/documents/reading.ts';
import { reportFor } from '../../shared/documents/reading.ts';
import type { Work } from '../../shared/http/route.ts';
import type { getReportDocument } from './routes.ts';
import { writeDocument } from './write-document.ts';

export const work: Work<typeof getReportDocument, ReportDeps> = async ({ params, query: { format }, actor }, { reports }) =>
  await writeDocument(printableReport(await reportFor(actor, params, reports)), format);
