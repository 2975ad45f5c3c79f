import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstStatus, isSilentSince, lastNewsOn, numberOf, stateStatus, statusOn } from '../../shared/domain/measure.ts';
import { judge, officeOfProposal } from '../../shared/domain/proposal.ts';
import type { MeasureStatus } from '../../shared/domain/result.ts';
import { factOn, MOST_FACTS, measureStatuses, withFact } from '../../shared/domain/result.ts';
import { codeOf } from '../support/failing.ts';
import { aMeasure, aProposal } from '../support/records.ts';
import { aStatus, aValue } from '../support/results.ts';

const TODAY = '2017-02-28';

describe('a measure is a line of dated facts', () => {
  const measure = aMeasure({ statuses: [aStatus('UNDER_EXAMINATION', '2016-08-29'), aStatus('RUNNING', '2017-01-15')] });

  test('on a day that holds which was stated last up to it', () => {
    const on = (day: string) => statusOn(measure, day)?.status;
    expect([on('2016-08-28'), on('2016-08-29'), on('2017-01-14'), on('2017-01-15'), on('2030-01-01')]).toEqual([
      undefined,
      'UNDER_EXAMINATION',
      'UNDER_EXAMINATION',
      'RUNNING',
      'RUNNING',
    ]);
  });

  test('S3-28: under examination is not running', () => {
    const examined = aMeasure({ statuses: [aStatus('UNDER_EXAMINATION', '2017-02-28')] });
    expect(statusOn(examined, TODAY)?.status).not.toBe('RUNNING');
  });

  test('a back-dated fact takes its place in time and changes what held then, not what holds now', () => {
    const later = stateStatus(measure, aStatus('DROPPED', '2016-10-01'), TODAY);
    expect(later.statuses.map(({ asOf }) => asOf)).toEqual(['2016-08-29', '2016-10-01', '2017-01-15']);
    expect([statusOn(later, '2016-12-31')?.status, statusOn(later, TODAY)?.status]).toEqual(['DROPPED', 'RUNNING']);
  });

  test('of one day the one stated last holds', () => {
    expect(statusOn(stateStatus(measure, aStatus('DONE', '2017-01-15'), TODAY), TODAY)?.status).toBe('DONE');
  });

  test('tomorrow is refused; today is not', () => {
    expect(codeOf(() => stateStatus(measure, aStatus('DONE', '2017-03-01'), TODAY))).toBe('statusInFuture');
    expect(codeOf(() => firstStatus(aStatus('DONE', '2017-03-01'), TODAY))).toBe('statusInFuture');
    expect(firstStatus(aStatus('DONE', TODAY), TODAY)).toHaveLength(1);
  });

  test(`beyond ${MOST_FACTS} statuses it takes no more`, () => {
    const full = aMeasure({ statuses: Array.from({ length: MOST_FACTS }, () => aStatus('RUNNING', '2016-01-01')) });
    expect(codeOf(() => stateStatus(full, aStatus('DONE', TODAY), TODAY))).toBe('tooManyFacts');
  });

  test('however facts come in, none is lost, all are in order of time, and the day is answered as if they had come in order', () => {
    const fact = fc.record({
      asOf: fc.constantFrom('2016-01-01', '2016-06-01', '2016-06-02', '2017-01-01'),
      status: fc.constantFrom<MeasureStatus>(...measureStatuses),
    });
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 12 }), (facts) => {
        const kept = facts.reduce<typeof facts>(withFact, []);
        expect(kept).toHaveLength(facts.length);
        expect(kept.map(({ asOf }) => asOf)).toEqual(kept.map(({ asOf }) => asOf).sort());
        for (const on of ['2015-12-31', '2016-06-01', '2018-01-01']) expect(factOn(kept, on)).toBe(factOn(facts, on));
      }),
    );
  });
});

describe('silence', () => {
  const measure = aMeasure({ statuses: [aStatus('RUNNING', '2016-05-01')] });
  const values = (...days: (string | null)[]) => [{ values: days.map((asOf) => aValue(1, { asOf })) }];

  test('both status and values of its indicators are news; a value without a day is none', () => {
    const silent = (indicators: ReturnType<typeof values>, since: string) => isSilentSince(lastNewsOn(measure, indicators, TODAY), since);
    expect(silent([], '2016-05-01')).toBe(false);
    expect(silent([], '2016-05-02')).toBe(true);
    expect(silent(values('2016-12-31'), '2016-12-31')).toBe(false);
    expect(silent(values('2016-12-31'), '2017-01-01')).toBe(true);
    expect(silent(values(null), '2016-05-02')).toBe(true);
  });

  test('news from after the day asked for was not known on it', () => {
    expect(lastNewsOn(measure, values('2017-03-01'), TODAY)).toBe('2016-05-01');
    expect(lastNewsOn(measure, [], '2016-04-30')).toBeNull();
  });
});

test('S3-24: the numbering restarts, so the section belongs to the number', () => {
  const numbers = [
    numberOf({ group: 'Erstaufnahme', label: 'I' }),
    numberOf({ group: 'Aufnahme in den Kommunen', label: 'I' }),
    numberOf({ group: null, label: 'I' }),
    numberOf({ group: null, label: null }),
  ];
  expect(numbers).toEqual(['Erstaufnahme I', 'Aufnahme in den Kommunen I', 'I', null]);
});

describe('doubles are judged, never merged', () => {
  const double = (verdict: 'SAME' | 'DIFFERENT') => ({ proposalId: 'anderer' as never, verdict, reason: 'Wortgleich' });

  test('S3-26: the judgement stands on the record, which stays as it is with its origin', () => {
    const proposal = aProposal({ eventId: 'konferenz-arbeit-2016-06-06' });
    expect(judge(proposal, 'eigener', double('SAME'))).toEqual({ ...proposal, doubles: [double('SAME')] });
  });

  test('a later judgement of the same pair takes the place of the earlier one', () => {
    const twice = judge(judge(aProposal(), 'eigener', double('SAME')), 'eigener', double('DIFFERENT'));
    expect(twice.doubles).toEqual([double('DIFFERENT')]);
  });

  test('nothing is a double of itself, and there is an end to doubles', () => {
    expect(codeOf(() => judge(aProposal(), 'anderer', double('SAME')))).toBe('linkedRecordUnknown');
    const full = aProposal({ doubles: Array.from({ length: 50 }, (_, index) => ({ ...double('SAME'), proposalId: `v-${index}` })) });
    expect(codeOf(() => judge(full, 'eigener', double('SAME')))).toBe('tooManyFacts');
  });

  test('what comes from no conference and no body comes from nowhere', () => {
    expect(codeOf(() => officeOfProposal(undefined, null))).toBe('conferenceUnknown');
    expect(officeOfProposal(undefined, 'ag-1')).toBeNull();
  });
});
