import { partyNoticeIssued } from '../../events/party-notice-issued.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { JournalEntry } from '../../shared/domain/journal.ts';
import { clock } from '../../shared/platform/clock.ts';
import { log } from '../../shared/platform/logger.ts';
import { eventParent } from '../../shared/store/keys.ts';
import { following } from './authorship.ts';
import type { MailDeps } from './deps.ts';

/** Notices issued at the same time. */
const AT_ONCE = 20;

/**
 * An event was moved or cancelled: a notice to every party that did not withdraw. Each is an entry of its own registration,
 * so that one mail that cannot be sent holds up no other, and a second delivery finds the notices of the first.
 */
export async function tellAllParties(entry: JournalEntry<object>, { events, offers, registrations, parties }: MailDeps): Promise<void> {
  const {
    alliance,
    recordId: eventId,
    version,
    event: { name },
  } = entry;
  const [event, offer] = await Promise.all([events.find(alliance, eventId), offers.find(alliance, eventId)]);
  const lastDay = event?.state.dates.to ?? null;
  // A day set right after the event concerns nobody's calendar any more.
  if (!offer || !event || event.state.status === 'HELD' || (lastDay !== null && lastDay < berlinDayOf(clock.now()))) return;
  const notice = partyNoticeIssued({ eventId, subject: name === 'AllianceEventCancelled' ? 'EVENT_CANCELLED' : 'EVENT_MOVED' });
  const told = (await registrations.all(alliance, eventParent(alliance, eventId))).filter(({ state }) => state.status !== 'WITHDRAWN');
  const by = following(entry);
  for (let from = 0; from < told.length; from += AT_ONCE)
    await Promise.all(told.slice(from, from + AT_ONCE).map(({ id }) => parties.notice(alliance, id, notice, `EVENT#${version}`, by)));
  log.info('PARTIES_TOLD', { alliance, eventId, event: name, parties: told.length });
}
