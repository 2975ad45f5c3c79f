import * as z from 'zod';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { addDays, addMonths, nextWorkingDay } from './holidays.ts';
import { text } from './text.ts';

/**
 * When an answer is due. The ministry answers within one month (GGO § 33(2)); the day the period begins is not counted
 * (BGB § 187(1)), it ends on the day of the same number (§ 188), or the next working day (§ 193). From which day it runs
 * is the office's setting; apparently from the day the inquiry was forwarded. @see docs/sources.md#deadline
 */
export const DeadlineRule = z.strictObject({
  startsOn: z.enum(['RECEIVED', 'FORWARDED']).meta({ title: 'Beginn der Frist' }),
  months: z.int().min(0).max(12).meta({ title: 'Monate' }),
  days: z.int().min(0).max(90).meta({ title: 'Tage' }),
});
export type DeadlineRule = z.output<typeof DeadlineRule>;

export const ExtensionNotice = z.strictObject({
  sentOn: day('Mitgeteilt am'),
  expectedOn: day('Voraussichtlich am'),
  reasons: text(1000, 'Gründe'),
});
export type ExtensionNotice = z.output<typeof ExtensionNotice>;

const ONE_MONTH: DeadlineRule = { startsOn: 'FORWARDED', months: 1, days: 0 };

/** What holds unless an inquiry says otherwise. The short-notice period is the office's to confirm. */
export const usualRules = {
  MINOR_WRITTEN: ONE_MONTH,
  MINOR_WRITTEN_SHORT: { startsOn: 'FORWARDED', months: 0, days: 14 },
  MINOR_ORAL: ONE_MONTH,
  MAJOR: ONE_MONTH,
  URGENT: { startsOn: 'FORWARDED', months: 0, days: 3 },
} as const satisfies Record<string, DeadlineRule>;

export type DeadlineDates = { readonly receivedOn: Day; readonly forwardedOn: Day | null };

/** Last day of the period, or null while the day it runs from is not known. */
export function dueOn(dates: DeadlineDates, rule: DeadlineRule): Day | null {
  const start = rule.startsOn === 'RECEIVED' ? dates.receivedOn : dates.forwardedOn;
  return start === null ? null : nextWorkingDay(addDays(addMonths(start, rule.months), rule.days));
}

/** An extension does not move the deadline: the answer is late, and the Landtag was told. */
export type DeadlineState = 'OPEN' | 'DUE_SOON' | 'OVERDUE' | 'OVERDUE_NOTIFIED' | 'ANSWERED_IN_TIME' | 'ANSWERED_LATE' | 'NOT_RUNNING';
const SOON_DAYS = 7;

export function deadlineState(due: Day | null, answeredOn: Day | null, extensions: readonly ExtensionNotice[], today: Day): DeadlineState {
  if (due === null) return 'NOT_RUNNING';
  if (answeredOn !== null) return answeredOn <= due ? 'ANSWERED_IN_TIME' : 'ANSWERED_LATE';
  if (today > due) return extensions.some(({ sentOn }) => sentOn <= due) ? 'OVERDUE_NOTIFIED' : 'OVERDUE';
  return addDays(today, SOON_DAYS) >= due ? 'DUE_SOON' : 'OPEN';
}
