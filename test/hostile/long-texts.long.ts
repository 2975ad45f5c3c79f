import { beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../functions/routes.ts';
import { readPaper } from '../../shared/domain/intake-reading.ts';
import { freshTargets, sampleOf, type Targets } from '../api/samples.ts';
import { call, openRegisterOf2016 } from '../support/api.ts';
import { cpuMillisecondsOf, cpuMillisecondsOfCall, filled, insideToldBy, permitted } from '../support/hostile.ts';

/** S8: 64 kB of what readers like least, in every field that takes text, are read or refused at once. */

const CHARACTERS = 64 * 1024;
/** Runs that a pattern may try from each of their places, marks that have to be put in order, half-written amounts and dates. */
const units: Readonly<Record<string, string>> = {
  blanks: ' ',
  'no-break spaces': '\u00a0',
  'line ends': '\n',
  letters: 'a',
  capitals: 'Ä',
  digits: '1',
  'points and digits': '1.',
  points: '.',
  hyphens: '-',
  signs: '@',
  slashes: '/',
  quotes: '„',
  marks: '\u0301\u0327',
  ligatures: 'ﷺ',
  'half a date': '1. ',
  amounts: '1 € ',
  words: 'zwischen ',
};

type Holder = Record<string, unknown>;
/** The ways to every text in a body. */
function textsIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [way];
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((key) => textsIn((value as Holder)[key], [...way, key]));
}
function withText(body: unknown, way: readonly string[], text: string): unknown {
  const [key, ...rest] = way;
  if (key === undefined) return text;
  const copy = (Array.isArray(body) ? [...body] : { ...(body as Holder) }) as Holder;
  copy[key] = withText(copy[key], rest, text);
  return copy;
}

/** The row's limit is 200 ms; wide room for a machine that does other things. */
const ROOM_MS = 2_000;

describe('S8: every field of every writable row', () => {
  let about: Targets;
  beforeAll(async () => {
    await openRegisterOf2016();
    about = await freshTargets('LW');
  }, 120_000);

  test('64 kB of each kind', async () => {
    const slow: string[] = [];
    let [calls, fields, slowest] = [0, 0, 0];
    for (const row of routes.filter(({ method, request }) => method !== 'GET' && request.body !== undefined)) {
      const sample = sampleOf(row, about);
      for (const way of textsIn(sample.body)) {
        fields += 1;
        for (const [name, unit] of Object.entries(units)) {
          const body = withText(sample.body, way, `${filled(unit, CHARACTERS)}\u0001`);
          const { value: answer, took } = await cpuMillisecondsOfCall(() => call(row, permitted(row), { ...sample, body }));
          calls += 1;
          slowest = Math.max(slowest, took);
          if (took > ROOM_MS || answer.status >= 500 || insideToldBy(answer.text) !== null)
            slow.push(`${row.id} /${way.join('/')} ${name}: ${answer.status} after ${Math.round(took)} ms`);
        }
      }
    }
    console.info(`S8 fields: ${fields} fields, ${calls} calls, slowest ${slowest.toFixed(0)} ms`);
    expect(slow).toEqual([]);
  }, 1_200_000);
});

describe('S8: the reader of papers, with all it takes', () => {
  const HEAD = 'Zuwendungsempfänger  Projekt  Bewilligt in Euro\n';
  /** Four times the text must not take sixteen times as long; what is quick anyway says nothing. */
  const grows = (make: (characters: number) => string): { quarter: number; whole: number } => {
    const timed = (characters: number): number => {
      const text = make(characters);
      return cpuMillisecondsOf(() => void readPaper(text));
    };
    return { quarter: Math.max(timed(70_000), 1), whole: timed(280_000) };
  };

  test.each(Object.entries({ ...units, bars: '|', 'bars and blanks': ' |\u00a0', leaders: ' .', sentences: 'aaa. A', forms: 'GmbH, ' }))(
    '%s, bare and in a row of a table',
    (name, unit) => {
      const inRow = (characters: number) =>
        `${HEAD}Verein A  Fest  1.000,00 €\nVerein B ${filled(unit, characters)}x  Chor  2.000,00 €\nVerein C  Garten  500,00 €\n`;
      for (const make of [(characters: number) => `${filled(unit, characters)}\u0001`, inRow]) {
        const { quarter, whole } = grows(make);
        if (whole > 200) console.info(`S8 papers: ${name}: ${whole.toFixed(0)} ms for 280 000 characters`);
        expect(whole > 500 ? whole / quarter : 0).toBeLessThan(10);
      }
    },
  );
});
