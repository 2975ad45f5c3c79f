import { beforeAll, describe, expect, test } from '@jest/globals';
import { getHealth, getOpenApi } from '../../functions/contract/routes.ts';
import { routes } from '../../functions/routes.ts';
import { currentContract } from '../../infra/openapi.ts';
import type { Role } from '../../shared/domain/access.ts';
import { roles } from '../../shared/domain/access.ts';
import type { FailureCode } from '../../shared/domain/failures.ts';
import { failures } from '../../shared/domain/failures.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { committed, contract, objections, operationOf } from '../support/contract.ts';
import { callerFor, preparedFor, whoSucceeds } from './prepared.ts';
import type { Sent, Targets } from './samples.ts';
import { freshTargets, sampleOf } from './samples.ts';

/** The published contract and what the handlers really answer are one thing. */

let about: Targets;
beforeAll(async () => {
  await openRegisterOf2016();
  about = await freshTargets('LW');
});

describe('S15: the file', () => {
  test('names exactly the rows: every path, method and id, and nothing else', () => {
    const inContract = Object.entries(contract.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
    );
    expect(inContract.sort()).toEqual(routes.map(({ id, method, path }) => `${id}: ${method} ${path}`).sort());
  });

  test('is what the rows say, to the byte', async () => {
    expect(await currentContract()).toBe(committed);
  });

  test('is what GET /openapi.json answers', async () => {
    const { status, text } = await call(getOpenApi, null);
    expect(status).toBe(200);
    expect(text).toBe(JSON.stringify(contract));
  });

  test.each(routes.map((row) => [row.id, row] as const))(
    '%s: open only where its row is public; keys, versions and failures named',
    (_id, row) => {
      const operation = operationOf(row);
      expect(operation?.security).toEqual('public' in row.access ? [] : [{ accessToken: [] }]);
      const named = (operation?.parameters ?? []).map(({ $ref }) => $ref?.split('/').at(-1));
      expect(named.includes('IdempotencyKey')).toBe(row.method === 'POST');
      expect(named.includes('IfMatch')).toBe(row.ifMatch === true);
      for (const code of row.failures) expect(JSON.stringify(operation?.responses[failures[code].status])).toContain(code);
    },
  );
});

type Spoiled = readonly [FailureCode, Caller, Sent];
const when = (applies: boolean, ...calls: Spoiled[]): Spoiled[] => (applies ? calls : []);

/** The calls that the one chain turns away on a row of this shape, and the code each gets. */
function spoiledCalls(row: RouteRow, sample: Sent): Spoiled[] {
  const caller = callerFor(row);
  const { access, request, method } = row;
  const given = request.params?.shape ?? {};
  const permitted: readonly Role[] = 'roles' in access ? access.roles : roles;
  const outsider = roles.find((role) => !permitted.includes(role)) ?? 'TECH_ADMIN';
  return [
    ['notSignedIn', null, sample],
    ...when('roles' in access, ['allianceNotFound', { subject: 'nobody', grants: [] }, sample]),
    ...when(permitted.length < roles.length, ['notPermitted', as(outsider), sample]),
    ...when(method === 'POST', ['idempotencyKeyMissing', caller, { ...sample, key: '' }]),
    ...when(row.ifMatch === true, ['versionMissing', caller, { ...sample, headers: { 'if-match': 'egal' } }]),
    ...when(request.query !== undefined, ['requestInvalid', caller, { ...sample, query: { unbekannt: '1' } }]),
    ...when('eventId' in given, ['allianceEventNotFound', caller, { ...sample, params: { ...sample.params, eventId: 'gibt-es-nicht' } }]),
    ...when('expenseId' in given, ['expenseNotFound', caller, { ...sample, params: { ...sample.params, expenseId: 'gibt-es-nicht' } }]),
    ...when(
      request.body !== undefined,
      ['requestInvalid', caller, { ...sample, body: { unbekannt: 1 } }],
      ['requestInvalid', caller, { ...sample, rawBody: '{' }],
      ['contentTypeUnsupported', caller, { ...sample, headers: { 'content-type': 'text/plain' } }],
      ['bodyTooLarge', caller, { ...sample, rawBody: JSON.stringify({ a: 'x'.repeat(row.largestBodyBytes ?? 300_000) }) }],
    ),
  ];
}

const answering = routes.filter(({ success }) => !('contentTypes' in success));

describe('S15: answers', () => {
  test.each(answering.map((row) => [row.id, row] as const))(
    '%s succeeds and fits, with ETag and Location as promised',
    async (_id, row) => {
      const targets = row.method === 'GET' ? about : await freshTargets('LW', { area: row.area, like: about });
      const sent = await preparedFor(row, targets);
      const answer = await call(row, whoSucceeds(row), sent);
      expect(answer.status).toBe(row.success.status);
      expect(objections(row, answer)).toEqual([]);
      const promised = Object.keys(operationOf(row)?.responses[String(answer.status)]?.headers ?? {}).map((name) => name.toLowerCase());
      expect(new Set(promised)).toEqual(new Set(['etag', 'location'].filter((name) => name in answer.headers)));
    },
  );

  test.each(answering.filter(({ access }) => !('public' in access)).map((row) => [row.id, row] as const))(
    '%s: failures fit as well',
    async (_id, row) => {
      for (const [code, who, sent] of spoiledCalls(row, sampleOf(row, about))) {
        const answer = await call(row, who, sent);
        expect([code, answer.status]).toEqual([answer.body?.code, failures[code].status]);
        expect(objections(row, answer)).toEqual([]);
      }
    },
  );

  test('public rows say their state and nothing else', async () => {
    expect((await call(getHealth, null)).body).toEqual({ status: 'ok' });
  });

  test('an answer that does not fit is found', async () => {
    const answer = await call(getHealth, null);
    expect(objections(getHealth, { ...answer, body: { status: 'kaputt' } })).not.toEqual([]);
    expect(objections(getHealth, { ...answer, status: 418 })).not.toEqual([]);
  });
});
