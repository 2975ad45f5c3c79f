import type { Instant } from '../domain/calendar.ts';
import { Failure } from '../domain/failures.ts';

/** A room of the portal asks for up to fifty things at once, and people change rooms faster than once in ten seconds. */
const SECONDS_SAVED_UP = 10;
/** Subjects one instance remembers; whoever was not seen for longest starts afresh. */
const MOST_SUBJECTS = 1_000;

type Bucket = { readonly left: number; readonly at: number };

/**
 * A token bucket per subject (RFC 2697 calls its size the burst), kept by one instance of one function in memory: it costs
 * neither a read nor a write. An instance of Lambda answers one request at a time, so whoever wants more of them at once
 * is held back by each; API Gateway's throttle bounds all callers together.
 *
 * @returns what takes one request of a subject, and throws tooManyRequests with the seconds until the next
 */
export function subjectLimit(): (subject: string, perSecond: number, now: Instant) => void {
  const buckets = new Map<string, Bucket>();
  return (subject, perSecond, now) => {
    const at = Date.parse(now);
    const most = perSecond * SECONDS_SAVED_UP;
    const before = buckets.get(subject) ?? { left: most, at };
    const passed = Math.max(0, at - before.at);
    const left = Math.min(most, before.left + (passed / 1_000) * perSecond);
    buckets.delete(subject);
    buckets.set(subject, { left: left < 1 ? left : left - 1, at: before.at + passed });
    for (const [longest] of buckets) {
      if (buckets.size <= MOST_SUBJECTS) break;
      buckets.delete(longest);
    }
    if (left >= 1) return;
    throw new Failure('tooManyRequests', {
      retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / perSecond)),
      detail:
        'Mit Ihrer Anmeldung kamen gerade sehr viele Anfragen. Bitte warten Sie einige Sekunden und versuchen Sie es dann noch einmal.',
    });
  };
}
