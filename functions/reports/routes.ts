import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceBodyId } from '../../shared/domain/alliance-body.ts';
import { day } from '../../shared/domain/calendar.ts';
import { ReportChanges, ReportDocument, ReportPath, ReportView, reportReaders } from '../../shared/domain/report.ts';
import { periodKey } from '../../shared/domain/report-period.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

export const listReports = defineRoute({
  id: 'listReports',
  area: 'reports',
  method: 'GET',
  path: '/alliances/{allianceId}/reports',
  title: 'Ergebnisberichte, der jüngste Zeitraum zuerst',
  access: { roles: reportReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({ bodyId: AllianceBodyId.optional(), period: periodKey.optional(), ...pageQuery }),
  },
  success: { status: 200, body: pageOf(ReportView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const getReport = defineRoute({
  id: 'getReport',
  area: 'reports',
  method: 'GET',
  path: '/alliances/{allianceId}/reports/{reportId}',
  title: 'Ein Ergebnisbericht mit seinem Inhalt',
  access: { roles: reportReaders },
  request: { params: ReportPath },
  success: { status: 200, body: ReportView.extend({ document: ReportDocument }) },
  failures: ['reportNotFound'],
  table: 'read',
});

export const getReportChanges = defineRoute({
  id: 'getReportChanges',
  area: 'reports',
  method: 'GET',
  path: '/alliances/{allianceId}/reports/{reportId}/changes',
  title: 'Was sich seit dem vorigen Bericht des Gremiums geändert hat',
  access: { roles: reportReaders },
  request: { params: ReportPath },
  success: { status: 200, body: ReportChanges },
  failures: ['reportNotFound'],
  table: 'read',
});

const compiledReport = z.strictObject({ bodyId: z.string(), reportId: z.string() });

export const compileReports = defineRoute({
  id: 'compileReports',
  area: 'reports',
  method: 'POST',
  path: '/alliances/{allianceId}/report-runs',
  title: 'Ergebnisberichte eines abgelaufenen Zeitraums von Hand erstellen; was es schon gibt, bleibt, wie es ist',
  access: { roles: ['OFFICE_LEAD'] },
  request: {
    params: AlliancePath,
    body: z.strictObject({
      period: periodKey,
      /** From the period's last day on; without one, that day. */
      asOf: day('Stand').optional(),
      /** Without any: every body that existed in the period and reports. */
      bodyIds: z.array(AllianceBodyId).min(1).max(200).optional().meta({ title: 'Gremien' }),
    }),
  },
  success: {
    status: 200,
    body: z.strictObject({
      period: z.string(),
      compiled: z.array(compiledReport),
      existed: z.array(compiledReport),
      failed: z.array(compiledReport),
    }),
  },
  failures: ['reportPeriodInvalid', 'bodyNotFound'],
  table: 'write',
  emits: ['ReportCompiled'],
});

export const publishReport = defineRoute({
  id: 'publishReport',
  area: 'reports',
  method: 'POST',
  path: '/alliances/{allianceId}/reports/{reportId}/publication',
  title: 'Einen Ergebnisbericht veröffentlichen',
  access: { roles: ['OFFICE_LEAD'] },
  request: { params: ReportPath },
  success: { status: 200, body: ReportView },
  failures: ['reportNotFound', 'reportStepNotAllowed'],
  ifMatch: true,
  table: 'write',
  emits: ['ReportPublished'],
});

export const reportRoutes = [listReports, getReport, getReportChanges, compileReports, publishReport] as const;
