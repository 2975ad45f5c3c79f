import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Sum, SumKey } from '../domain/breakdown.ts';
import { countsOn } from '../domain/breakdown.ts';
import { budgetLineKey } from '../domain/budget.ts';
import type { Day, Instant } from '../domain/calendar.ts';
import type { Expense } from '../domain/expense.ts';
import type { ProvenSum } from '../domain/figure-block.ts';
import type { FundEntry, FundSum } from '../domain/fund.ts';
import { fundAccounts } from '../domain/fund.ts';
import type { Cents } from '../domain/money.ts';
import type { Posting } from '../domain/posting.ts';
import { occasions, ReportingLine, ValueDate } from '../domain/posting.ts';
import { roomRowsFrom, roomsFrom, roomsKept, roomWrites } from './fund-room.ts';
import { fundSumsPartition, ledgerPartition, sumsPartition } from './keys.ts';
import type { Item, Table, Write } from './table.ts';
import { queryItems } from './table.ts';

const sumKeyFields = {
  eventId: z.string().nullable(),
  occasion: z.enum(occasions).nullable(),
  reportingLine: ReportingLine,
  budgetLine: z.string().nullable(),
  fiscalYear: z.int().nullable(),
};
const LedgerLine = z.object({ ...sumKeyFields, amountCents: z.int(), expenseId: z.string(), valueDate: ValueDate, recordedAt: z.string() });
const fundSumFields = { fundId: z.string(), fiscalYear: z.int(), account: z.enum(fundAccounts), grantId: z.string().nullable() };
const FundLine = z.object({ ...fundSumFields, amountCents: z.int(), entryId: z.string(), valueDay: z.string(), recordedAt: z.string() });
const FundSumItem = z.object({ ...fundSumFields, amountCents: z.int(), bookings: z.int() });
const SumItem = z.object({ ...sumKeyFields, amountCents: z.int(), bookings: z.int() });

const toSumKey = ({ eventId, occasion, reportingLine, budgetLine, fiscalYear }: Posting): SumKey => ({
  eventId,
  occasion,
  reportingLine,
  budgetLine: budgetLine === null ? null : budgetLineKey(budgetLine),
  fiscalYear,
});

/** One text per combination of dimensions; labels go in as a hash because their length has no small bound. */
export function sumSort({ eventId, occasion, reportingLine, budgetLine, fiscalYear }: SumKey): string {
  const line = createHash('sha256')
    .update(JSON.stringify([reportingLine.label, reportingLine.date, reportingLine.order, reportingLine.allocationRule]))
    .digest('base64url')
    .slice(0, 16);
  return [
    eventId === null ? `OCCASION:${occasion}` : `EVENT:${eventId}`,
    reportingLine.section,
    line,
    budgetLine ?? '-',
    fiscalYear ?? '-',
  ].join('#');
}

const fundSumSort = ({ fundId, fiscalYear, account, grantId }: Omit<FundSum, 'amountCents' | 'bookings'>): string =>
  [fundId, fiscalYear, account, grantId ?? '-'].join('#');

export type LateBooking = { readonly expenseId: string; readonly amountCents: Cents; readonly valueDay: Day; readonly recordedAt: Instant };

/** Adds a ledger line to its sum and says which that is. */
function addTo(sums: Map<string, Sum>, line: SumKey & { readonly amountCents: Cents }): string {
  const sort = sumSort(line);
  const before = sums.get(sort);
  const { eventId, occasion, reportingLine, budgetLine, fiscalYear } = line;
  sums.set(sort, {
    eventId,
    occasion,
    reportingLine,
    budgetLine,
    fiscalYear,
    amountCents: (before?.amountCents ?? 0) + line.amountCents,
    bookings: (before?.bookings ?? 0) + 1,
  });
  return sort;
}

function addToFund(sums: Map<string, FundSum>, line: Omit<FundSum, 'bookings'>): void {
  const sort = fundSumSort(line);
  const before = sums.get(sort);
  const { fundId, fiscalYear, account, grantId } = line;
  const amountCents = (before?.amountCents ?? 0) + line.amountCents;
  sums.set(sort, { fundId, fiscalYear, account, grantId, amountCents, bookings: (before?.bookings ?? 0) + 1 });
}

/** Adds up lines one by one and says which rows of sums and rooms they must have left. */
export function addingUp(alliance: string) {
  const [spent, ofFunds] = [new Map<string, Sum>(), new Map<string, FundSum>()];
  return {
    add: (item: Item): void => {
      if ('account' in item) addToFund(ofFunds, FundLine.parse(item));
      else addTo(spent, LedgerLine.parse(item));
    },
    rows: (): Item[] => [
      ...[...spent].map(([sk, sum]) => ({ pk: sumsPartition(alliance), sk, ...sum })),
      ...[...ofFunds].map(([sk, sum]) => ({ pk: fundSumsPartition(alliance), sk, ...sum })),
      ...roomRowsFrom(alliance, [...ofFunds.values()]),
    ],
  };
}

