import type { Work } from '../../shared/http/route.ts';
import { oparlAnswer, oparlBodyOf } from './answer.ts';
import type { OparlDeps } from './deps.ts';
import type { getOparlBody } from './routes.ts';
import { shelfOf } from './shelf.ts';

export const work: Work<typeof getOparlBody, OparlDeps> = async ({ params, now }, deps) =>
  oparlAnswer(oparlBodyOf(await shelfOf(deps, params.allianceId, now), now).present(false));
