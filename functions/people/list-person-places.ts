import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import type { listPersonPlaces } from './routes.ts';

/** Of this very record and not of those merged with it: it is what has to be looked at before they are merged or separated. */
export const work: Work<typeof listPersonPlaces, PeopleDeps> = async ({ params, actor }, { persons, seats, roles }) => {
  const { alliance } = actor;
  const { id: personId } = await persons.get(alliance, params.personId);
  const [everySeat, everyRole] = await Promise.all([seats.all(alliance), roles.all(alliance)]);
  const held = everySeat.flatMap(({ id, state: { bodyId, label, holdings } }) =>
    holdings
      .filter((one) => one.personId === personId)
      .map(({ from, to, dated, as }) => ({ bodyId, seatId: id, label, as, kind: null, from, to, dated })),
  );
  const functions = everyRole
    .filter(({ state }) => state.personId === personId)
    .map(({ state: { bodyId, kind, from, to } }) => ({ bodyId, seatId: null, label: null, as: null, kind, from, to, dated: true }));
  return ok({ items: [...held, ...functions] });
};
