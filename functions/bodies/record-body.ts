import { bodyRecorded } from '../../events/body-recorded.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { BodiesDeps } from './deps.ts';
import { assertBodyFits } from './reach.ts';
import type { recordBody } from './routes.ts';

export const work: Work<typeof recordBody, BodiesDeps> = async ({ body, actor, by }, deps) => {
  const { reportAddress, meetsEveryMonths = null, ...fields } = body;
  const state = { ...fields, meetsEveryMonths };
  await assertBodyFits(deps, actor.alliance, state);
  const event = bodyRecorded({ kind: state.kind });
  return recorded(await deps.bodies.record(actor.alliance, ids.next(), { state, event }, { reportAddress }, by));
};
