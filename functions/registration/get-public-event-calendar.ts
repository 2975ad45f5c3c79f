import { CALENDAR_TYPE, calendarOf } from '../../shared/documents/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { addressOf, announcedEvent } from './announced.ts';
import type { AnnouncementDeps } from './deps.ts';
import type { getPublicEventCalendar } from './routes.ts';

export const work: Work<typeof getPublicEventCalendar, AnnouncementDeps> = async ({ params: { allianceId: alliance, eventId } }, deps) => {
  const { event, offer } = await announcedEvent(deps, alliance, eventId);
  return file({
    contentType: CALENDAR_TYPE,
    content: calendarOf(event.state.title, [{ alliance, event, description: offer.description, url: addressOf(alliance, eventId) }]),
    fileName: 'termin.ics',
  });
};
