import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { routes } from '../../functions/routes.ts';
import { securityFindings } from '../../infra/checks/contract-security.ts';
import { jsonSchema, longestOf } from '../../infra/contract-schema.ts';

/** S15: the contract keeps the OWASP rules (a step of `npm test`), and they find what is planted. */

const parameter = { name: 'x', in: 'query', schema: { type: 'string', maxLength: 9 } };
const sound = {
  operationId: 'getHealth',
  security: [{ accessToken: [] }],
  parameters: [parameter],
  requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Sent' } } } },
  responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'string' } } } } },
};
const Sent = { type: 'object', properties: { a: { type: ['string', 'null'], maxLength: 9 } } };
const contractWith = (operation: object, sent: object = {}) => ({
  openapi: '3.1.1',
  info: { title: 'Probe', version: '1' },
  servers: [{ url: '/', 'x-internal': false }],
  paths: { '/probe': { post: { ...sound, ...operation } } },
  components: { schemas: { Sent: { ...Sent, ...sent } } },
});

describe('S15: OWASP rules over the contract', () => {
  test('find nothing in a bounded operation; what answers say is not bounded twice', async () => {
    expect(await securityFindings(contractWith({}))).toEqual([]);
  });

  test.each([
    ['a parameter without maxLength', contractWith({ parameters: [{ ...parameter, schema: { type: 'string' } }] }), 'string-limit'],
    ['a field without maxLength, in a schema by reference', contractWith({}, { properties: { a: { type: 'string' } } }), 'string-limit'],
    ['a field of two types without maxLength', contractWith({}, { properties: { a: { type: ['string', 'null'] } } }), 'string-limit'],
    ['a list without maxItems', contractWith({}, { properties: { a: { type: 'array', items: { type: 'null' } } } }), 'array-limit'],
    ['a number without bounds', contractWith({}, { properties: { a: { type: 'integer', format: 'int64' } } }), 'integer-limit'],
    ['a write that is open and no public row', contractWith({ security: [] }), 'write-restricted'],
    ['a secret in the address', contractWith({ parameters: [{ ...parameter, name: 'access_token' }] }), 'no-credentials-in-url'],
  ])('%s is found', async (_what, contract, rule) => {
    expect(await securityFindings(contract)).toEqual([expect.stringMatching(new RegExp(`^owasp:api\\d:2023-${rule} at paths|components`))]);
  });

  test('a write that is open is waived where its row is public', async () => {
    expect(await securityFindings(contractWith({ security: [], operationId: 'registerParticipants' }))).toEqual([]);
  });
});

describe('S15: the length that a pattern bounds', () => {
  test.each([
    ['^[a-z0-9][a-z0-9-]{1,78}[a-z0-9]$', 80],
    ['^\\d{4}-\\d{5}(?:-\\d{2})?$', 13],
    ['^(?:19|20|21)\\d\\d$', 4],
    ['^(\\d{4})(?:-h([12])|-q([1-4]))?$', 7],
    ['^(?=[^\\d]*\\d)[A-Za-z\\]][\\w ./_-]{1,39}$', 40],
    ['^a{0,3}?(?:bc){2}$', 7],
    ['^(a|bcd|ef)\\b$', 3],
    ['^$', 0],
    ['^a+$', undefined],
    ['^(?:ab*)?$', undefined],
    ['^a{3,}$', undefined],
    ['a{3}', undefined],
    ['^a\\$', undefined],
    ['^a|b$', undefined],
    ['^(a{3})\\1$', undefined],
  ])('%s: %s', (pattern, longest) => {
    expect(longestOf(pattern)).toBe(longest);
  });

  /** Every pattern of a request, wherever it stands. */
  function patternsIn(schema: unknown): string[] {
    if (schema === null || typeof schema !== 'object') return [];
    const own = (schema as { pattern?: unknown }).pattern;
    return [...(typeof own === 'string' ? [own] : []), ...Object.values(schema).flatMap(patternsIn)];
  }
  const patterns = new Set(
    routes.flatMap(({ request }) =>
      [request.params, request.query, request.body].flatMap((schema) =>
        schema ? patternsIn(jsonSchema(schema as z.ZodType, 'input')) : [],
      ),
    ),
  );

  test('no text that a pattern of a request lets in is longer', () => {
    const bounded = [...patterns].flatMap((pattern) => {
      const longest = longestOf(pattern);
      return longest === undefined ? [] : [{ pattern, longest }];
    });
    expect(bounded.length).toBeGreaterThan(20);
    for (const { pattern, longest } of bounded) {
      // the generator knows no assertions
      const generated = pattern.replace(/\(\?[=!][^)]*\)/g, '');
      fc.assert(
        fc.property(fc.stringMatching(new RegExp(generated, 'u')), (text) => [...text].length <= longest),
        { numRuns: 20 },
      );
    }
  });

  test('a bound of its own stays, and text without any has none', () => {
    expect(
      jsonSchema(
        z
          .string()
          .max(5)
          .regex(/^\d{1,9}$/),
        'input',
      ),
    ).toMatchObject({ maxLength: 5 });
    expect(jsonSchema(z.string(), 'input')).toEqual({ type: 'string' });
  });
});
