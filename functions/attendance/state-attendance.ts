import { attendanceStated } from '../../events/attendance-stated.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import { at } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { AttendanceDeps } from './deps.ts';
import type { stateAttendance } from './routes.ts';

export const work: Work<typeof stateAttendance, AttendanceDeps> = async ({ body, actor, by }, { events, figures }) => {
  const found = await Promise.all(body.eventIds.map((id) => events.find(actor.alliance, id)));
  const missing = found.findIndex((event) => !event || !mayEnter(actor, event.state.responsibleOffice));
  if (missing >= 0) throw at('relatedEventNotFound', `/eventIds/${missing}`, 'Bitte wählen Sie eine Veranstaltung aus Ihrem Bereich.');
  const { eventIds, subject, value, qualifier } = body;
  return recorded(
    await figures.create(actor.alliance, ids.next(), { state: body, event: attendanceStated({ eventIds, subject, value, qualifier }) }, by),
  );
};
