import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expenseTakenOver } from '../../events/expense-taken-over.ts';
import { countAttendance, stateAttendance } from '../../functions/attendance/routes.ts';
import { exportExpenditureBreakdown, getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { bookExpense, certifyExpense, correctExpense } from '../../functions/expenses/routes.ts';
import { erasePerson } from '../../functions/people/routes.ts';
import { takeOver } from '../../shared/domain/expense.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { bodyPersonRecords } from '../../shared/store/body-person-store.ts';
import { expenseStore } from '../../shared/store/expense-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOfBoth, setClock } from '../support/api.ts';
import { aBooking, anExpense } from '../support/builders.ts';
import { scale } from '../support/scale.ts';
import { dice } from '../support/tampering.ts';

/** R21: what was told as of an instant is told again to the byte, whatever was booked, reversed or erased since. */

const INSTANTS = scale({ short: 12, full: 200 });
const LATER = scale({ short: 30, full: 500 });
const SEED = 2_017;
const chance = dice(SEED);
const HOUR_MS = 3_600_000;
let table: Table;
/** Past everything the import recorded; the clock goes on by the hour from here. */
let begun: number;
const at = (hours: number): string => new Date(begun + hours * HOUR_MS).toISOString();

beforeAll(async () => {
  table = await openRegisterOfBoth();
  begun = Date.now() + HOUR_MS;
}, 240_000);
afterAll(() => setClock());

const events = ['auftakt-2016-01-07', 'konferenz-sprache-2016-03-16', 'konferenz-arbeit-2016-06-06'];

/** An expense that counts at once, entered at an hour. */
async function bookAt(hour: number, index: number): Promise<string> {
  const by: Authorship = { subject: 'probe', role: 'SYSTEM', office: null, at: at(hour), correlationId: 'probe' };
  const {
    supplier: _none,
    reportingLine: _usual,
    ...input
  } = anExpense({ on: chance.pick(events), amountCents: 100 + chance.below(100_000) });
  const reportingLine = { section: 'EVENTS', label: null, date: null, order: null, allocationRule: 'WITH_PUBLICATIONS' } as const;
  const valueDate = { kind: 'ON', day: `2016-0${1 + chance.below(9)}-1${chance.below(9)}` } as const;
  const state = takeOver(
    { ...input, reportingLine, valueDate, takenOverFrom: 'Probe' },
    { subject: by.subject, at: by.at, today: by.at.slice(0, 10) },
  );
  const postings = state.postings.map(({ amountCents, eventId, occasion, fiscalYear }) => ({
    amountCents,
    eventId,
    occasion,
    fiscalYear,
    budgetLine: null,
  }));
  const event = expenseTakenOver({ takenOverFrom: 'Probe', notLaterThan: valueDate.day, postings });
  const id = `probe-${hour}-${index}`;
  await expenseStore(table).takeOver('npa', id, { state, event }, by);
  return id;
}

async function reverse(expenseId: string): Promise<void> {
  const { body } = await call(correctExpense, as('OFFICE_EDITOR'), {
    params: { expenseId },
    body: { kind: 'REVERSAL', reason: 'Doppelt erfasst' },
  });
  const params = { expenseId: body.id };
  const checked = await call(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
  expect((await call(bookExpense, as('AUTHORISER'), { params, version: checked.body.version, body: aBooking() })).status).toBe(200);
}

const figure = {
  eventIds: [events[0]],
  subject: 'PERSONS',
  qualifier: 'EXACT',
  basis: 'STATED',
  asOf: null,
  source: 'Probe',
  printed: null,
};
const state = async (value: number) =>
  expect((await call(stateAttendance, as('OFFICE_EDITOR'), { body: { ...figure, value } })).status).toBe(201);

type Asked = { readonly knownAt?: string; readonly asOf: string; readonly groupBy: string };

/** The table as JSON, as CSV and the headcount, as one hash over their bytes. */
async function reportOf({ knownAt, asOf, groupBy }: Asked): Promise<string> {
  const window = { asOf, ...(knownAt === undefined ? {} : { knownAt }) };
  const told = [
    await call(getExpenditureBreakdown, as('OFFICE_LEAD'), { query: { ...window, groupBy } }),
    await call(exportExpenditureBreakdown, as('OFFICE_LEAD'), { query: { ...window, groupBy, format: 'csv-machine' } }),
    await call(countAttendance, as('OFFICE_LEAD'), { query: window }),
  ];
  expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
  return createHash('sha256')
    .update(told.map(({ text }) => text).join('\n'))
    .digest('hex');
}

test(`R21: reports as known at ${INSTANTS} instants are the same to the byte after ${LATER} later bookings, reversals and erasures`, async () => {
  const hours = 24;
  const booked: string[] = [];
  for (let hour = 0; hour < hours; hour++) booked.push(await bookAt(hour, 0));
  setClock(at(hours));
  await state(41);
  const asked: Asked[] = Array.from({ length: INSTANTS }, () => ({
    knownAt: new Date(begun + chance.below(hours * HOUR_MS)).toISOString(),
    asOf: chance.pick(['2016-03-31', '2016-12-31', '2017-02-28']),
    groupBy: chance.pick(['event', 'theme', 'office', 'occasion', 'fiscalYear']),
  }));
  const now: Asked = { asOf: '2017-02-28', groupBy: 'event' };
  const before = [];
  for (const one of asked) before.push(await reportOf(one));
  const nowBefore = await reportOf(now);

  const persons = (await bodyPersonRecords(table).all('lip')).slice(0, Math.ceil(LATER / 25));
  for (let index = 0; index < LATER; index++) {
    setClock(at(hours + 1 + index));
    const [toReverse] = index % 10 === 9 ? booked.splice(chance.below(booked.length), 1) : [];
    if (toReverse === undefined) booked.push(await bookAt(hours + 1 + index, index));
    else await reverse(toReverse);
    const person = index % 25 === 24 ? persons.pop() : undefined;
    if (person) {
      const erased = await call(erasePerson, as('OFFICE_LEAD', { alliance: 'lip' }), {
        params: { allianceId: 'lip', personId: person.id },
        body: {},
      });
      expect(erased.status).toBe(200);
    }
  }
  await state(43);
  setClock(at(hours + LATER + 2));
  const after = [];
  for (const one of asked) after.push(await reportOf(one));
  expect(after).toEqual(before);
  expect(new Set(before).size).toBeGreaterThan(INSTANTS / 4);
  // Control: asked without an instant, the same report has changed.
  expect(await reportOf(now)).not.toBe(nowBefore);
}, 600_000);
