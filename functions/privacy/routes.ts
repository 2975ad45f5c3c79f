import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { recordHead } from '../../shared/domain/journal.ts';
import {
  CaseParticipant,
  ChosenParticipants,
  ClosePrivacyCase,
  FindParticipants,
  OpenPrivacyCase,
  PrivacyCase,
  PrivacyCasePath,
  PrivacyCaseView,
  PrivacyExport,
} from '../../shared/domain/privacy.ts';
import {
  DecideRetention,
  LegalHold,
  LegalHoldListed,
  LegalHoldView,
  RetentionCase,
  RetentionCasePath,
  RetentionCaseView,
  RetentionListed,
  RetentionSettings,
  SetLegalHold,
  SetRetentionSettings,
} from '../../shared/domain/retention.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const readers = ['DPO', 'OFFICE_EDITOR', 'OFFICE_LEAD'] as const satisfies Role[];
/** Who carries out what was asked; the data protection officer watches over it. */
const office = ['OFFICE_EDITOR', 'OFFICE_LEAD'] as const satisfies Role[];

const cases = '/alliances/{allianceId}/privacy-cases' as const;
const changed = ['privacyCaseNotFound', 'privacyCaseClosed', 'recordChangedMeanwhile'] as const;

export const findParticipants = defineRoute({
  id: 'findParticipants',
  area: 'privacy',
  method: 'POST',
  path: '/alliances/{allianceId}/participant-searches',
  title: 'Teilnahmen nach Namen suchen, für Menschen ohne E-Mail-Adresse; gespeichert wird nichts',
  access: { roles: readers },
  request: { params: AlliancePath, body: FindParticipants },
  success: { status: 200, body: z.strictObject({ items: z.array(CaseParticipant), isCutOff: z.boolean() }) },
  failures: [],
  table: 'read',
  people: 'read',
});

export const openPrivacyCase = defineRoute({
  id: 'openPrivacyCase',
  area: 'privacy',
  method: 'POST',
  path: cases,
  title: 'Anliegen einer Person zu ihren Daten aufnehmen; findet alle Teilnahmen mit ihrer E-Mail-Adresse',
  access: { roles: readers },
  request: { params: AlliancePath, body: OpenPrivacyCase },
  success: { status: 201, body: PrivacyCaseView },
  failures: ['participantNotFound'],
  table: 'write',
  people: 'read',
  emits: ['PrivacyCaseOpened'],
});

