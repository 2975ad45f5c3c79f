import { Failure } from '../../shared/domain/failures.ts';
import { oparlAnswers } from '../../shared/domain/oparl.ts';
import type { Work } from '../../shared/http/route.ts';
import { oparlPage } from './answer.ts';
import type { OparlDeps } from './deps.ts';
import type { listOparlMeetingsOf } from './routes.ts';
import { addresses, meetingsIn, shelfOf } from './shelf.ts';

export const work: Work<typeof listOparlMeetingsOf, OparlDeps> = async ({ params: { allianceId, bodyId }, query, now }, deps) => {
  const shelf = await shelfOf(deps, allianceId, now);
  const own = shelf.bodies.filter(({ body }) => body.id === bodyId);
  if (own.length === 0) throw new Failure('bodyNotFound');
  const listed = oparlAnswers(allianceId, await meetingsIn(deps, shelf, own), addresses())
    .filter(({ kind }) => kind === 'meetings')
    .map((one) => ({ ...one, isDeleted: one.properties === null }));
  return oparlPage(addresses().meetingsOf(allianceId, bodyId), listed, query);
};
