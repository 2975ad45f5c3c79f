import { retentionSettingsStated } from '../../events/retention-settings-stated.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { usualPeriods } from '../../shared/domain/retention.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import type { PrivacyDeps } from './deps.ts';
import type { getRetentionSettings, setRetentionSettings } from './routes.ts';

export const read: Work<typeof getRetentionSettings, PrivacyDeps> = async ({ actor, now }, { retention }) => {
  const set = await retention.findSettings(actor.alliance);
  const usual = { id: retention.settingsId, version: 0, changedAt: now, kind: 'SETTINGS', periods: usualPeriods };
  return set ? ok(viewOf(set), set.version) : ok(usual, 0);
};

export const work: Work<typeof setRetentionSettings, PrivacyDeps> = async ({ body, actor, by, expectedVersion }, { retention }) => {
  const change = { state: { kind: 'SETTINGS' as const, ...body }, event: retentionSettingsStated(body) };
  if (expectedVersion === 0) return recorded(await retention.create(actor.alliance, retention.settingsId, change, by));
  const set = await retention.findSettings(actor.alliance);
  if (!set) throw new Failure('recordChangedMeanwhile');
  return recorded(await retention.update(actor.alliance, set, expectedVersion, change, by));
};
