import { oparlAnswers } from '../../shared/domain/oparl.ts';
import type { Work } from '../../shared/http/route.ts';
import { oparlPage } from './answer.ts';
import type { OparlDeps } from './deps.ts';
import type { listOparlObjects } from './routes.ts';
import { addresses, publishedOf, shelfOf } from './shelf.ts';

export const work: Work<typeof listOparlObjects, OparlDeps> = async ({ params: { allianceId, list }, query, now }, deps) => {
  const all = await publishedOf(deps, await shelfOf(deps, allianceId, now), list);
  const listed = oparlAnswers(allianceId, all, addresses())
    .filter(({ kind }) => kind === list)
    .map((one) => ({ ...one, isDeleted: one.properties === null }));
  return oparlPage(addresses().list(allianceId, list), listed, query);
};
