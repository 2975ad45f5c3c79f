import { documentReaders } from '../../shared/documents/reading.ts';
import { InquiryPath } from '../../shared/domain/inquiry.ts';
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

export const answerPdfRoutes = [getAnswerPdf] as const;
