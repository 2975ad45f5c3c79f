import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { PrivacyCasePath } from '../../shared/domain/privacy.ts';
import { defineRoute } from '../../shared/http/route.ts';

const team = ['OFFICE_EDITOR', 'REGIONAL_EDITOR'] as const satisfies Role[];
const EventPath = AlliancePath.extend({ eventId: AllianceEventId });
const pdf = { status: 200, contentTypes: ['application/pdf'] } as const;
/** A large event comes in parts: an answer of API Gateway has at most 6 MB. */
const partQuery = z.strictObject({
  part: z
    .string()
    .regex(/^[1-9]\d?$/, { error: 'Bitte geben Sie die Nummer des Teils an, zum Beispiel 2.' })
    .transform(Number)
    .optional()
    .meta({ title: 'Teil' }),
});
const press = { architecture: 'x86_64', memoryMb: 1769 } as const;

export const getBadges = defineRoute({
  id: 'getBadges',
  area: 'door-papers',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/badges.pdf',
  title: 'Namensschilder als PDF, zehn auf einem Blatt; ab 2 000 Personen in Teilen',
  access: { roles: team },
  request: { params: EventPath, query: partQuery },
  success: pdf,
  failures: ['allianceEventNotFound', 'allianceNotFound'],
  table: 'read',
  people: 'read',
  runsOn: press,
});

export const getAttendanceSheet = defineRoute({
  id: 'getAttendanceSheet',
  area: 'door-papers',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/attendance-sheet.pdf',
  title: 'Anwesenheitsliste zum Unterschreiben als PDF; ab 2 000 Personen in Teilen',
  access: { roles: team },
  request: { params: EventPath, query: partQuery },
  success: pdf,
  failures: ['allianceEventNotFound', 'allianceNotFound'],
  table: 'read',
  people: 'read',
  runsOn: press,
});

export const getPrivacyExportPdf = defineRoute({
  id: 'getPrivacyExportPdf',
  area: 'door-papers',
  method: 'GET',
  path: '/alliances/{allianceId}/privacy-cases/{caseId}/export.pdf',
  title: 'Auskunft zu einem offenen Anliegen als lesbares PDF',
  access: { roles: ['DPO', 'OFFICE_EDITOR', 'OFFICE_LEAD'] },
  request: { params: PrivacyCasePath },
  success: pdf,
  failures: ['privacyCaseNotFound', 'privacyCaseClosed', 'allianceNotFound'],
  // who read special needs is written down
  table: 'write',
  people: 'read',
  runsOn: press,
});

export const doorPaperRoutes = [getBadges, getAttendanceSheet, getPrivacyExportPdf] as const;
