import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { closeCase, openCase, outcomesFor } from '../../shared/domain/privacy.ts';
import type { LegalHold } from '../../shared/domain/retention.ts';
import {
  beginErasing,
  countedFrom,
  DecideRetention,
  decideRetention,
  dueCase,
  endDatesOf,
  endOf,
  finishErasing,
  heldBecause,
  isDue,
  isOverdue,
  usualPeriods,
} from '../../shared/domain/retention.ts';

const eventId = 'probe-2026' as LegalHold['eventId'];
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('how long is kept what', () => {
  test.each([
    ['2026-08-31', 'REGISTRATION', '2027-02-28'],
    ['2027-08-31', 'REGISTRATION', '2028-02-29'],
    ['2026-05-03', 'REGISTRATION', '2026-11-03'],
    ['2028-02-29', 'PRESENCE', '2029-02-28'],
    ['2026-12-31', 'PRESENCE', '2027-12-31'],
    ['2026-12-24', 'SPECIAL_NEEDS', '2027-01-07'],
    ['2026-03-22', 'SPECIAL_NEEDS', '2026-04-05'],
  ] as const)('an event of %s: %s until %s', (from, dataClass, endsOn) => {
    expect(endOf(from, usualPeriods[dataClass])).toBe(endsOn);
    expect(isDue(endsOn, endsOn)).toBe(false);
  });

  test('whoever was present is kept by presence, everybody else by registration, and needs always apart', () => {
    expect(endDatesOf({ liveScans: 1 }, '2026-05-03', usualPeriods)).toEqual([
      { dataClass: 'PRESENCE', endsOn: '2027-05-03' },
      { dataClass: 'SPECIAL_NEEDS', endsOn: '2026-05-17' },
    ]);
    expect(endDatesOf({ liveScans: 0 }, '2026-05-03', usualPeriods)[0]).toEqual({ dataClass: 'REGISTRATION', endsOn: '2026-11-03' });
  });

  test('without a date it counts from the last change of the event, a day in Berlin', () => {
    const dates = { from: null, to: null, startTime: null, endTime: null, wording: 'Frühjahr' };
    expect(countedFrom({ dates }, '2026-12-31T23:30:00.000Z')).toBe('2027-01-01');
    expect(countedFrom({ dates: { ...dates, from: '2026-05-03', to: '2026-05-04' } }, '2026-12-31T23:30:00.000Z')).toBe('2026-05-04');
  });
});

const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-01'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));

test('every day has an end after it that moves only forward', () => {
  void fc.assert(
    fc.property(days, days, (a, b) => {
      for (const period of Object.values(usualPeriods)) {
        expect(endOf(a, period) > a).toBe(true);
        if (a <= b) expect(endOf(a, period) <= endOf(b, period)).toBe(true);
      }
    }),
  );
});

