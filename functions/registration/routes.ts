import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { consentKinds, PersonName, personName } from '../../shared/domain/participant.ts';
import { LARGEST_PARTY, Question, RegisterParty, registrationStatuses, TicketId } from '../../shared/domain/registration.ts';
import { text } from '../../shared/domain/text.ts';
import { defineRoute } from '../../shared/http/route.ts';

const EventPath = AlliancePath.extend({ eventId: AllianceEventId });
const html = { status: 200, contentTypes: ['text/html; charset=utf-8'] } as const;
const calendar = { status: 200, contentTypes: ['text/calendar; charset=utf-8'] } as const;
const announced = 'announcement of events that their office made public; names nobody';
const proved = 'the signed link of a mail in the body proves whose registration it is';

export const getPublicEvents = defineRoute({
  id: 'getPublicEvents',
  area: 'registration',
  method: 'GET',
  path: '/termine/{allianceId}',
  title: 'Seite der öffentlichen Veranstaltungen',
  access: { public: announced },
  request: { params: AlliancePath },
  success: html,
  failures: ['allianceNotFound'],
  table: 'read',
});

export const getPublicCalendar = defineRoute({
  id: 'getPublicCalendar',
  area: 'registration',
  method: 'GET',
  path: '/termine/{allianceId}/kalender.ics',
  title: 'Kalender der öffentlichen Veranstaltungen zum Abonnieren',
  access: { public: announced },
  request: { params: AlliancePath },
  success: calendar,
  failures: ['allianceNotFound'],
  table: 'read',
});

export const getPublicNotes = defineRoute({
  id: 'getPublicNotes',
  area: 'registration',
  method: 'GET',
  path: '/termine/{allianceId}/hinweise',
  title: 'Impressum, Datenschutz und Barrierefreiheit der öffentlichen Seiten',
  access: { public: 'who answers for the public pages, and the rights of those who use them; names nobody who registered' },
  request: { params: AlliancePath },
  success: html,
  failures: ['allianceNotFound'],
  table: 'read',
});

export const getPublicEvent = defineRoute({
  id: 'getPublicEvent',
  area: 'registration',
  method: 'GET',
  path: '/termine/{allianceId}/{eventId}',
  title: 'Seite einer Veranstaltung mit Anmeldung',
  access: { public: announced },
  request: { params: EventPath },
  success: html,
  failures: ['allianceEventNotFound'],
  table: 'read',
});

export const getPublicEventCalendar = defineRoute({
  id: 'getPublicEventCalendar',
  area: 'registration',
  method: 'GET',
  path: '/termine/{allianceId}/{eventId}/kalender.ics',
  title: 'Termin einer Veranstaltung für den eigenen Kalender',
  access: { public: announced },
  request: { params: EventPath },
  success: calendar,
  failures: ['allianceEventNotFound'],
  table: 'read',
});

export const getOwnRegistrationPage = defineRoute({
  id: 'getOwnRegistrationPage',
  area: 'registration',
  method: 'GET',
  path: '/termine/{allianceId}/{eventId}/anmeldung',
  title: 'Seite, um die eigene Anmeldung anzusehen, zu ändern oder abzusagen',
  access: { public: 'the page itself holds no data and is the same for every address; the link in its fragment is sent in a body only' },
  request: { params: EventPath },
  success: html,
  failures: [],
  table: 'none',
});

export const getRegistrationAsset = defineRoute({
  id: 'getRegistrationAsset',
  area: 'registration',
  method: 'GET',
  path: '/termine-dateien/{fileName}',
  title: 'Öffentliche Seiten, Dateien mit Prüfsumme im Namen',
  access: { public: 'program, styles and fonts of the pages' },
  request: { params: z.strictObject({ fileName: z.string().regex(/^[A-Za-z0-9._-]{1,120}$/) }) },
  success: { status: 200, contentTypes: ['text/javascript; charset=utf-8', 'text/css; charset=utf-8', 'font/woff2'] },
  failures: ['routeNotFound'],
  table: 'none',
});

const invitationCode = text(200, 'Einladungscode');
const linkText = z.string().min(1).max(200).meta({ title: 'Link der Bestätigung', description: 'Teil der Adresse hinter dem #' });

