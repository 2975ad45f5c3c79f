import type { Instant } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { sameAddressForm } from '../../shared/domain/participant.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';

/** From one network address to one event; a school or an office shares one. */
const SOURCE_PER_MINUTE = 10;
const SOURCE_PER_HOUR = 40;
/** What strangers may cause to be sent to one address about one event. */
const MAILS_PER_HOUR = 5;

type At = { readonly alliance: string; readonly eventId: string; readonly now: Instant };

const secondsLeft = (now: Instant, minutes: number): number => minutes * 60 - (Math.floor(Date.parse(now) / 1000) % (minutes * 60));

/** @throws tooManyRequests with the seconds until the next window */
export async function assertSourceMayTry(keys: KeyTable, source: string, { alliance, eventId, now }: At): Promise<void> {
  const mark = await keys.markOf('source', `${eventId}|${source}`);
  const [minute, hour] = await Promise.all([keys.countAttempt(alliance, mark, now, 1), keys.countAttempt(alliance, mark, now, 60)]);
  const window = hour > SOURCE_PER_HOUR ? 60 : minute > SOURCE_PER_MINUTE ? 1 : undefined;
  if (window === undefined) return;
  const retryAfterSeconds = secondsLeft(now, window);
  const wait = window === 1 ? 'in einer Minute' : 'in einer Stunde';
  throw new Failure('tooManyRequests', {
    retryAfterSeconds,
    detail: `Von Ihrem Anschluss kamen gerade sehr viele Anmeldungen. Bitte versuchen Sie es ${wait} noch einmal; größere Gruppen meldet Ihnen gern das Amt an.`,
  });
}

/** Counts a try with this address. @returns false when no further mail may follow from tries of this hour */
export async function mayBeWrittenTo(keys: KeyTable, email: string, { alliance, eventId, now }: At): Promise<boolean> {
  const mark = await keys.markOf('address', `${eventId}|${sameAddressForm(email)}`);
  return (await keys.countAttempt(alliance, mark, now, 60)) <= MAILS_PER_HOUR;
}
