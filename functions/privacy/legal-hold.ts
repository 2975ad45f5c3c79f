import { legalHoldStated } from '../../events/legal-hold-stated.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { heldBecause } from '../../shared/domain/retention.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { idFrom } from '../../shared/platform/ids.ts';
import type { PrivacyDeps } from './deps.ts';
import type { getLegalHold, setLegalHold } from './routes.ts';

const holdIdOf = (eventId: string): string => idFrom('legal-hold', eventId);

export const read: Work<typeof getLegalHold, PrivacyDeps> = async ({ params, actor, now }, { events, retention }) => {
  const { eventId } = params;
  await events.get(actor.alliance, eventId);
  const id = holdIdOf(eventId);
  const set = await retention.findHold(actor.alliance, id);
  return set
    ? ok({ ...viewOf(set), heldBecause: heldBecause(set.state, berlinDayOf(now)) }, set.version)
    : ok({ id, version: 0, changedAt: now, kind: 'HOLD', eventId, hold: null, heldBecause: null }, 0);
};

export const work: Work<typeof setLegalHold, PrivacyDeps> = async ({ params, body, actor, by, expectedVersion }, { events, retention }) => {
  const { eventId } = params;
  await events.get(actor.alliance, eventId);
  const change = { state: { kind: 'HOLD' as const, eventId, ...body }, event: legalHoldStated({ eventId, ...body }) };
  const id = holdIdOf(eventId);
  if (expectedVersion === 0) return recorded(await retention.create(actor.alliance, id, change, by));
  const set = await retention.findHold(actor.alliance, id);
  if (!set) throw new Failure('recordChangedMeanwhile');
  return recorded(await retention.update(actor.alliance, set, expectedVersion, change, by));
};
