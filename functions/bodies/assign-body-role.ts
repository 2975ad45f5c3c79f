import { bodyRoleAssigned } from '../../events/body-role-assigned.ts';
import { at } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { BodiesDeps } from './deps.ts';
import { assertPersonFits, bodyFor } from './reach.ts';
import type { assignBodyRole } from './routes.ts';

export const work: Work<typeof assignBodyRole, BodiesDeps> = async ({ body, actor, by }, deps) => {
  await bodyFor(deps, actor, body.bodyId);
  await assertPersonFits(deps, actor.alliance, body.personId, '/personId');
  if (body.from !== null && body.to !== null && body.to < body.from)
    throw at('holdingInvalid', '/to', 'Das Ende liegt vor dem Beginn der Funktion.');
  const event = bodyRoleAssigned({ bodyId: body.bodyId, kind: body.kind, personId: body.personId });
  return recorded(await deps.roles.create(actor.alliance, ids.next(), { state: body, event }, by));
};
