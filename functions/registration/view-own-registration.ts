import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PublicDeps } from './deps.ts';
import { ownRegistration, viewOf } from './own.ts';
import type { viewOwnRegistration } from './routes.ts';

export const work: Work<typeof viewOwnRegistration, PublicDeps> = async ({ params, body, now }, deps) =>
  ok(await viewOf(deps, await ownRegistration(deps, params, body.link), now));
