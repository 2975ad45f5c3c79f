import { homedir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { routes } from '../../functions/routes.ts';
import { files, read, root, sources, sourcesIn } from './sources.ts';

/** Lines that match, as `file: line`. */
const found = (among: readonly { file: string; code: string }[], pattern: RegExp): string[] =>
  among.flatMap(({ file, code }) =>
    code
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('rules are pure', () => {
  test.each([
    ['the time of day', /new Date\(\s*\)|Date\.now|performance\.now/],
    ['chance', /randomUUID|Math\.random|getRandomValues/],
    ['the environment', /process\./],
    ['the network', /\bfetch\(/],
  ])('shared/domain asks nobody for %s', (_what, pattern) => {
    expect(found(sourcesIn('shared/domain'), pattern)).toEqual([]);
  });

  test('events neither', () => {
    expect(found(sourcesIn('events'), /new Date|Date\.now|randomUUID|process\./)).toEqual([]);
  });

  test('functions take time and ids from shared/platform; the page in the browser has its own', () => {
    const onServer = sourcesIn('functions').filter(({ file }) => !file.startsWith('functions/portal/'));
    expect(found(onServer, /new Date\(\s*\)|Date\.now|randomUUID/)).toEqual([]);
  });
});

test('only shared/platform reads the environment; the machine and the checks of this project set it', () => {
  const may = /^(?:shared\/platform|infra\/local|test|bench)\/|^infra\/(?:app|check)\.ts$|^infra\/checks\//;
  expect(
    found(
      sources.filter(({ file }) => !may.test(file)),
      /process\.env/,
    ),
  ).toEqual([]);
});

/** The one file that deletes: keys and lookups of persons, in a table of their own. */
const KEY_TABLE = 'shared/store/key-table.ts';

test('what is deleted lies in the keys table: every command of its file names that table', () => {
  const commands = read(KEY_TABLE).match(/new \w+Command\(\{[^}]*?TableName: ([\w.]+)/g) ?? [];
  expect(commands).toHaveLength((read(KEY_TABLE).match(/new \w+Command\(/g) ?? []).length);
  expect(commands.filter((command) => !command.endsWith('TableName: keys.name'))).toEqual([]);
});

describe('the ledger only grows', () => {
  test('only ledger-store.ts knows where it lies', () => {
    // The stack has to name it where it forbids to update a line.
    const know = ['shared/store/ledger-store.ts', 'shared/store/keys.ts', 'infra/stacks/register-table.ts'];
    const elsewhere = sourcesIn('shared', 'functions', 'events', 'infra').filter(({ file }) => !know.includes(file));
    expect(found(elsewhere, /ledgerPartition|#LEDGER/)).toEqual([]);
  });

  test('its store has no way to update or delete a line', () => {
    const others = sourcesIn('shared', 'functions').filter(({ file }) => file !== KEY_TABLE);
    expect(found(others, /\b(?:Update|Delete|Put|BatchWrite)(?:Item)?Command\b|\bDelete:/)).toEqual([]);
    expect(read('shared/store/ledger-store.ts')).not.toMatch(/\bdelete\b(?!s a line)/i);
  });
});

describe('R22: money is whole cents', () => {
  const modules =
    /^shared\/(?:domain\/(?:money|posting|expense|breakdown|grouping|budget|reconciliation|errata|fund|grant|paper-f)[\w-]*|store\/(?:ledger|fund|expense)-[\w-]+)\.ts$/;
  /** Code without texts and patterns; what stands in a template is code again. */
  const bare = (code: string): string =>
    code
      .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
      .replace(/`(?:[^`\\]|\\.)*`/g, (template) => [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, inner]) => inner).join('; '))
      .replace(/([=(,:!&|?]\s*)\/(?![*/\s])(?:[^/\\\n]|\\.)+\/[a-z]*/g, '$1R');
  const floating = /\bparseFloat\b|toFixed|Math\.(?:round|floor|ceil|trunc|fround)|\b\d[\d_]*\.\d|\b\d+e-?\d|[\w)\]]\s*\/\s*[\w(]/;
  /** Division of whole numbers without a remainder kept: by BigInt, and where whole euros and tenths of a percent are shown. */
  const whole = /BigInt\(|Math\.(?:floor|ceil)\([ab] \/ 100\)|Math\.trunc\(value \/ 10\)/;
  const offending = (among: readonly { file: string; code: string }[]): string[] =>
    found(
      among.map(({ file, code }) => ({ file, code: bare(code) })),
      floating,
    ).filter((line) => !whole.test(line));

  test('no float and no rounding in the modules that handle it', () => {
    const own = sources.filter(({ file }) => modules.test(file));
    expect(own.length).toBeGreaterThan(20);
    expect(offending(own)).toEqual([]);
  });

  test.each([
    'cents / 3',
    'Math.round(cents)',
    'cents * 0.19',
    'Number.parseFloat(text)',
    'euros.toFixed(2)',
    'cents * 1e-2',
    ['`$', '{cents / 100}`'].join(''),
  ])('the rule finds %s', (planted) => {
    expect(offending([{ file: 'shared/domain/money.ts', code: `const share = ${planted};` }])).toHaveLength(1);
  });
});

test('expenditure is never called Kosten; the one note says that it is not', () => {
  // The rule that looks for the word in answers has to name it.
  const spoken = sourcesIn('functions', 'shared')
    .filter(({ file }) => file !== 'shared/domain/release-gate.ts')
    .map(({ file, code }) => ({ file, code: code.replaceAll('keine Kosten- und Leistungsrechnung', '') }));
  expect(found(spoken, /kosten/i)).toEqual([]);
});

describe('every row has a test', () => {
  /** Tests over all rows prove what rows have in common; a row's own meaning needs a test that calls it. */
  const overAllRows = new Set([
    'test/api/access-matrix.test.ts',
    'test/api/contract.test.ts',
    'test/api/foreign-records.test.ts',
    'test/api/lists-of-others.test.ts',
    'test/api/mass-assignment.test.ts',
    'test/api/samples.ts',
  ]);
  const tests = sourcesIn('test').filter(({ file }) => /\.test\.tsx?$/.test(file) && !overAllRows.has(file));

  test.each(routes.map(({ id }) => id))('%s', (id) => {
    expect(tests.filter(({ code }) => new RegExp(`\\b${id}\\b`).test(code)).map(({ file }) => file)).not.toEqual([]);
  });
});

describe('nothing is left over', () => {
  const exported = /^export (?:async )?(?:const|function\*?|class|type|interface) (\w+)/gm;
  /** Names that a platform or a loader asks for. */
  const asked = new Set(['handler', 'work', 'prepare', 'defaultProvider']);
  const words = sources.map(({ code }) => new Set(code.match(/\w+/g)));

  test('every export is used somewhere', () => {
    const unused = sources.flatMap(({ file, code }, index) =>
      [...code.matchAll(exported)].flatMap(([, name = '']) => {
        const inside = (code.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0) > 1;
        return inside || asked.has(name) || words.some((used, other) => other !== index && used.has(name)) ? [] : [`${file}: ${name}`];
      }),
    );
    expect(unused).toEqual([]);
  });
});

test('no file names a path of this machine', () => {
  const text = files.filter((file) => /\.(?:[cm]?[jt]sx?|json|md|ya?ml|html|css|sh|svg)$|(?:^|\/)(?:run|\.npmrc|\.gitignore)$/.test(file));
  const places = [root, `${homedir()}/`].filter((path) => path.split('/').length > 3);
  const naming = text.filter((file) => places.some((place) => read(file).includes(place)));
  expect(text.length).toBeGreaterThan(100);
  expect(naming).toEqual([]);
});
