import { describe, expect, test } from '@jest/globals';
import type { Actor, Grant, Role } from '../../shared/domain/access.ts';
import { admit, admittedTo, assertOwnOffice, mayEnter, parseGrant, regionalRoles } from '../../shared/domain/access.ts';
import { codeOf } from '../support/failing.ts';

const granted = (...entries: string[]): Grant[] => entries.flatMap((entry) => parseGrant(entry) ?? []);
const letIn = (entries: string[], permitted: readonly Role[]): Actor => admit('jemand', granted(...entries), 'npa', permitted);

describe('a grant names an alliance of 2 to 40 small letters, digits or hyphens', () => {
  test.each(['np', 'a'.repeat(40), 'npa-2', '0-9'])('%s is one', (alliance) => {
    expect(parseGrant(`${alliance}:AUDITOR`)).toEqual({ alliance, role: 'AUDITOR', office: null, body: null });
  });

  test.each(['n', 'a'.repeat(41), 'n_a', 'npa ', 'npä', '*'])('%j is none', (alliance) => {
    expect(parseGrant(`${alliance}:AUDITOR`)).toBeUndefined();
  });
});

describe('a grant of a group manager names a body of 3 to 80 letters, digits or hyphens, no hyphen at its ends', () => {
  test.each(['ag1', 'a-1', '1-a', 'a'.repeat(80)])('%s is one', (body) => {
    expect(parseGrant(`npa:GROUP_MANAGER:${body}`)).toEqual({ alliance: 'npa', role: 'GROUP_MANAGER', office: null, body });
  });

  test.each(['ag', '-ag', 'ag-', 'a'.repeat(81), 'a_g', ' ag1', 'ag1 '])('%j is none', (body) => {
    expect(parseGrant(`npa:GROUP_MANAGER:${body}`)).toBeUndefined();
  });
});

test('only the two roles of the regional offices are bound to an office, and a grant carries it', () => {
  expect([...regionalRoles]).toEqual(['REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER']);
  expect(parseGrant('npa:REGIONAL_EDITOR:LG')).toEqual({ alliance: 'npa', role: 'REGIONAL_EDITOR', office: 'LG', body: null });
});

describe('who is let in', () => {
  test('with no grant in the alliance the alliance does not exist, with others only the row is refused', () => {
    expect(codeOf(() => letIn(['lip:AUDITOR'], ['AUDITOR']))).toBe('allianceNotFound');
    expect(codeOf(() => letIn(['npa:AUDITOR', 'lip:DPO'], ['DPO']))).toBe('notPermitted');
  });

  test('comes under the widest role that the row permits, and brings every role held here', () => {
    const entries = ['npa:REGIONAL_EDITOR:LG', 'npa:OFFICE_EDITOR', 'lip:AUDITOR', 'npa:DPO'];
    expect(letIn(entries, ['REGIONAL_EDITOR', 'OFFICE_EDITOR'])).toEqual({
      subject: 'jemand',
      alliance: 'npa',
      role: 'OFFICE_EDITOR',
      roles: ['REGIONAL_EDITOR', 'OFFICE_EDITOR', 'DPO'],
      office: null,
      bodies: null,
      grants: granted('npa:REGIONAL_EDITOR:LG', 'npa:OFFICE_EDITOR', 'npa:DPO'),
    });
  });

  test('is bound to the office where only the bound role fits', () => {
    expect(letIn(['npa:REGIONAL_EDITOR:LG', 'npa:DPO'], ['REGIONAL_EDITOR'])).toMatchObject({
      role: 'REGIONAL_EDITOR',
      office: 'LG',
      bodies: null,
    });
  });

  test('is bound to the bodies of one alliance, and a role without bound lifts the bound', () => {
    const managing = ['npa:GROUP_MANAGER:ag-1', 'npa:GROUP_MANAGER:ag-2', 'lip:GROUP_MANAGER:ag-3'];
    expect(letIn(managing, ['GROUP_MANAGER']).bodies).toEqual(['ag-1', 'ag-2']);
    expect(letIn([...managing, 'npa:AUDITOR'], ['GROUP_MANAGER', 'AUDITOR'])).toMatchObject({ role: 'AUDITOR', bodies: null });
  });

  test('an office that fits beside a body does not count as a body', () => {
    const both = ['npa:GROUP_MANAGER:ag-1', 'npa:REGIONAL_EDITOR:LG'];
    expect(letIn(both, ['GROUP_MANAGER', 'REGIONAL_EDITOR'])).toMatchObject({ role: 'GROUP_MANAGER', bodies: ['ag-1'] });
    expect(letIn([...both].reverse(), ['GROUP_MANAGER', 'REGIONAL_EDITOR'])).toMatchObject({
      role: 'REGIONAL_EDITOR',
      office: 'LG',
      bodies: null,
    });
  });
});

test('another row lets the same caller in under its own roles, or not at all', () => {
  const caller = letIn(['npa:REGIONAL_EDITOR:LG', 'npa:DPO', 'lip:AUDITOR'], ['REGIONAL_EDITOR']);
  expect(admittedTo(caller, ['DPO', 'AUDITOR'])).toMatchObject({ role: 'DPO', office: null });
  expect(admittedTo(caller, ['AUDITOR'])).toBeUndefined();
  expect(admittedTo(caller, [])).toBeUndefined();
});

describe('the office is a hard boundary', () => {
  test.each([
    ['npa:OFFICE_EDITOR', 'LG', true],
    ['npa:OFFICE_EDITOR', null, true],
    ['npa:REGIONAL_EDITOR:LG', 'LG', true],
    ['npa:REGIONAL_EDITOR:LG', 'BS', false],
    ['npa:REGIONAL_EDITOR:LG', null, false],
  ] as const)('%s, what the office %s answers for: %s', (entry, office, enters) => {
    const actor = letIn([entry], ['OFFICE_EDITOR', 'REGIONAL_EDITOR']);
    expect(mayEnter(actor, office)).toBe(enters);
    const asserted = () => assertOwnOffice(actor, office);
    if (enters) expect(asserted).not.toThrow();
    else expect(codeOf(asserted)).toBe('officeNotYours');
  });
});
