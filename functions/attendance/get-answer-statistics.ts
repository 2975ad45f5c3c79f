import { countAnswers } from '../../shared/domain/answer-statistics.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { smallNumberRuleOn } from '../../shared/domain/small-numbers.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AttendanceDeps } from './deps.ts';
import type { getAnswerStatistics } from './routes.ts';

export const work: Work<typeof getAnswerStatistics, AttendanceDeps> = async ({ params, actor, now }, { events, offers, doors, people }) => {
  const { alliance } = actor;
  const event = await eventFor(events, actor, params.eventId);
  const [offer, tickets, persons] = await Promise.all([
    offers.get(alliance, event.id),
    doors.ticketsOf(alliance, event.id),
    people.ofEvent(alliance, event.id),
  ]);
  const counted = tickets.filter(({ status }) => status === 'VALID').flatMap(({ id }) => persons.get(id) ?? []);
  const rule = smallNumberRuleOn(berlinDayOf(now));
  const given = (questionId: string): string[] =>
    counted.flatMap(({ answers }) => answers.find((one) => one.questionId === questionId)?.answer ?? []);
  return ok({
    eventId: event.id,
    title: event.state.title,
    people: counted.length,
    smallestShown: rule.smallestShown,
    questions: offer.state.questions.map((question) => countAnswers(question, given(question.id), rule)),
  });
};
