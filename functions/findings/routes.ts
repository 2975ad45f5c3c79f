import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { FindingAcceptance, FindingId, FindingList, findingAccepters, findingReaders, findingRules } from '../../shared/domain/finding.ts';
import { recordHead } from '../../shared/domain/journal.ts';
import { defineRoute } from '../../shared/http/route.ts';

const FindingPath = AlliancePath.extend({ findingId: FindingId });
const Reasoned = FindingAcceptance.pick({ reason: true });
const AcceptanceRecord = FindingAcceptance.extend(recordHead);

export const listFindings = defineRoute({
  id: 'listFindings',
  area: 'findings',
  method: 'GET',
  path: '/alliances/{allianceId}/findings',
  title: 'Was in den Daten des Bündnisses nicht zusammenpasst, nach Regeln; angenommene Befunde sind gekennzeichnet',
  access: { roles: findingReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      rule: z.enum(findingRules).optional().meta({ title: 'Regel' }),
      open: z.enum(['true', 'false']).optional().meta({ title: 'Nur offene (true) oder nur angenommene (false)' }),
    }),
  },
  success: { status: 200, body: FindingList },
  failures: [],
  table: 'read',
  people: 'read',
});

export const acceptFinding = defineRoute({
  id: 'acceptFinding',
  area: 'findings',
  method: 'POST',
  path: '/alliances/{allianceId}/findings/{findingId}/acceptance',
  title: 'Befund mit Begründung annehmen; ändern sich seine Werte, ist er wieder offen',
  access: { roles: findingAccepters },
  request: { params: FindingPath, body: Reasoned },
  success: { status: 200, body: AcceptanceRecord },
  failures: ['findingNotFound', 'findingNotAcceptable'],
  table: 'write',
  people: 'read',
  emits: ['FindingAccepted'],
});

export const withdrawAcceptance = defineRoute({
  id: 'withdrawAcceptance',
  area: 'findings',
  method: 'POST',
  path: '/alliances/{allianceId}/findings/{findingId}/acceptance-withdrawal',
  title: 'Annahme eines Befundes mit Begründung zurücknehmen',
  access: { roles: findingAccepters },
  request: { params: FindingPath, body: Reasoned },
  success: { status: 200, body: AcceptanceRecord },
  failures: ['findingNotFound', 'findingNotAcceptable'],
  table: 'write',
  people: 'read',
  emits: ['FindingAcceptanceWithdrawn'],
});

export const findingRoutes = [listFindings, acceptFinding, withdrawAcceptance] as const;
