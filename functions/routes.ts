import type { RouteRow } from '../shared/http/route.ts';
import { allianceEventRoutes } from './alliance-events/routes.ts';
import { allianceRoutes } from './alliances/routes.ts';
import { attendanceRoutes } from './attendance/routes.ts';
import { bodyRoutes } from './bodies/routes.ts';
import { breakdownRoutes } from './breakdowns/routes.ts';
import { budgetRoutes } from './budget/routes.ts';
import { contractRoutes } from './contract/routes.ts';
import { documentPdfRoutes } from './document-pdf/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { doorRoutes } from './door/routes.ts';
import { doorPaperRoutes } from './door-papers/routes.ts';
import { expenseRoutes } from './expenses/routes.ts';
import { findingRoutes } from './findings/routes.ts';
import { fundReportRoutes } from './fund-reports/routes.ts';
import { fundRoutes } from './funds/routes.ts';
import { grantRoutes } from './grants/routes.ts';
import { initiativeRoutes } from './initiatives/routes.ts';
import { inquiryRoutes } from './inquiries/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { meetingRoutes } from './meetings/routes.ts';
import { oparlRoutes } from './oparl/routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { paperRoutes } from './papers/routes.ts';
import { participantListRoutes } from './participant-lists/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { portalRoutes } from './portal/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { registrationRoutes } from './registration/routes.ts';
import { registrationOfficeRoutes } from './registrations/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { resultRoutes } from './results/routes.ts';
import { searchRoutes } from './search/routes.ts';

/** Every endpoint of the register. CDK, OpenAPI, the local gateway, the portal's client types and the role tests read this list. */
export const routes: readonly RouteRow[] = [
  ...allianceRoutes,
  ...allianceEventRoutes,
  ...attendanceRoutes,
  ...doorRoutes,
  ...initiativeRoutes,
  ...expenseRoutes,
  ...budgetRoutes,
  ...breakdownRoutes,
  ...inquiryRoutes,
  ...bodyRoutes,
  ...peopleRoutes,
  ...meetingRoutes,
  ...resultRoutes,
  ...reportRoutes,
  ...fundRoutes,
  ...paperRoutes,
  ...grantRoutes,
  ...fundReportRoutes,
  ...organisationRoutes,
  ...findingRoutes,
  ...intakeRoutes,
  ...documentRoutes,
  ...documentPdfRoutes,
  ...privacyRoutes,
  ...doorPaperRoutes,
  ...registrationRoutes,
  ...registrationOfficeRoutes,
  ...participantListRoutes,
  ...searchRoutes,
  ...oparlRoutes,
  ...contractRoutes,
  ...portalRoutes,
];