describe('due, decided, erased', () => {
  const due = dueCase(eventId, 'PRESENCE', '2027-01-31', 'OFFER');

  test('a class that needs no offer is decided by the settings', () => {
    expect(dueCase(eventId, 'SPECIAL_NEEDS', '2027-01-31', 'NONE')).toMatchObject({
      status: 'WAIVED',
      waiver: 'NO_OFFER',
      decidedBy: null,
    });
    expect(due).toMatchObject({ status: 'DUE', waiver: null });
  });

  test('is decided once', () => {
    const offered = decideRetention(due, { decision: 'OFFERED', reference: 'NLA 2027/114' }, { subject: 'lead', today: '2027-02-03' });
    expect(offered).toMatchObject({ status: 'OFFERED', reference: 'NLA 2027/114', decidedOn: '2027-02-03', decidedBy: 'lead' });
    const again = () =>
      decideRetention(offered, { decision: 'WAIVED', reason: 'ARCHIVE_DECLINED' }, { subject: 'lead', today: '2027-02-03' });
    expect(again).toThrow(code('retentionDecided'));
  });

  test('counts what it erased, also what came late', () => {
    const first = finishErasing(beginErasing(due, 3), '2027-02-04');
    expect(first).toMatchObject({ status: 'ERASED', erased: 3, underWay: null, erasedOn: '2027-02-04' });
    expect(finishErasing(beginErasing(first, 2), '2027-02-09')).toMatchObject({ erased: 5, erasedOn: '2027-02-09' });
  });

  test('is overdue a month after it was due, and only while nobody decided', () => {
    expect([isOverdue(due, '2027-02-28'), isOverdue(due, '2027-03-01')]).toEqual([false, true]);
    expect(isOverdue({ ...due, status: 'OFFERED' }, '2028-01-01')).toBe(false);
  });

  test.each(['NLA 2027/114', 'Hann. 50 Acc. 2027/12'])('%s is a reference', (reference) => {
    expect(DecideRetention.safeParse({ decision: 'OFFERED', reference }).success).toBe(true);
  });
  test.each(['', 'Frau Dr. Beispiel', 'x', 'a@b.de 1', '1\n2'])('%j is none', (reference) => {
    expect(DecideRetention.safeParse({ decision: 'OFFERED', reference }).success).toBe(false);
  });

  test('a hold lasts through its last day, or until it is lifted', () => {
    const hold = (until: string | null): LegalHold => ({ kind: 'HOLD', eventId, hold: { reason: 'EXPENSE_AUDIT', until } });
    expect(heldBecause(hold('2027-02-28'), '2027-02-28')).toBe('Gesperrt bis 28.02.2027: Nachweis einer Ausgabe bis zu ihrer Prüfung.');
    expect(heldBecause(hold('2027-02-28'), '2027-03-01')).toBeNull();
    expect(heldBecause(hold(null), '2099-01-01')).toContain('bis auf Weiteres');
    expect([heldBecause({ kind: 'HOLD', eventId, hold: null }, '2027-01-01'), heldBecause(undefined, '2027-01-01')]).toEqual([null, null]);
  });
});

describe('a case about personal data', () => {
  const participation = (ticketId: string) => ({ eventId, ticketId }) as Parameters<typeof openCase>[1][number];

  test.each([
    ['2027-01-31', '2027-02-28'],
    ['2026-11-23', '2026-12-23'],
    ['2028-01-30', '2028-02-29'],
  ])('received on %s is answered by %s', (receivedOn, dueOn) => {
    expect(openCase({ kind: 'ACCESS', receivedOn }, [], '2030-01-01').dueOn).toBe(dueOn);
  });

  test('does not come from the future, and counts nobody twice', () => {
    expect(() => openCase({ kind: 'ACCESS', receivedOn: '2026-11-24' }, [], '2026-11-23')).toThrow(code('requestInvalid'));
    const twice = [participation('t-1'), participation('t-2'), participation('t-1')];
    expect(openCase({ kind: 'ACCESS', receivedOn: '2026-11-23' }, twice, '2026-11-23').participants).toHaveLength(2);
  });

  test('ends as done only when it was done for everybody in it', () => {
    const open = openCase({ kind: 'ERASURE', receivedOn: '2026-11-23' }, [participation('t-1'), participation('t-2')], '2026-11-23');
    expect(() => closeCase(open, 'ERASED')).toThrow(code('privacyStepNotAllowed'));
    expect(() => closeCase({ ...open, erased: 1 }, 'ERASED')).toThrow(code('privacyStepNotAllowed'));
    const closed = closeCase({ ...open, erased: 2 }, 'ERASED');
    expect(closed).toMatchObject({ status: 'DONE', outcome: 'ERASED' });
    expect(() => closeCase(closed, 'ERASED')).toThrow(code('privacyCaseClosed'));
    expect(closeCase(open, 'LEGAL_HOLD').status).toBe('REFUSED');
    expect(() => closeCase(open, 'ACCESS_GIVEN')).toThrow(code('privacyStepNotAllowed'));
  });

  test('nothing found is an answer, and only where nobody was found', () => {
    const nobody = openCase({ kind: 'ACCESS', receivedOn: '2026-11-23' }, [], '2026-11-23');
    expect(outcomesFor(nobody)).toContain('NOTHING_FOUND');
    expect(outcomesFor(nobody)).not.toContain('ACCESS_GIVEN');
    expect(outcomesFor({ ...nobody, participants: [participation('t-1')] })).not.toContain('NOTHING_FOUND');
  });
});
