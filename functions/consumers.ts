import type { ConsumerRow } from '../shared/http/consumer.ts';
import { defineConsumer } from '../shared/http/consumer.ts';
import { JOURNAL_PREFIX } from '../shared/store/keys.ts';

/** Hands every journal entry to EventBridge, at least once and in order per record. */
export const publishJournal = defineConsumer({
  id: 'publishJournal',
  area: 'publisher',
  title: 'Journal an EventBridge geben',
  trigger: { kind: 'stream', sortKeyPrefix: JOURNAL_PREFIX },
  table: 'none',
  publishes: true,
});

/** Recomputes every maintained sum from the ledger and fails loudly when a cent differs. */
export const checkSums = defineConsumer({
  id: 'checkSums',
  area: 'sum-check',
  title: 'Summen aus dem Ausgabenbuch nachrechnen',
  trigger: { kind: 'daily', at: '04:30' },
  table: 'read',
  publishes: false,
});

export const consumers: readonly ConsumerRow[] = [publishJournal, checkSums];
