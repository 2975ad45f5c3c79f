import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { allianceEventRegistered } from '../events/alliance-event-registered.ts';
import type { AllianceEvent } from '../shared/domain/alliance-event.ts';
import { AllianceEventId } from '../shared/domain/alliance-event.ts';
import type { BudgetLine } from '../shared/domain/budget.ts';
import { Expense, ExpenseId } from '../shared/domain/expense.ts';
import type { Authorship } from '../shared/domain/journal.ts';
import { lineFor } from '../shared/domain/posting.ts';
import { allianceEventStore } from '../shared/store/alliance-event-store.ts';
import { ledgerStore } from '../shared/store/ledger-store.ts';
import type { Item, Table, Write } from '../shared/store/table.ts';

/*
 * Peculiar: no second copy of what a ledger line looks like. The store itself says what it would write for a booking;
 * the lines go in by batches instead of transactions, and the moves of the sums are added up before they are written.
 */

export const ALLIANCE = 'bench';
const EVENTS = 40;
const YEARS = [2024, 2025];
const BUDGET_LINES: readonly BudgetLine[] = ['53101', '54761', '68401'].map((item) => ({
  section: '02',
  chapter: '0201',
  item,
  itemGroup: null,
}));
/** One sum for each combination of dimensions that occurs. */
export const SUMS = EVENTS * BUDGET_LINES.length * YEARS.length;
const BATCH = 25;
const WRITERS = 16;
/** So many bookings are held against the schema; the rest are made by the same lines of code. */
const CHECKED = 100;
const FIRST_DAY = Date.parse('2024-01-01T08:00:00.000Z');
const SPREAD_MS = 2 * 365 * 86_400_000;

const eventIdOf = (index: number): AllianceEventId => AllianceEventId.parse(`bench-event-${String(index).padStart(2, '0')}`);

/** The events the bookings belong to, through their own store. */
export async function createEvents(table: Table): Promise<void> {
  const by: Authorship = { subject: 'bench', role: 'SYSTEM', office: null, at: '2024-01-01T00:00:00.000Z', correlationId: 'bench' };
  const events = allianceEventStore(table);
  for (let index = 0; index < EVENTS; index++) {
    const month = String((index % 12) + 1).padStart(2, '0');
    const day = `2024-${month}-15`;
    const state: AllianceEvent = {
      title: `Veranstaltung ${index}`,
      kind: 'CONFERENCE',
      theme: null,
      ownership: 'OWN',
      ownershipReason: null,
      place: null,
      organisers: [],
      guests: [],
      facts: [],
      followsEventId: null,
      campaignId: null,
      note: null,
      source: null,
      dates: { from: day, to: day, startTime: null, endTime: null, wording: null },
      movedFrom: null,
      status: 'HELD',
      statusReason: null,
      responsibleOffice: null,
      officeOverride: null,
    };
    const { kind, ownership, dates, responsibleOffice } = state;
    await events.create(
      ALLIANCE,
      eventIdOf(index),
      { state, event: allianceEventRegistered({ kind, ownership, dates, responsibleOffice }) },
      by,
    );
  }
}

/** The n-th booking. Value dates cover two years; the last line of each size lies at their end. */
function bookingOf(n: number, of: number): { id: ExpenseId; expense: Expense; recordedAt: string } {
  const recordedAt = new Date(FIRST_DAY + Math.floor((n / of) * SPREAD_MS)).toISOString();
  const eventId = eventIdOf(n % EVENTS);
  const budgetLine = BUDGET_LINES[Math.floor(n / EVENTS) % BUDGET_LINES.length] ?? null;
  const fiscalYear = YEARS[Math.floor(n / EVENTS / BUDGET_LINES.length) % YEARS.length] ?? null;
  const id = ExpenseId.parse(`bench-expense-${String(n).padStart(7, '0')}`);
  return {
    id,
    recordedAt,
    expense: {
      kind: 'ORIGINAL',
      corrects: null,
      reason: null,
      postings: [
        {
          amountCents: 1_000 + ((n * 7_919) % 500_000),
          eventId,
          occasion: null,
          reportingLine: lineFor(eventId, null),
          fiscalYear,
          budgetLine,
        },
      ],
      text: 'Saalmiete',
      invoiceReference: `RE-${n}`,
      status: 'BOOKED',
      enteredBy: { subject: 'bench-editor', at: recordedAt },
      editedBy: [],
      factualCheck: { subject: 'bench-certifier', at: recordedAt },
      arithmeticCheck: { subject: 'bench-certifier', at: recordedAt },
      bookedBy: { subject: 'bench-authoriser', at: recordedAt },
      valueDate: { kind: 'ON', day: recordedAt.slice(0, 10) },
      hvsReference: `HVS-${n}`,
      takenOverFrom: null,
      possibleDuplicateOf: [],
    },
  };
}

/** Writes one batch of at most 25, and again what the engine leaves over. */
export async function putAll(table: Table, items: readonly Item[]): Promise<void> {
  let requests = items.map((item) => ({ PutRequest: { Item: item } }));
  while (requests.length > 0) {
    const { UnprocessedItems } = await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests } }));
    requests = (UnprocessedItems?.[table.name] ?? []) as typeof requests;
  }
}

/** An update of a sum, added to what earlier ones made of it: the item that stands in the table after all of them. */
function moved(sums: Map<string, Item>, { key, values }: NonNullable<Write['update']>): void {
  const before = sums.get(key.sk);
  const plus = (name: string, value: unknown) => Number(before?.[name] ?? 0) + Number(value);
  sums.set(key.sk, {
    ...key,
    amountCents: plus('amountCents', values[':amount']),
    bookings: plus('bookings', values[':bookings']),
    eventId: values[':eventId'],
    occasion: values[':occasion'],
    reportingLine: values[':line'],
    budgetLine: values[':budgetLine'],
    fiscalYear: values[':fiscalYear'],
  });
}

/**
 * A ledger that grows: every call adds the bookings up to the size asked for and brings the sums up to date.
 * @throws when the store finds that the sums are not those of the ledger
 */
export function growingLedger(table: Table, largest: number) {
  const store = ledgerStore(table);
  const sums = new Map<string, Item>();
  let there = 0;

  /** Ledger lines of the next booking; the sums they move are kept. */
  function nextLines(): Item[] {
    const { id, expense, recordedAt } = bookingOf(there, largest);
    if (there < CHECKED) Expense.parse(expense);
    there += 1;
    const writes = store.append(ALLIANCE, id, expense, recordedAt);
    for (const { update } of writes) if (update) moved(sums, update);
    return writes.flatMap(({ put }) => (put ? [put.item] : []));
  }

  function* batchesUpTo(size: number): Generator<Item[]> {
    while (there < size) {
      const batch: Item[] = [];
      while (batch.length < BATCH && there < size) batch.push(...nextLines());
      yield batch;
    }
  }

  return {
    async growTo(size: number): Promise<void> {
      const batches = batchesUpTo(size);
      const writer = async (): Promise<void> => {
        for (let next = batches.next(); !next.done; next = batches.next()) await putAll(table, next.value);
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      const items = [...sums.values()];
      for (let from = 0; from < items.length; from += BATCH) await putAll(table, items.slice(from, from + BATCH));
    },
    async assertExact(): Promise<void> {
      const drift = await store.driftOfSums(ALLIANCE);
      if (drift.length > 0) throw new Error(`${drift.length} sums are not those of the ledger`);
    },
  };
}
