import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { listScans, recordScans } from '../../functions/door/routes.ts';
import { bookExpense, certifyExpense, enterExpense, getExpense, getExpenseJournal } from '../../functions/expenses/routes.ts';
import { recordPerson } from '../../functions/people/routes.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { aBooking, anExpense, aPerson } from '../support/builders.ts';
import { checkIn, openDoor, plainTickets } from '../support/door.ts';
import { everyItem } from '../support/scan.ts';
import { done } from './samples.ts';

/** R16: whatever the clocks say, what is booked and scanned stands under its own day and year in Europe/Berlin. */

let table: Table;
beforeAll(async () => {
  table = await openRegisterOf2016();
});
afterEach(() => setClock());

const editor = as('OFFICE_EDITOR');
const MINUTE = 60_000;
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
/** Asked apart from the library that the register uses. */
const knownDay = (instant: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(instant));
/** Not a day of 24 hours later: in autumn that is still the same day. */
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Instants at which days, years and clocks change; server clocks are up to five minutes off. */
const instants = [
  '2026-10-24T22:02:00.000Z',
  '2026-10-25T00:58:00.000Z',
  '2026-10-25T22:58:00.000Z',
  '2026-12-31T22:30:00.000Z',
  '2026-12-31T22:58:00.000Z',
  '2026-12-31T23:30:00.000Z',
  '2027-03-27T23:02:00.000Z',
  '2027-03-28T00:59:00.000Z',
  '2027-03-28T21:58:00.000Z',
  '2028-02-28T23:02:00.000Z',
  '2028-02-29T22:58:00.000Z',
].flatMap((at) => [-5, 0, 5].map((skew) => [at, skew] as const));

describe('R16: bookings', () => {
  const booked = new Map<string, object>();
  test.each(instants)('at %s by a server whose clock is %i minutes off stand under the day and year stated', async (at, skew) => {
    const at5 = later(at, skew * MINUTE);
    const day = knownDay(at5);
    const year = Number(day.slice(0, 4));
    setClock(later(at, -MINUTE));
    const { id } = await done(enterExpense, editor, { body: anExpense({ fiscalYear: year, amountCents: 4_711 }) });
    const params = { expenseId: id };
    await done(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
    setClock(at5);
    const booking = (bookedOn: string) => ({ params, version: 2, body: aBooking({ bookedOn, fiscalYear: year }) });
    const early = await call(bookExpense, as('AUTHORISER'), booking(dayAfter(day)));
    expect([early.status, early.body.code]).toEqual([expect.any(Number), 'valueDateInFuture']);
    const answer = await done(bookExpense, as('AUTHORISER'), booking(day));
    expect(answer).toMatchObject({ valueDate: { kind: 'ON', day }, postings: [{ fiscalYear: year }] });
    expect(await done(getExpense, editor, { params })).toMatchObject({ valueDate: { day }, postings: [{ fiscalYear: year }] });
    const journal = (await done(getExpenseJournal, as('AUDITOR'), { params })).entries;
    expect(journal.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
    booked.set(id, { valueDate: { kind: 'ON', day }, fiscalYear: year, recordedAt: at5 });
  });

  test('and the ledger has each once, in the order in which servers recorded them', async () => {
    const lines = (await everyItem(table)).filter(({ pk, expenseId }) => String(pk).endsWith('#LEDGER') && booked.has(String(expenseId)));
    expect(lines).toHaveLength(instants.length);
    for (const line of lines) expect(line).toMatchObject(booked.get(String(line.expenseId)) ?? {});
    const sorted = lines.toSorted((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1)).map(({ recordedAt }) => String(recordedAt));
    expect(sorted).toEqual(sorted.toSorted());
  });

  test('R16, control: the day in Greenwich refuses what is booked after midnight in Berlin', () => {
    const at = '2026-12-31T23:30:00.000Z';
    expect([at.slice(0, 10), knownDay(at)]).toEqual(['2026-12-31', '2027-01-01']);
  });
});

describe('R16: the door', () => {
  test('the hour that autumn repeats keeps its order, and what comes late keeps both its times', async () => {
    const eventId = 'auftakt-2016-01-07';
    await openDoor(eventId);
    const [first, second, offline] = await plainTickets(eventId, 3);
    const twice = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
    const sending = async (ticketId: string | undefined, scannedAt: string, sentAt: string, receivedAt: string) => {
      setClock(receivedAt);
      const body = { deviceId: randomUUID(), sentAt, entries: [checkIn(ticketId ?? '', { scannedAt })] };
      return await done(recordScans, editor, { params: { eventId }, body });
    };
    await sending(second, twice[1] ?? '', twice[1] ?? '', twice[1] ?? '');
    await sending(first, twice[0] ?? '', '2026-10-25T01:31:00.000Z', '2026-10-25T01:31:00.000Z');
    // a day ahead, and two days late
    await sending(offline, '2026-10-26T03:00:00.000Z', '2026-10-28T12:00:00.000Z', '2026-10-27T12:00:00.000Z');
    const { items } = await done(listScans, editor, { params: { eventId } });
    const scans = items.filter(({ ticketId }: { ticketId: string }) => [first, second, offline].includes(ticketId as never));
    const byHappening = scans.toSorted((a: { happenedAt: string }, b: { happenedAt: string }) => (a.happenedAt < b.happenedAt ? -1 : 1));
    expect(byHappening).toMatchObject([
      { ticketId: first, happenedAt: twice[0], halfDay: '2026-10-25 VM', receivedAt: '2026-10-25T01:31:00.000Z' },
      { ticketId: second, happenedAt: twice[1], halfDay: '2026-10-25 VM' },
      {
        ticketId: offline,
        scannedAt: '2026-10-26T03:00:00.000Z',
        happenedAt: '2026-10-25T03:00:00.000Z',
        receivedAt: '2026-10-27T12:00:00.000Z',
      },
    ]);
    expect(scans).toHaveLength(3);
  });
});

test('R16: what is over its time answers nothing, although it still lies there', async () => {
  const sent = { body: aPerson({ familyName: 'Einmal' }), key: 'einmal-und-nach-einem-monat' };
  const first = await done(recordPerson, editor, sent);
  expect((await done(recordPerson, editor, sent)).id).toBe(first.id);
  setClock(later(new Date().toISOString(), 31 * 86_400_000));
  const answers = (await everyItem(table)).filter(({ sk, ttl }) => sk === 'CALL' && Number(ttl) * 1000 < Date.now() + 31 * 86_400_000);
  expect(answers.length).toBeGreaterThan(0);
  expect((await done(recordPerson, editor, sent)).id).not.toBe(first.id);
});
