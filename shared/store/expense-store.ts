import { createHash } from 'node:crypto';
import type { ExpenseId as ExpenseIdType, Expense as ExpenseState } from '../domain/expense.ts';
import { Expense, ExpenseId, ExpensePrivate } from '../domain/expense.ts';
import { settles } from '../domain/expense-correction.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import type { Cents } from '../domain/money.ts';
import { fold } from '../domain/text.ts';
import { duplicatePartition, eventParent, PRIVATE, recordPartition } from './keys.ts';
import { ledgerStore } from './ledger-store.ts';
import { recordStore } from './record-store.ts';
import type { Table, Write } from './table.ts';
import { getItem, queryItems } from './table.ts';

export type InvoiceMark = { readonly supplier: string | null; readonly invoiceReference: string | null; readonly amountCents: Cents };

/** Same supplier, reference and amount, however spelled. The hash keeps the supplier out of the keys. */
function fingerprintOf({ supplier, invoiceReference, amountCents }: InvoiceMark): string | undefined {
  if (supplier === null || invoiceReference === null) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([fold(supplier), fold(invoiceReference), amountCents]))
    .digest('base64url');
}

/** Expenses, listed by their latest change. What is booked goes to the ledger in the same transaction. */
export function expenseStore(table: Table) {
  const records = recordStore(table, {
    type: 'EXPENSE',
    schema: Expense,
    notFound: 'expenseNotFound',
    listOrder: ({ enteredBy }) => enteredBy.at,
    parent: (alliance, { postings }) => {
      const eventId = postings.at(-1)?.eventId;
      return eventId ? eventParent(alliance, eventId) : undefined;
    },
  });
  const ledger = ledgerStore(table);

  const privateWrite = (alliance: string, id: string, supplier: string | null): Write => ({
    put: { item: { pk: recordPartition(alliance, 'EXPENSE', id), sk: PRIVATE, supplier } },
    refusal: 'recordChangedMeanwhile',
  });

  const duplicateWrite = (alliance: string, id: string, mark: InvoiceMark): Write[] => {
    const fingerprint = fingerprintOf(mark);
    return fingerprint === undefined
      ? []
      : [{ put: { item: { pk: duplicatePartition(alliance, fingerprint), sk: id } }, refusal: 'recordChangedMeanwhile' }];
  };

  return {
    find: records.find,
    get: records.get,
    getKnownAt: records.getKnownAt,
    journalOf: records.journalOf,
    page: records.page,

    async supplierOf(alliance: string, id: string): Promise<string | null> {
      const item = await getItem(table, { pk: recordPartition(alliance, 'EXPENSE', id), sk: PRIVATE });
      return item === undefined ? null : ExpensePrivate.parse({ supplier: item.supplier }).supplier;
    },

    /** Other expenses with the same supplier, reference and amount: a warning, never a reason to merge. */
    async possibleDuplicates(alliance: string, mark: InvoiceMark, except?: string): Promise<ExpenseIdType[]> {
      const fingerprint = fingerprintOf(mark);
      if (fingerprint === undefined) return [];
      const found: ExpenseIdType[] = [];
      for await (const item of queryItems(table, { partition: duplicatePartition(alliance, fingerprint) })) {
        if (item.sk !== except && found.length < 20) found.push(ExpenseId.parse(item.sk));
      }
      return found;
    },

    /** A new expense or correction that does not count yet. */
    enter: (
      alliance: string,
      id: string,
      change: Change<ExpenseState>,
      mark: InvoiceMark,
      by: Authorship,
    ): Promise<JournalEntry<ExpenseState>> =>
      records.create(alliance, id, change, by, [privateWrite(alliance, id, mark.supplier), ...duplicateWrite(alliance, id, mark)]),

    edit: (
      alliance: string,
      read: Versioned<ExpenseState>,
      expectedVersion: number,
      change: Change<ExpenseState>,
      mark: InvoiceMark,
      by: Authorship,
    ): Promise<JournalEntry<ExpenseState>> =>
      records.update(alliance, read, expectedVersion, change, by, [
        privateWrite(alliance, read.id, mark.supplier),
        ...duplicateWrite(alliance, read.id, mark),
      ]),

    /** A change that moves no money: certification, withdrawal. */
    update: (
      alliance: string,
      read: Versioned<ExpenseState>,
      expectedVersion: number,
      change: Change<ExpenseState>,
      by: Authorship,
    ): Promise<JournalEntry<ExpenseState>> => records.update(alliance, read, expectedVersion, change, by),

    /**
     * Books: state, journal, ledger lines and sums in one transaction; a reversal or rebooking also takes the one mark
     * that says its original is settled.
     * @throws expenseAlreadyCorrected when the original was reversed or rebooked before
     */
    book: (
      alliance: string,
      read: Versioned<ExpenseState>,
      expectedVersion: number,
      change: Change<ExpenseState>,
      by: Authorship,
    ): Promise<JournalEntry<ExpenseState>> => {
      const { corrects } = change.state;
      const settled: Write[] =
        corrects !== null && settles(change.state)
          ? [
              {
                put: {
                  item: { pk: recordPartition(alliance, 'EXPENSE', corrects), sk: 'SETTLED', by: read.id },
                  condition: 'attribute_not_exists(pk)',
                },
                refusal: 'expenseAlreadyCorrected',
              },
            ]
          : [];
      return records.update(alliance, read, expectedVersion, change, by, [
        ...ledger.append(alliance, read.id, change.state, by.at),
        ...settled,
      ]);
    },

    /** A line of an older document: booked there, so it counts from its first record on. @throws recordChangedMeanwhile when taken over before */
    takeOver: (alliance: string, id: string, change: Change<ExpenseState>, by: Authorship): Promise<JournalEntry<ExpenseState>> =>
      records.create(alliance, id, change, by, [privateWrite(alliance, id, null), ...ledger.append(alliance, id, change.state, by.at)]),
  };
}
export type ExpenseStore = ReturnType<typeof expenseStore>;
