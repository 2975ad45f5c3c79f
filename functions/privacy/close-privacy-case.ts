import { privacyCaseClosed } from '../../events/privacy-case-closed.ts';
import { closeCase } from '../../shared/domain/privacy.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { PrivacyDeps } from './deps.ts';
import type { closePrivacyCase } from './routes.ts';

export const work: Work<typeof closePrivacyCase, PrivacyDeps> = async ({ params, body, actor, by, expectedVersion }, { cases }) => {
  const one = await cases.get(actor.alliance, params.caseId);
  const state = closeCase(one.state, body.outcome);
  const { kind, status, outcome } = state;
  return recorded(
    await cases.update(actor.alliance, one, expectedVersion, { state, event: privacyCaseClosed({ kind, status, outcome }) }, by),
  );
};
