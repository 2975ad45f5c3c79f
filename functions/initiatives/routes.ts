import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { FairStand, FairStandView, Initiative, InitiativeId, InitiativeView, initiativeReaders } from '../../shared/domain/initiative.ts';
import { text } from '../../shared/domain/text.ts';
import { knownAtQuery } from '../../shared/http/known-at.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const writers = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'REGIONAL_EDITOR'] as const satisfies Role[];
const InitiativePath = AlliancePath.extend({ initiativeId: InitiativeId });

export const listInitiatives = defineRoute({
  id: 'listInitiatives',
  area: 'initiatives',
  method: 'GET',
  path: '/alliances/{allianceId}/initiatives',
  title: 'Initiativen nach Namen',
  access: { roles: initiativeReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({ fieldOfAction: z.string().max(80).optional(), search: text(100, 'Suche').optional(), ...pageQuery }),
  },
  success: { status: 200, body: pageOf(InitiativeView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const registerInitiative = defineRoute({
  id: 'registerInitiative',
  area: 'initiatives',
  method: 'POST',
  path: '/alliances/{allianceId}/initiatives',
  title: 'Initiative aufnehmen',
  access: { roles: writers },
  request: { params: AlliancePath, body: Initiative },
  success: { status: 201, body: InitiativeView },
  failures: [],
  table: 'write',
  emits: ['InitiativeRegistered'],
});

export const getInitiative = defineRoute({
  id: 'getInitiative',
  area: 'initiatives',
  method: 'GET',
  path: '/alliances/{allianceId}/initiatives/{initiativeId}',
  title: 'Eine Initiative, auf Wunsch zu einem früheren Kenntnisstand',
  access: { roles: initiativeReaders },
  request: { params: InitiativePath, query: knownAtQuery },
  success: { status: 200, body: InitiativeView },
  failures: ['initiativeNotFound'],
  table: 'read',
});

export const editInitiative = defineRoute({
  id: 'editInitiative',
  area: 'initiatives',
  method: 'PUT',
  path: '/alliances/{allianceId}/initiatives/{initiativeId}',
  title: 'Initiative ändern',
  access: { roles: ['OFFICE_EDITOR', 'OFFICE_LEAD'] },
  request: { params: InitiativePath, body: Initiative },
  ifMatch: true,
  success: { status: 200, body: InitiativeView },
  failures: ['initiativeNotFound'],
  table: 'write',
  emits: ['InitiativeEdited'],
});

export const presentInitiative = defineRoute({
  id: 'presentInitiative',
  area: 'initiatives',
  method: 'POST',
  path: '/alliances/{allianceId}/fair-stands',
  title: 'Stand auf dem Markt der Möglichkeiten einer Veranstaltung festhalten',
  access: { roles: writers },
  request: { params: AlliancePath, body: FairStand },
  success: { status: 201, body: FairStandView },
  failures: ['allianceEventNotFound', 'initiativeNotFound', 'initiativeAlreadyPresented'],
  table: 'write',
  emits: ['InitiativePresented'],
});

export const listFairStands = defineRoute({
  id: 'listFairStands',
  area: 'initiatives',
  method: 'GET',
  path: '/alliances/{allianceId}/fair-stands',
  title: 'Initiativen auf dem Markt der Möglichkeiten einer Veranstaltung',
  access: { roles: initiativeReaders },
  request: { params: AlliancePath, query: z.strictObject({ eventId: AllianceEventId, ...pageQuery }) },
  success: { status: 200, body: pageOf(FairStandView.extend({ initiativeName: z.string() })) },
  failures: ['allianceEventNotFound', 'cursorInvalid'],
  table: 'read',
});

export const initiativeRoutes = [
  listInitiatives,
  registerInitiative,
  getInitiative,
  editInitiative,
  presentInitiative,
  listFairStands,
] as const;
