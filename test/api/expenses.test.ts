import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { checkExpenditureSums, getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import {
  bookExpense,
  certifyExpense,
  correctExpense,
  editExpense,
  enterExpense,
  getExpense,
  getExpenseJournal,
  listExpenses,
  withdrawExpense,
} from '../../functions/expenses/routes.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { aBooking, aBudgetLine, anEvent, anExpense } from '../support/builders.ts';
import { everyItem } from '../support/scan.ts';

const [editor, certifier, authoriser, lead, regional] = [
  as('OFFICE_EDITOR'),
  as('CERTIFIER'),
  as('AUTHORISER'),
  as('OFFICE_LEAD'),
  as('REGIONAL_EDITOR', { office: 'LW' }),
];
const both = { checks: ['FACTUAL', 'ARITHMETIC'] };
let table: Table;

beforeAll(async () => {
  table = await openRegisterOf2016();
});
afterEach(() => setClock());

const entered = async (more: Parameters<typeof anExpense>[0] = {}, caller: Caller = editor): Promise<Answered> =>
  await call(enterExpense, caller, { body: anExpense(more) });
const at = (expense: Answered) => ({ params: { expenseId: expense.body.id as string }, version: expense.body.version as number });
const certified = async (expense: Answered) => await call(certifyExpense, certifier, { ...at(expense), body: both });
const booked = async (expense: Answered, more = {}) =>
  await call(bookExpense, authoriser, { ...at(await certified(expense)), body: aBooking(more) });
const total = async (query: Record<string, string> = {}): Promise<number> =>
  (await call(getExpenditureBreakdown, editor, { query })).body.amountCents;
const sumsAgree = async () => expect((await call(checkExpenditureSums, lead)).body).toEqual({ adds: true, differences: [] });

describe('from entry to booking', () => {
  test('only what is booked counts, by exactly its amount, and the sums still equal the ledger', async () => {
    const before = await total();
    const expense = await entered({ amountCents: 98_765 });
    expect(expense).toMatchObject({ status: 201, headers: { etag: '"1"', location: expect.stringContaining(expense.body.id) } });
    await certified(expense);
    expect(await total()).toBe(before);
    const second = await booked(await entered({ amountCents: 98_765 }));
    expect(second.body).toMatchObject({ status: 'BOOKED', valueDate: { kind: 'ON', day: '2016-05-31' }, hvsReference: 'HVS-2016-4711' });
    expect(await total()).toBe(before + 98_765);
    await sumsAgree();
  });

  test('one person in two roles is stopped per record, not per role', async () => {
    const twoRoles: Caller = { subject: 'doppelt', grants: ['npa:CERTIFIER', 'npa:AUTHORISER', 'npa:OFFICE_EDITOR'] };
    const own = await entered({}, twoRoles);
    expect((await call(certifyExpense, twoRoles, { ...at(own), body: both })).body.code).toBe('fourEyesViolated');
    const foreign = await call(certifyExpense, twoRoles, { ...at(await entered()), body: both });
    expect(foreign.status).toBe(200);
    expect((await call(bookExpense, twoRoles, { ...at(foreign), body: aBooking() })).body.code).toBe('fourEyesViolated');
  });

  test('a lost race is 412 and says what to do; without If-Match it is 428', async () => {
    const expense = await entered();
    expect((await call(editExpense, editor, { ...at(expense), body: anExpense({ amountCents: 5 }) })).status).toBe(200);
    const late = await call(editExpense, editor, { ...at(expense), body: anExpense({ amountCents: 6 }) });
    expect(late.body).toMatchObject({ status: 412, code: 'recordChangedMeanwhile', detail: expect.stringContaining('neu') });
    expect((await call(editExpense, editor, { params: at(expense).params, body: anExpense() })).status).toBe(428);
    expect((await call(getExpense, editor, { params: at(expense).params })).body.postings[0].amountCents).toBe(5);
  });

  test('the same invoice entered twice is pointed out, however it is spelled', async () => {
    const first = await entered({ supplier: 'Druckerei Müller GmbH', invoiceReference: 'R-2016/17' });
    expect(first.body.possibleDuplicateOf).toEqual([]);
    const second = await entered({ supplier: 'DRUCKEREI MUELLER  GmbH', invoiceReference: 'r 2016 17' });
    expect(second.body.possibleDuplicateOf).toEqual([first.body.id]);
    expect(
      (await entered({ supplier: 'Druckerei Müller GmbH', invoiceReference: 'R-2016/17', amountCents: 1 })).body.possibleDuplicateOf,
    ).toEqual([]);
  });

  test('what is withdrawn stays readable and never counts', async () => {
    const expense = await entered();
    expect((await call(withdrawExpense, editor, { ...at(expense), body: { reason: 'Rechnung storniert' } })).body.status).toBe('WITHDRAWN');
    expect((await call(getExpense, editor, { params: at(expense).params })).body.reason).toBe('Rechnung storniert');
  });
});

describe('corrections', () => {
  test('a reversal takes the amount away once; a second one and a rebooking after it are refused', async () => {
    const before = await total();
    const expense = await booked(await entered({ amountCents: 7_700 }));
    const reversal = async () =>
      await call(correctExpense, editor, { params: at(expense).params, body: { kind: 'REVERSAL', reason: 'Doppelt erfasst' } });
    const [first, second] = [await reversal(), await reversal()];
    expect((await booked(first, { fiscalYear: null })).status).toBe(200);
    expect(await total()).toBe(before);
    expect((await booked(second, { fiscalYear: null })).body).toMatchObject({ status: 409, code: 'expenseAlreadyCorrected' });
    expect(await total()).toBe(before);
    await sumsAgree();
  });

  test('a rebooking moves an amount between events and leaves the total', async () => {
    const before = await total();
    const expense = await booked(await entered({ amountCents: 3_000 }));
    const to = { eventId: 'konferenz-sprache-2016-03-16', occasion: null, reportingLine: null, fiscalYear: 2016, budgetLine: aBudgetLine };
    const of = async (eventId: string) => await total({ eventId });
    const [from, into] = [await of('auftakt-2016-01-07'), await of('konferenz-sprache-2016-03-16')];
    await booked(
      await call(correctExpense, editor, { params: at(expense).params, body: { kind: 'REBOOKING', reason: 'Falsche Veranstaltung', to } }),
    );
    expect([await of('auftakt-2016-01-07'), await of('konferenz-sprache-2016-03-16'), await total()]).toEqual([
      from - 3_000,
      into + 3_000,
      before + 3_000,
    ]);
    await sumsAgree();
  });

  test('a change adds the difference; nothing of the first entry is touched', async () => {
    const before = await total();
    const expense = await booked(await entered({ amountCents: 1_000 }));
    await booked(
      await call(correctExpense, editor, { params: at(expense).params, body: { kind: 'CHANGE', reason: 'Skonto', differenceCents: -20 } }),
    );
    expect(await total()).toBe(before + 980);
    expect((await call(getExpense, editor, { params: at(expense).params })).body).toMatchObject({
      version: 3,
      postings: [expect.objectContaining({ amountCents: 1_000 })],
    });
  });

  test('two reversals at once: one is booked, one is told', async () => {
    const expense = await booked(await entered({ amountCents: 400 }));
    const before = await total();
    const drafts = await Promise.all(
      [1, 2].map(async () =>
        certified(await call(correctExpense, editor, { params: at(expense).params, body: { kind: 'REVERSAL', reason: 'x' } })),
      ),
    );
    const results = await Promise.all(drafts.map(async (draft) => await call(bookExpense, authoriser, { ...at(draft), body: aBooking() })));
    expect(results.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await total()).toBe(before - 400);
    await sumsAgree();
  });
});

describe('two clocks', () => {
  test('a December invoice booked on 10 March 2017 changes today’s view and not what was known on 27 February', async () => {
    setClock('2026-11-23T10:00:00.000Z');
    const knownAt = '2026-11-23T11:00:00+01:00';
    const [asKnown, asOfStand] = [await total({ knownAt }), await total({ asOf: '2017-02-27' })];
    setClock('2026-11-23T12:00:00.000Z');
    const now = await total();
    await booked(await entered({ amountCents: 11_900 }), { bookedOn: '2017-03-10', fiscalYear: 2016 });
    expect(await total()).toBe(now + 11_900);
    expect(await total({ knownAt })).toBe(asKnown);
    expect(await total({ asOf: '2017-02-27' })).toBe(asOfStand);
    expect(await total({ asOf: '2017-03-10' })).toBe((await total({ asOf: '2017-03-09' })) + 11_900);
  });

  test('a record can be read as it was known, and its journal names every hand', async () => {
    setClock('2026-11-23T08:00:00.000Z');
    const expense = await entered({ amountCents: 50 });
    setClock('2026-11-23T09:00:00.000Z');
    await booked(expense);
    setClock();
    const earlier = await call(getExpense, editor, { params: at(expense).params, query: { knownAt: '2026-11-23T09:30:00+01:00' } });
    expect(earlier.body).toMatchObject({ version: 1, status: 'DRAFT' });
    expect((await call(getExpense, editor, { params: at(expense).params, query: { knownAt: '2020-01-01T00:00:00Z' } })).status).toBe(404);
    const { entries } = (await call(getExpenseJournal, lead, { params: at(expense).params })).body as {
      entries: { event: string; subject: string; role: string }[];
    };
    expect(entries.map(({ event, subject, role }) => [event, subject, role])).toEqual([
      ['ExpenseEntered', 'person-office_editor', 'OFFICE_EDITOR'],
      ['ExpenseCertified', 'person-certifier', 'CERTIFIER'],
      ['ExpenseBooked', 'person-authoriser', 'AUTHORISER'],
    ]);
  });
});

describe('idempotency', () => {
  test('the same key and content give the first answer to the byte and one effect, also 20 times at once', async () => {
    const key = 'once-and-only-once';
    const body = anExpense({ amountCents: 4_321, text: 'Wiederholt' });
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await call(enterExpense, editor, { key, body })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const again = await call(enterExpense, editor, { key, body: Object.fromEntries(Object.entries(body).reverse()) });
    expect(again.text).toBe(answers[0]?.text);
    const { items } = (await call(listExpenses, editor, { query: { limit: '100', status: 'DRAFT' } })).body as {
      items: { text: string }[];
    };
    expect(items.filter(({ text }) => text === 'Wiederholt')).toHaveLength(1);
  });

  test('other content under the same key is 409 and changes nothing; another person’s key is another key', async () => {
    const key = 'shared-key-0001';
    await call(enterExpense, editor, { key, body: anExpense() });
    expect((await call(enterExpense, editor, { key, body: anExpense({ amountCents: 1 }) })).body).toMatchObject({
      status: 409,
      code: 'idempotencyKeyReused',
    });
    const other = await call(enterExpense, as('OFFICE_EDITOR', { subject: 'someone-else' }), { key, body: anExpense({ amountCents: 1 }) });
    expect(other.status).toBe(201);
  });

  test('a repeated booking answers like the first and books once', async () => {
    const before = await total();
    const ready = await certified(await entered({ amountCents: 600 }));
    const send = async () => await call(bookExpense, authoriser, { ...at(ready), key: 'booking-key-1', body: aBooking() });
    const [first, second] = [await send(), await send()];
    expect(second.text).toBe(first.text);
    expect(await total()).toBe(before + 600);
  });

  test('without a key a POST is refused at its header', async () => {
    const answer = await call(enterExpense, editor, { key: 'short', body: anExpense() });
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'idempotencyKeyMissing',
      errors: [{ pointer: 'header/idempotency-key', detail: expect.any(String) }],
    });
  });
});

