import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Import } from './sources.ts';
import { root, sources, sourcesIn } from './sources.ts';

/**
 * Imports point one way: functions → shared/http, shared/store, shared/platform, events → shared/domain → zod.
 * What a path pattern can say is a rule of Biome (`overrides` in biome.json), seen in every editor; here stands the proof
 * that these rules bite, and what a pattern cannot say.
 */

describe('the rules of biome.json', () => {
  const probes: readonly (readonly [file: string, imported: string, allowed: boolean, name?: string])[] = [
    ['shared/domain/probe.ts', '../store/table.ts', false],
    ['shared/domain/probe.ts', '../http/route.ts', false],
    ['shared/domain/probe.ts', '../../events/catalogue.ts', false],
    ['shared/domain/probe.ts', 'node:crypto', false],
    ['shared/domain/probe.ts', '@aws-sdk/lib-dynamodb', false],
    ['shared/domain/probe.ts', './money.ts', true],
    ['shared/domain/probe.ts', 'zod', false, 'z'],
    ['functions/area/probe.ts', 'zod', false, 'z'],
    ['test/probe.ts', 'zod', false, 'z'],
    ['events/probe.ts', 'zod', true],
    ['shared/store/probe.ts', '../platform/clock.ts', false],
    ['shared/store/probe.ts', '../http/route.ts', false],
    ['shared/store/probe.ts', '../domain/money.ts', true],
    ['shared/store/probe.ts', '@aws-sdk/lib-dynamodb', true],
    ['shared/store/live-table.ts', '../platform/settings.ts', true],
    ['shared/store/live-table.ts', '../http/route.ts', false],
    ['shared/platform/probe.ts', '../store/table.ts', false],
    ['shared/http/probe.ts', '../../functions/routes.ts', false],
    ['shared/http/probe.ts', '../../events/catalogue.ts', false],
    ['shared/http/probe.ts', '../store/table.ts', true],
    ['shared/pages/probe.ts', '../../functions/routes.ts', false],
    ['shared/pages/probe.ts', '../http/route.ts', true],
    ['shared/pages/probe.ts', 'esbuild', true],
    ['events/probe.ts', '../shared/store/table.ts', false],
    ['events/probe.ts', '../functions/routes.ts', false],
    ['events/probe.ts', '../shared/domain/money.ts', true],
    ['functions/area/probe.ts', '../../infra/build.ts', false],
    ['functions/area/probe.ts', '../../test/support/api.ts', false],
    ['functions/area/probe.ts', 'aws-cdk-lib', false],
    ['functions/area/probe.ts', '../../shared/store/table.ts', true],
    ['infra/probe.ts', '../test/support/api.ts', false],
    ['infra/stacks/probe.ts', '../../test/support/api.ts', false],
    ['bench/probe.ts', '../test/support/api.ts', false],
  ];
  let folder: string;
  let refused: Set<string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'register-imports-'));
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [index, [file, imported, , name = 'something']] of probes.entries()) {
      const probe = join(folder, `${index}`, file);
      mkdirSync(dirname(probe), { recursive: true });
      writeFileSync(probe, `import { ${name} } from '${imported}';\nconsole.log(${name});\n`);
    }
    refused = new Set(probes.flatMap((_, index) => (isRefused(index) ? [String(index)] : [])));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Each probe stands in a project of its own, because the patterns start at the project's root. */
  function isRefused(index: number): boolean {
    const project = join(folder, String(index));
    cpSync(join(folder, 'biome.json'), join(project, 'biome.json'));
    const biome = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '.'],
      { cwd: project, encoding: 'utf8' },
    );
    if (biome.status === null) throw new Error(biome.stderr);
    return biome.status !== 0 && `${biome.stdout}${biome.stderr}`.includes('noRestrictedImports');
  }

  test.each(probes.map(([file, imported, allowed], index) => [file, imported, allowed, index] as const))(
    '%s importing %s: allowed %s',
    (_file, _imported, allowed, index) => {
      expect(refused.has(String(index))).toBe(!allowed);
    },
  );
});

/** `a/b.ts imports c/d.ts`, for every import that is not allowed. */
const offences = (folder: string, allowed: (to: string, from: string, imported: Import) => boolean): string[] =>
  sourcesIn(folder).flatMap(({ file, imports }) =>
    imports.filter((imported) => imported.ours && !allowed(imported.to, file, imported)).map(({ to }) => `${file} imports ${to}`),
  );

test('there is something to look at', () => {
  for (const folder of ['shared/domain', 'shared/store', 'shared/http', 'functions', 'events', 'infra', 'test'])
    expect(sourcesIn(folder).flatMap(({ imports }) => imports).length).toBeGreaterThan(5);
});

test('two functions never import each other', () => {
  const areaOf = (file: string) => /^functions\/([^/]+)\//.exec(file)?.[1];
  // The portal's client types are the other areas' rows, and nothing of them is in its bundle.
  const clientTypes = ({ typeOnly, to }: Import, from: string) =>
    from === 'functions/portal/app/contract.ts' && typeOnly && to.endsWith('/routes.ts');
  expect(
    offences('functions', (to, from, imported) => {
      const [own, other] = [areaOf(from), areaOf(to)];
      return own === undefined || other === undefined || own === other || clientTypes(imported, from);
    }),
  ).toEqual([]);
});

test('only the lists beside the areas gather what is in them', () => {
  expect(
    offences('functions', (to, from) => !/^functions\/[^/]+\.ts$/.test(from) || !to.startsWith('functions/') || to.endsWith('/routes.ts')),
  ).toEqual([]);
});

test('what builds pages is in no bundle: only build.ts of an area imports it', () => {
  expect(offences('functions', (to, from) => !to.startsWith('shared/pages/') || /^functions\/[^/]+\/build\.ts$/.test(from))).toEqual([]);
});

describe('infra sees the lists', () => {
  const lists = ['functions/routes.ts', 'functions/consumers.ts'];
  const shapes = ['route', 'consumer', 'problem', 'journal-view'].map((name) => `shared/http/${name}.ts`);
  const seen = [...lists, ...shapes, 'shared/store/keys.ts'];
  /** The local machine plays the platform; the first run writes, and the check reads, through the register's own stores. */
  const local = (to: string) => to.startsWith('shared/platform/') || to === 'shared/store/table.ts';
  const firstRun = (to: string) => to.startsWith('shared/store/') || to.startsWith('events/');

  test('and rules and keys, but no work, no store and no event', () => {
    expect(
      offences(
        'infra',
        (to, from) =>
          to.startsWith('infra/') ||
          to.startsWith('shared/domain/') ||
          seen.includes(to) ||
          (from.startsWith('infra/local/') && local(to)) ||
          (/^infra\/local\/(?:import(?:-\w+)?|verify)\.ts$/.test(from) && firstRun(to)),
      ),
    ).toEqual([]);
  });
});

test('nothing outside test imports test', () => {
  const outside = sources.filter(({ file }) => !file.startsWith('test/'));
  expect(
    outside.flatMap(({ file, imports }) => imports.filter(({ to }) => to.startsWith('test/')).map(({ to }) => `${file} imports ${to}`)),
  ).toEqual([]);
});
