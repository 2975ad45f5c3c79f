import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import {
  BookExpense,
  CertifyExpense,
  EnterExpense,
  ExpenseDetailView,
  ExpenseId,
  ExpenseView,
  expenseStatuses,
} from '../../shared/domain/expense.ts';
import { CorrectExpense } from '../../shared/domain/expense-correction.ts';
import { text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { knownAtQuery } from '../../shared/http/known-at.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const readers = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'REGIONAL_EDITOR',
  'REGIONAL_COMMISSIONER',
  'CERTIFIER',
  'AUTHORISER',
  'BUDGET_OFFICER',
  'AUDITOR',
] as const satisfies Role[];
const enterers = ['OFFICE_EDITOR', 'REGIONAL_EDITOR'] as const satisfies Role[];
const ExpensePath = AlliancePath.extend({ expenseId: ExpenseId });
const assignmentFailures = ['relatedEventNotFound', 'allianceEventNotOpen', 'officeNotYours'] as const;

export const listExpenses = defineRoute({
  id: 'listExpenses',
  area: 'expenses',
  method: 'GET',
  path: '/alliances/{allianceId}/expenses',
  title: 'Ausgaben, die jüngste zuerst',
  access: { roles: readers },
  request: {
    params: AlliancePath,
    query: z.strictObject({ status: z.enum(expenseStatuses).optional(), eventId: AllianceEventId.optional(), ...pageQuery }),
  },
  success: { status: 200, body: pageOf(ExpenseView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const enterExpense = defineRoute({
  id: 'enterExpense',
  area: 'expenses',
  method: 'POST',
  path: '/alliances/{allianceId}/expenses',
  title: 'Ausgabe erfassen',
  access: { roles: enterers },
  request: { params: AlliancePath, body: EnterExpense },
  success: { status: 201, body: ExpenseView },
  failures: [...assignmentFailures],
  table: 'write',
  emits: ['ExpenseEntered'],
});

export const getExpense = defineRoute({
  id: 'getExpense',
  area: 'expenses',
  method: 'GET',
  path: '/alliances/{allianceId}/expenses/{expenseId}',
  title: 'Eine Ausgabe, auf Wunsch zu einem früheren Kenntnisstand (dann ohne Zahlungsempfänger)',
  access: { roles: readers },
  request: { params: ExpensePath, query: knownAtQuery },
  success: { status: 200, body: ExpenseDetailView },
  failures: ['expenseNotFound'],
  table: 'read',
});

export const editExpense = defineRoute({
  id: 'editExpense',
  area: 'expenses',
  method: 'PUT',
  path: '/alliances/{allianceId}/expenses/{expenseId}',
  title: 'Erfasste Ausgabe ändern; Feststellungen gelten danach nicht mehr',
  access: { roles: enterers },
  request: { params: ExpensePath, body: EnterExpense },
  ifMatch: true,
  success: { status: 200, body: ExpenseView },
  failures: ['expenseNotFound', ...assignmentFailures, 'expenseNotEditable'],
  table: 'write',
  emits: ['ExpenseEdited'],
});

export const certifyExpense = defineRoute({
  id: 'certifyExpense',
  area: 'expenses',
  method: 'POST',
  path: '/alliances/{allianceId}/expenses/{expenseId}/certification',
  title: 'Sachlich und/oder rechnerisch richtig feststellen',
  access: { roles: ['CERTIFIER'] },
  request: { params: ExpensePath, body: CertifyExpense },
  ifMatch: true,
  success: { status: 200, body: ExpenseView },
  failures: ['expenseNotFound', 'expenseNotCertifiable', 'fourEyesViolated'],
  table: 'write',
  emits: ['ExpenseCertified'],
});

export const bookExpense = defineRoute({
  id: 'bookExpense',
  area: 'expenses',
  method: 'POST',
  path: '/alliances/{allianceId}/expenses/{expenseId}/booking',
  title: 'Buchung im HVS nachvollziehen; ab hier zählt der Betrag',
  access: { roles: ['AUTHORISER', 'BUDGET_OFFICER'] },
  request: { params: ExpensePath, body: BookExpense },
  ifMatch: true,
  success: { status: 200, body: ExpenseView },
  failures: [
    'expenseNotFound',
    'expenseNotBookable',
    'fourEyesViolated',
    'valueDateInFuture',
    'fiscalYearImplausible',
    'expenseAlreadyCorrected',
  ],
  table: 'update',
  emits: ['ExpenseBooked'],
});

export const withdrawExpense = defineRoute({
  id: 'withdrawExpense',
  area: 'expenses',
  method: 'POST',
  path: '/alliances/{allianceId}/expenses/{expenseId}/withdrawal',
  title: 'Nicht gebuchte Ausgabe zurückziehen',
  access: { roles: enterers },
  request: { params: ExpensePath, body: z.strictObject({ reason: text(500, 'Begründung') }) },
  ifMatch: true,
  success: { status: 200, body: ExpenseView },
  failures: ['expenseNotFound', 'expenseNotEditable'],
  table: 'write',
  emits: ['ExpenseWithdrawn'],
});

export const correctExpense = defineRoute({
  id: 'correctExpense',
  area: 'expenses',
  method: 'POST',
  path: '/alliances/{allianceId}/expenses/{expenseId}/corrections',
  title: 'Storno, Umbuchung oder Änderung einer gebuchten Ausgabe erfassen',
  access: { roles: enterers },
  request: { params: ExpensePath, body: CorrectExpense },
  success: { status: 201, body: ExpenseView },
  failures: ['expenseNotFound', 'expenseNotCorrectable', ...assignmentFailures],
  table: 'write',
  emits: ['ExpenseCorrectionEntered'],
});

export const getExpenseJournal = defineRoute({
  id: 'getExpenseJournal',
  area: 'expenses',
  method: 'GET',
  path: '/alliances/{allianceId}/expenses/{expenseId}/journal',
  title: 'Journal einer Ausgabe',
  access: { roles: ['OFFICE_LEAD', 'AUTHORISER', 'BUDGET_OFFICER', 'AUDITOR'] },
  request: { params: ExpensePath },
  success: { status: 200, body: JournalView },
  failures: ['expenseNotFound'],
  table: 'read',
});

export const expenseRoutes = [
  listExpenses,
  enterExpense,
  getExpense,
  editExpense,
  certifyExpense,
  bookExpense,
  withdrawExpense,
  correctExpense,
  getExpenseJournal,
] as const;
