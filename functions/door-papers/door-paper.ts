import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Call } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { DoorPaperDeps } from './deps.ts';
import { datesOf, listedOf, partOf } from './door-lists.ts';
import { allianceNameOn } from './paper.ts';
import type { getAttendanceSheet, getBadges } from './routes.ts';

/** What every paper about the people of an event begins with, and the part of them that was asked for. */
export async function doorPaper(
  name: string,
  { params, query, actor, now }: Call<typeof getBadges | typeof getAttendanceSheet>,
  { alliances, events, doors, shown }: DoorPaperDeps,
) {
  const { state } = await eventFor(events, actor, params.eventId);
  const [alliance, tickets, persons] = await Promise.all([
    allianceNameOn(alliances, actor.alliance, state.dates.from, berlinDayOf(now)),
    doors.ticketsOf(actor.alliance, params.eventId),
    shown.ofEvent(actor.alliance, params.eventId),
  ]);
  const part = partOf(listedOf(tickets, persons), query.part ?? 1);
  const heading = `${name}${part.label}`;
  const title = `${name}: ${state.title}${part.label}`;
  return { part, heading, head: { title, author: alliance, alliance, event: state.title, dates: datesOf(state) } };
}
