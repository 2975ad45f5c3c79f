import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Acting, Expense, ExpenseId } from '../../shared/domain/expense.ts';
import { book, certify, EnterExpense, edit, enter, withdraw } from '../../shared/domain/expense.ts';
import { CorrectExpense, correct, settles } from '../../shared/domain/expense-correction.ts';
import { sumCents } from '../../shared/domain/money.ts';
import { aBooking, aBudgetLine, anExpense } from '../support/builders.ts';
import { codeOf } from '../support/failing.ts';

const acting = (subject: string): Acting => ({ subject, at: '2016-06-01T08:00:00.000Z', today: '2016-06-01' });
const [editor, certifier, authoriser] = [acting('e'), acting('c'), acting('a')];
const both = { checks: ['FACTUAL', 'ARITHMETIC'] as ('FACTUAL' | 'ARITHMETIC')[] };
const draft = (more: Parameters<typeof anExpense>[0] = {}): Expense => enter(anExpense(more), [], editor);
const certified = (): Expense => certify(draft(), both, certifier);
const booked = (): Expense => book(certified(), aBooking(), authoriser);
const id = 'ausgabe-1' as ExpenseId;

describe('four eyes', () => {
  test('who entered cannot certify, nor who edited', () => {
    expect(codeOf(() => certify(draft(), both, editor))).toBe('fourEyesViolated');
    expect(codeOf(() => certify(edit(draft(), anExpense(), [], certifier), both, certifier))).toBe('fourEyesViolated');
  });

  test('who certified anything of it cannot book', () => {
    const halves = certify(certify(draft(), { checks: ['FACTUAL'] }, certifier), { checks: ['ARITHMETIC'] }, authoriser);
    expect(halves.status).toBe('CERTIFIED');
    expect(codeOf(() => book(halves, aBooking(), authoriser))).toBe('fourEyesViolated');
    expect(codeOf(() => book(halves, aBooking(), certifier))).toBe('fourEyesViolated');
    expect(book(halves, aBooking(), acting('third')).status).toBe('BOOKED');
  });

  test('one of the two certifications is not enough', () => {
    const half = certify(draft(), { checks: ['FACTUAL'] }, certifier);
    expect(half.status).toBe('DRAFT');
    expect(codeOf(() => book(half, aBooking(), authoriser))).toBe('expenseNotBookable');
  });

  test('an edit takes every certification back', () => {
    expect(edit(certified(), anExpense({ amountCents: 1 }), [], editor)).toMatchObject({
      status: 'DRAFT',
      factualCheck: null,
      arithmeticCheck: null,
    });
  });
});

describe('booking', () => {
  test('the year is the one the book of record booked: its own or the one before, never guessed', () => {
    expect(codeOf(() => book(certify(draft({ fiscalYear: null }), both, certifier), aBooking(), authoriser))).toBe('requestInvalid');
    expect(book(certified(), aBooking({ fiscalYear: 2015 }), authoriser).postings[0]?.fiscalYear).toBe(2015);
    expect(codeOf(() => book(certified(), aBooking({ fiscalYear: 2014 }), authoriser))).toBe('fiscalYearImplausible');
    expect(codeOf(() => book(certified(), aBooking({ fiscalYear: 2017 }), authoriser))).toBe('fiscalYearImplausible');
  });

  test('a value date ahead of today is refused, today is not', () => {
    expect(codeOf(() => book(certified(), aBooking({ bookedOn: '2016-06-02' }), authoriser))).toBe('valueDateInFuture');
    expect(book(certified(), aBooking({ bookedOn: '2016-06-01' }), authoriser).valueDate).toEqual({ kind: 'ON', day: '2016-06-01' });
  });

  test('what is booked is neither edited, certified again nor withdrawn', () => {
    expect(codeOf(() => edit(booked(), anExpense(), [], editor))).toBe('expenseNotEditable');
    expect(codeOf(() => certify(booked(), both, certifier))).toBe('expenseNotCertifiable');
    expect(codeOf(() => withdraw(booked(), 'x'))).toBe('expenseNotEditable');
    expect(codeOf(() => book(booked(), aBooking(), authoriser))).toBe('expenseNotBookable');
  });

  test('what was withdrawn stays withdrawn', () => {
    const gone = withdraw(draft(), 'Rechnung zurückgezogen');
    expect(gone.status).toBe('WITHDRAWN');
    expect(codeOf(() => certify(gone, both, certifier))).toBe('expenseNotCertifiable');
    expect(codeOf(() => withdraw(gone, 'x'))).toBe('expenseNotEditable');
  });
});

