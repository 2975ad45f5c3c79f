import { beforeAll, describe, expect, test } from '@jest/globals';
import { listAlliances } from '../../functions/alliances/routes.ts';
import { enterExpense } from '../../functions/expenses/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { Role } from '../../shared/domain/access.ts';
import { parseGrant, regionalRoles, roles } from '../../shared/domain/access.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { isFull, scale } from '../support/scale.ts';
import { fingerprintOf } from '../support/scan.ts';
import type { DeployedRoute } from '../support/template-routes.ts';
import { templateRoutes } from '../support/template-routes.ts';
import type { Sent, Targets } from './samples.ts';
import { freshTargets, hasSample, sampleOf } from './samples.ts';

/**
 * S1: every route of the synthesised template against every role in every standing, in both directions. What a permitted
 * caller may not see of others' records is `foreign-records.test.ts`.
 */

type RoleRow = RouteRow & { readonly access: { readonly roles: readonly Role[] } };
const roleRows = routes.filter((row): row is RoleRow => 'roles' in row.access);
const NOWHERE = 'gibt-es-nicht';

let table: Table;
let deployed: readonly DeployedRoute[];
let own: Targets;
/** Of another region; a refusal does not read them, so the short form leaves them out. */
let neighbours: Targets;
beforeAll(async () => {
  deployed = templateRoutes();
  table = await openRegisterOf2016();
  own = await freshTargets('LW');
  neighbours = isFull ? await freshTargets('LG') : own;
}, 300_000);

/** Routes that stand in the template or in the list only, lead elsewhere or are open without being public. */
function unlike(rows: readonly RouteRow[]): string[] {
  const spelled = ({ routeKey, isProtected, area }: DeployedRoute) => `${routeKey} ${area} ${isProtected ? 'protected' : 'open'}`;
  const listed = new Set(
    rows.map(({ method, path, access, area }) => spelled({ routeKey: `${method} ${path}`, isProtected: !('public' in access), area })),
  );
  const there = new Set(deployed.map(spelled));
  return [...[...there].filter((one) => !listed.has(one)), ...[...listed].filter((one) => !there.has(one))];
}

describe('S1: the template is the list', () => {
  test('each deployed route is a row, leads to the function of its area, and is protected unless public', () => {
    expect(deployed.length).toBeGreaterThan(200);
    expect(unlike(routes)).toEqual([]);
  });

  test('each protected row has a sample call', () => {
    expect(routes.filter((row) => !('public' in row.access) && !hasSample(row)).map(({ id }) => id)).toEqual([]);
  });

  test('control: a deployed route without a row is named, and so is one that should be protected', () => {
    expect(unlike(routes.filter(({ id }) => id !== enterExpense.id))).toEqual(['POST /alliances/{allianceId}/expenses expenses protected']);
    const open = routes.map((row) => (row.id === enterExpense.id ? { ...row, access: { public: 'control' } } : row));
    expect(unlike(open)).toHaveLength(2);
  });
});

/** How a role can stand to the records of `own`: what the token says beside it. */
const standings = {
  'own region or body': as,
  'other region or body': (role: Role) => as(role, { office: 'LG', body: 'ag-fremd' }),
  'no region, no body': (role: Role) => ({ subject: 'ohne', grants: [`npa:${role}`] }),
  'a region too many': (role: Role) => ({ subject: 'zuviel', grants: [`npa:${role}:LW:LG`, `npa:${role}:`, `${as(role)?.grants[0]}:LW`] }),
  'other alliance': (role: Role) => as(role, { alliance: 'lip' }),
} as const satisfies Record<string, (role: Role) => Caller>;
type Standing = keyof typeof standings;

type Expected = 'let in' | 'notPermitted' | 'allianceNotFound';
/** What the row's access says about a caller, from the token alone. */
function expectedOf({ access }: RoleRow, caller: Caller): Expected {
  const here = (caller?.grants ?? []).map(parseGrant).filter((grant) => grant?.alliance === 'npa');
  if (here.length === 0) return 'allianceNotFound';
  return here.some((grant) => grant && access.roles.includes(grant.role)) ? 'let in' : 'notPermitted';
}

const inAlliance = (sent: Sent, allianceId: string): Sent => ({ ...sent, params: { ...sent.params, allianceId } });
/** What a caller can tell answers apart by. */
const seenOf = ({ status, body, text }: Answered): object => ({ status, answer: body ? { ...body, correlationId: '' } : text });

type Cell = { readonly role: Role; readonly standing: Standing; readonly about: Targets; readonly object: 'own' | 'foreign' };
function cellsOf(objects: readonly Cell['object'][]): Cell[] {
  return roles.flatMap((role) =>
    (Object.keys(standings) as Standing[]).flatMap((standing) =>
      objects.map((object) => ({ role, standing, object, about: object === 'own' ? own : neighbours })),
    ),
  );
}

