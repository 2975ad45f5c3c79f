import { expect, test } from '@jest/globals';
import { sourcesIn } from './sources.ts';

/** R16: a day is a day in Europe/Berlin, and `berlinDayOf` alone makes one from an instant. P4: names are read in their time. */

/** The first ten characters of an instant are its day in Greenwich. Of a day's own midnight there they are that day. */
const cutsAnInstant = (line: string): boolean =>
  /(?:toISOString\(\)|[aA]t|[nN]ow|[iI]nstant)\.(?:slice|substring|substr)\(0, ?10\)|toISOString\(\)\.split/.test(line) &&
  !line.includes('T00:00:00Z');
const cut = (among: readonly { file: string; code: string }[]): string[] =>
  among.flatMap(({ file, code }) =>
    code
      .split('\n')
      .filter(cutsAnInstant)
      .map((line) => `${file}: ${line.trim()}`),
  );

test('R16: nobody takes the day in Greenwich for the day here', () => {
  expect(cut(sourcesIn('shared', 'functions', 'events', 'infra/local'))).toEqual([]);
});

test.each([
  'const today = new Date().toISOString().slice(0, 10);',
  'const day = recordedAt.slice(0, 10);',
  "const [day] = now.toISOString().split('T');",
  'return clock.now().slice(0, 10) < until;'.replace('clock.now()', 'now'),
])('R16, control: %s is found', (line) => {
  expect(cut([{ file: 'probe.ts', code: line }])).toHaveLength(1);
});

test('R16: only the calendar and the calendar files know a zone, and no local time of the machine is asked for', () => {
  const asks = /\.get(?:Date|Month|FullYear|Hours|Minutes|Day)\(\)|toLocale(?:Date|Time)String\(/;
  const files = sourcesIn('shared', 'functions').filter(({ file }) => file !== 'shared/domain/calendar.ts');
  expect(files.filter(({ code }) => asks.test(code)).map(({ file }) => file)).toEqual([]);
});

/** They read what is over its time: it is erased by them, or told to the person it is about. */
const readsPast = [
  'functions/door-papers/handler.ts',
  'functions/privacy/handler.ts',
  'functions/retention/handler.ts',
  'shared/store/live-people.ts',
  'shared/store/party-stores.ts',
  'shared/store/person-store.ts',
];
test('P4: names of participants are opened past their time by erasure and the own export alone', () => {
  const opens = sourcesIn('shared', 'functions', 'infra').filter(({ code }) => /\bpersonStore\(/.test(code));
  expect(new Set(opens.map(({ file }) => file))).toEqual(new Set(readsPast));
});
