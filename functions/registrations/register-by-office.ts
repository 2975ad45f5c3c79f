import { Failure } from '../../shared/domain/failures.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { assertFits, chooseConsents, TicketId } from '../../shared/domain/registration.ts';
import type { BodyOf, Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { NewHead } from '../../shared/store/party-store.ts';
import { withoutKey } from '../../shared/store/party-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { registerByOffice } from './routes.ts';

function headsOf({ companions, needs, title, givenName, familyName, ...more }: BodyOf<typeof registerByOffice>): NewHead[] {
  const { email, organisation, function: role, answers } = more;
  const lead: Person = { title, givenName, familyName, email, organisation, function: role, answers };
  return [
    { ticketId: TicketId.parse(ids.next()), person: lead, needs },
    ...companions.map(({ familyName: name, ...rest }) => ({
      ticketId: TicketId.parse(ids.next()),
      person: name === null ? null : { ...rest, familyName: name, email: null, organisation, function: null, answers: [] },
      needs: null,
    })),
  ];
}

export const work: Work<typeof registerByOffice, RegistrationDeps> = async (
  { params, body, actor, by, now },
  { events, offers, parties },
) => {
  const { alliance } = actor;
  const event = await eventFor(events, actor, params.eventId);
  if (event.state.status === 'CANCELLED') throw new Failure('allianceEventNotOpen');
  const offer = await offers.get(alliance, event.id);
  assertFits(offer.state, body);
  const entry = await parties.enter(
    {
      alliance,
      eventId: params.eventId,
      registrationId: ids.next(),
      heads: headsOf(body),
      origin: 'OFFICE',
      noticeVersion: body.noticeVersion,
      consents: chooseConsents([], body.consents, body.noticeVersion, now),
      invitation: null,
      oncePerAddress: true,
    },
    by,
  );
  if (entry.after.status === 'WAITLISTED') await parties.moveUpAll(alliance, event.id, withoutKey(by));
  return recorded(entry);
};
