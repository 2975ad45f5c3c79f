import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { flattenClaims } from '../../infra/local/gateway-event.ts';
import type { Grant, Role } from '../../shared/domain/access.ts';
import { admit, parseGrant, regionalRoles, roles } from '../../shared/domain/access.ts';
import { officeIds } from '../../shared/domain/regions.ts';
import { grantsOf } from '../../shared/http/claims.ts';
import { scale } from '../support/scale.ts';

/** S5: claims come as strings, lists as `[a b]`, and a role is one only when it is written so, to the letter. */

const boundsOf = (role: Role): readonly string[] => {
  if (regionalRoles.has(role)) return officeIds.map((office) => `:${office}`);
  return role === 'GROUP_MANAGER' ? [':ag-1', ':runder-tisch'] : [''];
};
const proper = roles.flatMap((role) => boundsOf(role).map((bound) => `npa:${role}${bound}`));
const spelled = ({ alliance, role, office, body }: Grant): string => [alliance, role, office, body].filter(Boolean).join(':');

/** What the gateway makes of a native claim, and what the function reads from it. */
const readBack = (groups: unknown): Grant[] => grantsOf(flattenClaims({ groups }).groups);

describe('S5: native and flattened claims say the same', () => {
  const entry = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...proper) },
    { weight: 1, arbitrary: fc.stringMatching(/^[\x21-\x7e]{0,12}$/) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...proper), fc.constantFrom('-admin', ',', ']', '[', ';', '.', '"', '*'))
        .map((pair) => pair.join('')),
    },
  );

  test('a list of groups grants, as text, what its entries grant one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 8 }), async (groups) => {
        const native = groups.flatMap((group) => parseGrant(group) ?? []);
        expect(readBack(groups)).toEqual(native);
      }),
      { numRuns: scale({ short: 500, full: 20_000 }) },
    );
  });

  test.each([
    [['leser'], 0],
    [['leser-admin', 'admin-leser'], 0],
    [['npa:OFFICE_EDITOR-admin', 'npa:admin-OFFICE_EDITOR'], 0],
    [['[npa:OFFICE_EDITOR]'], 0],
    [['npa:OFFICE_EDITOR,'], 0],
    [['x,npa:OFFICE_EDITOR'], 0],
    [['npa:OFFICE_EDITOR;npa:OFFICE_LEAD'], 0],
    [['npa:OFFICE_EDITOR\tnpa:OFFICE_LEAD'], 0],
    [[['npa:OFFICE_EDITOR']], 0],
    [{ 'npa:OFFICE_EDITOR': true }, 0],
    [{ group: 'npa:OFFICE_EDITOR' }, 0],
    [[{ name: 'npa:OFFICE_EDITOR' }], 0],
    [1, 0],
    [null, 0],
    [true, 0],
    [[], 0],
    [[''], 0],
    ['npa:OFFICE_EDITOR', 1],
    ['npa:OFFICE_EDITOR npa:AUDITOR', 2],
    [['npa:OFFICE_EDITOR'], 1],
    [['npa:OFFICE_EDITOR', 'npa:AUDITOR', 'nothing'], 2],
  ])('%j grants %i', (groups, count) => {
    expect(readBack(groups)).toHaveLength(count);
  });

  test('control: a search for the role in the text would grant what nobody was given', () => {
    const searching = (value: unknown) => roles.filter((role) => String(value).includes(role));
    expect(searching('[npa:OFFICE_EDITOR-admin]')).toEqual(['OFFICE_EDITOR']);
  });
});

describe('S5: 2 000 role strings', () => {
  const pieces = fc.constantFrom(
    ...roles,
    ...roles.map((role) => role.toLowerCase()),
    'admin',
    'leser',
    'npa',
    'lip',
    ':',
    '::',
    '[',
    ']',
    ',',
    '-',
    'LW',
    'ag-1',
    '\u00a0',
    '\u200b',
    '\n',
    '%20',
    '＿',
    'Ｏ',
    '*',
  );
  const role = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

  test('none grants what it is not itself, letter for letter', async () => {
    let granted = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(role, fc.string({ maxLength: 40 }), fc.constantFrom(...proper)), async (text) => {
        for (const grant of readBack([text])) {
          granted += 1;
          expect(text.split(' ')).toContain(spelled(grant));
        }
      }),
      { numRuns: 2000 },
    );
    expect(granted).toBeGreaterThan(100);
  });
});

