import { Fund, FundEntry } from '../domain/fund.ts';
import type { Grant as GrantState } from '../domain/grant.ts';
import { Grant } from '../domain/grant.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import { fold } from '../domain/text.ts';
import { fundParent, recordPartition, STATE } from './keys.ts';
import { ledgerStore } from './ledger-store.ts';
import type { ListPart } from './record-store.ts';
import { recordStore } from './record-store.ts';
import type { Table, Write } from './table.ts';
import { getItem } from './table.ts';

/** Funds by name. */
export const fundStore = (table: Table) =>
  recordStore(table, { type: 'FUND', schema: Fund, notFound: 'fundNotFound', listOrder: ({ name }) => fold(name).slice(0, 60) });
export type FundStore = ReturnType<typeof fundStore>;

/** The caller's key belongs to the record the call is about; what goes with it in the same transaction has none. */
const alongsideOf = ({ subject, role, office, at, correlationId }: Authorship): Authorship => ({
  subject,
  role,
  office,
  at,
  correlationId,
});

/** Movements of a fund by year and day, found under their fund. What is confirmed goes to the ledger in the same transaction. */
export function fundEntryStore(table: Table) {
  const records = recordStore(table, {
    type: 'FUND_ENTRY',
    schema: FundEntry,
    notFound: 'fundEntryNotFound',
    listOrder: ({ fiscalYear, valueDay }) => `${fiscalYear}#${valueDay}`,
    parent: (alliance, { fundId }) => fundParent(alliance, fundId),
  });
  const ledger = ledgerStore(table);
  const settledKey = (alliance: string, id: string) => ({ pk: recordPartition(alliance, 'FUND_ENTRY', id), sk: 'SETTLED' });

  const partOf = (
    alliance: string,
    { fundId, fiscalYear }: { readonly fundId?: string | undefined; readonly fiscalYear?: number | undefined },
  ): ListPart => ({
    alliance,
    ...(fundId === undefined ? {} : { parent: fundParent(alliance, fundId) }),
    ...(fiscalYear === undefined ? {} : { from: `${fiscalYear}#`, to: `${fiscalYear}#\uffff` }),
  });

  /** Ledger line, sum and rooms of a movement that counts; a reversal also takes the one mark that says its original is settled. */
  function counting(alliance: string, id: string, entry: FundEntry, by: Authorship): Write[] {
    if (entry.status !== 'CONFIRMED') return [];
    const settled: Write[] =
      entry.reverses === null
        ? []
        : [
            {
              put: { item: { ...settledKey(alliance, entry.reverses), by: id }, condition: 'attribute_not_exists(pk)' },
              refusal: 'fundEntryReversed',
            },
          ];
    return [...settled, ...ledger.appendFund(alliance, id, entry, by.at)];
  }

  return {
    find: records.find,
    get: records.get,
    journalOf: records.journalOf,
    page: records.page,

    /** The entries of a fund, or of all funds, in one year or all years, as part of a list. */
    partOf,

    /** Every movement of a fund in a year, whatever its status. */
    ofYear: (alliance: string, fundId: string, fiscalYear: number): Promise<Versioned<FundEntry>[]> =>
      records.pick(partOf(alliance, { fundId, fiscalYear }), FundEntry),

    isReversed: async (alliance: string, id: string): Promise<boolean> => (await getItem(table, settledKey(alliance, id))) !== undefined,

    /** A draft, or a movement taken over from an older document, which counts from its first record on. */
    enter: (alliance: string, id: string, change: Change<FundEntry>, by: Authorship): Promise<JournalEntry<FundEntry>> =>
      records.create(alliance, id, change, by, counting(alliance, id, change.state, by)),

    /** A change that moves nothing: withdrawal. */
    update: records.update,

    /**
     * Confirms: state, journal, ledger line, sum and rooms in one transaction.
     * @param further what must hold or change with it: the grant as it was read (`grantStore.asRead`), or without its decision
     * @throws fundEntryReversed when the original was reversed before, grantExceeded, fundEntryNotReversible
     */
    confirm: (
      alliance: string,
      read: Versioned<FundEntry>,
      expectedVersion: number,
      change: Change<FundEntry>,
      by: Authorship,
      further: readonly Write[],
    ): Promise<JournalEntry<FundEntry>> =>
      records.update(alliance, read, expectedVersion, change, by, [...counting(alliance, read.id, change.state, by), ...further]),

    /**
     * The writes of a new movement that goes with another record's change, for that change's `further`:
     * `grants.update(alliance, read, version, { state, event }, by, entries.alongside(alliance, ids.next(), {
     * state: grantedEntry(…), event: fundEntryConfirmed(…) }, by))`. A draft counts nothing; a confirmed one counts at once
     * and is refused with fundExceeded (GRANTED) or grantExceeded (DRAWN, NOT_DRAWN) when there is not so much.
     */
    alongside: (alliance: string, id: string, change: Change<FundEntry>, by: Authorship): readonly Write[] => [
      ...records.prepareCreate(alliance, id, change, alongsideOf(by)).writes,
      ...counting(alliance, id, change.state, by),
    ],
  };
}
export type FundEntryStore = ReturnType<typeof fundEntryStore>;

/** Grants by year and printed number, found under their fund. */
export function grantStore(table: Table) {
  const records = recordStore(table, {
    type: 'GRANT',
    schema: Grant,
    notFound: 'grantNotFound',
    listOrder: ({ fiscalYear, no }) => `${fiscalYear}#${String(no ?? 9999).padStart(4, '0')}`,
    parent: (alliance, { fundId }) => fundParent(alliance, fundId),
  });
  return {
    ...records,

    ofFund: (alliance: string, fundId: string): Promise<Versioned<GrantState>[]> => records.all(alliance, fundParent(alliance, fundId)),

    /** Changes nothing, on the condition that the grant is still as it was read: what was decided by it still holds. */
    asRead: (alliance: string, { id, version }: Versioned<GrantState>): readonly Write[] => [
      {
        update: {
          key: { pk: recordPartition(alliance, 'GRANT', id), sk: STATE },
          expression: 'SET #version = :read',
          condition: '#version = :read',
          names: { '#version': 'version' },
          values: { ':read': version },
        },
        refusal: 'recordChangedMeanwhile',
      },
    ],

    /** The writes of a change that goes with another record's. */
    alongside: (alliance: string, read: Versioned<GrantState>, change: Change<GrantState>, by: Authorship): readonly Write[] =>
      records.prepareUpdate(alliance, read, change, alongsideOf(by)).writes,
  };
}
export type GrantStore = ReturnType<typeof grantStore>;
