import { documentReaders } from '../../shared/documents/reading.ts';
import { fundReaders } from '../../shared/domain/fund.ts';
import { FundReportPath } from '../../shared/domain/fund-report.ts';
import { InquiryPath } from '../../shared/domain/inquiry.ts';
import { ReportPath, reportReaders } from '../../shared/domain/report.ts';
import { defineRoute } from '../../shared/http/route.ts';

export const getAnswerPdf = defineRoute({
  id: 'getAnswerPdf',
  area: 'document-pdf',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/document.pdf',
  title: 'Die Antwort als PDF/A-3a in der Form einer Drucksache, mit ihren Tabellen als Anlagen',
  access: { roles: documentReaders },
  request: { params: InquiryPath },
  success: { status: 200, contentTypes: ['application/pdf'] },
  failures: ['inquiryNotFound'],
  table: 'read',
  runsOn: { architecture: 'x86_64', memoryMb: 1769 },
});

export const getReportPdf = defineRoute({
  id: 'getReportPdf',
  area: 'document-pdf',
  method: 'GET',
  path: '/alliances/{allianceId}/reports/{reportId}/document.pdf',
  title: 'Der Ergebnisbericht als PDF/A-3a mit seinen Tabellen als Anlagen',
  access: { roles: reportReaders },
  request: { params: ReportPath },
  success: { status: 200, contentTypes: ['application/pdf'] },
  failures: ['reportNotFound'],
  table: 'read',
  runsOn: { architecture: 'x86_64', memoryMb: 1769 },
});

export const getFundReportPdf = defineRoute({
  id: 'getFundReportPdf',
  area: 'document-pdf',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}/reports/{fiscalYear}/document.pdf',
  title: 'Der Bericht über einen Fonds als PDF/A-3a mit seinen Tabellen als Anlagen',
  access: { roles: fundReaders },
  request: { params: FundReportPath },
  success: { status: 200, contentTypes: ['application/pdf'] },
  failures: ['fundNotFound'],
  table: 'read',
  runsOn: { architecture: 'x86_64', memoryMb: 1769 },
});

export const documentPdfRoutes = [getAnswerPdf, getReportPdf, getFundReportPdf] as const;
