import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AllianceEventDeps } from './deps.ts';
import type { getAllianceEventJournal } from './routes.ts';

export const work: Work<typeof getAllianceEventJournal, AllianceEventDeps> = async ({ params, actor }, { events }) => {
  await eventFor(events, actor, params.eventId);
  return ok(toJournalView(await events.journalOf(actor.alliance, params.eventId)));
};
