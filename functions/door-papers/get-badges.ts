import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { DoorPaperDeps } from './deps.ts';
import { badgesOf, datesOf, listedOf, partOf } from './door-lists.ts';
import { allianceNameOn, pdfOf } from './paper.ts';
import type { getBadges } from './routes.ts';

export const work: Work<typeof getBadges, DoorPaperDeps> = async ({ params, query, actor, now }, { alliances, events, doors, people }) => {
  const { state } = await eventFor(events, actor, params.eventId);
  const [alliance, tickets, persons] = await Promise.all([
    allianceNameOn(alliances, actor.alliance, state.dates.from, berlinDayOf(now)),
    doors.ticketsOf(actor.alliance, params.eventId),
    people.ofEvent(actor.alliance, params.eventId),
  ]);
  const part = partOf(listedOf(tickets, persons), query.part ?? 1);
  const head = {
    title: `Namensschilder: ${state.title}${part.label}`,
    author: alliance,
    alliance,
    event: state.title,
    dates: datesOf(state),
  };
  const content = pdfOf('badges.typ', now, { ...head, badges: badgesOf(part), empty: 'Niemand ist angemeldet.' });
  return file({ contentType: 'application/pdf', content, fileName: 'namensschilder.pdf' });
};
