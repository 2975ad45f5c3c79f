import { bodyRoleEnded } from '../../events/body-role-ended.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import { at } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import type { endBodyRole } from './routes.ts';

export const work: Work<typeof endBodyRole, BodiesDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const role = await deps.roles.get(actor.alliance, params.roleId);
  const { bodyId, kind, from } = role.state;
  if (from !== null && body.to < from)
    throw at('holdingInvalid', '/to', `Der letzte Tag liegt vor dem Beginn der Funktion (${formatDay(from)}).`);
  const state = { ...role.state, to: body.to };
  const event = bodyRoleEnded({ bodyId, kind, to: body.to });
  return recorded(await deps.roles.update(actor.alliance, role, expectedVersion, { state, event }, by));
};