describe('region and personal data', () => {
  test('a regional editor enters for the own office’s events only, and never without an event', async () => {
    expect((await entered({ on: 'regional-sprache-hildesheim-2016-05-03' }, regional)).status).toBe(201);
    expect((await entered({ on: 'regional-sprache-braunschweig-2016-05-25' }, regional)).body.code).toBe('relatedEventNotFound');
    expect((await entered({ eventId: null, occasion: 'CATERING' }, regional)).body.code).toBe('officeNotYours');
    expect((await call(getExpense, regional, { params: { expenseId: 'q9-05' } })).body.code).toBe('expenseNotFound');
  });

  test('an expense on an event that is not ours is refused', async () => {
    expect((await entered({ on: 'oldenburger-gespraeche' })).body).toMatchObject({
      status: 409,
      errors: [expect.objectContaining({ pointer: '/eventId' })],
    });
  });

  test('the supplier is kept in one item: not in journal, ledger, keys, sums or replay, and shown in its time only', async () => {
    const supplier = 'Kanarienvogel Zwölfender';
    const expense = await booked(await entered({ supplier, invoiceReference: 'K-1' }));
    const shownAt = async (instant: string) => {
      setClock(instant);
      return (await call(getExpense, editor, { params: at(expense).params })).body.supplier;
    };
    // P4: ten years after the fiscal year, in Berlin, nobody is shown it any more, though it is still stored.
    expect(await shownAt('2026-12-31T22:59:59.999Z')).toBe(supplier);
    expect(await shownAt('2026-12-31T23:00:00.000Z')).toBeNull();
    const holding = (await everyItem(table)).filter((item) => JSON.stringify(item).includes('Kanarienvogel'));
    expect(holding.map(({ sk }) => sk)).toEqual(['PRIVATE']);
  });
});

test('an event registered at the office’s place takes expenses of that office', async () => {
  const event = await call(registerAllianceEvent, regional, {
    body: anEvent({
      title: 'Fachtag Hildesheim',
      dates: { from: '2026-10-25', to: '2026-10-25', startTime: '02:30', endTime: null, wording: null },
    }),
  });
  expect(event.status).toBe(201);
  expect((await entered({ on: event.body.id }, regional)).status).toBe(201);
});
