import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { day, fiscalYear } from '../../shared/domain/calendar.ts';
import { FundId, fundDeciders, fundReaders, fundWriters, GrantId } from '../../shared/domain/fund.ts';
import { fiscalYearText } from '../../shared/domain/fund-rules.ts';
import { GrantView, grantStatuses } from '../../shared/domain/grant.ts';
import { FundReview } from '../../shared/domain/grant-review.ts';
import { DecideGrant, EditGrant, ProofOfUse } from '../../shared/domain/grant-rules.ts';
import { positiveCents } from '../../shared/domain/money.ts';
import { OrganisationId } from '../../shared/domain/organisation.ts';
import { text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';
import { GrantDetail, GrantLine } from './views.ts';

const GrantPath = AlliancePath.extend({ grantId: GrantId });
const journalReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'AUTHORISER', 'BUDGET_OFFICER', 'AUDITOR'] as const satisfies Role[];
const because = z.strictObject({ reason: text(500, 'Grund') });

export const listGrants = defineRoute({
  id: 'listGrants',
  area: 'grants',
  method: 'GET',
  path: '/alliances/{allianceId}/grants',
  title: 'Zuwendungen nach Jahr und Nummer, mit dem, was bewilligt, abgerufen und offen ist',
  access: { roles: fundReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      fundId: FundId.optional(),
      fiscalYear: fiscalYearText.optional(),
      status: z.enum(grantStatuses).optional(),
      organisationId: OrganisationId.optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(GrantLine) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const applyForGrant = defineRoute({
  id: 'applyForGrant',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants',
  title: 'Antrag auf eine Zuwendung aufnehmen',
  access: { roles: fundWriters },
  request: { params: AlliancePath, body: EditGrant },
  success: { status: 201, body: GrantView },
  failures: ['linkedRecordUnknown', 'fieldOfActionUnknown', 'statusInFuture'],
  table: 'write',
  emits: ['GrantApplied'],
});

export const getGrant = defineRoute({
  id: 'getGrant',
  area: 'grants',
  method: 'GET',
  path: '/alliances/{allianceId}/grants/{grantId}',
  title: 'Eine Zuwendung mit Beträgen, Verwendungsnachweis, Zielen und Verknüpfungen',
  access: { roles: fundReaders },
  request: { params: GrantPath },
  success: { status: 200, body: GrantDetail },
  failures: ['grantNotFound'],
  table: 'read',
});

export const editGrant = defineRoute({
  id: 'editGrant',
  area: 'grants',
  method: 'PUT',
  path: '/alliances/{allianceId}/grants/{grantId}',
  title: 'Zuwendung ändern; worüber entschieden ist, bleibt stehen',
  access: { roles: fundWriters },
  request: { params: GrantPath, body: EditGrant },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed', 'linkedRecordUnknown', 'fieldOfActionUnknown', 'statusInFuture'],
  table: 'write',
  emits: ['GrantEdited'],
});

export const decideGrant = defineRoute({
  id: 'decideGrant',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants/{grantId}/decision',
  title: 'Zuwendung bewilligen, durch eine andere Person als die, die sie erfasst oder geändert hat',
  access: { roles: fundDeciders },
  request: { params: GrantPath, body: DecideGrant },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: [
    'grantNotFound',
    'grantStepNotAllowed',
    'fourEyesViolated',
    'grantNeedsResolution',
    'linkedRecordUnknown',
    'fundExceeded',
    'fiscalYearImplausible',
    'statusInFuture',
  ],
  table: 'update',
  emits: ['GrantDecided', 'FundEntryConfirmed'],
});

export const refuseGrant = defineRoute({
  id: 'refuseGrant',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants/{grantId}/refusal',
  title: 'Antrag ablehnen, durch eine andere Person als die, die ihn erfasst oder geändert hat',
  access: { roles: fundDeciders },
  request: { params: GrantPath, body: because },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed', 'fourEyesViolated'],
  table: 'write',
  emits: ['GrantRefused'],
});

export const withdrawGrant = defineRoute({
  id: 'withdrawGrant',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants/{grantId}/withdrawal',
  title: 'Festhalten, dass ein Antrag zurückgezogen wurde',
  access: { roles: fundWriters },
  request: { params: GrantPath, body: because },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed'],
  table: 'write',
  emits: ['GrantWithdrawn'],
});

export const liftReservation = defineRoute({
  id: 'liftReservation',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants/{grantId}/reservation-lifting',
  title: 'Festhalten, dass der Vorbehalt entfallen ist; ab hier kann abgerufen werden',
  access: { roles: fundDeciders },
  request: { params: GrantPath, body: z.strictObject({ liftedOn: day('Vorbehalt entfallen am') }) },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed', 'statusInFuture'],
  table: 'write',
  emits: ['GrantReservationLifted'],
});

export const returnGrant = defineRoute({
  id: 'returnGrant',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants/{grantId}/return',
  title: 'Rückgabe mit Ursache und Jahr erfassen; sie zählt, wenn eine andere Person die Buchung bestätigt',
  access: { roles: fundWriters },
  request: {
    params: GrantPath,
    body: z.strictObject({
      amountCents: positiveCents,
      cause: text(300, 'Ursache'),
      causeYear: fiscalYear.meta({ title: 'Jahr der Ursache' }),
      valueDay: day('Wirksam am'),
    }),
  },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed', 'grantExceeded', 'fiscalYearImplausible', 'valueDateInFuture'],
  table: 'write',
  emits: ['GrantReturnEntered', 'FundEntryEntered'],
});

export const closeGrant = defineRoute({
  id: 'closeGrant',
  area: 'grants',
  method: 'POST',
  path: '/alliances/{allianceId}/grants/{grantId}/closure',
  title: 'Zuwendung abschließen, wenn nichts mehr offen und die Verwendung geprüft ist',
  access: { roles: fundDeciders },
  request: { params: GrantPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed'],
  table: 'write',
  emits: ['GrantSettled'],
});

export const stateProofOfUse = defineRoute({
  id: 'stateProofOfUse',
  area: 'grants',
  method: 'PUT',
  path: '/alliances/{allianceId}/grants/{grantId}/proof',
  title: 'Verwendungsnachweis und Sachbericht: fällig, eingegangen, geprüft',
  access: { roles: fundWriters },
  request: { params: GrantPath, body: ProofOfUse },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed', 'statusInFuture'],
  table: 'write',
  emits: ['GrantProofStated'],
});

export const stateTargets = defineRoute({
  id: 'stateTargets',
  area: 'grants',
  method: 'PUT',
  path: '/alliances/{allianceId}/grants/{grantId}/targets',
  title: 'Was erreicht werden sollte und was erreicht wurde',
  access: { roles: fundWriters },
  request: { params: GrantPath, body: z.strictObject({ targets: EditGrant.shape.targets }) },
  ifMatch: true,
  success: { status: 200, body: GrantView },
  failures: ['grantNotFound', 'grantStepNotAllowed', 'statusInFuture'],
  table: 'write',
  emits: ['GrantTargetsStated'],
});

export const getGrantJournal = defineRoute({
  id: 'getGrantJournal',
  area: 'grants',
  method: 'GET',
  path: '/alliances/{allianceId}/grants/{grantId}/journal',
  title: 'Journal einer Zuwendung',
  access: { roles: journalReaders },
  request: { params: GrantPath },
  success: { status: 200, body: JournalView },
  failures: ['grantNotFound'],
  table: 'read',
});

export const getFundReview = defineRoute({
  id: 'getFundReview',
  area: 'grants',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}/review',
  title: 'Prüfung der Zuwendungen eines Fonds und Jahres: Stückelung, Wiederholung, gleiche Projekte, Nachweise, Ziele',
  access: { roles: fundReaders },
  request: { params: AlliancePath.extend({ fundId: FundId }), query: z.strictObject({ fiscalYear: fiscalYearText }) },
  success: { status: 200, body: FundReview },
  failures: ['fundNotFound'],
  table: 'read',
});

export const grantRoutes = [
  listGrants,
  applyForGrant,
  getGrant,
  editGrant,
  decideGrant,
  refuseGrant,
  withdrawGrant,
  liftReservation,
  returnGrant,
  closeGrant,
  stateProofOfUse,
  stateTargets,
  getGrantJournal,
  getFundReview,
] as const;