/**
 * The append-only ledger and the sums kept beside it. Lines are only ever put, under a key that no second booking of
 * the same expense can take; sums move in the same transaction. No method updates or deletes a line.
 */
export function ledgerStore(table: Table) {
  /** The writes that make a booking count: its ledger lines and the sums they move. Part of the expense's own transaction. */
  function append(alliance: string, expenseId: string, expense: Expense, recordedAt: Instant): Write[] {
    const lines = expense.postings.map(
      (posting, index): Write => ({
        put: {
          item: {
            pk: ledgerPartition(alliance),
            sk: `${recordedAt}#${expenseId}#${index}`,
            ...toSumKey(posting),
            amountCents: posting.amountCents,
            expenseId,
            valueDate: expense.valueDate,
            recordedAt,
          },
          condition: 'attribute_not_exists(pk)',
        },
        refusal: 'recordChangedMeanwhile',
      }),
    );
    return [...lines, ...moveSums(alliance, expense.postings)];
  }

  /** One update per sum: a transaction may touch an item only once, and a rebooking may stay within one sum. */
  function moveSums(alliance: string, postings: readonly Posting[]): Write[] {
    const moved = new Map<string, { key: SumKey; amountCents: number; bookings: number }>();
    for (const posting of postings) {
      const key = toSumKey(posting);
      const before = moved.get(sumSort(key));
      moved.set(sumSort(key), {
        key,
        amountCents: (before?.amountCents ?? 0) + posting.amountCents,
        bookings: (before?.bookings ?? 0) + 1,
      });
    }
    return [...moved].map(([sk, { key, amountCents, bookings }]) => ({
      update: {
        key: { pk: sumsPartition(alliance), sk },
        expression:
          'ADD amountCents :amount, bookings :bookings SET eventId = :eventId, occasion = :occasion, reportingLine = :line, budgetLine = :budgetLine, fiscalYear = :fiscalYear',
        values: {
          ':amount': amountCents,
          ':bookings': bookings,
          ':eventId': key.eventId,
          ':occasion': key.occasion,
          ':line': key.reportingLine,
          ':budgetLine': key.budgetLine,
          ':fiscalYear': key.fiscalYear,
        },
      },
      refusal: 'recordChangedMeanwhile' as const,
    }));
  }

  /**
   * The writes that make a movement of a fund count: a line in the same ledger, under the fund's account, the sum it moves,
   * and the room it takes or gives. Part of the entry's own transaction.
   */
  function appendFund(alliance: string, entryId: string, entry: FundEntry, recordedAt: Instant): Write[] {
    const { fundId, fiscalYear, account, grantId, amountCents, valueDay } = entry;
    const dimensions = { fundId, fiscalYear, account, grantId };
    return [
      {
        put: {
          item: {
            pk: ledgerPartition(alliance),
            sk: `${recordedAt}#${entryId}#0`,
            ...dimensions,
            amountCents,
            entryId,
            valueDay,
            recordedAt,
          },
          condition: 'attribute_not_exists(pk)',
        },
        refusal: 'recordChangedMeanwhile',
      },
      {
        update: {
          key: { pk: fundSumsPartition(alliance), sk: fundSumSort(dimensions) },
          expression:
            'ADD amountCents :amount, bookings :one SET fundId = :fundId, fiscalYear = :fiscalYear, account = :account, grantId = :grantId',
          values: {
            ':amount': amountCents,
            ':one': 1,
            ':fundId': fundId,
            ':fiscalYear': fiscalYear,
            ':account': account,
            ':grantId': grantId,
          },
        },
        refusal: 'recordChangedMeanwhile',
      },
      ...roomWrites(alliance, entry),
    ];
  }

  /** Every sum of one fund, or of all funds, as it stands. */
  async function fundSums(alliance: string, fundId?: string): Promise<FundSum[]> {
    const found: FundSum[] = [];
    const query = { partition: fundSumsPartition(alliance), ...(fundId === undefined ? {} : { prefix: `${fundId}#` }) };
    for await (const item of queryItems(table, query)) found.push(FundSumItem.parse(item));
    return found;
  }

  /** The funds' sums as of a day, as known at an instant: one pass over the ledger, like `sumsAsOf`. */
  async function fundSumsAsOf(alliance: string, asOf: Day, knownAt: Instant | undefined): Promise<FundSum[]> {
    const sums = new Map<string, FundSum>();
    const query = { partition: ledgerPartition(alliance), ...(knownAt === undefined ? {} : { to: `${knownAt}$` }) };
    for await (const item of queryItems(table, query)) {
      if (!('account' in item)) continue;
      const line = FundLine.parse(item);
      if (line.valueDay <= asOf) addToFund(sums, line);
    }
    return [...sums.values()];
  }

  /** Every sum as it stands. Reads one item per combination of dimensions, however many bookings there are. */
  async function sums(alliance: string): Promise<Sum[]> {
    const found: Sum[] = [];
    for await (const item of queryItems(table, { partition: sumsPartition(alliance) })) found.push(SumItem.parse(item));
    return found;
  }

  /** The expenditure in the ledger in the order of recording, one line at a time; movements of funds are read apart. */
  async function* lines(alliance: string, knownAt: Instant | undefined, since?: Instant): AsyncGenerator<z.output<typeof LedgerLine>> {
    const from = since === undefined ? {} : { from: `${since}$` };
    const query = { partition: ledgerPartition(alliance), ...from, ...(knownAt === undefined ? {} : { to: `${knownAt}$` }) };
    for await (const item of queryItems(table, query)) if (!('account' in item)) yield LedgerLine.parse(item);
  }

  /**
   * The sums as of a day, as known at an instant: one pass over the ledger in the order of recording. Memory holds one
   * entry per combination of dimensions, never the lines.
   */
  async function sumsAsOf(alliance: string, asOf: Day, knownAt: Instant | undefined): Promise<{ counted: Sum[]; undetermined: Sum[] }> {
    const counted = new Map<string, Sum>();
    const undetermined = new Map<string, Sum>();
    for await (const line of lines(alliance, knownAt)) {
      const counts = countsOn(line.valueDate, asOf);
      if (counts !== 'NO') addTo(counts === 'YES' ? counted : undetermined, line);
    }
    return { counted: [...counted.values()], undetermined: [...undetermined.values()] };
  }

  /** The same with the expenses behind every sum, for evidence that names its bookings: memory grows with the bookings. */
  async function provenSumsAsOf(
    alliance: string,
    asOf: Day,
    knownAt: Instant | undefined,
  ): Promise<{ counted: ProvenSum[]; undeterminedCents: Cents }> {
    const counted = new Map<string, Sum>();
    const expenses = new Map<string, string[]>();
    let undeterminedCents = 0;
    for await (const line of lines(alliance, knownAt)) {
      const counts = countsOn(line.valueDate, asOf);
      if (counts === 'UNDETERMINED') undeterminedCents += line.amountCents;
      if (counts !== 'YES') continue;
      const sort = addTo(counted, line);
      expenses.set(sort, [...(expenses.get(sort) ?? []), line.expenseId]);
    }
    return { counted: [...counted].map(([sort, sum]) => ({ ...sum, expenseIds: expenses.get(sort) ?? [] })), undeterminedCents };
  }

  /** What was recorded after an instant, the earliest first, at most `most`: bookings that an answer frozen then cannot hold. */
  async function recordedAfter(alliance: string, since: Instant, most: number): Promise<LateBooking[]> {
    const late: LateBooking[] = [];
    for await (const { expenseId, amountCents, valueDate, recordedAt } of lines(alliance, undefined, since)) {
      if (late.length === most) break;
      late.push({ expenseId, amountCents, valueDay: valueDate.day, recordedAt });
    }
    return late;
  }

  /** Recomputes every sum from the ledger and names what differs; an empty list is the proof that nothing drifted. */
  async function driftOfSums(alliance: string): Promise<{ sum: string; keptCents: number; recomputedCents: number }[]> {
    const [spent, ofFunds, keptSpent, keptOfFunds, keptRooms] = await Promise.all([
      sumsAsOf(alliance, '9999-12-31', undefined),
      fundSumsAsOf(alliance, '9999-12-31', undefined),
      sums(alliance),
      fundSums(alliance),
      roomsKept(table, alliance),
    ]);
    type Kept = { readonly amountCents: Cents; readonly bookings: number };
    const bySort = (expenditure: readonly Sum[], funds: readonly FundSum[], rooms: ReadonlyMap<string, Cents>): Map<string, Kept> => {
      const found = new Map<string, Kept>();
      // A second row of the same sum counts in every breakdown, so it counts here.
      const add = (name: string, { amountCents, bookings }: Kept) => {
        const before = found.get(name);
        found.set(name, { amountCents: (before?.amountCents ?? 0) + amountCents, bookings: (before?.bookings ?? 0) + bookings });
      };
      for (const sum of expenditure) add(sumSort(sum), sum);
      for (const sum of funds) add(`FUND#${fundSumSort(sum)}`, sum);
      for (const [room, amountCents] of rooms) add(`ROOM#${room}`, { amountCents, bookings: 0 });
      return found;
    };
    const recomputed = bySort(spent.counted, ofFunds, roomsFrom(alliance, ofFunds));
    const kept = bySort(keptSpent, keptOfFunds, keptRooms);
    return [...new Set([...recomputed.keys(), ...kept.keys()])]
      .map((sum) => ({
        sum,
        keptCents: kept.get(sum)?.amountCents ?? 0,
        recomputedCents: recomputed.get(sum)?.amountCents ?? 0,
        bookings: [kept.get(sum)?.bookings, recomputed.get(sum)?.bookings],
      }))
      .filter(({ keptCents, recomputedCents, bookings }) => keptCents !== recomputedCents || bookings[0] !== bookings[1])
      .map(({ sum, keptCents, recomputedCents }) => ({ sum, keptCents, recomputedCents }));
  }

  return { append, sums, sumsAsOf, provenSumsAsOf, recordedAfter, appendFund, fundSums, fundSumsAsOf, driftOfSums };
}
export type LedgerStore = ReturnType<typeof ledgerStore>;
