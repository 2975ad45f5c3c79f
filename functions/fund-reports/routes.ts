import * as z from 'zod';
import { fundReaders, fundWriters } from '../../shared/domain/fund.ts';
import {
  FundReportDocument,
  FundReportPath,
  FundReportView,
  fundReportIssuers,
  fundReportStatuses,
} from '../../shared/domain/fund-report.ts';
import { defineRoute } from '../../shared/http/route.ts';

export const getFundReport = defineRoute({
  id: 'getFundReport',
  area: 'fund-reports',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}/reports/{fiscalYear}',
  title: 'Der Bericht über einen Fonds für ein Jahr: wie festgehalten, sonst aus dem, was gerade gilt',
  access: { roles: fundReaders },
  request: { params: FundReportPath },
  success: {
    status: 200,
    body: z.strictObject({
      status: z.enum(fundReportStatuses).meta({ title: 'Status' }),
      /** Null until it is frozen. */
      report: FundReportView.nullable(),
      document: FundReportDocument,
    }),
  },
  failures: ['fundNotFound'],
  table: 'read',
});

export const freezeFundReport = defineRoute({
  id: 'freezeFundReport',
  area: 'fund-reports',
  method: 'POST',
  path: '/alliances/{allianceId}/funds/{fundId}/reports/{fiscalYear}/freeze',
  title: 'Zahlen des Berichts festhalten; solange er nicht ausgegeben ist, auch noch einmal',
  access: { roles: fundWriters },
  request: { params: FundReportPath, body: z.strictObject({}) },
  success: { status: 200, body: FundReportView },
  failures: ['fundNotFound', 'fundReportStepNotAllowed', 'recordChangedMeanwhile', 'bodyTooLarge'],
  table: 'write',
  emits: ['FundReportFrozen'],
});

export const issueFundReport = defineRoute({
  id: 'issueFundReport',
  area: 'fund-reports',
  method: 'POST',
  path: '/alliances/{allianceId}/funds/{fundId}/reports/{fiscalYear}/issue',
  title: 'Den festgehaltenen Bericht ausgeben, durch eine andere Person als die, die ihn festgehalten hat',
  access: { roles: fundReportIssuers },
  request: { params: FundReportPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: FundReportView },
  failures: ['fundReportNotFound', 'fundReportStepNotAllowed', 'fourEyesViolated'],
  table: 'write',
  emits: ['FundReportIssued'],
});

export const fundReportRoutes = [getFundReport, freezeFundReport, issueFundReport] as const;
