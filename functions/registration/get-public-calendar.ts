import { CALENDAR_TYPE, calendarOf } from '../../shared/documents/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { addressOf, programmeOf } from './announced.ts';
import type { AnnouncementDeps } from './deps.ts';
import type { getPublicCalendar } from './routes.ts';

/** Past and cancelled events stay in the feed: what a feed leaves out disappears from the subscriber's calendar. */
export const work: Work<typeof getPublicCalendar, AnnouncementDeps> = async ({ params: { allianceId: alliance }, now }, deps) => {
  const { allianceName, announced } = await programmeOf(deps, alliance, now);
  return file({
    contentType: CALENDAR_TYPE,
    content: calendarOf(
      allianceName,
      announced.map(({ event, offer: { description } }) => ({ alliance, event, description, url: addressOf(alliance, event.id) })),
    ),
    headers: { 'cache-control': 'public, max-age=300' },
  });
};
