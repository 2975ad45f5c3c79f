import { holdingChanged } from '../../events/holding-changed.ts';
import { changeHolding as changed } from '../../shared/domain/seat-holding.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { assertPersonFits } from './reach.ts';
import type { changeHolding } from './routes.ts';

export const work: Work<typeof changeHolding, BodiesDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const seat = await deps.seats.get(actor.alliance, params.seatId);
  await assertPersonFits(deps, actor.alliance, body.personId, '/personId');
  const state = changed(seat.state, body);
  const { as, personId, from, dated } = body;
  const event = holdingChanged({ bodyId: state.bodyId, as, personId, from, dated });
  return recorded(await deps.seats.update(actor.alliance, seat, expectedVersion, { state, event }, by));
};
