import { Failure } from '../../shared/domain/failures.ts';
import { assertFits, chooseConsents } from '../../shared/domain/registration.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { headsOf, withoutKey } from '../../shared/store/party-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { registerByOffice } from './routes.ts';

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
      heads: headsOf(body, ids.next),
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
