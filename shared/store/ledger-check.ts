import * as z from 'zod';
import { Expense } from '../domain/expense.ts';
import { FundEntry } from '../domain/fund.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { FaultRule, RegisterFault } from '../domain/register-fault.ts';
import { addingUp, ledgerStore } from './ledger-store.ts';
import type { Row } from './row-class.ts';
import { hashOfRow } from './row-class.ts';
import type { Item, Table, Write } from './table.ts';

const nameOf = ({ pk, sk }: Item): string => `${String(pk)}\n${String(sk)}`;
const hashOf = (item: Item): string => hashOfRow({ kind: 'LEDGER', item });
const centsOf = (item: Item | undefined): string => `${Number(item?.amountCents ?? item?.freeCents ?? 0)} Cent`;
const differenceOf = (due: Item | undefined, is: Item | undefined): string =>
  `Sie steht auf ${centsOf(is)}, die Buchungen ergeben ${centsOf(due)}.`;
const lineOf = ({ put }: Write): Item[] => (put === undefined ? [] : [put.item]);

/**
 * Compares every booking with its lines in the ledger, both ways: amounts, dimensions, value day, time of recording. What
 * was met on one side waits for the other; memory holds the lines in between, never both. The lines' sums are added up on
 * the way and compared with the rows that are kept.
 */
export function ledgerCheck(table: Table, found: (fault: RegisterFault) => void) {
  const ledger = ledgerStore(table);
  const [booked, lines] = [new Map<string, string>(), new Map<string, string>()];
  const sums = new Map<string, ReturnType<typeof addingUp>>();
  const kept = new Map<string, Item>();
  /** The record whose entries come by now, once it counts. */
  let counting: string | undefined;
  const say = (rule: FaultRule, name: string, detail?: string) => {
    const [pk = '', sk = ''] = name.split('\n');
    found({ rule, pk, sk, ...(detail === undefined ? {} : { detail }) });
  };

  function meet(item: Item, own: Map<string, string>, other: Map<string, string>): void {
    const [name, hash] = [nameOf(item), hashOf(item)];
    const met = other.get(name);
    if (met === undefined) own.set(name, hash);
    else if (met !== hash) say('LINE_DIFFERS', name);
    if (met !== undefined) other.delete(name);
  }

  /** The lines that an entry put into the ledger; none unless the record counts from this entry on. */
  function linesOf({ alliance, recordType, recordId, recordedAt, after }: JournalEntry<object>): Item[] {
    const { status } = after as { readonly status?: unknown };
    const isCounting = (recordType === 'EXPENSE' && status === 'BOOKED') || (recordType === 'FUND_ENTRY' && status === 'CONFIRMED');
    const record = `${alliance}#${recordType}#${recordId}`;
    if (!isCounting || counting === record) return [];
    counting = record;
    if (recordType === 'EXPENSE') return ledger.append(alliance, recordId, Expense.parse(after), recordedAt).flatMap(lineOf);
    return ledger.appendFund(alliance, recordId, FundEntry.parse(after), recordedAt).flatMap(lineOf);
  }

  /** Every row of sums, whole: what is kept against what the lines add up to. */
  function checkSums(): void {
    const expected = new Map([...sums.values()].flatMap((adding) => adding.rows()).map((item) => [nameOf(item), item]));
    for (const name of new Set([...expected.keys(), ...kept.keys()])) {
      const [due, is] = [expected.get(name), kept.get(name)];
      if (due === undefined || is === undefined || hashOf(due) !== hashOf(is)) say('SUM_DIFFERS', name, differenceOf(due, is));
    }
  }

  return {
    takeEntry(entry: JournalEntry<object>): void {
      for (const item of linesOf(entry)) meet(item, booked, lines);
    },
    takeLine({ alliance, item }: Row): void {
      meet(item, lines, booked);
      const adding = sums.get(alliance) ?? addingUp(alliance);
      sums.set(alliance, adding);
      try {
        adding.add(item);
      } catch (error) {
        // Its fields are of the wrong kind: the line is named, and with it the sum that lacks it.
        if (!(error instanceof z.ZodError)) throw error;
      }
    },
    takeSum: ({ item }: Row): void => void kept.set(nameOf(item), item),
    close(): void {
      for (const name of booked.keys()) say('LINE_MISSING', name);
      for (const name of lines.keys()) say('BOOKING_MISSING', name);
      checkSums();
    },
  };
}