describe('corrections', () => {
  const to = {
    eventId: 'andere-veranstaltung',
    occasion: null,
    reportingLine: null,
    fiscalYear: 2016,
    budgetLine: { ...aBudgetLine, item: '53102' },
  } as never;

  test('a reversal is the negative twin, a rebooking adds up to zero, a change is the difference', () => {
    expect(correct(booked(), id, { kind: 'REVERSAL', reason: 'x' }, editor).postings.map(({ amountCents }) => amountCents)).toEqual([
      -12_345,
    ]);
    expect(
      correct(booked(), id, { kind: 'CHANGE', reason: 'x', differenceCents: -345 }, editor).postings.map(({ amountCents }) => amountCents),
    ).toEqual([-345]);
    const moved = correct(booked(), id, { kind: 'REBOOKING', reason: 'x', to }, editor);
    expect(moved.postings.map(({ amountCents, eventId }) => [amountCents, eventId])).toEqual([
      [-12_345, 'auftakt-2016-01-07'],
      [12_345, 'andere-veranstaltung'],
    ]);
    expect(moved).toMatchObject({ corrects: id, status: 'DRAFT', factualCheck: null });
    expect([settles(moved), settles(booked())]).toEqual([true, false]);
  });

  test('a rebooking within the same event keeps its row in print', () => {
    const line = { section: 'EVENTS', label: 'Filmproduktion', date: null, order: 19, allocationRule: 'WITH_PUBLICATIONS' } as const;
    const original = book(certify(draft({ reportingLine: line }), both, certifier), aBooking(), authoriser);
    const stays = correct(
      original,
      id,
      { kind: 'REBOOKING', reason: 'Titelverwechselung', to: { ...(to as object), eventId: 'auftakt-2016-01-07' } as never },
      editor,
    );
    expect(stays.postings[1]?.reportingLine).toEqual(line);
  });

  test('every amount reversed adds up to nothing, whatever it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (amountCents) => {
        const original = book(certify(draft({ amountCents }), both, certifier), aBooking(), authoriser);
        const twin = correct(original, id, { kind: 'REVERSAL', reason: 'x' }, editor);
        expect(sumCents([...original.postings, ...twin.postings].map((posting) => posting.amountCents))).toBe(0);
      }),
    );
  });

  test('only what is booked is corrected, and a reversal never', () => {
    expect(codeOf(() => correct(draft(), id, { kind: 'REVERSAL', reason: 'x' }, editor))).toBe('expenseNotCorrectable');
    const reversal = book(
      certify(correct(booked(), id, { kind: 'REVERSAL', reason: 'x' }, editor), both, certifier),
      aBooking({ fiscalYear: null, budgetLine: null }),
      authoriser,
    );
    expect(codeOf(() => correct(reversal, id, { kind: 'REVERSAL', reason: 'x' }, editor))).toBe('expenseNotCorrectable');
  });

  test('a correction brings its year and line and takes no others', () => {
    const reversal = certify(correct(booked(), id, { kind: 'REVERSAL', reason: 'x' }, editor), both, certifier);
    expect(codeOf(() => book(reversal, aBooking({ fiscalYear: 2016 }), authoriser))).toBe('requestInvalid');
    expect(codeOf(() => edit(reversal, anExpense(), [], editor))).toBe('expenseNotEditable');
  });

  test('a change by nothing is refused', () => {
    expect(CorrectExpense.safeParse({ kind: 'CHANGE', reason: 'x', differenceCents: 0 }).success).toBe(false);
  });
});

test.each([
  ['neither event nor occasion', { eventId: null, occasion: null }],
  ['both event and occasion', { occasion: 'CATERING' as const }],
  [
    'a row among the events without an event',
    {
      eventId: null,
      occasion: 'CATERING' as const,
      reportingLine: { section: 'EVENTS' as const, label: null, date: null, order: null, allocationRule: 'WITH_PUBLICATIONS' as const },
    },
  ],
  ['nothing or less', { amountCents: 0 }],
])('an expense with %s is refused', (_, more) => {
  expect(EnterExpense.safeParse(anExpense(more)).success).toBe(false);
});
