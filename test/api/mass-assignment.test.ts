import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { cancelAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered } from '../support/api.ts';
import { call, openRegisterOf2016 } from '../support/api.ts';
import { replaced } from '../support/foreign.ts';
import { scale } from '../support/scale.ts';
import { everyItem, fingerprintOf } from '../support/scan.ts';
import { callerFor } from './prepared.ts';
import type { Targets } from './samples.ts';
import { done, freshTargets, sampleOf } from './samples.ts';

/** S3: nobody writes what the register writes itself: every stored attribute, put into every object of every body. */

const writable = routes.filter(({ request }) => request.body !== undefined);
const CANARY = 'schmuggelgut';

/** What items carry beside the fields of a record, and what attackers try. */
const usual = [
  ...['id', 'pk', 'sk', 'type', 'alliance', 'allianceId', 'region', 'office', 'responsibleOffice', 'version', 'role', 'roles', 'status'],
  ...['createdAt', 'changedAt', 'recordedAt', 'createdBy', 'approvedBy', 'approvedAt', 'checkedInAt', 'by', 'subject', 'actor', 'grants'],
  ...['ttl', 'listPk', 'listSk', 'parentPk', 'parentSk', 'state', 'after', 'event', 'commitId', 'isAdmin', 'isPublic'],
];

let table: Table;
let about: Targets;
let stored: readonly string[];
beforeAll(async () => {
  table = await openRegisterOf2016();
  about = await freshTargets('LW');
  stored = [...new Set((await everyItem(table)).flatMap((item) => Object.keys(item)))];
}, 300_000);

type JsonSchema = { properties?: Record<string, JsonSchema>; additionalProperties?: unknown } & Record<string, unknown>;
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as JsonSchema;

/** Places of a schema whose objects would take fields that nobody named. */
function openObjects(schema: unknown, place = ''): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  const { properties, additionalProperties } = schema as JsonSchema;
  const own = properties !== undefined && additionalProperties !== false ? [place || '/'] : [];
  return [...own, ...Object.entries(schema).flatMap(([name, inner]) => openObjects(inner, `${place}/${name}`))];
}

describe('S3: schemas', () => {
  test('no object of any request takes a field that its row does not name', () => {
    const open = writable.flatMap(({ id, request }) =>
      openObjects(schemaOf(request.body as z.ZodType, 'input')).map((place) => `${id}${place}`),
    );
    expect(open).toEqual([]);
    const queries = routes.flatMap(({ id, request: { query } }) =>
      query ? openObjects(schemaOf(query, 'input')).map((at) => `${id}?${at}`) : [],
    );
    expect(queries).toEqual([]);
  });

  test('no object of any answer shows a field that its row does not name', () => {
    const open = routes.flatMap(({ id, success }) =>
      success.body ? openObjects(schemaOf(success.body, 'output')).map((at) => `${id}${at}`) : [],
    );
    expect(open).toEqual([]);
  });

  test('control: an object that takes anything is found, at any depth', () => {
    const loose = z.strictObject({ parts: z.array(z.strictObject({ place: z.looseObject({ name: z.string() }) })) });
    expect(openObjects(schemaOf(loose, 'input'))).toEqual(['/properties/parts/items/properties/place']);
  });
});

/** Every object inside a body, by its path. */
function objectsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.entries(value).flatMap(([name, one]) => objectsIn(one, [...path, name]));
  return Array.isArray(value) ? inner : [path, ...inner];
}
const at = (value: unknown, path: readonly string[]): object =>
  path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], value) as object;

const valueFor: Record<string, unknown> = {
  version: 999_999,
  ttl: 1,
  state: { title: CANARY },
  after: { title: CANARY },
  isAdmin: true,
  isPublic: true,
  roles: [CANARY],
};

const fieldsOf = (schema: z.ZodType | undefined, io: 'input' | 'output'): string[] =>
  schema ? Object.keys(schemaOf(schema, io).properties ?? {}) : [];
/** What the register writes itself, by its answer to this row. */
function answeredBy({ success, request }: RouteRow): string[] {
  const sent = new Set(fieldsOf(request.body, 'input'));
  return fieldsOf(success.body, 'output').filter((name) => !sent.has(name));
}

/** Refused for this very field; a union of forms says only that none fits. */
const isRefused = ({ status, body }: Answered, name: string): boolean =>
  status === 400 &&
  (body.errors as { pointer: string; detail: string }[]).some(
    ({ pointer, detail }) =>
      (pointer.endsWith(`/${name}`) && detail.startsWith('Dieses Feld gibt es hier nicht')) ||
      detail.startsWith('Die Angabe passt zu keiner'),
  );

describe('S3: mass assignment', () => {
  let before: string;
  let tried = 0;
  beforeAll(async () => {
    before = await fingerprintOf(table);
  });

  test.each(writable.map((row) => [row.id, row] as const))(
    '%s refuses every stored attribute in every object of its body',
    async (_id, row) => {
      const sample = sampleOf(row, about);
      const wrong: string[] = [];
      const names = [...new Set([...usual, ...answeredBy(row), ...scale({ short: [], full: stored })])];
      for (const path of objectsIn(sample.body)) {
        const object = at(sample.body, path);
        for (const name of names) {
          if (Object.hasOwn(object, name)) continue;
          const smuggled = replaced(sample.body, path, { ...object, [name]: valueFor[name] ?? `${CANARY}-${name}` });
          const answer = await call(row, callerFor(row), { ...sample, body: smuggled });
          tried += 1;
          if (!isRefused(answer, name)) wrong.push(`${[...path, name].join('.')}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('nothing of it is stored: the table is what it was', async () => {
    console.info(`S3: ${tried} calls on ${writable.length} rows`);
    expect(tried).toBeGreaterThan(writable.length * usual.length);
    expect(await fingerprintOf(table)).toBe(before);
    expect(JSON.stringify(await everyItem(table))).not.toContain(CANARY);
  });

  test('control: what a field of its own takes is found in the table', async () => {
    const sample = sampleOf(cancelAllianceEvent, about);
    await done(cancelAllianceEvent, callerFor(cancelAllianceEvent), { ...sample, body: { reason: CANARY } });
    expect(await fingerprintOf(table)).not.toBe(before);
    expect(JSON.stringify(await everyItem(table))).toContain(CANARY);
  });
});
