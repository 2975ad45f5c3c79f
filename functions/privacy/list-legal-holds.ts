import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { heldBecause } from '../../shared/domain/retention.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventsOfCase } from '../../shared/store/privacy-export.ts';
import type { PrivacyDeps } from './deps.ts';
import type { listLegalHolds } from './routes.ts';

/** Those that hold today, whatever is due: an event is held long before its time is over. */
export const work: Work<typeof listLegalHolds, PrivacyDeps> = async ({ actor, now }, { events, retention }) => {
  const today = berlinDayOf(now);
  const held = [...(await retention.holdsOf(actor.alliance)).values()].flatMap((one) => {
    const because = heldBecause(one, today);
    return because === null ? [] : [{ eventId: one.eventId, heldBecause: because }];
  });
  const about = await eventsOfCase(
    events,
    actor.alliance,
    held.map(({ eventId }) => eventId),
  );
  return ok({ items: held.map((one) => ({ ...one, eventTitle: about.get(one.eventId)?.title ?? '' })) });
};
