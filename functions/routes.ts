import type { RouteRow } from '../shared/http/route.ts';
import { allianceEventRoutes } from './alliance-events/routes.ts';
import { allianceRoutes } from './alliances/routes.ts';
import { attendanceRoutes } from './attendance/routes.ts';
import { breakdownRoutes } from './breakdowns/routes.ts';
import { budgetRoutes } from './budget/routes.ts';
import { contractRoutes } from './contract/routes.ts';
import { answerPdfRoutes } from './document-pdf/routes.ts';
import { answerDocumentRoutes } from './documents/routes.ts';
import { doorRoutes } from './door/routes.ts';
import { doorPaperRoutes } from './door-papers/routes.ts';
import { expenseRoutes } from './expenses/routes.ts';
import { initiativeRoutes } from './initiatives/routes.ts';
import { inquiryRoutes } from './inquiries/routes.ts';
import { participantListRoutes } from './participant-lists/routes.ts';
import { portalRoutes } from './portal/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { registrationRoutes } from './registration/routes.ts';
import { registrationOfficeRoutes } from './registrations/routes.ts';

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
  ...answerDocumentRoutes,
  ...answerPdfRoutes,
  ...privacyRoutes,
  ...doorPaperRoutes,
  ...registrationRoutes,
  ...registrationOfficeRoutes,
  ...participantListRoutes,
  ...contractRoutes,
  ...portalRoutes,
];
