import { seatRecorded } from '../../events/seat-recorded.ts';
import { assertHoldings } from '../../shared/domain/seat-holding.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { BodiesDeps } from './deps.ts';
import { assertBodyThere, assertPersonFits, bodyFor } from './reach.ts';
import type { recordSeat } from './routes.ts';

export const work: Work<typeof recordSeat, BodiesDeps> = async ({ body, actor, by }, deps) => {
  await bodyFor(deps, actor, body.bodyId);
  await assertBodyThere(deps, actor.alliance, body.delegatedFromBodyId, '/delegatedFromBodyId');
  assertHoldings(body);
  await Promise.all(
    body.holdings.map(({ personId }, index) => assertPersonFits(deps, actor.alliance, personId, `/holdings/${index}/personId`)),
  );
  const event = seatRecorded({ bodyId: body.bodyId, side: body.side, group: body.group });
  return recorded(await deps.seats.create(actor.alliance, ids.next(), { state: body, event }, by));
};