export const registerParticipants = defineRoute({
  id: 'registerParticipants',
  area: 'registration',
  method: 'POST',
  path: '/termine/{allianceId}/{eventId}/anmeldungen',
  title: 'Zu einer Veranstaltung anmelden; die Antwort ist für jede Adresse gleich, alles Weitere kommt per E-Mail',
  access: {
    public: 'people register without an account; limited per network address and e-mail address, the answer tells nothing about others',
  },
  request: {
    params: EventPath,
    body: RegisterParty.extend({
      /** Seen by programs only; whoever fills it in is not registered. */
      website: z.string().max(500).optional(),
      invitation: invitationCode.nullable().optional(),
    }),
  },
  success: { status: 201, body: z.strictObject({ received: z.literal(true) }) },
  failures: ['allianceEventNotFound', 'registrationClosed', 'invitationUsedUp', 'tooManyRequests'],
  table: 'update',
  people: 'write',
  emits: ['PartyRegistered', 'InvitationUsed', 'PartyNoticeIssued'],
});

const Head = z.strictObject({ ticketId: z.string(), ...PersonName.shape, familyName: PersonName.shape.familyName.nullable() });

/** What the form asks at this event, in the words it shows. */
const Asked = z.strictObject({
  questions: z.array(Question),
  asksNeeds: z.boolean(),
  needsErasedAfter: z.string().nullable(),
  consents: z.array(z.strictObject({ kind: z.enum(consentKinds), label: z.string() })),
  largestParty: z.int(),
  notice: z.strictObject({ version: z.int(), text: z.string() }),
});

const OwnRegistration = z.strictObject({
  event: z.strictObject({
    title: z.string(),
    when: z.string(),
    where: z.string().nullable(),
    isCancelled: z.boolean(),
    contact: z.string(),
    /** Path of the event's page; null when it has none for the public. */
    page: z.string().nullable(),
  }),
  status: z.enum(registrationStatuses),
  statusText: z.string(),
  /** Whether names, answers and consents may still be changed, or the registration be called off. */
  isOpen: z.boolean(),
  /** First the person who registered. */
  heads: z.array(Head),
  email: z.string(),
  organisation: z.string().nullable(),
  function: z.string().nullable(),
  answers: z.array(z.strictObject({ questionId: z.string(), answer: z.string() })),
  needs: z.string().nullable(),
  /** Those in force. */
  consents: z.array(z.enum(consentKinds)),
  asked: Asked,
});

export const viewOwnRegistration = defineRoute({
  id: 'viewOwnRegistration',
  area: 'registration',
  method: 'POST',
  path: '/termine/{allianceId}/{eventId}/anmeldungen/ansicht',
  title: 'Eigene Anmeldung ansehen',
  access: { public: proved },
  request: { params: EventPath, body: z.strictObject({ link: linkText }) },
  success: { status: 200, body: OwnRegistration },
  failures: ['linkInvalid'],
  table: 'read',
  people: 'read',
});

export const changeOwnRegistration = defineRoute({
  id: 'changeOwnRegistration',
  area: 'registration',
  method: 'POST',
  path: '/termine/{allianceId}/{eventId}/anmeldungen/aenderung',
  title: 'Eigene Anmeldung ändern: Namen, Antworten, Einwilligungen; Mitangemeldete, die nicht mehr genannt sind, geben ihren Platz frei',
  access: { public: proved },
  request: {
    params: EventPath,
    body: z.strictObject({
      link: linkText,
      ...personName,
      givenName: personName.givenName.unwrap(),
      organisation: RegisterParty.shape.organisation,
      function: RegisterParty.shape.function,
      companions: z
        .array(z.strictObject({ ticketId: TicketId, ...personName, familyName: personName.familyName.nullable() }))
        .max(LARGEST_PARTY - 1),
      answers: RegisterParty.shape.answers,
      needs: RegisterParty.shape.needs,
      consents: RegisterParty.shape.consents,
    }),
  },
  success: { status: 200, body: OwnRegistration },
  failures: ['linkInvalid', 'registrationClosed'],
  table: 'update',
  people: 'write',
  emits: ['RegistrationChanged'],
});

export const withdrawOwnRegistration = defineRoute({
  id: 'withdrawOwnRegistration',
  area: 'registration',
  method: 'POST',
  path: '/termine/{allianceId}/{eventId}/anmeldungen/absage',
  title: 'Eigene Anmeldung absagen',
  access: { public: proved },
  request: { params: EventPath, body: z.strictObject({ link: linkText }) },
  success: { status: 200, body: OwnRegistration },
  failures: ['linkInvalid', 'registrationClosed'],
  table: 'update',
  people: 'write',
  emits: ['PartyWithdrawn'],
});

export const registrationRoutes = [
  getPublicEvents,
  getPublicCalendar,
  getPublicNotes,
  getPublicEvent,
  getPublicEventCalendar,
  getOwnRegistrationPage,
  getRegistrationAsset,
  registerParticipants,
  viewOwnRegistration,
  changeOwnRegistration,
  withdrawOwnRegistration,
] as const;
