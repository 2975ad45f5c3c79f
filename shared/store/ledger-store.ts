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
import { pagesOf, queryItems } from './table.ts';

const sumKeyFields = {
  eventId: z.string().nullable(),
  occasion: z.enum(occasions).nullable(),
  reportingLine: ReportingLine,
  budgetLine: z.string().nullable(),
  fiscalYear: z.int().nullable(),
};
const CountedLine = z.object({ ...sumKeyFields, amountCents: z.int(), valueDate: ValueDate });
const LedgerLine = CountedLine.extend({ expenseId: z.string(), recordedAt: z.string() });
const fundSumFields = { fundId: z.string(), fiscalYear: z.int(), account: z.enum(fundAccounts), grantId: z.string().nullable() };
const CountedFundLine = z.object({ ...fundSumFields, amountCents: z.int(), valueDay: z.string() });
const FundLine = CountedFundLine.extend({ entryId: z.string(), recordedAt: z.string() });
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
function addTo(sums: Map<string, Sum>, line: SumKey & { readonly amountCents: Cents }, sort = sumSort(line)): string {
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

/** A third of what the database would put on a page, so that a pass holds little; a page more takes little time. */
const LINES_AT_ONCE = 1000;

/** What a pass reads of the lines: what it adds up, and the field that tells a fund's movement from an expense. */
const partsOf = (line: z.ZodObject): string[] => [...new Set([...Object.keys(line.shape), 'account'])];

type Counted = SumKey & { readonly sort: string; readonly amountCents: Cents; readonly valueDate: ValueDate; readonly item: Item };

/**
 * Reads the lines of a pass. A ledger has many lines and few combinations of dimensions and few days, so these are held
 * against the schema and hashed once each; a line with anything not seen yet goes through the whole schema.
 */
function lineReader(): (item: Item) => Counted {
  const keys = new Map<string, SumKey & { readonly sort: string }>();
  const days = new Map<string, ValueDate>();
  return (item) => {
    const { eventId, occasion, reportingLine, budgetLine, fiscalYear, amountCents } = item;
    // as an object, in which a field that is missing differs from one that is null
    const dimensions = JSON.stringify({ eventId, occasion, reportingLine, budgetLine, fiscalYear });
    const day = JSON.stringify({ valueDate: item.valueDate });
    const [known, valueDate] = [keys.get(dimensions), days.get(day)];
    if (known && valueDate && Number.isSafeInteger(amountCents)) return { ...known, amountCents: Number(amountCents), valueDate, item };
    const { amountCents: cents, valueDate: on, ...key } = CountedLine.parse(item);
    const read = { ...key, sort: sumSort(key) };
    keys.set(dimensions, read);
    days.set(day, on);
    return { ...read, amountCents: cents, valueDate: on, item };
  };
}

/** Adds up whole lines one by one and says what sums, and which rows of sums and rooms, they must have left. */
export function addingUp(alliance: string) {
  const [spent, ofFunds] = [new Map<string, Sum>(), new Map<string, FundSum>()];
  return {
    add: (item: Item): void => {
      if ('account' in item) addToFund(ofFunds, FundLine.parse(item));
      else addTo(spent, LedgerLine.parse(item));
    },
    sums: () => ({ spent: [...spent.values()], ofFunds: [...ofFunds.values()] }),
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

  /** The whole ledger, or what was known of it at an instant; only some parts of its lines, if so asked. */
  const pass = (alliance: string, knownAt?: Instant, only: readonly string[] = []) =>
    pagesOf(table, {
      partition: ledgerPartition(alliance),
      only,
      pageSize: LINES_AT_ONCE,
      ...(knownAt === undefined ? {} : { to: `${knownAt}$` }),
    });

  /** The expenditure that counts on a day or may count, in the order of recording; movements of funds are read apart. */
  async function* spentBy(asOf: Day, alliance: string, knownAt: Instant | undefined, more: string[] = []): AsyncGenerator<Counted[]> {
    const read = lineReader();
    for await (const items of pass(alliance, knownAt, [...partsOf(CountedLine), ...more])) {
      const lines = items.filter((item) => !('account' in item)).map(read);
      yield lines.filter(({ valueDate }) => countsOn(valueDate, asOf) !== 'NO');
    }
  }

  /** The funds' sums as of a day, as known at an instant: one pass over the ledger, like `sumsAsOf`. */
  async function fundSumsAsOf(alliance: string, asOf: Day, knownAt: Instant | undefined): Promise<FundSum[]> {
    const sums = new Map<string, FundSum>();
    for await (const items of pass(alliance, knownAt, partsOf(CountedFundLine))) {
      for (const item of items) {
        if (!('account' in item)) continue;
        const line = CountedFundLine.parse(item);
        if (line.valueDay <= asOf) addToFund(sums, line);
      }
    }
    return [...sums.values()];
  }

  /** Every sum as it stands. Reads one item per combination of dimensions, however many bookings there are. */
  async function sums(alliance: string): Promise<Sum[]> {
    const found: Sum[] = [];
    for await (const item of queryItems(table, { partition: sumsPartition(alliance) })) found.push(SumItem.parse(item));
    return found;
  }

  /** Expenditure recorded after an instant, in the order of recording, one line at a time; movements of funds are read apart. */
  async function* linesSince(alliance: string, since: Instant): AsyncGenerator<z.output<typeof LedgerLine>> {
    const query = { partition: ledgerPartition(alliance), from: `${since}$` };
    for await (const item of queryItems(table, query)) if (!('account' in item)) yield LedgerLine.parse(item);
  }

  /**
   * The sums as of a day, as known at an instant: one pass over the ledger in the order of recording. Memory holds one
   * entry per combination of dimensions and one page of lines, however many there are.
   */
  async function sumsAsOf(alliance: string, asOf: Day, knownAt: Instant | undefined): Promise<{ counted: Sum[]; undetermined: Sum[] }> {
    const counted = new Map<string, Sum>();
    const undetermined = new Map<string, Sum>();
    for await (const lines of spentBy(asOf, alliance, knownAt)) {
      for (const line of lines) {
        addTo(countsOn(line.valueDate, asOf) === 'YES' ? counted : undetermined, line, line.sort);
      }
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
    for await (const lines of spentBy(asOf, alliance, knownAt, ['expenseId'])) {
      for (const line of lines) {
        if (countsOn(line.valueDate, asOf) === 'UNDETERMINED') {
          undeterminedCents += line.amountCents;
          continue;
        }
        addTo(counted, line, line.sort);
        const expenseId = LedgerLine.shape.expenseId.parse(line.item.expenseId);
        const behind = expenses.get(line.sort) ?? [];
        behind.push(expenseId);
        expenses.set(line.sort, behind);
      }
    }
    return { counted: [...counted].map(([sort, sum]) => ({ ...sum, expenseIds: expenses.get(sort) ?? [] })), undeterminedCents };
  }

  /** What was recorded after an instant, the earliest first, at most `most`: bookings that an answer frozen then cannot hold. */
  async function recordedAfter(alliance: string, since: Instant, most: number): Promise<LateBooking[]> {
    const late: LateBooking[] = [];
    for await (const { expenseId, amountCents, valueDate, recordedAt } of linesSince(alliance, since)) {
      if (late.length === most) break;
      late.push({ expenseId, amountCents, valueDay: valueDate.day, recordedAt });
    }
    return late;
  }

  /** Recomputes every sum from the ledger and names what differs; an empty list is the proof that nothing drifted. */
  async function driftOfSums(alliance: string): Promise<{ sum: string; keptCents: number; recomputedCents: number }[]> {
    const adding = addingUp(alliance);
    const addUp = async () => {
      for await (const items of pass(alliance)) items.forEach(adding.add);
    };
    const [keptSpent, keptOfFunds, keptRooms] = await Promise.all([
      sums(alliance),
      fundSums(alliance),
      roomsKept(table, alliance),
      addUp(),
    ]);
    const { spent, ofFunds } = adding.sums();
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
    const recomputed = bySort(spent, ofFunds, roomsFrom(alliance, ofFunds));
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
