import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { Headcount } from '../../shared/domain/attendance.ts';
import { BreakdownGroup, BreakdownQuery, dimensions, PerHead } from '../../shared/domain/breakdown.ts';
import { Reconciliation } from '../../shared/domain/reconciliation.ts';
import { defineRoute } from '../../shared/http/route.ts';

const readers = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'REGIONAL_EDITOR',
  'REGIONAL_COMMISSIONER',
  'CERTIFIER',
  'AUTHORISER',
  'BUDGET_OFFICER',
  'ANSWER_APPROVER',
  'AUDITOR',
  'PARLIAMENT_READER',
] as const satisfies Role[];
const windowFailures = ['asOfInFuture', 'knownAtInFuture', 'nothingReleased', 'beyondRelease'] as const;

export const ExpenditureBreakdown = z.strictObject({
  asOf: z.string().meta({ description: 'Stand nach Wertstellung, Europe/Berlin' }),
  knownAt: z.string().nullable().meta({ description: 'Kenntnisstand in UTC; null: jetzt' }),
  releasedThrough: z.string().nullable().meta({ description: 'Nur für den Landtag: freigegeben bis' }),
  basis: z.enum(['MAINTAINED_SUMS', 'LEDGER']),
  groupBy: z.array(z.enum(dimensions)),
  amountCents: z.int(),
  bookings: z.int(),
  headcount: Headcount.nullable(),
  perHead: PerHead.nullable(),
  groups: z.array(BreakdownGroup),
  /** Booked, but nobody can say whether by the as-of day: only a latest day is known. Part of no sum above. */
  undetermined: z.strictObject({ amountCents: z.int(), bookings: z.int() }),
  findings: z.array(z.strictObject({ rule: z.string(), amountCents: z.int(), bookings: z.int(), sentence: z.string() })),
  reconciliation: Reconciliation.nullable().meta({ description: 'Abgleich aller Ausgaben, ungefiltert; nicht für ein einzelnes Amt' }),
  notes: z.array(z.string()),
});

export const getExpenditureBreakdown = defineRoute({
  id: 'getExpenditureBreakdown',
  area: 'breakdowns',
  method: 'GET',
  path: '/alliances/{allianceId}/expenditure-breakdown',
  title: 'Ausgaben, gegliedert, mit Summen auf jeder Ebene und Abgleich mit den mitgeteilten Gesamtsummen',
  access: { roles: readers },
  request: { params: AlliancePath, query: BreakdownQuery },
  success: { status: 200, body: ExpenditureBreakdown },
  failures: windowFailures,
  table: 'read',
});

export const exportFormats = {
  csv: 'text/csv; charset=utf-8',
  'csv-machine': 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const exportExpenditureBreakdown = defineRoute({
  id: 'exportExpenditureBreakdown',
  area: 'breakdowns',
  method: 'GET',
  path: '/alliances/{allianceId}/expenditure-breakdown/export',
  title: 'Dieselbe Aufstellung als CSV (Excel, deutsch), CSV (maschinenlesbar) oder XLSX',
  access: { roles: readers },
  request: {
    params: AlliancePath,
    query: BreakdownQuery.extend({
      format: z.enum(Object.keys(exportFormats) as ['csv', 'csv-machine', 'xlsx']).meta({ title: 'Format' }),
    }),
  },
  success: { status: 200, contentTypes: Object.values(exportFormats) },
  failures: windowFailures,
  table: 'read',
});

export const checkExpenditureSums = defineRoute({
  id: 'checkExpenditureSums',
  area: 'breakdowns',
  method: 'GET',
  path: '/alliances/{allianceId}/expenditure-check',
  title: 'Fortgeschriebene Summen gegen das Ausgabenbuch nachrechnen',
  access: { roles: ['OFFICE_LEAD', 'BUDGET_OFFICER', 'AUDITOR'] },
  request: { params: AlliancePath },
  success: {
    status: 200,
    body: z.strictObject({
      adds: z.boolean(),
      differences: z.array(z.strictObject({ sum: z.string(), keptCents: z.int(), recomputedCents: z.int() })),
    }),
  },
  failures: [],
  table: 'read',
});

export const breakdownRoutes = [getExpenditureBreakdown, exportExpenditureBreakdown, checkExpenditureSums] as const;
