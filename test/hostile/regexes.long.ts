import { type ParserPlugin, parse } from '@babel/parser';
import { describe, expect, test } from '@jest/globals';
import { check, type Diagnostics } from 'recheck';
import { read, sourcesIn } from '../architecture/sources.ts';
import { cpuMillisecondsOf } from '../support/hostile.ts';

/**
 * S8: no regular expression takes long, whatever text it is given. Each is judged by recheck: by proof where the expression
 * has an automaton, otherwise by search. What a search finds counts when 64 kB of the text it names take longer than 200 ms.
 */

type Expression = { readonly source: string; readonly flags: string; readonly at: string };

type RegExpLiteral = { type: 'RegExpLiteral'; pattern: string; flags: string; loc: { start: { line: number } } };

/** They read our own files while bundling, and nothing that anybody sends. */
const WHILE_BUNDLING = new Set(['functions/portal/build.ts', 'shared/pages/page-build.ts']);
const judged = sourcesIn('functions', 'shared', 'events', 'infra').filter(({ file }) => !WHILE_BUNDLING.has(file));

const plugins = (file: string): ParserPlugin[] => (file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript']);

const isLiteral = (node: object): node is RegExpLiteral => (node as Partial<RegExpLiteral>).type === 'RegExpLiteral';

function literalsIn(file: string, code: string): Expression[] {
  const found: Expression[] = [];
  const look = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if (isLiteral(node)) found.push({ source: node.pattern, flags: node.flags, at: `${file}:${node.loc.start.line}` });
    for (const [name, inner] of Object.entries(node)) if (name !== 'loc') look(inner);
  };
  look(parse(code, { sourceType: 'module', plugins: plugins(file) }).program);
  return found;
}

/** Expressions that are put together when a module is loaded are known once it has been. */
async function builtIn(files: readonly string[]): Promise<Expression[]> {
  const found: Expression[] = [];
  const Real = globalThis.RegExp;
  let file = '';
  globalThis.RegExp = new Proxy(Real, {
    construct(target, [source, flags = '']: [unknown, string?]) {
      if (typeof source === 'string') found.push({ source, flags, at: file });
      return Reflect.construct(target, [source, flags]) as RegExp;
    },
  });
  try {
    for (file of files) await import(`../../${file}`);
  } finally {
    globalThis.RegExp = Real;
  }
  return found;
}

const onceEach = (expressions: readonly Expression[]): Expression[] => [
  ...new Map(expressions.map((one) => [`/${one.source}/${one.flags}`, one])).values(),
];

type Attack = Extract<Diagnostics, { status: 'vulnerable' }>['attack'];
const attackOf = ({ pumps, suffix }: Attack, times: number): string =>
  pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;

function millisecondsOf({ source, flags }: Expression, text: string): number {
  const expression = new RegExp(source, flags);
  return cpuMillisecondsOf(() => {
    if (expression.global) for (const _match of text.matchAll(expression));
    else expression.test(text);
  });
}

const LONG = 64 * 1024;
const TOO_LONG_MS = 200;
/** What the search found, tried with ever longer texts up to 64 kB: whatever grows with the square is slow before. */
function isSlow(expression: Expression, attack: Attack): boolean {
  for (let times = 64; ; times *= 2) {
    const text = attackOf(attack, times);
    if (millisecondsOf(expression, text.slice(0, 2 * LONG)) > TOO_LONG_MS) return true;
    if (text.length >= LONG) return false;
  }
}

const WAITS_MS = 10_000;
/** Null when the expression is safe, otherwise what speaks against it. */
async function objectionTo(expression: Expression): Promise<string | null> {
  const { source, flags, at } = expression;
  const verdict = await check(source, flags.replace(/[dv]/g, ''), { timeout: WAITS_MS });
  if (verdict.status === 'safe') return null;
  const name = `${at} /${source.slice(0, 80)}/`;
  if (verdict.status === 'unknown') return `${name}: not judged, ${verdict.error.kind}`;
  const isTooSlow = verdict.complexity.type === 'exponential' || isSlow(expression, verdict.attack);
  return isTooSlow ? `${name}: ${verdict.complexity.summary} at ${verdict.attack.pattern}` : null;
}

describe('S8: what takes long is seen', () => {
  test.each(['^(?:a|a)*$', String.raw`^(\w+\s?)*$`, String.raw`\s+$`, '(.*)=(.*)=(.*);'])('/%s/', async (source) => {
    expect(await objectionTo({ source, flags: '', at: 'planted' })).toContain('planted');
  });
  test('and what does not is left alone', async () => {
    expect(await objectionTo({ source: String.raw`(?<!\s)\s+$`, flags: 'u', at: 'planted' })).toBeNull();
    expect(await objectionTo({ source: '^[a-z0-9-]{1,80}$', flags: '', at: 'planted' })).toBeNull();
  });
});

/** So many alternatives and steps aside that recheck's time runs out; `long-texts.long.ts` measures them with texts made to be slow. */
const TOO_LARGE_TO_JUDGE = ['shared/domain/intake-amounts.ts', 'shared/domain/intake-dates.ts'];

test('S8: no regular expression of the sources takes long', async () => {
  const literals = judged.flatMap(({ file }) => literalsIn(file, read(file)));
  const building = judged.filter(({ file, code }) => file.startsWith('shared/') && code.includes('new RegExp('));
  const built = await builtIn(building.map(({ file }) => file));
  const all = onceEach([...literals, ...built]);
  const objections: string[] = [];
  for (const expression of all) {
    const objection = await objectionTo(expression);
    if (objection !== null) objections.push(objection);
  }
  console.info(`S8: ${literals.length} literals, ${built.length} built, ${all.length} different; objections: ${objections.length}`);
  expect(literals.length).toBeGreaterThan(200);
  const isLarge = (objection: string) => objection.includes('not judged') && TOO_LARGE_TO_JUDGE.some((file) => objection.startsWith(file));
  expect(objections.filter((objection) => !isLarge(objection))).toEqual([]);
}, 1_200_000);
