import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { JournalEntry } from '../../shared/domain/journal.ts';
import { clock } from '../../shared/platform/clock.ts';
import { log } from '../../shared/platform/logger.ts';
import { following } from './authorship.ts';
import type { MailDeps } from './deps.ts';

/** Gives free places to whoever waits, while the event is still to come. Each party that moves up is a journal entry, and its mail follows from that. */
export async function moveUp(entry: JournalEntry<object>, { events, seats, parties }: MailDeps): Promise<void> {
  const {
    alliance,
    event: { data },
  } = entry;
  const eventId = String(data.eventId);
  if ((await seats.seatsOf(alliance, eventId)).waiting === 0) return;
  const event = await events.find(alliance, eventId);
  const isAhead = event?.state.status === 'PLANNED' && (event.state.dates.to === null || event.state.dates.to >= berlinDayOf(clock.now()));
  if (!isAhead) return;
  const moved = await parties.moveUpAll(alliance, eventId, following(entry));
  if (moved.length > 0) log.info('PARTIES_MOVED_UP', { alliance, eventId, parties: moved.length });
}
