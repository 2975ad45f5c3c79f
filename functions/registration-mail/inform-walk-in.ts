import { letterHtml, letterText } from '../../shared/documents/mail-letter.ts';
import { walkInLetter } from '../../shared/documents/mail-walk-in.ts';
import type { Scan } from '../../shared/domain/door.ts';
import { clock } from '../../shared/platform/clock.ts';
import { log } from '../../shared/platform/logger.ts';
import type { MailDeps } from './deps.ts';

/**
 * One mail per ticket of the door, to who gave an address there. A second scan of the ticket owes nothing; nor does a
 * ticket of somebody who registered, whatever kind of scan names it: that person was told before.
 */
export async function informWalkIn(alliance: string, { eventId, ticketId, happenedAt, door }: Scan, deps: MailDeps): Promise<void> {
  if (ticketId === null) return;
  const ticket = await deps.doors.findTicket(alliance, eventId, ticketId);
  if (ticket?.origin !== 'WALK_IN' || !ticket.isNamed) return;
  const person = await deps.people.find({ alliance, eventId, ticketId });
  if (!person?.email) return;
  const mailOf = { alliance, eventId, ticketId };
  if (!(await deps.mails.begin(mailOf, clock.now()))) return;
  const [event, offer] = await Promise.all([deps.events.get(alliance, eventId), deps.offers.get(alliance, eventId)]);
  const { contact, notice } = offer.state;
  const letter = walkInLetter({ event: event.state, to: person, enteredAt: happenedAt, door, contact, noticeText: notice.text });
  await deps.mailer.send({
    to: person.email,
    subject: letter.subject,
    text: letterText(letter, contact),
    html: letterHtml(letter, contact),
    attachments: [],
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  await deps.mails.sent(mailOf, clock.now());
  log.info('WALK_IN_INFORMED', { alliance, eventId });
}
