import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { emailAddress, Person, personName } from '../../shared/domain/participant.ts';
import {
  InvitationView,
  Invite,
  LARGEST_PARTY,
  OfferRegistration,
  RegisterByOffice,
  RegistrationId,
  RegistrationOfferView,
  RegistrationView,
  registrationStatuses,
  TicketId,
} from '../../shared/domain/registration.ts';
import { recordId } from '../../shared/domain/text.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const team = ['OFFICE_EDITOR', 'REGIONAL_EDITOR'] as const satisfies Role[];
const readers = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER'] as const satisfies Role[];
const EventPath = AlliancePath.extend({ eventId: AllianceEventId });

/** Heads, as they can be counted without a name. */
const Places = z.strictObject({
  capacity: z.int().nullable(),
  registered: z.int(),
  /** Kept free by invitations and not used yet. */
  reserved: z.int(),
  waiting: z.int(),
});

export const getRegistrationOffer = defineRoute({
  id: 'getRegistrationOffer',
  area: 'registrations',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/registration-offer',
  title: 'Wie eine Veranstaltung Anmeldungen annimmt, und wie viele Plätze vergeben sind',
  access: { roles: readers },
  request: { params: EventPath },
  success: { status: 200, body: RegistrationOfferView.extend({ places: Places }) },
  failures: ['allianceEventNotFound', 'offerNotFound'],
  table: 'read',
});

export const stateRegistrationOffer = defineRoute({
  id: 'stateRegistrationOffer',
  area: 'registrations',
  method: 'PUT',
  path: '/alliances/{allianceId}/events/{eventId}/registration-offer',
  title: 'Anmeldung einrichten oder ändern; die erste Fassung nennt If-Match "0"',
  access: { roles: team },
  request: { params: EventPath, body: OfferRegistration },
  ifMatch: true,
  success: { status: 200, body: RegistrationOfferView },
  failures: ['allianceEventNotFound', 'offerNotFound', 'capacityTooSmall'],
  table: 'update',
  emits: ['RegistrationOfferStated', 'PartyMovedUp'],
});

/** Names are opened for the whole event at once, so pages are large. */
const largePage = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1, { error: 'Bitte mindestens 1.' }).max(500, { error: 'Bitte höchstens 500 Einträge je Seite.' }))
  .optional()
  .meta({ title: 'Einträge je Seite' });

