import { bodyEdited } from '../../events/body-edited.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { assertBodyFits, bodyFor } from './reach.ts';
import type { editBody } from './routes.ts';

export const work: Work<typeof editBody, BodiesDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const read = await bodyFor(deps, actor, params.bodyId);
  const { reportAddress, meetsEveryMonths = read.state.meetsEveryMonths, ...fields } = body;
  const state = { ...fields, meetsEveryMonths };
  await assertBodyFits(deps, actor.alliance, state, read.id);
  const mail = { reportAddress };
  const changed = [...changedFields(read.state, state), ...changedFields(await deps.bodies.mailOf(actor.alliance, read.id), mail)];
  return recorded(await deps.bodies.edit(actor.alliance, read, expectedVersion, { state, event: bodyEdited({ changed }) }, mail, by));
};
