import ical, { ICalEventStatus } from 'ical-generator';
import { dueOn } from '../../shared/domain/deadline.ts';
import { addDays } from '../../shared/domain/holidays.ts';
import { inquiryKindNames, inquiryStatusNames } from '../../shared/domain/inquiry.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import type { getDeadlineCalendar } from './routes.ts';

/** All-day entries: the UID stays with the inquiry, SEQUENCE rises with its version. No names of askers. */
export const work: Work<typeof getDeadlineCalendar, InquiryDeps> = async ({ actor }, { inquiries }) => {
  const calendar = ical({ name: 'Fristen der Anfragen', prodId: { company: 'npa-register', product: 'deadlines', language: 'DE' } });
  for (const { id, version, changedAt, state } of await inquiries.all(actor.alliance)) {
    const due = dueOn(state, state.deadlineRule);
    if (due === null || state.status === 'SENT' || state.status === 'ISSUED') continue;
    calendar.createEvent({
      id: `${actor.alliance}-${id}@npa-register`,
      sequence: version,
      stamp: new Date(changedAt),
      start: new Date(`${due}T00:00:00Z`),
      end: new Date(`${addDays(due, 1)}T00:00:00Z`),
      allDay: true,
      summary: `Frist: Drs. ${state.questionPaper}, ${state.title}`,
      description: `${inquiryKindNames[state.kind]}, Stand: ${inquiryStatusNames[state.status]}`,
      status: ICalEventStatus.CONFIRMED,
    });
  }
  return file({ contentType: 'text/calendar; charset=utf-8', fileName: 'fristen.ics', content: calendar.toString() });
};
