import { sentenceOf } from '../../shared/domain/register-fault.ts';
import { openChainKey } from '../../shared/platform/chain-key.ts';
import { clock } from '../../shared/platform/clock.ts';
import { settings } from '../../shared/platform/settings.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { registerCheck } from '../../shared/store/register-check.ts';

/**
 * Seals what a first start loaded, at once: nobody else has written yet, and on one machine there is one clock.
 * @returns a line per fault; there should be none
 */
export async function sealImport(): Promise<string[]> {
  const now = clock.now();
  const { faults } = await registerCheck(liveTable(), openChainKey(), settings.alliances()).verifyAndSeal(now, now);
  return faults.map(sentenceOf);
}
