import { expect, test } from '@jest/globals';
import { AttendanceFigure, headcount, remainderOf, weakest } from '../../shared/domain/attendance.ts';
import { aFigure } from '../support/builders.ts';

const moreThan = (id: string, event: string, value: number) => aFigure(id, [event], { value, qualifier: 'MORE_THAN' });

test('a sum is worth no more than its weakest part', () => {
  expect(weakest(['EXACT', 'EXACT'])).toBe('EXACT');
  expect(weakest(['EXACT', 'MORE_THAN'])).toBe('MORE_THAN');
  expect(weakest(['ABOUT', 'MORE_THAN'])).toBe('ABOUT');
  expect(weakest(['EXPECTED', 'ABOUT', 'EXACT'])).toBe('EXPECTED');
  expect(weakest(['UNKNOWN', 'EXACT'])).toBe('UNKNOWN');
});

test('"more than 500" and "more than 600" are more than 1 100, with no upper end', () => {
  expect(headcount('PERSONS', ['a', 'b'], [moreThan('1', 'a', 500), moreThan('2', 'b', 600)])).toMatchObject({
    value: 1100,
    qualifier: 'MORE_THAN',
    atLeast: { value: 1100, strict: true },
    atMost: null,
  });
});

test('an event nobody counted is not zero: the number stays open, the known part is a lower bound', () => {
  expect(headcount('PERSONS', ['a', 'b'], [aFigure('1', ['a'], { value: 40 })])).toMatchObject({
    value: null,
    qualifier: 'UNKNOWN',
    atLeast: { value: 40 },
    atMost: null,
    eventsWithoutFigure: 1,
  });
});

test('a joint figure stands for its events; single ones of the same events are not added to it', () => {
  const found = headcount(
    'PERSONS',
    ['a', 'b', 'c'],
    [moreThan('1', 'a', 500), moreThan('2', 'b', 600), aFigure('joint', ['a', 'b', 'c'], { value: 1570 })],
  );
  expect(found).toMatchObject({ value: 1570, qualifier: 'EXACT', figureIds: ['joint'] });
});

test('a joint figure that reaches beyond the events asked for is no answer', () => {
  expect(headcount('PERSONS', ['a'], [aFigure('joint', ['a', 'b'], { value: 90 })])).toMatchObject({ value: null, qualifier: 'UNKNOWN' });
});

test('1 570 together, more than 500 and more than 600: fewer than 470 for the third', () => {
  const joint = aFigure('joint', ['a', 'b', 'c'], { value: 1570 }).figure;
  expect(remainderOf(joint, [moreThan('1', 'a', 500), moreThan('2', 'b', 600)])).toEqual({
    eventId: 'c',
    atLeast: { value: 0, strict: false },
    atMost: { value: 470, strict: true },
  });
});

test('exact parts leave an exact remainder; two open parts leave none; a lower bound leaves none', () => {
  const joint = aFigure('joint', ['a', 'b'], { value: 100 }).figure;
  expect(remainderOf(joint, [aFigure('1', ['a'], { value: 30 })])).toEqual({
    eventId: 'b',
    atLeast: { value: 70, strict: false },
    atMost: { value: 70, strict: false },
  });
  expect(remainderOf(joint, [])).toBeUndefined();
  expect(
    remainderOf(aFigure('joint', ['a', 'b'], { value: 100, qualifier: 'MORE_THAN' }).figure, [aFigure('1', ['a'], { value: 30 })]),
  ).toBeUndefined();
});

test('the statement with the later as-of day is the one in force; both stay', () => {
  const earlier = aFigure('earlier', ['a'], { value: 300, qualifier: 'ABOUT', asOf: '2016-03-16' });
  const later = aFigure('later', ['a'], { value: 287, asOf: '2016-04-01' });
  expect(headcount('PERSONS', ['a'], [earlier, later]).figureIds).toEqual(['later']);
  expect(headcount('PERSONS', ['a'], [later, earlier]).figureIds).toEqual(['later']);
});

test('unknown has no number, every other qualifier has one', () => {
  const given = aFigure('1', ['abc']).figure;
  expect(AttendanceFigure.safeParse({ ...given, qualifier: 'UNKNOWN', value: 0 }).success).toBe(false);
  expect(AttendanceFigure.safeParse({ ...given, qualifier: 'UNKNOWN', value: null }).success).toBe(true);
  expect(AttendanceFigure.safeParse({ ...given, qualifier: 'ABOUT', value: null }).success).toBe(false);
});

test('counts of persons and of initiatives are never mixed', () => {
  expect(headcount('INITIATIVES', ['a'], [aFigure('1', ['a'], { value: 500 })])).toMatchObject({ value: null, figureIds: [] });
});
