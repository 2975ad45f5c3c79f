import type { Instant } from '../domain/calendar.ts';

/** The clock of the running function; tests set their own. */
export const clock: { now: () => Instant } = { now: () => new Date().toISOString() };
