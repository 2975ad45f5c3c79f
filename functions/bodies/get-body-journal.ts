import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { getBodyJournal } from './routes.ts';

export const work: Work<typeof getBodyJournal, BodiesDeps> = async ({ params, actor }, deps) => {
  const body = await bodyFor(deps, actor, params.bodyId);
  return ok(toJournalView(await deps.bodies.journalOf(actor.alliance, body.id)));
};