/** A refusal is decided before anything is read, so one call tells all. */
async function deniedAnswers(row: RoleRow, { role, standing, about }: Cell): Promise<[Expected, string][]> {
  const caller = standings[standing](role);
  const expected = expectedOf(row, caller);
  if (expected === 'let in') return [];
  const sample = sampleOf(row, about);
  const answer = await call(row, caller, sample);
  const told: [Expected, string][] = [[expected, `${answer.status} ${answer.body?.code}`]];
  if (expected === 'notPermitted') return told;
  const nowhere = await call(row, caller, inAlliance(sample, NOWHERE));
  return JSON.stringify(seenOf(answer)) === JSON.stringify(seenOf(nowhere)) ? told : [...told, [expected, 'differs from a missing one']];
}

const statusOf: Record<Exclude<Expected, 'let in'>, string> = {
  notPermitted: '403 notPermitted',
  allianceNotFound: '404 allianceNotFound',
};

/** Cells whose answer is not what the access says. */
async function wronglyAnswered(row: RoleRow, cells: readonly Cell[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const cell of cells)
    for (const [expected, told] of await deniedAnswers(row, cell))
      if (expected === 'let in' || told !== statusOf[expected]) wrong.push(`${cell.role}, ${cell.standing}, ${cell.object}: ${told}`);
  return wrong;
}

/** Done, or already done by the role before: the sample fits and nothing about the caller is in the way. */
const letIn = new Set([200, 201, 409, 412]);
async function wronglyRefused(row: RoleRow, among: readonly Role[], about: Targets): Promise<string[]> {
  const wrong: string[] = [];
  for (const role of among.filter((one) => row.access.roles.includes(one))) {
    const { status, body } = await call(row, as(role), sampleOf(row, about, role));
    if (!letIn.has(status)) wrong.push(`${role}: ${status} ${body?.code}`);
  }
  return wrong;
}

describe('S1: denied', () => {
  const objects = scale<readonly Cell['object'][]>({ short: ['own'], full: ['own', 'foreign'] });
  let before: string;
  beforeAll(async () => {
    before = await fingerprintOf(table);
  });

  test.each(roleRows.map((row) => [row.id, row] as const))('%s refuses who has no fitting role, region or alliance', async (_id, row) => {
    expect(await wronglyAnswered(row, cellsOf(objects))).toEqual([]);
  });

  test.each(roleRows.map((row) => [row.id, row] as const))('%s without a token, and with one that grants nothing', async (_id, row) => {
    const sample = sampleOf(row, own);
    const anonymous = await call(row, null, sample);
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'notSignedIn']);
    const nobody = { subject: 'nobody', grants: [] };
    const [known, nowhere] = await Promise.all([call(row, nobody, sample), call(row, nobody, inAlliance(sample, NOWHERE))]);
    expect([known.status, known.body.code]).toEqual([404, 'allianceNotFound']);
    expect(seenOf(known)).toEqual(seenOf(nowhere));
  });

  test('a role in one alliance gives nothing in the other', async () => {
    const both = { subject: 'both', grants: ['npa:AUDITOR', 'lip:OFFICE_EDITOR'] };
    expect((await call(enterExpense, both, sampleOf(enterExpense, own))).body.code).toBe('notPermitted');
  });

  test('a visitor without grants sees no alliance, one without a token nothing', async () => {
    expect((await call(listAlliances, { subject: 'nobody', grants: [] })).body).toEqual({ items: [] });
    expect((await call(listAlliances, null)).status).toBe(401);
  });

  test('left the table as it was', async () => {
    expect(await fingerprintOf(table)).toBe(before);
  });
});

describe('S1: permitted', () => {
  /** One role that sees all, one bound to a region, one to a body; in the long run every role. */
  const kinds = [(role: Role) => !regionalRoles.has(role) && role !== 'GROUP_MANAGER', (role: Role) => regionalRoles.has(role)];
  const amongOf = ({ access }: RoleRow): readonly Role[] =>
    scale({ short: [...kinds.flatMap((isKind) => access.roles.find(isKind) ?? []), 'GROUP_MANAGER'], full: roles });

  test.each(roleRows.map((row) => [row.id, row] as const))('%s lets in whom its row names', async (_id, row) => {
    expect(await wronglyRefused(row, amongOf(row), own)).toEqual([]);
  });
});

describe('S1: control', () => {
  const [editor, stranger] = ['OFFICE_EDITOR', 'TECH_ADMIN'] as const;
  const entering = enterExpense as RoleRow;

  test('a row that is open to one role less than its function is found', async () => {
    const tighter = { ...entering, access: { roles: entering.access.roles.filter((role) => role !== editor) } };
    expect(await wronglyAnswered(tighter, cellsOf(['own']))).toContain(`${editor}, own region or body, own: 201 undefined`);
  });

  test('a row that is open to one role more than its function is found', async () => {
    const wider = { ...entering, access: { roles: [...entering.access.roles, stranger] } };
    expect(await wronglyRefused(wider, roles, own)).toEqual([`${stranger}: 403 notPermitted`]);
  });
});
