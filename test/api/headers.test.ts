import { beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../functions/routes.ts';
import { bundledFunctions } from '../../infra/local/functions.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { call, openRegisterOf2016 } from '../support/api.ts';
import { sharedBundles } from '../support/bundles.ts';
import { permitted } from '../support/hostile.ts';
import { scale } from '../support/scale.ts';
import { freshTargets, hasSample, sampleOf, type Targets } from './samples.ts';

/** S12: the headers of every answer, refusals and files of the pages included. */

type Headers = Readonly<Record<string, string>>;
let about: Targets;
beforeAll(async () => {
  await openRegisterOf2016();
  about = await freshTargets('LW');
}, 180_000);

const isHtml = (headers: Headers): boolean => headers['content-type']?.startsWith('text/html') === true;

/** What is missing or too much in the headers of an answer. */
function objectionsTo(headers: Headers, { kept }: { readonly kept: boolean }): string[] {
  const policy = headers['content-security-policy'] ?? '';
  const seconds = Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1] ?? 0);
  const checks: readonly (readonly [string, boolean])[] = [
    ['nosniff', headers['x-content-type-options'] === 'nosniff'],
    ['HSTS of half a year', seconds >= 15_552_000],
    ['no-store', kept || headers['cache-control'] === 'no-store'],
    ['a referrer policy', headers['referrer-policy'] === 'no-referrer'],
    ['no frame', /DENY|SAMEORIGIN/i.test(headers['x-frame-options'] ?? '')],
    ['a policy for HTML', !isHtml(headers) || (/default-src 'none'/.test(policy) && !/unsafe-|\*(?!\.)/.test(policy))],
    ['no other origin', !Object.keys(headers).some((name) => name.startsWith('access-control-'))],
    ['no server named', headers.server === undefined && headers['x-powered-by'] === undefined],
  ];
  return checks.flatMap(([name, holds]) => (holds ? [] : [name]));
}

test('S12: what is missing is seen', () => {
  const bare = { 'content-type': 'text/html', 'access-control-allow-origin': '*', server: 'x' };
  expect(objectionsTo(bare, { kept: false })).toHaveLength(8);
});

/** Rows of the pages' own files, and what anybody may keep: it is public and says so itself. */
const mayBeKept = (row: RouteRow, headers: Headers): boolean =>
  'public' in row.access && /^public|max-age/.test(headers['cache-control'] ?? '');
const PAGES = new Set(['portal', 'registration']);
/** The contract is the one thing that pages of other origins may read. */
const isForEverybody = ({ id }: RouteRow, headers: Headers): boolean =>
  id === 'getOpenApi' && headers['access-control-allow-origin'] === '*' && headers['access-control-allow-credentials'] === undefined;

const ofRows = routes.filter((row) => hasSample(row) && !PAGES.has(row.area));
/** All answers come out of one chain: in short, the public rows and the first of each area. */
const isFirst = (row: RouteRow): boolean => ofRows.find(({ area }) => area === row.area) === row;
const asked = ofRows.filter((row) => scale({ short: 'public' in row.access || isFirst(row), full: true }));

describe('S12: of every row', () => {
  test.each(asked.map((row) => [row.id, row] as const))('%s', async (_id, row) => {
    const sent = sampleOf(row, about);
    const answers = [await call(row, permitted(row), { ...sent, headers: { ...sent.headers, origin: 'https://elsewhere.example' } })];
    if (!('public' in row.access)) answers.push(await call(row, null, sent));
    for (const { headers } of answers)
      expect(objectionsTo(headers, { kept: mayBeKept(row, headers) })).toEqual(isForEverybody(row, headers) ? ['no other origin'] : []);
    if (!('public' in row.access)) for (const { headers } of answers) expect(headers['cache-control']).toBe('no-store');
  });
});

describe('S12: of the pages and their files', () => {
  test('the portal, the public pages and everything they load', async () => {
    const built = await sharedBundles();
    const functionOf = bundledFunctions(built);
    const ask = async (area: string, routeKey: string, path: string, more: object = {}): Promise<{ status: number; headers: Headers }> => {
      const run = await functionOf(area);
      const event = {
        version: '2.0',
        routeKey,
        rawPath: path,
        rawQueryString: '',
        headers: { origin: 'https://elsewhere.example', 'accept-encoding': 'br' },
        requestContext: { requestId: 'x', http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'x' } },
        isBase64Encoded: false,
        ...more,
      };
      const answer = (await run(event, {} as never)) as { statusCode: number; headers: Record<string, string> };
      const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
      return { status: answer.statusCode, headers: Object.fromEntries(headers) };
    };
    Object.assign(process.env, { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'x' });
    const page = await ask('portal', 'GET /', '/');
    expect([page.status, isHtml(page.headers), objectionsTo(page.headers, { kept: false })]).toEqual([200, true, []]);
    const { readFile } = await import('node:fs/promises');
    const { dirname, join } = await import('node:path');
    const folders = [
      ['portal', '/assets'],
      ['registration', '/termine-dateien'],
    ] as const;
    for (const [area, base] of folders) {
      const bundle = built.areas.find((one) => one.area === area)?.file ?? '';
      const listed = JSON.parse(await readFile(join(dirname(bundle), 'statics', 'manifest.json'), 'utf8')) as { files: object };
      const names = Object.keys(listed.files);
      expect(names.length).toBeGreaterThan(1);
      for (const fileName of names) {
        const answer = await ask(area, `GET ${base}/{fileName}`, `${base}/${fileName}`, { pathParameters: { fileName } });
        expect([fileName, answer.status, objectionsTo(answer.headers, { kept: true })]).toEqual([fileName, 200, []]);
        expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      }
    }
  }, 120_000);
});
