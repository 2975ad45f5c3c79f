import type { FailureCode } from '../../shared/domain/failures.ts';
import { isFailure } from '../../shared/domain/failures.ts';

/** The code of the failure that something throws; the test fails when it throws none or something else. */
export function codeOf(run: () => unknown): FailureCode {
  try {
    run();
  } catch (error) {
    if (isFailure(error)) return error.code;
    throw error;
  }
  throw new Error('nothing was thrown');
}
