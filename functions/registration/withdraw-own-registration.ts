import { versionedOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { again, withoutKey } from '../../shared/store/party-store.ts';
import type { PublicDeps } from './deps.ts';
import { assertOpen, ownRegistration, viewOf } from './own.ts';
import type { withdrawOwnRegistration } from './routes.ts';

/** Called off twice is called off: a second time changes nothing. */
export const work: Work<typeof withdrawOwnRegistration, PublicDeps> = async ({ params, body, by, now }, deps) =>
  await again(async () => {
    const own = await ownRegistration(deps, params, body.link);
    const { alliance, registration } = own;
    if (registration.state.status === 'WITHDRAWN') return ok(await viewOf(deps, own, now));
    assertOpen(own, now);
    const entry = await deps.parties.withdraw(alliance, registration, registration.version, 'PERSON', withoutKey(by));
    return ok(await viewOf(deps, { ...own, registration: versionedOf(entry) }, now));
  }, ['recordChangedMeanwhile']);
