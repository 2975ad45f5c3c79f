import type { CalendarEntry } from '../../shared/documents/calendar.ts';
import { CALENDAR_TYPE, calendarFile } from '../../shared/documents/calendar.ts';
import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Meeting } from '../../shared/domain/meeting.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { MeetingDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { getBodyCalendar, getPublicBodyCalendar } from './routes.ts';

/** The public part of an agenda that was sent. What is not public is not even counted to people outside. */
const agendaInWords = ({ status, agenda }: Meeting): string | null =>
  status === 'PLANNED'
    ? null
    : agenda
        .filter(({ isPublic }) => isPublic)
        .map(({ label, title }) => `${label} ${title}`)
        .join('\n') || null;

const entryOf = (alliance: string, meeting: Versioned<Meeting>): CalendarEntry => {
  const { title, plannedOn, plannedStart, place, status } = meeting.state;
  return {
    alliance,
    record: meeting,
    title,
    dates: { from: plannedOn, to: plannedOn, startTime: plannedStart, endTime: null },
    place,
    isCancelled: status === 'CANCELLED',
    url: null,
    description: agendaInWords(meeting.state),
  };
};

async function calendarOfBody({ meetings }: MeetingDeps, alliance: string, { id, state }: Versioned<AllianceBody>): Promise<string> {
  const entries = await meetings.all(alliance, bodyParent(alliance, id));
  const name = state.shortName ?? state.names.at(-1)?.name ?? id;
  return calendarFile(
    name,
    entries.map((meeting) => entryOf(alliance, meeting)),
  );
}

/** A calendar leaves the house on every telephone it is put on: it says no more to those signed in than to the public. */
export const work: Work<typeof getBodyCalendar, MeetingDeps> = async ({ params, actor }, deps) => {
  const body = await bodyFor(deps, actor, params.bodyId);
  const content = await calendarOfBody(deps, actor.alliance, body);
  return file({ contentType: CALENDAR_TYPE, fileName: `sitzungen-${body.id}.ics`, content });
};

/** Past and cancelled meetings stay: what a feed leaves out disappears from the subscriber's calendar. */
export const publicWork: Work<typeof getPublicBodyCalendar, MeetingDeps> = async ({ params: { allianceId, bodyId } }, deps) => {
  const body = await deps.bodies.find(allianceId, bodyId);
  if (!body?.state.isPublic) throw new Failure('bodyNotFound');
  const content = await calendarOfBody(deps, allianceId, body);
  return file({ contentType: CALENDAR_TYPE, content, headers: { 'cache-control': 'public, max-age=300' } });
};
