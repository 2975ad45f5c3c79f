import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { BudgetStatement, BudgetStatementView } from '../../shared/domain/budget.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const readers = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'CERTIFIER',
  'AUTHORISER',
  'BUDGET_OFFICER',
  'ANSWER_APPROVER',
  'AUDITOR',
] as const satisfies Role[];
const [Appropriation, StatedTotal, Release] = BudgetStatement.options;

export const listBudgetStatements = defineRoute({
  id: 'listBudgetStatements',
  area: 'budget',
  method: 'GET',
  path: '/alliances/{allianceId}/budget-statements',
  title: 'Ansätze, mitgeteilte Gesamtsummen und Freigaben, auch überholte',
  access: { roles: readers },
  request: { params: AlliancePath, query: z.strictObject(pageQuery) },
  success: { status: 200, body: pageOf(BudgetStatementView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const stateAppropriation = defineRoute({
  id: 'stateAppropriation',
  area: 'budget',
  method: 'POST',
  path: '/alliances/{allianceId}/appropriations',
  title: 'Ansatz eines Haushaltsjahres festhalten',
  access: { roles: ['BUDGET_OFFICER'] },
  request: { params: AlliancePath, body: Appropriation.omit({ kind: true }) },
  success: { status: 201, body: BudgetStatementView },
  failures: [],
  table: 'write',
  emits: ['AppropriationStated'],
});

export const stateTotal = defineRoute({
  id: 'stateTotal',
  area: 'budget',
  method: 'POST',
  path: '/alliances/{allianceId}/stated-totals',
  title: 'Gesamtsumme aus dem HVS mit Stand festhalten',
  access: { roles: ['BUDGET_OFFICER'] },
  request: { params: AlliancePath, body: StatedTotal.omit({ kind: true }) },
  success: { status: 201, body: BudgetStatementView },
  failures: [],
  table: 'write',
  emits: ['TotalStated'],
});

export const releaseExpenditure = defineRoute({
  id: 'releaseExpenditure',
  area: 'budget',
  method: 'POST',
  path: '/alliances/{allianceId}/expenditure-releases',
  title: 'Ausgaben bis zu einem Tag für den Landtag freigeben',
  access: { roles: ['OFFICE_LEAD'] },
  request: { params: AlliancePath, body: Release.omit({ kind: true }) },
  success: { status: 201, body: BudgetStatementView },
  failures: ['releaseInFuture', 'differenceNotNamed'],
  table: 'write',
  emits: ['ExpenditureReleased'],
});

export const budgetRoutes = [listBudgetStatements, stateAppropriation, stateTotal, releaseExpenditure] as const;
