import type { FailureCode } from './failures.ts';
import type { FaultRule } from './register-fault.ts';

type Split =
  | { readonly by: 'code'; readonly among: readonly FailureCode[] }
  | { readonly by: 'rule'; readonly among: readonly FaultRule[] };

/**
 * Codes of the log that are counted as well, one metric each, and the field of the line that splits one. A metric costs
 * money in every hour in which it counts something, so the values of a field are a short list, and all others are OTHER.
 * Nothing here can name a person. Alarms and the dashboard read this list.
 */
export const countedCodes = {
  REQUEST_REFUSED: {
    by: 'code',
    among: [
      'notSignedIn',
      'notPermitted',
      'requestInvalid',
      'recordChangedMeanwhile',
      'bodyTooLarge',
      'tooManyRequests',
      'linkInvalid',
      'registerBusy',
    ],
  },
  REQUEST_FAILED: undefined,
  CONFLICT_RETRIED: undefined,
  THROTTLE_MET: undefined,
  DATABASE_AWAY: undefined,
  REGISTER_FAULT: { by: 'rule', among: ['SUM_DIFFERS', 'COUNTS_DIFFER', 'SEAL_BROKEN'] },
  REPORT_COMPILED: undefined,
  REPORT_FAILED: undefined,
  REPORT_OVERDUE: undefined,
  RETENTION_FAILED: undefined,
  RETENTION_OVERDUE: undefined,
  MAIL_NOT_SENT: undefined,
} as const satisfies Record<string, Split | undefined>;
export type CountedCode = keyof typeof countedCodes;

export const SERVICE = 'npa-register';
export const OTHER = 'OTHER';
