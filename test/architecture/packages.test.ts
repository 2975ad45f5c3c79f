import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { read, root } from './sources.ts';

type Entry = {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  /** Packed inside its parent, whose checksum covers it. */
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
};
const lock = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> }).packages;
const entries = Object.entries(lock).filter(([path]) => path !== '');
const manifest = JSON.parse(read('package.json')) as Entry & {
  overrides?: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

/** Where Node would find a package that another one names: the nearest node_modules upwards. */
function nearest(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (candidate in lock) return candidate;
    if (!folder.includes('/node_modules/'))
      return folder === '' ? undefined : `node_modules/${name}` in lock ? `node_modules/${name}` : undefined;
  }
}

describe('package-lock.json', () => {
  test('names no place to download from', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('holds a checksum for every package', () => {
    expect(entries.filter(([, { integrity, link, inBundle }]) => !link && !inBundle && !integrity).map(([path]) => path)).toEqual([]);
  });

  test('is complete: what a package names as optional, for any platform, is there', () => {
    const missing = Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).flatMap((name) => (nearest(path, name) ? [] : [`${path} → ${name}`])),
    );
    expect(missing).toEqual([]);
  });

  test('the search for the nearest package finds what is there, and only that', () => {
    expect(nearest('', 'zod')).toBe('node_modules/zod');
    expect(nearest('node_modules/@middy/core', 'zod')).toBe('node_modules/zod');
    expect(nearest('node_modules/jest', 'no-such-package')).toBeUndefined();
  });
});

test('every version is pinned', () => {
  const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

describe('licences of what is shipped', () => {
  const allowed = new Set([
    'MIT',
    'MIT-0',
    'Apache-2.0',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'EUPL-1.2',
    'MPL-2.0',
    'OFL-1.1',
    'CC0-1.0',
    'Unlicense',
    'BlueOak-1.0.0',
  ]);
  /** `MIT OR GPL-2.0` is allowed by its first half, `MIT AND OFL-1.1` by both. */
  const fits = (licence: string): boolean =>
    licence
      .replace(/[()]/g, '')
      .split(/ OR /)
      .some((choice) => choice.split(/ AND /).every((one) => allowed.has(one)));
  const licenceOf = (path: string, { license }: Entry): string => {
    const file = join(path, 'package.json');
    return license ?? (existsSync(join(root, file)) ? ((JSON.parse(read(file)) as Entry).license ?? 'none') : 'unknown');
  };

  test('each is on the list', () => {
    const shipped = entries.filter(([, { dev }]) => !dev);
    expect(shipped.length).toBeGreaterThan(20);
    expect(shipped.map(([path, entry]) => [path, licenceOf(path, entry)] as const).filter(([, licence]) => !fits(licence))).toEqual([]);
  });

  test('and the list refuses', () => {
    for (const licence of ['GPL-3.0', 'MIT AND GPL-3.0', 'UNLICENSED', 'none', '']) expect(fits(licence)).toBe(false);
  });
});

/** S14: what stands in the supply chain. */
describe('S14: the supply chain', () => {
  const MOST_DIRECT_PACKAGES = 40;
  const tool = (name: string): string => join(root, 'node_modules', '.bin', name);

  test('every package with a script at installation was looked at, and none may run it', () => {
    const named = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.replace(/.*node_modules\//, ''));
    expect(new Set(named)).toEqual(new Set(Object.keys(manifest.allowScripts)));
    expect(Object.values(manifest.allowScripts)).not.toContain(true);
  });

  test(`few packages are named directly: at most ${MOST_DIRECT_PACKAGES}`, () => {
    expect(Object.keys(manifest.dependencies ?? {}).length).toBeLessThanOrEqual(MOST_DIRECT_PACKAGES);
  });

  test('the list of materials names every package that is shipped, with licence and checksum', () => {
    type Component = {
      readonly name: string;
      readonly version: string;
      readonly licenses?: readonly object[];
      readonly hashes?: readonly object[];
    };
    const npm = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    const { components } = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8' })) as { components: Component[] };
    const named = ({ name, version }: Component): string => `${name}@${version}`;
    const complete = new Set(components.filter(({ licenses, hashes }) => licenses?.length && hashes?.length).map(named));
    const shipped = entries.filter(([, { dev, inBundle }]) => !dev && !inBundle);
    expect(
      shipped.map(([path, { version }]) => `${path.replace(/.*node_modules\//, '')}@${version}`).filter((one) => !complete.has(one)),
    ).toEqual([]);
  });

  test('the search for secrets finds one that is planted', () => {
    const folder = mkdtempSync(join(tmpdir(), 'register-secret-'));
    try {
      const planted = join(folder, 'planted.txt');
      writeFileSync(planted, `aws_secret_access_key = ${'wJalrXUtnFEMI/K7MDENG'}/${'bPxRfiCYzzzzzzKEY1'}\n`);
      const { status } = spawnSync(tool('secretlint'), ['--secretlintrc', join(root, '.secretlintrc.json'), planted], { cwd: root });
      expect(status).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
