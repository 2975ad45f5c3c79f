import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Seat } from '../../shared/domain/alliance-body.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { addDays } from '../../shared/domain/holidays.ts';
import { holdingsOn } from '../../shared/domain/seat-day.ts';
import { assertHoldings, ChangeHolding, changeHolding } from '../../shared/domain/seat-holding.ts';
import { aHolding, aSeat } from '../support/builders.ts';

const seatWith = (...holdings: ReturnType<typeof aHolding>[]): Seat => Seat.parse(aSeat('ag-1', { holdings }));
const change = (personId: string | null, from: string | null, more: object = {}): ChangeHolding =>
  ChangeHolding.parse({
    personId,
    from,
    dated: from !== null,
    as: 'HOLDER',
    wording: null,
    followsPersonId: null,
    isBeside: false,
    ...more,
  });
const spans = ({ holdings }: Seat): unknown[] => holdings.map(({ personId, from, to }) => [personId, from, to]);
const shown = (seat: Seat, on: string): unknown[] =>
  holdingsOn(seat, on).map(({ personId, isDayUnknown }) => (isDayUnknown ? `${personId}?` : personId));
const refusal = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return `${error.code} ${error.faults[0]?.pointer}`;
  }
};

describe('a change on a seat', () => {
  test('ends the one before on the day before', () => {
    const seat = changeHolding(seatWith(aHolding('eins')), change('zwei', '2020-08-01'));
    expect(spans(seat)).toEqual([
      ['eins', null, '2020-07-31'],
      ['zwei', '2020-08-01', null],
    ]);
    expect([shown(seat, '2020-07-31'), shown(seat, '2020-08-01')]).toEqual([['eins'], ['zwei']]);
  });

  test('to nobody is a vacancy with a day of its own, which the next one ends', () => {
    const vacant = changeHolding(seatWith(aHolding('eins')), change(null, '2020-04-01'));
    const filled = changeHolding(vacant, change('drei', '2020-09-01'));
    expect(spans(filled)).toEqual([
      ['eins', null, '2020-03-31'],
      [null, '2020-04-01', '2020-08-31'],
      ['drei', '2020-09-01', null],
    ]);
    expect(refusal(() => changeHolding(vacant, change(null, '2020-09-01')))).toBe('holdingInvalid /personId');
  });

  test('without a day keeps the former without an end, and both are shown', () => {
    const seat = changeHolding(seatWith(aHolding('eins', { from: '2019-01-01' })), change('zwei', null));
    expect(spans(seat)).toEqual([
      ['eins', '2019-01-01', null],
      ['zwei', null, null],
    ]);
    expect([shown(seat, '2018-12-31'), shown(seat, '2020-01-01')]).toEqual([[], ['eins?', 'zwei?']]);
  });

  test('with a day after one without a day: nobody’s end is invented, and both before are over', () => {
    const seat = changeHolding(changeHolding(seatWith(aHolding('eins')), change('zwei', null)), change('drei', '2021-01-01'));
    expect(spans(seat)).toEqual([
      ['eins', null, null],
      ['zwei', null, '2020-12-31'],
      ['drei', '2021-01-01', null],
    ]);
    expect([shown(seat, '2020-12-31'), shown(seat, '2021-01-01')]).toEqual([['eins?', 'zwei?'], ['drei']]);
  });

  test('follows one of two, and leaves the other where they are', () => {
    const two = seatWith(aHolding('eins'), aHolding('zwei'));
    const seat = changeHolding(two, change('drei', '2020-08-01', { followsPersonId: 'eins' }));
    expect(shown(seat, '2020-08-01')).toEqual(['zwei', 'drei']);
    expect(refusal(() => changeHolding(two, change('drei', '2020-08-01', { followsPersonId: 'vier' })))).toBe(
      'holdingInvalid /followsPersonId',
    );
  });

  test('comes beside the holder, or stands in: nobody’s holding ends', () => {
    const beside = changeHolding(seatWith(aHolding('eins')), change('zwei', '2020-08-01', { isBeside: true }));
    expect(shown(beside, '2020-08-01')).toEqual(['eins', 'zwei']);
    const deputy = changeHolding(seatWith(aHolding('eins')), change('zwei', '2020-08-01', { as: 'DEPUTY' }));
    expect(spans(deputy)[0]).toEqual(['eins', null, null]);
    const ended = changeHolding(deputy, change(null, '2021-01-01', { as: 'DEPUTY' }));
    expect(spans(ended)).toEqual([
      ['eins', null, null],
      ['zwei', '2020-08-01', '2020-12-31'],
    ]);
  });

  const held = seatWith(aHolding('eins', { from: '2020-01-01', to: '2020-06-30' }), aHolding('zwei', { from: '2020-07-01' }));
  test.each<[string, Seat, ChangeHolding, string]>([
    ['on the day the current holding began', held, change('drei', '2020-07-01'), '/from'],
    ['before the current holding', held, change('drei', '2020-03-01'), '/from'],
    ['into an earlier holding that ends later', seatWith(aHolding('eins', { to: '2020-12-31' })), change('zwei', '2020-06-01'), '/from'],
    ['to the same person', held, change('zwei', '2021-01-01'), '/personId'],
    ['beside themselves', held, change('zwei', '2021-01-01', { isBeside: true }), '/from'],
    ['beside, but nobody', held, change(null, '2021-01-01', { isBeside: true }), '/isBeside'],
    ['with a day that is not given', held, change('drei', null, { dated: true }), '/from'],
    ['without a day that is given', held, change('drei', '2021-01-01', { dated: false }), '/from'],
    ['without a day and nobody before', seatWith(), change('eins', null), '/dated'],
    ['of a deputy whom nobody is', held, change(null, '2021-01-01', { as: 'DEPUTY' }), '/personId'],
    [
      'before the seat is there',
      Seat.parse(aSeat('ag-1', { validFrom: '2020-01-01', holdings: [aHolding('eins')] })),
      change('zwei', '2019-01-01'),
      '/from',
    ],
    [
      'after the seat is gone',
      Seat.parse(aSeat('ag-1', { validTo: '2020-01-01', holdings: [aHolding('eins')] })),
      change('zwei', '2021-01-01'),
      '/from',
    ],
  ])('is refused %s', (_what, seat, asked, pointer) => {
    expect(refusal(() => changeHolding(seat, asked))).toBe(`holdingInvalid ${pointer}`);
  });

  test('dated changes one after another: on every day exactly the last that began', async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.boolean()), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (gaps) => {
        let seat = seatWith(aHolding('p-0'));
        let day = '2020-01-01';
        let before: string | null = 'p-0';
        for (const [index, [gap, isVacant]] of gaps.entries()) {
          day = addDays(day, gap);
          const next: string | null = isVacant && before !== null ? null : `p-${index + 1}`;
          seat = changeHolding(seat, change(next, day));
          expect([shown(seat, addDays(day, -1)), shown(seat, day)]).toEqual([[before], [next]]);
          before = next;
        }
        expect(() => assertHoldings(seat)).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});

describe('holdings as they are recorded', () => {
  test.each<[string, ReturnType<typeof aHolding>[], string]>([
    ['ends before it begins', [aHolding('eins', { from: '2020-02-01', to: '2020-01-01' })], '/holdings/0/to'],
    ['has a day and says it has none', [aHolding('eins'), aHolding('zwei', { dated: false, from: '2020-01-01' })], '/holdings/1/from'],
    ['follows nobody', [aHolding('eins', { dated: false })], '/holdings/0/dated'],
    [
      'stands before an earlier one',
      [aHolding('eins', { from: '2020-01-01' }), aHolding('zwei', { from: '2019-01-01' })],
      '/holdings/1/from',
    ],
    ['is the same person at the same time', [aHolding('eins'), aHolding('eins', { from: '2020-01-01' })], '/holdings/1/from'],
    ['is vacant and held', [aHolding(null), aHolding('eins', { from: '2020-01-01' })], '/holdings/1/from'],
    ['is a deputy without a person', [aHolding('eins'), aHolding(null, { as: 'DEPUTY' })], '/holdings/1/personId'],
  ])('are refused when one %s', (_what, holdings, pointer) => {
    expect(refusal(() => assertHoldings(seatWith(...holdings)))).toBe(`holdingInvalid ${pointer}`);
  });

  test('two people on one seat at once are two holdings', () => {
    expect(refusal(() => assertHoldings(seatWith(aHolding('eins'), aHolding('zwei'))))).toBe('accepted');
  });
});
