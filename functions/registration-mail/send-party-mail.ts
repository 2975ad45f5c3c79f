import encodeQR from 'qr';
import { CALENDAR_TYPE, calendarOf } from '../../shared/documents/calendar.ts';
import { letterHtml, letterText } from '../../shared/documents/mail-letter.ts';
import type { PartyMail, PartyOccasion, PartyTicket } from '../../shared/documents/mail-party.ts';
import { partyLetter, ticketCode } from '../../shared/documents/mail-party.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { JournalEntry, Versioned } from '../../shared/domain/journal.ts';
import { fullName } from '../../shared/domain/participant.ts';
import type { RegistrationOffer } from '../../shared/domain/registration.ts';
import { Registration } from '../../shared/domain/registration.ts';
import { clock } from '../../shared/platform/clock.ts';
import { log } from '../../shared/platform/logger.ts';
import type { Mail } from '../../shared/platform/mailer.ts';
import { settings } from '../../shared/platform/settings.ts';
import { linkOf } from '../../shared/store/link-store.ts';
import type { MailDeps } from './deps.ts';

/** @throws Error for a subject of a notice that no mail is written for */
function occasionOf({ event: { name, data } }: JournalEntry<object>, { status }: Registration): PartyOccasion {
  switch (name) {
    case 'PartyRegistered':
      return status === 'WAITLISTED' ? 'WAITLISTED' : 'REGISTERED';
    case 'PartyMovedUp':
      return 'MOVED_UP';
    case 'PartyWithdrawn':
      return 'WITHDRAWN';
    case 'RegistrationChanged':
      return 'CHANGED';
    case 'PartyNoticeIssued':
      if (data.subject === 'ALREADY_REGISTERED' || data.subject === 'EVENT_MOVED' || data.subject === 'EVENT_CANCELLED')
        return data.subject;
      if (data.subject === 'CONFIRMED_AGAIN') return status === 'WAITLISTED' ? 'WAITLISTED' : 'REGISTERED';
      throw new Error('a notice of an unknown subject');
    default:
      throw new Error(`no mail for ${name}`);
  }
}

/** Modules of quiet zone on each side, and pixels of a module (ISO/IEC 18004: four modules). */
const QR = { ecc: 'medium', border: 4, scale: 5 } as const;

const ticketsIn = (alliance: string, { eventId, tickets }: Registration, { people }: MailDeps): Promise<PartyTicket[]> =>
  Promise.all(
    tickets.map(async (ticketId, index) => {
      const person = await people.find({ alliance, eventId, ticketId });
      return { ticketId, inlineId: `karte-${index + 1}`, name: person ? fullName(person) : null };
    }),
  );

const bytes = new TextEncoder();
const calendarFile = (
  alliance: string,
  event: Versioned<AllianceEvent>,
  { isPublic, description }: RegistrationOffer,
): Mail['attachments'][number] => ({
  fileName: 'termin.ics',
  contentType: `${CALENDAR_TYPE}; method=PUBLISH`,
  content: bytes.encode(
    calendarOf(event.state.title, [
      { alliance, event, description, url: isPublic ? `${settings.publicAddress()}/termine/${alliance}/${event.id}` : null },
    ]),
  ),
});

const ticketPicture = ({ ticketId, inlineId }: PartyTicket): Mail['attachments'][number] => ({
  fileName: `${inlineId}.gif`,
  contentType: 'image/gif',
  content: encodeQR(ticketCode(ticketId), 'gif', QR),
  inlineId,
});

/** Only who comes needs the appointment; who was told that nothing takes place needs it taken out. */
const bringsCalendar = (occasion: PartyOccasion, { status }: Registration): boolean =>
  occasion !== 'WITHDRAWN' && (status === 'REGISTERED' || occasion === 'EVENT_CANCELLED');

/** The mail that tells of the registration itself, for the first time or once more. */
const confirms = ({ event: { name, data } }: JournalEntry<object>): boolean =>
  name === 'PartyRegistered' || (name === 'PartyNoticeIssued' && data.subject === 'CONFIRMED_AGAIN');

async function mailFor(entry: JournalEntry<object>, deps: MailDeps): Promise<Mail | undefined> {
  const { alliance, recordId } = entry;
  const registration = Registration.parse(entry.after);
  const { eventId, tickets, status, origin } = registration;
  const [lead] = tickets;
  const [event, offer, person] = await Promise.all([
    deps.events.get(alliance, eventId),
    deps.offers.get(alliance, eventId),
    lead === undefined ? undefined : deps.people.find({ alliance, eventId, ticketId: lead }),
  ]);
  if (!person?.email) return undefined;
  const occasion = occasionOf(entry, registration);
  const isComing = status === 'REGISTERED' && event.state.status !== 'CANCELLED';
  const shown = isComing && occasion !== 'WITHDRAWN' ? await ticketsIn(alliance, registration, deps) : [];
  const link = await linkOf(deps.keys, 'registration', alliance, eventId, recordId);
  const mail: PartyMail = {
    occasion,
    event: event.state,
    to: person,
    heads: tickets.length,
    tickets: shown,
    isWaiting: status === 'WAITLISTED',
    ownPage: `${settings.publicAddress()}/termine/${alliance}/${eventId}/anmeldung#${link}`,
    contact: offer.state.contact,
    noticeText: confirms(entry) && origin !== 'PUBLIC' ? offer.state.notice.text : null,
  };
  const letter = partyLetter(mail);
  const sender = offer.state.contact;
  return {
    to: person.email,
    subject: letter.subject,
    text: letterText(letter, sender),
    html: letterHtml(letter, sender),
    attachments: [
      ...shown.map(ticketPicture),
      ...(bringsCalendar(occasion, registration) && event.state.dates.from !== null ? [calendarFile(alliance, event, offer.state)] : []),
    ],
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** One mail per journal entry: noted before, marked after. Who was erased, or never gave an address, is not written to. */
export async function sendPartyMail(entry: JournalEntry<object>, deps: MailDeps): Promise<void> {
  const { alliance, recordId: registrationId, version } = entry;
  const mail = await mailFor(entry, deps);
  if (!mail) return;
  const mailOf = { alliance, registrationId, reason: `${entry.event.name}#${version}` };
  if (!(await deps.mails.begin(mailOf, clock.now()))) return;
  await deps.mailer.send(mail);
  await deps.mails.sent(mailOf, clock.now());
  log.info('REGISTRATION_MAIL_SENT', { alliance, registrationId, version, event: entry.event.name });
}
