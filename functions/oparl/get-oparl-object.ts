import { Failure } from '../../shared/domain/failures.ts';
import { oparlAnswers } from '../../shared/domain/oparl.ts';
import type { Work } from '../../shared/http/route.ts';
import { oparlAnswer } from './answer.ts';
import type { OparlDeps } from './deps.ts';
import type { getOparlObject } from './routes.ts';
import { addresses, publishedOf, shelfOf } from './shelf.ts';

export const work: Work<typeof getOparlObject, OparlDeps> = async ({ params: { allianceId, kind, objectId }, now }, deps) => {
  const all = await publishedOf(deps, await shelfOf(deps, allianceId, now), kind);
  const found = oparlAnswers(allianceId, all, addresses()).find((one) => one.kind === kind && one.id === objectId);
  if (!found) throw new Failure('oparlObjectNotFound');
  return oparlAnswer(found.present(false));
};
