import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { outcomesFor } from '../../shared/domain/privacy.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PrivacyDeps } from './deps.ts';
import { participantsOf } from './participants.ts';
import type { getPrivacyCase } from './routes.ts';

/** Once a case is closed its purpose is over, and nobody reads names through it. */
export const work: Work<typeof getPrivacyCase, PrivacyDeps> = async ({ params, actor, now }, deps) => {
  const one = await deps.cases.get(actor.alliance, params.caseId);
  const isOpen = one.state.status === 'OPEN';
  const found = isOpen ? await participantsOf(deps, actor.alliance, one.state.participants, berlinDayOf(now)) : [];
  return ok({ ...viewOf(one), found, possibleOutcomes: isOpen ? outcomesFor(one.state) : [] }, one.version);
};
