import { beforeAll, describe, expect, test } from '@jest/globals';
import { listAllianceEvents, registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { stateAttendance } from '../../functions/attendance/routes.ts';
import { getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { enterExpense } from '../../functions/expenses/routes.ts';
import { failures } from '../../shared/domain/failures.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { anEvent, anExpense } from '../support/builders.ts';
import { everyItem, fingerprintOf } from '../support/scan.ts';

/** Bad input: a German sentence at the field, nothing stored, nothing of the house's inside shown. */

const editor = as('OFFICE_EDITOR');
let table: Table;
/** What is stored while every call is refused; the tests that write come after these. */
let before: string;
beforeAll(async () => {
  table = await openRegisterOf2016();
  before = await fingerprintOf(table);
});

const refused = async (rawBody: string, headers: Record<string, string> = {}) => {
  const answer = await call(registerAllianceEvent, editor, { rawBody, headers });
  expect(await fingerprintOf(table)).toBe(before);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.text).not.toMatch(/zod|at .*\.ts|Error:|node_modules|dynamo|TABLE/i);
  return answer.body;
};
const withEvent = (more: object) => JSON.stringify({ ...anEvent(), ...more });

test('every invalid field is named with its pointer and says what to do', async () => {
  const body = await refused(
    JSON.stringify({
      ...anEvent({ title: '' }),
      kind: 'PARTY',
      dates: { from: '2016-02-30', to: '2016-05-03', startTime: '25:00', endTime: null, wording: null },
      place: { name: 'x', districtKey: '99', facility: null },
    }),
  );
  expect(body).toMatchObject({ type: 'urn:npa-register:problem:requestInvalid', status: 400 });
  const pointers = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
  expect(pointers).toEqual(expect.arrayContaining(['/title', '/kind', '/dates/from', '/dates/startTime', '/place/districtKey']));
  for (const { detail } of body.errors as { detail: string }[]) expect(detail).toMatch(/Bitte|fehlt|erwartet|Hier|Diese/);
});

test('a missing field is missing, not wrong', async () => {
  const { title: _, ...rest } = anEvent();
  expect((await refused(JSON.stringify(rest))).errors).toEqual([
    { pointer: '/title', detail: 'Diese Angabe fehlt. Bitte ergänzen Sie sie.' },
  ]);
});

describe.each([
  ['an unknown field', withEvent({ colour: 'red' }), '/colour'],
  ['a stored attribute', withEvent({ version: 99 }), '/version'],
  ['a key attribute', withEvent({ pk: 'lip#EVENT#x' }), '/pk'],
  ['a status', withEvent({ status: 'HELD' }), '/status'],
  ['a responsible office', withEvent({ responsibleOffice: 'WE' }), '/responsibleOffice'],
])('%s', (_, raw, pointer) => {
  test('is refused by name', async () => {
    expect((await refused(raw)).errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
  });
});

test.each([
  ['no JSON', '{"title": '],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['a prototype', `{"__proto__": {"title": "x"}, ${withEvent({}).slice(1)}`],
  ['a constructor', withEvent({ constructor: { prototype: { x: 1 } } })],
  ['very deep nesting', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['a lone surrogate', withEvent({ title: 'x' }).replace('"x"', '"\\ud800"')],
  ['a control character', withEvent({ title: 'a\u0000b' })],
  ['a direction override', withEvent({ title: 'a\u202eb' })],
  ['too long a title', withEvent({ title: 'ä'.repeat(301) })],
  ['a number beyond every range', withEvent({ facts: [{ label: 'x', value: 1e300, unit: 'y', printed: null }] })],
])('%s is refused and stores nothing', async (_, raw) => {
  await refused(raw);
});

test('another content type and too large a body have their own status', async () => {
  expect((await refused(withEvent({}), { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await refused(withEvent({ note: 'x'.repeat(300_000) }))).status).toBe(413);
});

test('names are stored in one form (NFC), however they were typed', async () => {
  const decomposed = 'Köroğlu und Yılmaz'.normalize('NFD');
  const { body } = await call(registerAllianceEvent, editor, { body: anEvent({ title: `  ${decomposed} ` }) });
  expect(body.title).toBe('Köroğlu und Yılmaz'.normalize('NFC'));
});

test('amounts are whole cents: text, fractions and notations of programmers are refused at the field', async () => {
  for (const amountCents of ['12345', 12.5, 1e16, -5, 0]) {
    const { body } = await call(enterExpense, editor, { body: { ...anExpense(), amountCents } });
    expect(body.errors[0].pointer).toBe('/amountCents');
  }
  const { body } = await call(enterExpense, editor, { rawBody: JSON.stringify(anExpense()).replace('12345', '-0') });
  expect(body.status).toBe(400);
});

test('unknown is not zero', async () => {
  const figure = {
    eventIds: ['auftakt-2016-01-07'],
    subject: 'PERSONS',
    value: 0,
    qualifier: 'UNKNOWN',
    basis: 'STATED',
    asOf: null,
    source: 'x',
    printed: null,
  };
  expect((await call(stateAttendance, editor, { body: figure })).body.errors[0]).toMatchObject({
    pointer: '/value',
    detail: expect.stringContaining('Unbekannt ist nicht 0'),
  });
});

test('query and list faults are named too', async () => {
  expect((await call(getExpenditureBreakdown, editor, { query: { groupBy: 'weather' } })).body.errors[0].pointer).toMatch(
    /^query\/groupBy/,
  );
  expect((await call(listAllianceEvents, editor, { query: { limit: '101' } })).body.errors[0].pointer).toBe('query/limit');
  expect((await call(listAllianceEvents, editor, { query: { cursor: 'abc' } })).body.code).toBe('cursorInvalid');
  expect((await call(listAllianceEvents, editor, { query: { unknown: 'x' } })).body.errors[0].pointer).toBe('query/unknown');
});

test('an unexpected error says a correlation id and nothing more', async () => {
  const name = process.env.TABLE_NAME;
  const { handler } = await import('../../functions/contract/handler.ts');
  process.env.TABLE_NAME = 'keine-solche-tabelle';
  const { getHealth } = await import('../../functions/contract/routes.ts');
  const { eventFor } = await import('../support/api.ts');
  const answer = await handler(eventFor(getHealth, null), {} as never);
  process.env.TABLE_NAME = name;
  const body = JSON.parse(answer.body ?? '{}');
  expect(body).toMatchObject({
    status: 500,
    code: 'internal',
    title: failures.internal.title,
    correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(new Set(Object.keys(body))).toEqual(new Set(['code', 'correlationId', 'detail', 'status', 'title', 'type']));
  expect(answer.body).not.toContain('keine-solche-tabelle');
});

test('no stored item is large: nothing grows inside one item', async () => {
  const bytesOf = (_: string, value: unknown) => (value instanceof Uint8Array ? ' '.repeat(value.length) : value);
  const largest = Math.max(...(await everyItem(table)).map((item) => JSON.stringify(item, bytesOf).length));
  expect(largest).toBeLessThan(20_000);
});
