import { sentenceOf } from '../../shared/domain/register-fault.ts';
import { openChainKey } from '../../shared/platform/chain-key.ts';
import { clock } from '../../shared/platform/clock.ts';
import { log } from '../../shared/platform/logger.ts';
import { settings } from '../../shared/platform/settings.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { registerCheck } from '../../shared/store/register-check.ts';

/** What carries an older time than this is written by now, also by a machine whose clock is five minutes slow. */
const SETTLED_AFTER_MS = 10 * 60_000;

/**
 * Checks every row of the register and seals what is new. A fault is a failed invocation, so that the alarm on this
 * function's errors says it; the log names the rows, and where each chain ends, which nobody who writes rows can change.
 */
export const handler = async (): Promise<{ rows: number; sealed: readonly string[] }> => {
  const now = clock.now();
  const upTo = new Date(Date.parse(now) - SETTLED_AFTER_MS).toISOString();
  const { faults, rows, heads } = await registerCheck(liveTable(), openChainKey(), settings.alliances()).verifyAndSeal(upTo, now);
  for (const fault of faults) log.warn('REGISTER_FAULT', { rule: fault.rule, sentence: sentenceOf(fault) });
  for (const [alliance, head] of heads) log.info('CHAIN_SEALED', { alliance, ...head, upTo });
  if (faults.length > 0) throw new Error(`${faults.length} faults in the register`);
  log.info('REGISTER_CHECKED', { rows });
  return { rows, sealed: [...heads.keys()] };
};