export const listPrivacyCases = defineRoute({
  id: 'listPrivacyCases',
  area: 'privacy',
  method: 'GET',
  path: cases,
  title: 'Anliegen zu personenbezogenen Daten nach ihrer Frist',
  access: { roles: readers },
  request: { params: AlliancePath, query: z.strictObject({ ...pageQuery, status: PrivacyCase.shape.status.optional() }) },
  success: { status: 200, body: pageOf(PrivacyCaseView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const getPrivacyCase = defineRoute({
  id: 'getPrivacyCase',
  area: 'privacy',
  method: 'GET',
  path: `${cases}/{caseId}`,
  title: 'Ein Anliegen; solange es offen ist, mit den Namen seiner Teilnahmen',
  access: { roles: readers },
  request: { params: PrivacyCasePath },
  success: {
    status: 200,
    body: PrivacyCaseView.extend({ found: z.array(CaseParticipant), possibleOutcomes: z.array(PrivacyCase.shape.outcome.unwrap()) }),
  },
  failures: ['privacyCaseNotFound'],
  table: 'read',
  people: 'read',
});

export const getPrivacyExport = defineRoute({
  id: 'getPrivacyExport',
  area: 'privacy',
  method: 'GET',
  path: `${cases}/{caseId}/export`,
  title: 'Auskunft zu einem offenen Anliegen: alle Angaben über alle Veranstaltungen, als JSON',
  access: { roles: readers },
  request: { params: PrivacyCasePath },
  success: { status: 200, body: PrivacyExport },
  failures: ['privacyCaseNotFound', 'privacyCaseClosed'],
  table: 'write',
  people: 'read',
});

export const objectToListing = defineRoute({
  id: 'objectToListing',
  area: 'privacy',
  method: 'POST',
  path: `${cases}/{caseId}/masking`,
  title: 'Namen der gewählten Teilnahmen in keiner Liste mehr nennen',
  access: { roles: office },
  request: { params: PrivacyCasePath, body: ChosenParticipants },
  ifMatch: true,
  success: { status: 200, body: PrivacyCaseView },
  failures: [...changed, 'privacyStepNotAllowed', 'participantNotFound'],
  table: 'update',
  emits: ['ParticipantsMasked'],
});

export const eraseParticipants = defineRoute({
  id: 'eraseParticipants',
  area: 'privacy',
  method: 'POST',
  path: `${cases}/{caseId}/erasure`,
  title: 'Personenbezogene Angaben der gewählten Teilnahmen löschen; Anwesenheit und Zahlen bleiben',
  access: { roles: office },
  request: { params: PrivacyCasePath, body: ChosenParticipants },
  ifMatch: true,
  success: { status: 200, body: PrivacyCaseView },
  failures: [...changed, 'privacyStepNotAllowed', 'participantNotFound', 'legalHold'],
  table: 'update',
  people: 'erase',
  emits: ['ParticipantsErased'],
});

export const closePrivacyCase = defineRoute({
  id: 'closePrivacyCase',
  area: 'privacy',
  method: 'POST',
  path: `${cases}/{caseId}/closing`,
  title: 'Anliegen abschließen oder ablehnen, mit Ergebnis',
  access: { roles: readers },
  request: { params: PrivacyCasePath, body: ClosePrivacyCase },
  ifMatch: true,
  success: { status: 200, body: PrivacyCaseView },
  failures: [...changed, 'privacyStepNotAllowed'],
  table: 'write',
  emits: ['PrivacyCaseClosed'],
});

export const listRetention = defineRoute({
  id: 'listRetention',
  area: 'privacy',
  method: 'GET',
  path: '/alliances/{allianceId}/retention',
  title: 'Abgelaufene Aufbewahrung nach Veranstaltung und Datenklasse, mit Entscheidung und Löschprotokoll',
  access: { roles: readers },
  request: { params: AlliancePath, query: z.strictObject({ ...pageQuery, status: RetentionCase.shape.status.optional() }) },
  success: { status: 200, body: pageOf(RetentionListed) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const decideRetention = defineRoute({
  id: 'decideRetention',
  area: 'privacy',
  method: 'POST',
  path: '/alliances/{allianceId}/retention/{retentionId}/decision',
  title: 'Dem Archiv angeboten oder nicht anzubieten; gelöscht wird in der folgenden Nacht',
  access: { roles: ['OFFICE_LEAD'] },
  request: { params: RetentionCasePath, body: DecideRetention },
  ifMatch: true,
  success: { status: 200, body: RetentionCaseView },
  failures: ['retentionNotFound', 'retentionDecided', 'recordChangedMeanwhile'],
  table: 'write',
  emits: ['RetentionDecided'],
});

const settingsPath = '/alliances/{allianceId}/retention-settings' as const;
const SettingsView = RetentionSettings.extend(recordHead);

export const getRetentionSettings = defineRoute({
  id: 'getRetentionSettings',
  area: 'privacy',
  method: 'GET',
  path: settingsPath,
  title: 'Fristen der Aufbewahrung je Datenklasse; Fassung 0, solange die üblichen gelten',
  access: { roles: readers },
  request: { params: AlliancePath },
  success: { status: 200, body: SettingsView },
  failures: [],
  table: 'read',
});

export const setRetentionSettings = defineRoute({
  id: 'setRetentionSettings',
  area: 'privacy',
  method: 'PUT',
  path: settingsPath,
  title: 'Fristen der Aufbewahrung festlegen; If-Match "0" für die erste Fassung',
  access: { roles: ['OFFICE_LEAD'] },
  request: { params: AlliancePath, body: SetRetentionSettings },
  ifMatch: true,
  success: { status: 200, body: SettingsView },
  failures: ['recordChangedMeanwhile'],
  table: 'write',
  emits: ['RetentionSettingsStated'],
});

const holdPath = '/alliances/{allianceId}/events/{eventId}/legal-hold' as const;
const EventPath = AlliancePath.extend({ eventId: AllianceEventId });
const HoldView = LegalHold.extend(recordHead);

export const listLegalHolds = defineRoute({
  id: 'listLegalHolds',
  area: 'privacy',
  method: 'GET',
  path: '/alliances/{allianceId}/legal-holds',
  title: 'Veranstaltungen, deren Angaben heute vor dem Löschen gesperrt sind',
  access: { roles: readers },
  request: { params: AlliancePath },
  success: { status: 200, body: z.strictObject({ items: z.array(LegalHoldListed) }) },
  failures: [],
  table: 'read',
});

export const getLegalHold = defineRoute({
  id: 'getLegalHold',
  area: 'privacy',
  method: 'GET',
  path: holdPath,
  title: 'Ob Angaben einer Veranstaltung gesperrt sind; Fassung 0, solange nie gesperrt war',
  access: { roles: readers },
  request: { params: EventPath },
  success: { status: 200, body: LegalHoldView },
  failures: ['allianceEventNotFound'],
  table: 'read',
});

export const setLegalHold = defineRoute({
  id: 'setLegalHold',
  area: 'privacy',
  method: 'PUT',
  path: holdPath,
  title: 'Angaben einer Veranstaltung vor dem Löschen sperren oder die Sperre aufheben; If-Match "0" für die erste Fassung',
  access: { roles: ['OFFICE_LEAD'] },
  request: { params: EventPath, body: SetLegalHold },
  ifMatch: true,
  success: { status: 200, body: HoldView },
  failures: ['allianceEventNotFound', 'recordChangedMeanwhile'],
  table: 'write',
  emits: ['LegalHoldStated'],
});

export const privacyRoutes = [
  findParticipants,
  openPrivacyCase,
  listPrivacyCases,
  getPrivacyCase,
  getPrivacyExport,
  objectToListing,
  eraseParticipants,
  closePrivacyCase,
  listRetention,
  decideRetention,
  getRetentionSettings,
  setRetentionSettings,
  listLegalHolds,
  getLegalHold,
  setLegalHold,
] as const;
