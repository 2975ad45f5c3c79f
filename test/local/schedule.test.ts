import { expect, jest, test } from '@jest/globals';
import { isDueBetween, scheduledEvent, startSchedule } from '../../infra/local/schedule.ts';

test.each([
  ['in winter 04:30 in Berlin is 03:30 UTC', '2016-01-10T03:29:50Z', '2016-01-10T03:30:05Z', true],
  ['in summer it is 02:30 UTC', '2016-07-10T02:29:50Z', '2016-07-10T02:30:05Z', true],
  ['in summer 03:30 UTC is too late', '2016-07-10T03:29:50Z', '2016-07-10T03:30:05Z', false],
  ['on the day the clocks go forward', '2016-03-27T02:29:50Z', '2016-03-27T02:30:05Z', true],
  ['on the day the clocks go back', '2016-10-30T03:29:50Z', '2016-10-30T03:30:05Z', true],
  ['before the time', '2016-01-10T03:29:00Z', '2016-01-10T03:29:59Z', false],
  ['again within the same minute', '2016-01-10T03:30:05Z', '2016-01-10T03:30:20Z', false],
  ['slept over the time', '2016-01-09T20:00:00Z', '2016-01-10T07:00:00Z', true],
  ['slept from after the time to before the next', '2016-01-09T07:00:00Z', '2016-01-10T03:00:00Z', false],
  ['slept for a weekend', '2016-01-08T07:00:00Z', '2016-01-10T03:00:00Z', true],
])('%s', (_, earlier, later, due) => {
  expect(isDueBetween(new Date(earlier), new Date(later), '04:30')).toBe(due);
});

test('the event is the one EventBridge Scheduler sends without an input', () => {
  expect(scheduledEvent('verifyRegister', new Date('2016-01-10T03:30:05.123Z'))).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    time: '2016-01-10T03:30:05Z',
    detail: '{}',
  });
});

test('a daily consumer runs once when its time passes; a failing one is reported and stops nobody', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  let now = new Date('2016-01-10T03:29:50Z');
  const runs: string[] = [];
  const failures: string[] = [];
  const schedule = startSchedule(
    [
      { id: 'broken', area: 'a', at: '04:30', run: () => Promise.reject(new Error('no')) },
      { id: 'good', area: 'b', at: '04:30', run: async () => void runs.push('good') },
      { id: 'later', area: 'c', at: '04:31', run: async () => void runs.push('later') },
    ],
    (id) => failures.push(id),
    () => now,
  );
  for (const time of ['03:29:59', '03:30:10', '03:30:30']) {
    now = new Date(`2016-01-10T${time}Z`);
    await jest.advanceTimersByTimeAsync(15_000);
  }
  await schedule.stop();
  jest.useRealTimers();
  expect([runs, failures]).toEqual([['good'], ['broken']]);
});