/** One head of a party as staff read it; whoever objected to lists is masked, whoever was erased has no name. */
const ListedHead = z.strictObject({
  ticketId: z.string(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  isMasked: z.boolean(),
  isErased: z.boolean(),
  present: z.boolean(),
});

export const listRegistrations = defineRoute({
  id: 'listRegistrations',
  area: 'registrations',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/registrations',
  title: 'Anmeldungen in der Reihenfolge ihres Eingangs, mit Namen',
  access: { roles: readers },
  request: {
    params: EventPath,
    // Nothing here names a person: addresses are logged. Names are looked for where the list was loaded.
    query: z.strictObject({ ...pageQuery, status: z.enum(registrationStatuses).optional(), limit: largePage }),
  },
  success: {
    status: 200,
    body: pageOf(
      RegistrationView.extend({
        heads: z.array(ListedHead),
        /** To the event's own questions, in their order; none of whoever objected to lists. */
        answers: z.array(z.strictObject({ questionId: z.string(), question: z.string(), answer: z.string() })),
        /** From 1, in heads before; null for whoever does not wait. */
        waitingPlace: z.int().nullable(),
      }),
    ),
  },
  failures: ['allianceEventNotFound', 'cursorInvalid'],
  table: 'read',
  people: 'read',
});

export const registerByOffice = defineRoute({
  id: 'registerByOffice',
  area: 'registrations',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/registrations',
  title: 'Jemanden anmelden, der angerufen oder geschrieben hat',
  access: { roles: team },
  request: { params: EventPath, body: RegisterByOffice },
  success: { status: 201, body: RegistrationView },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen', 'offerNotFound', 'alreadyRegistered'],
  table: 'update',
  people: 'write',
  emits: ['PartyRegistered', 'PartyMovedUp'],
});

const RegistrationPath = EventPath.extend({ registrationId: RegistrationId });

const personFields = { email: Person.shape.email, organisation: Person.shape.organisation, function: Person.shape.function };

/** One party for whoever corrects it: also names of those who objected to being listed, who have a right to the right name. */
export const getRegistration = defineRoute({
  id: 'getRegistration',
  area: 'registrations',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/registrations/{registrationId}',
  title: 'Eine Anmeldung mit den Angaben, die sich berichtigen lassen',
  access: { roles: team },
  request: { params: RegistrationPath },
  success: {
    status: 200,
    body: RegistrationView.extend({
      ...personFields,
      answers: Person.shape.answers,
      heads: z.array(
        z.strictObject({
          ticketId: z.string(),
          title: z.string().nullable(),
          givenName: z.string().nullable(),
          /** Null for a companion without a name, and once the person was erased. */
          familyName: z.string().nullable(),
        }),
      ),
    }),
  },
  failures: ['allianceEventNotFound', 'registrationNotFound'],
  table: 'read',
  people: 'read',
});

export const changeRegistration = defineRoute({
  id: 'changeRegistration',
  area: 'registrations',
  method: 'PUT',
  path: '/alliances/{allianceId}/events/{eventId}/registrations/{registrationId}',
  title: 'Angaben einer Anmeldung berichtigen (Art. 16 DSGVO)',
  access: { roles: team },
  request: {
    params: RegistrationPath,
    body: z.strictObject({
      /** The party's heads in their order; nobody comes or goes. Whoever has no name may be given one. */
      heads: z
        .array(z.strictObject({ ticketId: TicketId, ...personName, familyName: personName.familyName.nullable() }))
        .min(1)
        .max(LARGEST_PARTY),
      ...personFields,
      email: emailAddress.nullable(),
      answers: Person.shape.answers,
    }),
  },
  ifMatch: true,
  success: { status: 200, body: RegistrationView },
  failures: [
    'allianceEventNotFound',
    'offerNotFound',
    'registrationNotFound',
    'registrationClosed',
    'personErased',
    'alreadyRegistered',
    'recordChangedMeanwhile',
  ],
  table: 'update',
  people: 'write',
  emits: ['RegistrationChanged'],
});

export const resendConfirmation = defineRoute({
  id: 'resendConfirmation',
  area: 'registrations',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/registrations/{registrationId}/confirmation',
  title: 'Die Bestätigung mit den Eintrittskarten noch einmal senden',
  access: { roles: team },
  request: { params: RegistrationPath, body: z.strictObject({}) },
  success: { status: 200, body: RegistrationView },
  failures: [
    'allianceEventNotFound',
    'allianceEventNotOpen',
    'registrationNotFound',
    'registrationClosed',
    'personErased',
    'addressMissing',
  ],
  table: 'write',
  people: 'read',
  emits: ['PartyNoticeIssued'],
});

export const listWalkIns = defineRoute({
  id: 'listWalkIns',
  area: 'registrations',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/walk-ins',
  title: 'Wer ohne Anmeldung an der Tür kam und einen Namen nannte',
  access: { roles: team },
  request: { params: EventPath },
  success: {
    status: 200,
    body: z.strictObject({
      items: z.array(
        z.strictObject({
          ticketId: z.string(),
          title: z.string().nullable(),
          givenName: z.string().nullable(),
          familyName: z.string(),
          organisation: z.string().nullable(),
          present: z.boolean(),
        }),
      ),
    }),
  },
  failures: ['allianceEventNotFound'],
  table: 'read',
  people: 'read',
});

const WalkInName = z.strictObject({ ...personName, organisation: Person.shape.organisation });

export const correctParticipant = defineRoute({
  id: 'correctParticipant',
  area: 'registrations',
  method: 'PUT',
  path: '/alliances/{allianceId}/events/{eventId}/participants/{ticketId}',
  title: 'Den Namen von jemandem berichtigen, der ohne Anmeldung kam (Art. 16 DSGVO)',
  access: { roles: team },
  request: { params: EventPath.extend({ ticketId: TicketId }), body: WalkInName },
  success: { status: 200, body: WalkInName },
  failures: ['allianceEventNotFound', 'participantNotFound', 'personErased', 'recordChangedMeanwhile'],
  table: 'update',
  people: 'write',
});

export const withdrawRegistration = defineRoute({
  id: 'withdrawRegistration',
  area: 'registrations',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/registrations/{registrationId}/withdrawal',
  title: 'Anmeldung absagen; wer wartet, rückt nach',
  access: { roles: team },
  request: { params: RegistrationPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: RegistrationView },
  failures: ['allianceEventNotFound', 'registrationNotFound', 'registrationClosed'],
  table: 'update',
  people: 'read',
  emits: ['PartyWithdrawn', 'PartyMovedUp'],
});

export const listInvitations = defineRoute({
  id: 'listInvitations',
  area: 'registrations',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/invitations',
  title: 'Einladungen mit freigehaltenen Plätzen und ihrem Code',
  access: { roles: team },
  request: { params: EventPath, query: z.strictObject(pageQuery) },
  success: {
    status: 200,
    body: pageOf(
      InvitationView.extend({
        /** Whoever has it may use the places; null once the invitation has ended. */
        code: z.string().nullable(),
      }),
    ),
  },
  failures: ['allianceEventNotFound', 'cursorInvalid'],
  table: 'read',
  people: 'read',
});

export const issueInvitation = defineRoute({
  id: 'issueInvitation',
  area: 'registrations',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/invitations',
  title: 'Plätze für eine Organisation freihalten',
  access: { roles: team },
  request: { params: EventPath, body: Invite },
  success: { status: 201, body: InvitationView },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen', 'offerNotFound', 'capacityTooSmall'],
  table: 'update',
  emits: ['InvitationIssued'],
});

const InvitationPath = EventPath.extend({ invitationId: recordId<'InvitationId'>('Einladung') });

export const withdrawInvitation = defineRoute({
  id: 'withdrawInvitation',
  area: 'registrations',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/invitations/{invitationId}/withdrawal',
  title: 'Einladung beenden; ungenutzte Plätze werden frei',
  access: { roles: team },
  request: { params: InvitationPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: InvitationView },
  failures: ['allianceEventNotFound', 'invitationNotFound', 'invitationEnded'],
  table: 'update',
  emits: ['InvitationWithdrawn', 'PartyMovedUp'],
});

/** Answered to the event's team alone; every call is kept, without what it answered. */
export const readSpecialNeeds = defineRoute({
  id: 'readSpecialNeeds',
  area: 'registrations',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/special-needs',
  title: 'Besondere Bedarfe für das Team der Veranstaltung; jeder Abruf wird festgehalten',
  access: { roles: team },
  request: { params: EventPath },
  success: {
    status: 200,
    body: z.strictObject({
      items: z.array(z.strictObject({ ticketId: z.string(), name: z.string().nullable(), needs: z.string() })),
      /** Earlier and this one, newest first. */
      readings: z.array(z.strictObject({ at: z.string(), role: z.string() })),
    }),
  },
  failures: ['allianceEventNotFound'],
  table: 'write',
  people: 'read',
});

export const registrationOfficeRoutes = [
  getRegistrationOffer,
  stateRegistrationOffer,
  listRegistrations,
  getRegistration,
  registerByOffice,
  changeRegistration,
  resendConfirmation,
  withdrawRegistration,
  listWalkIns,
  correctParticipant,
  listInvitations,
  issueInvitation,
  withdrawInvitation,
  readSpecialNeeds,
] as const;
