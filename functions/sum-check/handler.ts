import { log } from '../../shared/platform/logger.ts';
import { settings } from '../../shared/platform/settings.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';

/**
 * Recomputes every sum of every alliance from the ledger. A difference is a failed invocation, so that the alarm on
 * this function's errors says it; the log names the sums.
 */
export const handler = async (): Promise<{ checked: readonly string[] }> => {
  const ledger = ledgerStore(liveTable());
  const alliances = settings.alliances();
  for (const alliance of alliances) {
    const differences = await ledger.driftOfSums(alliance);
    for (const { sum, keptCents, recomputedCents } of differences) log.warn('SUM_DIFFERS', { alliance, sum, keptCents, recomputedCents });
    if (differences.length > 0) throw new Error(`${differences.length} sums of ${alliance} differ from the ledger`);
    log.info('SUMS_CHECKED', { alliance });
  }
  return { checked: alliances };
};