describe('S5: grants are read whole or not at all', () => {
  test.each([
    'npa:OFFICE_EDITORx',
    'xnpa:OFFICE_EDITOR:',
    '[npa:OFFICE_EDITOR]',
    'npa:office_editor',
    'npa:OFFICE_EDITOR:LG',
    'npa:OFFICE_EDITOR:',
    ' npa:OFFICE_EDITOR',
    'npa:OFFICE_EDITOR ',
    'npa:OFFICE_EDITOR\n',
    'NPA:OFFICE_EDITOR',
    'npa::OFFICE_EDITOR',
    'npa:REGIONAL_EDITOR',
    'npa:REGIONAL_EDITOR:XX',
    'npa:REGIONAL_EDITOR:lg',
    'npa:REGIONAL_EDITOR:LG:LG',
    'npa:GROUP_MANAGER',
    'npa:GROUP_MANAGER:',
    'npa:GROUP_MANAGER:-',
    'npa:GROUP_MANAGER:AG-1',
    'npa:GROUP_MANAGER:ag_1',
    'npa:GROUP_MANAGER:ag-1:',
    'npa:GROUP_MANAGER:ag-1:ag-2',
    'npa:GROUP_MANAGER:*',
    'npa:OFFICE_EDITOR:ag-1',
    'npa:REGIONAL_EDITOR:ag-1',
    'npa:constructor',
    'npa:toString',
    ':OFFICE_EDITOR',
    '*:OFFICE_EDITOR',
    'OFFICE_EDITOR',
    'npa',
    '',
  ])('%j grants nothing', (entry) => {
    expect(parseGrant(entry)).toBeUndefined();
  });

  test('every proper entry grants itself, alone and in the list that API Gateway makes of it', () => {
    for (const entry of proper) {
      const grant = parseGrant(entry);
      expect(grant && spelled(grant)).toBe(entry);
    }
    expect(grantsOf(`[${proper.join(' ')}]`)).toHaveLength(proper.length);
  });

  test('no change to a proper entry grants, unless it makes another proper one', async () => {
    const changed = fc
      .tuple(fc.constantFrom(...proper), fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), fc.constantFrom('insert', 'replace', 'cut'))
      .map(([entry, where, piece, how]) => {
        const at = where % (entry.length + 1);
        return entry.slice(0, at) + (how === 'cut' ? '' : piece) + entry.slice(how === 'insert' ? at : at + 1);
      });
    await fc.assert(
      fc.asyncProperty(changed, async (entry) => {
        const grant = parseGrant(entry);
        if (!grant) return;
        expect(spelled(grant)).toBe(entry);
        expect(regionalRoles.has(grant.role)).toBe(grant.office !== null);
        expect(grant.role === 'GROUP_MANAGER').toBe(grant.body !== null);
      }),
      { numRuns: 2000 },
    );
  });

  test('two bodies granted are both entered; a wider role that fits the row sets no bound', () => {
    const granted = (...entries: string[]): Grant[] => entries.flatMap((entry) => parseGrant(entry) ?? []);
    const [first, second, office, away] = [
      'npa:GROUP_MANAGER:ag-1',
      'npa:GROUP_MANAGER:ag-2',
      'npa:OFFICE_EDITOR',
      'lip:GROUP_MANAGER:ag-3',
    ];
    const bodiesOf = (grants: Grant[], permitted: readonly Role[] = ['GROUP_MANAGER', 'OFFICE_EDITOR']) =>
      admit('jemand', grants, 'npa', permitted).bodies;
    expect(bodiesOf(granted(first, second, away))).toEqual(['ag-1', 'ag-2']);
    expect(bodiesOf(granted(first, office, second))).toBeNull();
    expect(bodiesOf(granted(first, office), ['GROUP_MANAGER'])).toEqual(['ag-1']);
    expect(() => bodiesOf(granted('npa:GROUP_MANAGER'))).toThrow('allianceNotFound');
  });

  test('a claim that is no text, or text without a proper entry, grants nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (claim) => {
        for (const grant of grantsOf(claim)) expect(String(claim)).toContain(grant.role);
      }),
    );
    for (const claim of [
      undefined,
      null,
      1,
      ['npa:OFFICE_EDITOR'],
      { 0: 'npa:OFFICE_EDITOR' },
      '[[npa:OFFICE_EDITOR]]',
      '[npa:OFFICE_EDITORx',
      'xnpa:OFFICE_EDITOR]',
      '["npa:OFFICE_EDITOR"]',
    ])
      expect(grantsOf(claim)).toEqual([]);
  });
});
