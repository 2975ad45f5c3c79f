import { existsSync } from 'node:fs';
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
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
};
const lock = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> }).packages;
const entries = Object.entries(lock).filter(([path]) => path !== '');
const manifest = JSON.parse(read('package.json')) as Entry & { overrides?: Record<string, string> };

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
