import { partyNoticeIssued } from '../../events/party-notice-issued.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import { AlreadyAnswered } from '../../shared/store/already-answered.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { RegistrationDeps } from './deps.ts';
import { personsOf } from './names.ts';
import type { resendConfirmation } from './routes.ts';

/** Every call is a reason of its own; the same call sent again is one mail, by its key. */
export const work: Work<typeof resendConfirmation, RegistrationDeps> = async (
  { params, actor, by },
  { events, registrations, people, parties },
) => {
  const { alliance } = actor;
  const event = await eventFor(events, actor, params.eventId);
  if (event.state.status === 'CANCELLED') throw new Failure('allianceEventNotOpen');
  const registration = await registrations.get(alliance, params.registrationId);
  if (registration.state.eventId !== event.id) throw new Failure('registrationNotFound');
  if (registration.state.status === 'WITHDRAWN')
    throw new Failure('registrationClosed', { detail: 'Diese Anmeldung ist abgesagt; eine Bestätigung gibt es dafür nicht mehr.' });
  const [lead] = await personsOf(people, alliance, registration.state);
  if (!lead) throw new Failure('personErased');
  if (lead.email === null)
    throw new Failure('addressMissing', { detail: 'Bitte tragen Sie bei der Anmeldung zuerst eine E-Mail-Adresse ein.' });
  const notice = partyNoticeIssued({ eventId: event.id, subject: 'CONFIRMED_AGAIN' });
  const entry = await parties.notice(alliance, registration.id, notice, `AGAIN#${ids.next()}`, by);
  // The reason is new, so that only the same call, sent twice at once, has been answered before.
  if (!entry) throw new AlreadyAnswered();
  return recorded(entry);
};
