import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { at } from '../../shared/domain/failures.ts';
import { fold } from '../../shared/domain/text.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { participantsNamed } from '../../shared/store/privacy-store.ts';
import type { PrivacyDeps } from './deps.ts';
import { participantsOf } from './participants.ts';
import type { findParticipants } from './routes.ts';

/** Found at once; beyond that the name says too little. */
const MOST_FOUND = 50;
const SHORTEST_NAME = 3;

export const work: Work<typeof findParticipants, PrivacyDeps> = async ({ body, actor, now }, deps) => {
  const { alliance } = actor;
  if (fold(body.name).replaceAll(' ', '').length < SHORTEST_NAME)
    throw at('requestInvalid', '/name', `Bitte geben Sie mindestens ${SHORTEST_NAME} Buchstaben des Namens ein.`);
  const events = (await deps.events.all(alliance)).map(({ id }) => id as Parameters<typeof participantsNamed>[2][number]);
  const found = await participantsNamed(deps.people, alliance, events, body.name, MOST_FOUND + 1);
  const items = await participantsOf(
    deps,
    alliance,
    found.slice(0, MOST_FOUND).map(({ eventId, ticketId }) => ({ eventId, ticketId })),
    berlinDayOf(now),
  );
  return ok({ items, isCutOff: found.length > MOST_FOUND });
};
