import { randomUUID } from 'node:crypto';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { certifyExpense, enterExpense } from '../../../functions/expenses/routes.ts';
import type { Item, Table } from '../../../shared/store/table.ts';
import { as, call } from '../api.ts';
import { aBudgetLine, anExpense } from '../builders.ts';
import { everyItem } from '../scan.ts';
import type { Intent } from './model.ts';
import { randomFrom } from './weather.ts';

export type Bookable = { readonly expenseId: string; readonly version: number } & Intent;

const EVENTS = ['auftakt-2016-01-07', 'konferenz-sprache-2016-03-16'];
const YEARS = [2015, 2016];
const ITEMS = ['53101', '53102', '54701'];
const WRITTEN_AT_ONCE = 25;

async function write(direct: Table, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += WRITTEN_AT_ONCE) {
    const requests = items.slice(start, start + WRITTEN_AT_ONCE).map((item) => ({ PutRequest: { Item: item } }));
    await direct.client.send(new BatchWriteCommand({ RequestItems: { [direct.name]: requests } }));
  }
}

/**
 * Expenses that are certified and wait to be booked: one goes through the register, the others are copies of its rows with
 * amounts, events, years and lines of their own, written past the register because they are not what is proven.
 * @param oneLine all on the same event, year and budget line
 */
export async function bookables(direct: Table, count: number, seed: number, { oneLine = false } = {}): Promise<Bookable[]> {
  const random = randomFrom(seed);
  const entered = await call(enterExpense, as('OFFICE_EDITOR'), { body: anExpense() });
  const certified = await call(certifyExpense, as('CERTIFIER'), {
    params: { expenseId: entered.body.id },
    version: entered.body.version,
    body: { checks: ['FACTUAL', 'ARITHMETIC'] },
  });
  const template = String(entered.body.id);
  const rows = (await everyItem(direct)).filter(({ pk }) => pk === `npa#EXPENSE#${template}`);
  const pick = <T>(values: readonly T[]): T => values[oneLine ? 0 : Math.floor(random() * values.length)] as T;

  const made = Array.from({ length: count }, () => {
    const [expenseId, cents, event, year, item] = [randomUUID(), 1 + Math.floor(random() * 99_999), pick(EVENTS), pick(YEARS), pick(ITEMS)];
    const copies = rows.map((row) => {
      const copy = JSON.parse(JSON.stringify(row).replaceAll(template, expenseId)) as Item & {
        state?: { postings: object[] };
        after?: { postings: object[] };
      };
      for (const kept of [copy.state, copy.after]) {
        if (!kept) continue;
        const budgetLine = { ...aBudgetLine, item };
        kept.postings = kept.postings.map((posting) => ({ ...posting, amountCents: cents, eventId: event, fiscalYear: year, budgetLine }));
      }
      return copy;
    });
    const dimensions = { event, year: String(year), item };
    return { copies, bookable: { expenseId, version: Number(certified.body.version), cents, dimensions } };
  });
  await write(
    direct,
    made.flatMap(({ copies }) => copies),
  );
  return made.map(({ bookable }) => bookable);
}
