import { assertOpen } from '../../shared/domain/privacy.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { composeExport } from '../../shared/store/privacy-export.ts';
import type { PrivacyDeps } from './deps.ts';
import type { getPrivacyExport } from './routes.ts';

export const work: Work<typeof getPrivacyExport, PrivacyDeps> = async ({ params, actor, now }, deps) => {
  const one = await deps.cases.get(actor.alliance, params.caseId);
  assertOpen(one.state);
  return ok(await composeExport(deps, actor.alliance, one, { at: now, role: actor.role, subject: actor.subject }));
};
