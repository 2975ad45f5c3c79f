import { expect, test } from '@jest/globals';
import { districts, districtsOn, officeOf } from '../../shared/domain/regions.ts';
import { codeOf } from '../support/failing.ts';

test.each([
  ['03254', 'LW'],
  ['03351', 'LG'],
  ['03101', 'BS'],
  ['03403', 'WE'],
  ['03157', 'BS'],
  ['03252', 'LW'],
  ['03241', 'LW'],
])('district %s belongs to office %s', (key, office) => {
  expect(officeOf(key, '2016-05-03')).toBe(office);
});

test('there were 38 rural districts and the Region until 31.10.2016 and one fewer since, beside eight cities', () => {
  const count = (day: string) => [
    districtsOn(day).filter(({ kind }) => kind !== 'INDEPENDENT_CITY').length,
    districtsOn(day).filter(({ kind }) => kind === 'INDEPENDENT_CITY').length,
  ];
  expect(count('2016-10-31')).toEqual([38, 8]);
  expect(count('2016-11-01')).toEqual([37, 8]);
});

test('Göttingen and Osterode: the old keys end, the new one begins with the merger', () => {
  expect(officeOf('03156', '2016-10-31')).toBe('BS');
  expect(codeOf(() => officeOf('03156', '2016-11-01'))).toBe('districtUnknown');
  expect(officeOf('03159', '2016-11-01')).toBe('BS');
  expect(codeOf(() => officeOf('03159', '2016-10-31'))).toBe('districtUnknown');
});

test('without a date every district that ever existed is accepted, an invented one never', () => {
  expect(officeOf('03152', undefined)).toBe('BS');
  expect(codeOf(() => officeOf('03299', undefined))).toBe('districtUnknown');
});

test('keys are unique', () => {
  expect(new Set(districts.map(({ key }) => key)).size).toBe(districts.length);
});
