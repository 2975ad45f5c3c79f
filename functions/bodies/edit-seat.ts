import { seatEdited } from '../../events/seat-edited.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import { assertHoldings } from '../../shared/domain/seat-holding.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { assertBodyThere } from './reach.ts';
import type { editSeat } from './routes.ts';

export const work: Work<typeof editSeat, BodiesDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const seat = await deps.seats.get(actor.alliance, params.seatId);
  await assertBodyThere(deps, actor.alliance, body.delegatedFromBodyId, '/delegatedFromBodyId');
  const state = { ...seat.state, ...body };
  assertHoldings(state);
  const event = seatEdited({ bodyId: state.bodyId, changed: changedFields(seat.state, state) });
  return recorded(await deps.seats.update(actor.alliance, seat, expectedVersion, { state, event }, by));
};
