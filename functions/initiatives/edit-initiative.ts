import { initiativeEdited } from '../../events/initiative-edited.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { InitiativeDeps } from './deps.ts';
import type { editInitiative } from './routes.ts';

export const work: Work<typeof editInitiative, InitiativeDeps> = async ({ params, body, actor, by, expectedVersion }, { initiatives }) => {
  const initiative = await initiatives.get(actor.alliance, params.initiativeId);
  const event = initiativeEdited({ changed: changedFields(initiative.state, body) });
  return recorded(await initiatives.update(actor.alliance, initiative, expectedVersion, { state: body, event }, by));
};
