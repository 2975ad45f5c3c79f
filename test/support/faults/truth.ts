import type { Item, Table } from '../../../shared/store/table.ts';
import { everyItem } from '../scan.ts';

/** What lies in the table, read past the register, in the words of those who sent it. */
export type Truth = {
  readonly items: readonly Item[];
  /** Invoice references of expenses, as often as they are there. */
  readonly entries: readonly string[];
  /** Expenses of ledger lines. */
  readonly bookings: readonly string[];
  /** Ids of the door's facts. */
  readonly scans: readonly string[];
  readonly sumsCents: number;
  readonly ledgerCents: number;
  /** Heads counted at an event's door. */
  readonly headsOf: (eventId: string) => number;
  /** Records whose journal has a gap, or another length than their version. */
  readonly broken: readonly string[];
};

const cents = (items: readonly Item[]): number => items.reduce((sum, { amountCents }) => sum + Number(amountCents), 0);

function brokenJournals(items: readonly Item[]): string[] {
  const journals = new Map<string, number[]>();
  for (const { pk, sk, version } of items)
    if (String(sk).startsWith('JOURNAL#')) journals.set(String(pk), [...(journals.get(String(pk)) ?? []), Number(version)]);
  return items.flatMap(({ pk, sk, version }) => {
    const versions = (journals.get(String(pk)) ?? []).sort((a, b) => a - b);
    const isWhole = versions.length === version && versions.every((one, index) => one === index + 1);
    return sk !== 'STATE' || isWhole ? [] : [String(pk)];
  });
}

/** @param printed what was there before; it is left out */
export async function readTruth(direct: Table, printed?: Truth): Promise<Truth> {
  const known = new Set(printed?.items.map(({ pk, sk }) => `${pk}|${sk}`));
  const items = await everyItem(direct);
  const ours = items.filter(({ pk, sk }) => !known.has(`${pk}|${sk}`));
  const ledger = items.filter(({ pk }) => pk === 'npa#LEDGER');
  return {
    items,
    entries: ours.flatMap(({ pk, sk, state }) =>
      sk === 'STATE' && String(pk).startsWith('npa#EXPENSE#') ? [String((state as { invoiceReference: unknown }).invoiceReference)] : [],
    ),
    bookings: ours.flatMap(({ pk, expenseId }) => (pk === 'npa#LEDGER' ? [String(expenseId)] : [])),
    scans: ours.flatMap(({ sk }) => (String(sk).startsWith('SCAN#') ? [String(sk).slice('SCAN#'.length)] : [])),
    sumsCents: cents(items.filter(({ pk }) => pk === 'npa#SUMS')),
    ledgerCents: cents(ledger),
    headsOf: (eventId) => {
      const counts = items.find(({ pk, sk }) => pk === 'npa#DOORS' && sk === `${eventId}#COUNTS`) ?? {};
      return Object.entries(counts).reduce((sum, [name, value]) => (name.startsWith('heads') ? sum + Number(value) : sum), 0);
    },
    broken: brokenJournals(ours),
  };
}
