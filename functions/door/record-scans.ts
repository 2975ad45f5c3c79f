import type { DoorEntry } from '../../shared/domain/door.ts';
import { messageOf, skewSeconds } from '../../shared/domain/door.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { SuccessOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { RecordedScan } from '../../shared/store/door-store.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { DoorDeps } from './deps.ts';
import { lanesOf } from './lanes.ts';
import type { Delivery } from './record-entry.ts';
import { recordEntry } from './record-entry.ts';
import type { recordScans } from './routes.ts';

type Result = SuccessOf<typeof recordScans>['results'][number];

/** Lanes of one batch that are worked on at once. */
const LANES_AT_ONCE = 16;

const ticketIn = (entry: DoorEntry): string | null => ('ticketId' in entry ? entry.ticketId : null);

function toResult(entry: DoorEntry, recorded: RecordedScan): Result {
  const { scanId } = entry;
  if (recorded === 'NOT_YET') {
    const outcome = { outcome: 'NOT_YET', reason: null } as const;
    return { scanId, ticketId: null, ...outcome, message: messageOf(outcome) };
  }
  if (recorded === 'OTHER_CONTENT') {
    const outcome = { outcome: 'REFUSED', reason: 'SCAN_ID_REUSED' } as const;
    return { scanId, ticketId: ticketIn(entry), ...outcome, message: messageOf(outcome) };
  }
  const { ticketId, outcome, reason } = recorded;
  return { scanId, ticketId, outcome, reason, message: messageOf(recorded) };
}

/** Entry after entry within a lane, some lanes at once. The first failure ends all: what is kept by then is known when it is sent again. */
async function inLanes(entries: readonly DoorEntry[], record: (entry: DoorEntry) => Promise<RecordedScan>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = [...lanesOf(entries)];
  const failed = new AbortController();
  const worker = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const place of lane) {
        failed.signal.throwIfAborted();
        const entry = entries[place] as DoorEntry;
        results[place] = toResult(entry, await record(entry));
      }
    }
  };
  const guarded = async (): Promise<void> => {
    try {
      await worker();
    } catch (error) {
      failed.abort(error);
    }
  };
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, guarded));
  failed.signal.throwIfAborted();
  return results;
}

export const work: Work<typeof recordScans, DoorDeps> = async ({ params, body, actor, now }, { events, offers, doors, people, keys }) => {
  const { alliance } = actor;
  const [, offer] = await Promise.all([eventFor(events, actor, params.eventId), offers.find(alliance, params.eventId)]);
  if (!offer) throw new Failure('offerNotFound');
  const skew = skewSeconds(body.sentAt, now);
  const delivery: Delivery = {
    alliance,
    eventId: params.eventId,
    doors: offer.state.doors,
    deviceId: body.deviceId,
    receivedAt: now,
    skewSeconds: skew,
    by: actor.subject,
  };
  const results = await inLanes(body.entries, (entry) => recordEntry(delivery, entry, { doors, people, keys }));
  return ok({ receivedAt: now, skewSeconds: skew, results });
};
