import type { Role } from '../../../shared/domain/access.ts';
import type { BodyInputOf, ParamsOf, QueryInputOf, RouteRow, SuccessOf } from '../../../shared/http/route.ts';
import type { allianceEventRoutes } from '../../alliance-events/routes.ts';
import type { allianceRoutes } from '../../alliances/routes.ts';
import type { attendanceRoutes } from '../../attendance/routes.ts';
import type { bodyRoutes } from '../../bodies/routes.ts';
import type { breakdownRoutes } from '../../breakdowns/routes.ts';
import type { budgetRoutes } from '../../budget/routes.ts';
import type { documentPdfRoutes } from '../../document-pdf/routes.ts';
import type { documentRoutes } from '../../documents/routes.ts';
import type { doorRoutes } from '../../door/routes.ts';
import type { doorPaperRoutes } from '../../door-papers/routes.ts';
import type { expenseRoutes } from '../../expenses/routes.ts';
import type { findingRoutes } from '../../findings/routes.ts';
import type { fundReportRoutes } from '../../fund-reports/routes.ts';
import type { fundRoutes } from '../../funds/routes.ts';
import type { grantRoutes } from '../../grants/routes.ts';
import type { initiativeRoutes } from '../../initiatives/routes.ts';
import type { inquiryRoutes } from '../../inquiries/routes.ts';
import type { intakeRoutes } from '../../intake/routes.ts';
import type { meetingRoutes } from '../../meetings/routes.ts';
import type { organisationRoutes } from '../../organisations/routes.ts';
import type { paperRoutes } from '../../papers/routes.ts';
import type { participantListRoutes } from '../../participant-lists/routes.ts';
import type { peopleRoutes } from '../../people/routes.ts';
import type { privacyRoutes } from '../../privacy/routes.ts';
import type { registrationOfficeRoutes } from '../../registrations/routes.ts';
import type { reportRoutes } from '../../reports/routes.ts';
import type { resultRoutes } from '../../results/routes.ts';
import type { searchRoutes } from '../../search/routes.ts';

/** Types only: the page knows the API by its rows, and carries none of their schemas. */
type Row =
  | (typeof allianceRoutes)[number]
  | (typeof allianceEventRoutes)[number]
  | (typeof attendanceRoutes)[number]
  | (typeof doorRoutes)[number]
  | (typeof doorPaperRoutes)[number]
  | (typeof privacyRoutes)[number]
  | (typeof initiativeRoutes)[number]
  | (typeof expenseRoutes)[number]
  | (typeof budgetRoutes)[number]
  | (typeof fundRoutes)[number]
  | (typeof fundReportRoutes)[number]
  | (typeof grantRoutes)[number]
  | (typeof organisationRoutes)[number]
  | (typeof paperRoutes)[number]
  | (typeof findingRoutes)[number]
  | (typeof intakeRoutes)[number]
  | (typeof breakdownRoutes)[number]
  | (typeof inquiryRoutes)[number]
  | (typeof peopleRoutes)[number]
  | (typeof meetingRoutes)[number]
  | (typeof bodyRoutes)[number]
  | (typeof documentRoutes)[number]
  | (typeof searchRoutes)[number]
  | (typeof resultRoutes)[number]
  | (typeof reportRoutes)[number]
  | (typeof registrationOfficeRoutes)[number]
  | (typeof participantListRoutes)[number]
  | (typeof documentPdfRoutes)[number];

export type RouteId = Row['id'];
export type RowOf<Id extends RouteId> = Extract<Row, { readonly id: Id }>;
export type Body<Id extends RouteId> = BodyInputOf<RowOf<Id>>;
export type Query<Id extends RouteId> = QueryInputOf<RowOf<Id>>;
export type Success<Id extends RouteId> = SuccessOf<RowOf<Id>>;
export type ParamNames<Id extends RouteId> =
  ParamsOf<RowOf<Id>> extends object ? Exclude<keyof ParamsOf<RowOf<Id>>, 'allianceId'> & string : never;

/** What the build keeps of a row. */
export type SlimRow = Pick<RouteRow, 'method' | 'path'> & { readonly roles: readonly Role[] | null; readonly ifMatch: boolean };

export type AllianceEvent = Success<'getAllianceEvent'>;
export type Expense = Success<'listExpenses'>['items'][number];
export type ExpenseDetail = Success<'getExpense'>;
export type Breakdown = Success<'getExpenditureBreakdown'>;
export type Figure = Success<'listAttendanceFigures'>['items'][number];
export type Alliance = Success<'getAlliance'>;
export type Statistics = Success<'getAttendanceStatistics'>;
export type Inquiry = Success<'getInquiry'>;
export type AnswerPart = Success<'listAnswerParts'>['items'][number];
export type Contribution = Success<'listContributions'>['items'][number];
