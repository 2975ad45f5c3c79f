import type { Actor } from '../../shared/domain/access.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { heldBy, isSeries } from '../../shared/domain/alliance-event.ts';
import { boundInWords, headcount, remainderOf } from '../../shared/domain/attendance.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { QueryOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { eventsInReach } from '../../shared/store/events-in-reach.ts';
import type { AttendanceDeps } from './deps.ts';
import type { countAttendance } from './routes.ts';

const matches = (event: AllianceEvent, { kind, theme, office, subject }: QueryOf<typeof countAttendance>): boolean =>
  event.ownership === 'OWN' &&
  (subject === 'LOCAL_EVENTS' || !isSeries(event)) &&
  (kind === undefined || event.kind === kind) &&
  (theme === undefined || event.theme === theme) &&
  (office === undefined || (event.responsibleOffice ?? 'NONE') === office);

/** As known at an earlier instant an event counts to the office that was responsible then. */
async function reachKnownAt(
  events: AllianceEventStore,
  actor: Actor,
  knownAt: Instant | undefined,
): Promise<Map<string, Versioned<AllianceEvent>>> {
  if (knownAt === undefined) return await eventsInReach(events, actor);
  const known = await events.allKnownAt(actor.alliance, knownAt);
  return new Map(known.filter(({ state }) => mayEnter(actor, state.responsibleOffice)).map((event) => [event.id, event]));
}

export const work: Work<typeof countAttendance, AttendanceDeps> = async ({ query, actor, now }, { events, figures }) => {
  const asOf = query.asOf ?? berlinDayOf(now);
  const subject = query.subject ?? 'PERSONS';
  const [reach, stated] = await Promise.all([reachKnownAt(events, actor, query.knownAt), figures.stated(actor.alliance, query.knownAt)]);
  const usable = stated.filter(({ figure }) => (figure.asOf ?? asOf) <= asOf && figure.eventIds.every((id) => reach.has(id)));
  const fitting = [...reach.values()].filter(({ state }) => matches(state, query));
  const held = fitting.filter(({ state }) => heldBy(state, asOf)).map(({ id }) => id);
  const planned = fitting
    .filter(({ state }) => !heldBy(state, asOf) && state.status !== 'CANCELLED' && state.status !== 'UNKNOWN')
    .map(({ id }) => id);
  const remainders = usable.flatMap(({ id, figure }) => {
    const remainder =
      figure.subject === subject && figure.eventIds.length > 1 && figure.eventIds.every((eventId) => held.includes(eventId))
        ? remainderOf(figure, usable)
        : undefined;
    if (!remainder) return [];
    const { atMost } = remainder;
    return [
      {
        ...remainder,
        title: reach.get(remainder.eventId)?.state.title ?? '',
        inWords: atMost === null ? 'nicht bekannt' : boundInWords(atMost, 'atMost'),
        figureId: id,
      },
    ];
  });
  return ok({
    asOf,
    held: headcount(
      subject,
      held,
      usable.filter(({ figure }) => figure.basis !== 'EXPECTED'),
    ),
    planned: headcount(subject, planned, usable),
    remainders,
  });
};
