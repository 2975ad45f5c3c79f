import { retentionDecided } from '../../events/retention-decided.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { decideRetention as decide } from '../../shared/domain/retention.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { PrivacyDeps } from './deps.ts';
import type { decideRetention } from './routes.ts';

export const work: Work<typeof decideRetention, PrivacyDeps> = async ({ params, body, actor, by, now, expectedVersion }, { retention }) => {
  const one = await retention.findCase(actor.alliance, params.retentionId);
  if (!one) throw new Failure('retentionNotFound');
  const state = decide(one.state, body, { subject: by.subject, today: berlinDayOf(now) });
  const { eventId, dataClass, status, waiver } = state;
  const event = retentionDecided({ eventId, dataClass, status, waiver });
  return recorded(await retention.update(actor.alliance, one, expectedVersion, { state, event }, by));
};
