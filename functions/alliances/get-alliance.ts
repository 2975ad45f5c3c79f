import { nameOn } from '../../shared/domain/alliance.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { getAlliance } from './routes.ts';

export const work: Work<typeof getAlliance, { alliances: AllianceStore }> = async ({ params, query, now }, { alliances }) => {
  const { allianceId } = params;
  const { knownAt } = query;
  const alliance = await (knownAt === undefined
    ? alliances.get(allianceId, allianceId)
    : alliances.getKnownAt(allianceId, allianceId, knownAt));
  return ok({ ...viewOf(alliance), name: nameOn(alliance.state, berlinDayOf(now)) }, alliance.version);
};
