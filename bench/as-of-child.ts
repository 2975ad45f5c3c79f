import { ledgerStore } from '../shared/store/ledger-store.ts';
import { liveTable } from '../shared/store/live-table.ts';
import { say } from './child.ts';

/** One as-of question in a process of its own, to see how much memory it takes. */
export type AsOfSaid = { readonly peakMegabytes: number; readonly lines: number };

const [alliance = '', asOf = ''] = process.argv.slice(2);
const { counted } = await ledgerStore(liveTable()).sumsAsOf(alliance, asOf, undefined);
say({
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  lines: counted.reduce((count, { bookings }) => count + bookings, 0),
} satisfies AsOfSaid);
