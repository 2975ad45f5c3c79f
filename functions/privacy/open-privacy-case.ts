import { privacyCaseOpened } from '../../events/privacy-case-opened.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Participation } from '../../shared/domain/privacy.ts';
import { assertAsksAboutSomebody, openCase } from '../../shared/domain/privacy.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { PrivacyDeps } from './deps.ts';
import type { openPrivacyCase } from './routes.ts';

/** Nothing found is an answer too, and a case, once somebody was asked about. */
export const work: Work<typeof openPrivacyCase, PrivacyDeps> = async ({ body, actor, by, now }, { cases, doors, keys }) => {
  const { alliance } = actor;
  assertAsksAboutSomebody(body);
  const tickets = await Promise.all(body.participants.map(({ eventId, ticketId }) => doors.findTicket(alliance, eventId, ticketId)));
  if (tickets.includes(undefined)) throw new Failure('participantNotFound');
  const addressed = body.email === null ? [] : await keys.participantsWith(alliance, body.email);
  const state = openCase(body, [...(addressed as Participation[]), ...body.participants], berlinDayOf(now));
  const event = privacyCaseOpened({ kind: state.kind, dueOn: state.dueOn, participations: state.participants.length });
  return recorded(await cases.create(alliance, ids.next(), { state, event }, by));
};
