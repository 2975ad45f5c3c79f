import * as z from 'zod';
import { documentReaders } from '../../shared/documents/reading.ts';
import { fundReaders } from '../../shared/domain/fund.ts';
import { FundReportPath } from '../../shared/domain/fund-report.ts';
import { InquiryPath } from '../../shared/domain/inquiry.ts';
import { ReportPath, reportReaders } from '../../shared/domain/report.ts';
import { defineRoute } from '../../shared/http/route.ts';

export const documentFormats = {
  html: { contentType: 'text/html; charset=utf-8', ending: 'html' },
  docx: { contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx' },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  csv: { contentType: 'text/csv; charset=utf-8', ending: 'csv' },
  'csv-machine': { contentType: 'text/csv; charset=utf-8; header=present', ending: 'csv' },
  json: { contentType: 'application/json; charset=utf-8', ending: 'json' },
} as const;
export type DocumentFormat = keyof typeof documentFormats;
const formats = Object.keys(documentFormats) as [DocumentFormat, ...DocumentFormat[]];
const documentQuery = z.strictObject({ format: z.enum(formats).meta({ title: 'Format' }) });
const documentTypes = [...new Set(Object.values(documentFormats).map(({ contentType }) => contentType))];

export const getAnswerDocument = defineRoute({
  id: 'getAnswerDocument',
  area: 'documents',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/document',
  title: 'Die Antwort als HTML, DOCX, XLSX, CSV (Excel, deutsch), CSV (maschinenlesbar) oder JSON',
  access: { roles: documentReaders },
  request: { params: InquiryPath, query: documentQuery },
  success: { status: 200, contentTypes: documentTypes },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const getReportDocument = defineRoute({
  id: 'getReportDocument',
  area: 'documents',
  method: 'GET',
  path: '/alliances/{allianceId}/reports/{reportId}/document',
  title: 'Der Ergebnisbericht als HTML, DOCX, XLSX, CSV (Excel, deutsch), CSV (maschinenlesbar) oder JSON',
  access: { roles: reportReaders },
  request: { params: ReportPath, query: documentQuery },
  success: { status: 200, contentTypes: documentTypes },
  failures: ['reportNotFound'],
  table: 'read',
});

export const getFundReportDocument = defineRoute({
  id: 'getFundReportDocument',
  area: 'documents',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}/reports/{fiscalYear}/document',
  title: 'Der Bericht über einen Fonds als HTML, DOCX, XLSX, CSV (Excel, deutsch), CSV (maschinenlesbar) oder JSON',
  access: { roles: fundReaders },
  request: { params: FundReportPath, query: documentQuery },
  success: { status: 200, contentTypes: documentTypes },
  failures: ['fundNotFound'],
  table: 'read',
});

export const getOpenDataset = defineRoute({
  id: 'getOpenDataset',
  area: 'documents',
  method: 'GET',
  path: '/open-data/{allianceId}/{inquiryId}',
  title: 'Datensatz einer ausgegebenen Antwort nach DCAT-AP.de (JSON-LD)',
  access: { public: 'issued answers are printed papers of the Landtag; this describes their tables' },
  request: { params: InquiryPath },
  success: { status: 200, contentTypes: ['application/ld+json; charset=utf-8'] },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const getOpenDataFile = defineRoute({
  id: 'getOpenDataFile',
  area: 'documents',
  method: 'GET',
  path: '/open-data/{allianceId}/{inquiryId}/{fileName}',
  title: 'Eine Tabelle einer ausgegebenen Antwort als CSV oder JSON, mit Prüfsumme',
  access: { public: 'issued answers are printed papers of the Landtag; these are their tables' },
  request: {
    params: InquiryPath.extend({
      fileName: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,60}\.(?:csv|json)$/)
        .meta({ title: 'Datei', description: 'Kennung der Tabelle mit .csv oder .json' }),
    }),
  },
  success: { status: 200, contentTypes: ['text/csv; charset=utf-8; header=present', 'application/json; charset=utf-8'] },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const documentRoutes = [getAnswerDocument, getReportDocument, getFundReportDocument, getOpenDataset, getOpenDataFile] as const;
