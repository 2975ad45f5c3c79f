import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bodyRecorded } from '../../events/body-recorded.ts';
import { stateAttendance } from '../../functions/attendance/routes.ts';
import { recordScans } from '../../functions/door/routes.ts';
import { getExpense } from '../../functions/expenses/routes.ts';
import { presentInitiative } from '../../functions/initiatives/routes.ts';
import { recordPerson } from '../../functions/people/routes.ts';
import { issueInvitation, registerByOffice } from '../../functions/registrations/routes.ts';
import { releaseResults } from '../../functions/results/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { Role } from '../../shared/domain/access.ts';
import { regionalRoles, roles } from '../../shared/domain/access.ts';
import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { aBody, anAuthor, aPerson } from '../support/builders.ts';
import { walkIn } from '../support/door.ts';
import type { Place } from '../support/foreign.ts';
import { idsOf, missingLike, placesOf, plantMark, replaced } from '../support/foreign.ts';
import { storeReport } from '../support/reports.ts';
import { isFull, scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';
import type { Sent, Targets } from './samples.ts';
import { aCaller, done, freshTargets, hasSample, sampleOf } from './samples.ts';
import { PROBE_BODY } from './samples-bodies.ts';

/** S2: every id of every call swapped with somebody else's. What is foreign answers like what is missing, and says nothing. */

type RoleRow = RouteRow & { readonly access: { readonly roles: readonly Role[] } };
const roleRows = routes.filter((row): row is RoleRow => 'roles' in row.access);

/** Records with known ids that samples name without asking. */
const fixed = { printedInquiry: 'anfrage-17-7349', probeBody: PROBE_BODY };
const FOREIGN_BODY = 'ag-nur-dort';
/** Of both alliances, so that only the place where somebody stands makes a difference. */
const BOTH = { subject: 'both', grants: ['npa:OFFICE_EDITOR', 'lip:OFFICE_EDITOR'] };
const MARK = `Kanarie${randomUUID().slice(0, 8)}`;

let table: Table;
let own: Targets;
/** The same records in another region of this alliance, and in the other one. */
let neighbours: Targets;
let foreign: Targets;

const isForeign = ({ pk }: Item): boolean => String(pk).startsWith('lip#');

beforeAll(async () => {
  table = await openRegisterOf2016();
  own = await freshTargets('LW');
  neighbours = await freshTargets('LG');
  const there = await freshTargets('LW', { alliance: 'lip' });
  const state = aBody() as AllianceBody;
  const recorded = { state, event: bodyRecorded({ kind: state.kind }) };
  await bodyStore(liveTable()).record('lip', FOREIGN_BODY, recorded, { reportAddress: null }, anAuthor());
  // A report's id names its body and period, so only one of another body is another one.
  const reportId = await storeReport(liveTable(), { alliance: 'lip', bodyId: FOREIGN_BODY, status: 'PUBLISHED' });
  foreign = { ...there, reports: { reportId, publishedReportId: reportId } };
  // Sealed names cannot be marked from outside.
  const editor = as('OFFICE_EDITOR', { alliance: 'lip' });
  const params = { allianceId: 'lip', eventId: foreign.eventId };
  await done(registerByOffice, editor, { params, body: { ...aCaller, familyName: MARK, organisation: MARK } });
  await done(recordPerson, editor, { params: { allianceId: 'lip' }, body: aPerson({ familyName: MARK }) });
  expect(await plantMark(table, isForeign, MARK)).toBeGreaterThan(50);
}, 300_000);

const seenOf = ({ status, headers, text }: Answered, sentId: string): object => ({
  status,
  etag: headers.etag,
  text: text.replaceAll(sentId, '<id>').replace(/"correlationId":"[^"]*"/, ''),
});

type Swap = { readonly row: RouteRow; readonly caller: Caller; readonly sample: Sent; readonly place: Place; readonly theirs: string };

/** What a swapped call gave away: another answer than for a missing record, or something of theirs. */
async function told({ row, caller, sample, place, theirs }: Swap, secret: readonly string[]): Promise<string[]> {
  const nothing = missingLike(theirs);
  const swapped = await call(row, caller, replaced(sample, place.path, theirs));
  const missing = await call(row, caller, replaced(sample, place.path, nothing));
  const where = `${place.path.join('.')} of ${caller?.grants[0] ?? 'nobody'}`;
  const [one, other] = [JSON.stringify(seenOf(swapped, theirs)), JSON.stringify(seenOf(missing, nothing))];
  const leaked = secret.filter((word) => word !== theirs && swapped.text.includes(word));
  return [
    ...(one === other ? [] : [`${where}: ${one.slice(0, 300)} instead of ${other.slice(0, 300)}`]),
    ...leaked.map((word) => `${where}: shows ${word}`),
    ...(swapped.status >= 500 ? [`${where}: ${swapped.status}`] : []),
  ];
}

const namesOf = (ids: ReadonlyMap<string, string>): Map<string, string> => new Map([...ids].map(([name, id]) => [id, name]));

/** Every place of a row's sample where an id of `mine` stands, with theirs of the same name. */
function swapsOf(row: RouteRow, role: Role | undefined, theirs: ReadonlyMap<string, string>): Swap[] {
  const [caller, sample] = [role === undefined ? null : as(role), sampleOf(row, own, role)];
  return placesOf(sample, namesOf(idsOf({ ...own, ...fixed }))).flatMap((place) => {
    const their = theirs.get(place.name);
    return their === undefined ? [] : [{ row, caller, sample, place, theirs: their }];
  });
}

/** Ids of the first that are not among the second as well. */
const without = (ids: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): Map<string, string> => {
  const known = new Set(others.values());
  return new Map([...ids].filter(([, id]) => !known.has(id)));
};

/** One role that sees the whole alliance, one bound to a region, one to a body; in the long run all. Nobody at what is public. */
function readersOf({ access }: RouteRow): readonly (Role | undefined)[] {
  if (!('roles' in access)) return [undefined];
  const bound = [...regionalRoles].find((role) => access.roles.includes(role));
  const [first] = access.roles.filter((role) => !regionalRoles.has(role) && role !== 'GROUP_MANAGER');
  return roles.filter((role) => access.roles.includes(role) && (isFull || [first, bound, 'GROUP_MANAGER'].includes(role)));
}

const withIds = routes.filter((row) => hasSample(row) && !('signedIn' in row.access)).map((row) => [row.id, row] as const);
let swaps = 0;

describe('S2: records of the other alliance', () => {
  let before: string;
  const theirItems = async (): Promise<string> =>
    JSON.stringify(
      (await everyItem(table))
        .filter(isForeign)
        .map(({ pk, sk, version, changedAt }) => [pk, sk, version, changedAt].join(' '))
        .sort((a, b) => (a < b ? -1 : 1)),
    );
  beforeAll(async () => {
    before = await theirItems();
  });

  test.each(withIds)('%s: an id of theirs answers like a missing one, wherever it stands', async (_id, row) => {
    const theirs = without(idsOf({ ...foreign, printedInquiry: foreign.inquiryId, probeBody: FOREIGN_BODY }), idsOf(own));
    const secret = [MARK, ...theirs.values()];
    const found: string[] = [];
    for (const role of readersOf(row))
      for (const swap of swapsOf(row, role, theirs)) {
        swaps += 1;
        found.push(...(await told(swap, secret)));
      }
    expect(found).toEqual([]);
  });

  test('those were several hundred places, and none of the calls changed anything there', async () => {
    console.info(`S2: ${swaps} places`);
    expect(swaps).toBeGreaterThan(300);
    expect(await theirItems()).toBe(before);
  });

  test('control: the mark shows to their own readers in most rows, and an id that is no foreign one is found out', async () => {
    const readable = roleRows.filter(({ method, access }) => method === 'GET' && access.roles.includes('OFFICE_EDITOR'));
    const showing: string[] = [];
    for (const row of readable) {
      const sent = sampleOf(row, foreign);
      const { text } = await call(row, as('OFFICE_EDITOR', { alliance: 'lip' }), {
        ...sent,
        params: { ...sent.params, allianceId: 'lip' },
      });
      if (text.includes(MARK)) showing.push(row.id);
    }
    expect(showing.length).toBeGreaterThan(20);
    const [swap] = swapsOf(getExpense, 'OFFICE_EDITOR', idsOf({ expenseId: neighbours.expenseId }));
    expect(swap && (await told(swap, [neighbours.eventId]))).toHaveLength(2);
  });
});

/** What belongs to an event belongs to the region of its place; bodies, initiatives, inquiries and funds to no region. */
const ofRegion = [
  'eventId',
  'campaignId',
  'expenseId',
  'bookedExpenseId',
  'proposalId',
  'otherProposalId',
  'registrationId',
  'invitationId',
  'ticketId',
  'kept.registrationId',
  'kept.ticketId',
  'kept.walkInId',
  'publicEventId',
];

describe('S2: records of another region or body', () => {
  const regionalRows = roleRows.filter(({ access }) => access.roles.some((role) => regionalRoles.has(role)));

  test.each(regionalRows.map((row) => [row.id, row] as const))(
    '%s: an id of another region answers like a missing one',
    async (_id, row) => {
      const theirs = new Map([...idsOf(neighbours)].filter(([name]) => ofRegion.includes(name)));
      const found: string[] = [];
      for (const role of [...regionalRoles].filter((one) => row.access.roles.includes(one)))
        for (const swap of swapsOf(row, role, theirs)) found.push(...(await told(swap, [...theirs.values()])));
      expect(found).toEqual([]);
    },
  );

  const managed = roleRows.filter(({ access }) => access.roles.includes('GROUP_MANAGER'));
  test.each(managed.map((row) => [row.id, row] as const))(
    '%s: to the managers of another body ours answers like a missing one',
    async (_id, row) => {
      const sample = sampleOf(row, own, 'GROUP_MANAGER');
      const caller = as('GROUP_MANAGER', { body: 'ag-andere' });
      const places = placesOf(sample, namesOf(idsOf({ ...own, ...fixed })));
      const found: string[] = [];
      for (const place of places) {
        const theirs = idsOf({ ...own, ...fixed }).get(place.name) ?? '';
        found.push(...(await told({ row, caller, sample, place, theirs }, [])));
      }
      expect(found).toEqual([]);
    },
  );
});

describe('S2: cursors and keys', () => {
  const paging = roleRows.filter(({ request }) => request.query && 'cursor' in request.query.shape);
  const reader = (row: RoleRow): Role => (row.access.roles.includes('OFFICE_EDITOR') ? 'OFFICE_EDITOR' : (row.access.roles[0] ?? 'DPO'));
  const both = (row: RoleRow): Caller => ({ subject: 'both', grants: [`npa:${reader(row)}`, `lip:${reader(row)}`] });
  /** Of the lists of an event's own things, which have one entry in the samples. */
  const asked = (row: RoleRow, about: Targets): Sent => {
    const { params, query } = sampleOf(row, about);
    return { ...(params ? { params } : {}), query: { ...query, limit: '1' } };
  };
  const cursors = new Map<string, string>();
  beforeAll(async () => {
    const more = [stateAttendance, issueInvitation, registerByOffice, releaseResults] as const;
    for (const row of [...more, ...more]) await done(row, as(row.access.roles[0]), sampleOf(row, own));
    const entries = [walkIn(), walkIn()];
    const scans = { deviceId: randomUUID(), sentAt: entries[0]?.scannedAt, entries };
    await done(recordScans, as('OFFICE_EDITOR'), { params: { eventId: own.eventId }, body: scans });
    for (const { initiativeId } of [own, neighbours])
      await done(presentInitiative, as('OFFICE_EDITOR'), { body: { initiativeId, eventId: own.eventId, note: null } });
    for (const row of paging) {
      const { body } = await call(row, both(row), asked(row, own));
      if (typeof body?.cursor === 'string') cursors.set(row.id, body.cursor);
    }
  });

  test('every list has a second page to ask for', () => {
    expect(paging.map(({ id }) => id).filter((id) => !cursors.has(id))).toEqual([]);
  });

  test.each(paging.map((row) => [row.id, row] as const))(
    '%s refuses a cursor of the other alliance, and one that was changed',
    async (_id, row) => {
      const cursor = cursors.get(row.id);
      if (cursor === undefined) return;
      const there = asked(row, foreign);
      const refused = async (sent: Sent): Promise<unknown> => {
        const { status, body } = await call(row, both(row), sent);
        return [status, body?.code];
      };
      const found: unknown[] = [
        await refused({ ...there, params: { ...there.params, allianceId: 'lip' }, query: { ...there.query, cursor } }),
      ];
      const mine = asked(row, own);
      const changed = (at: number): string => `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      const steps = scale({ short: 7, full: 97 });
      const tampered = [
        ...Array.from({ length: steps }, (_, index) => changed(Math.floor((index * cursor.length) / steps))),
        cursor.slice(0, -1),
        cursor.slice(1),
        `${cursor}A`,
        `${cursor}=`,
        ` ${cursor}`,
        'A',
        Buffer.from('[]').toString('base64url'),
        Buffer.from('["",""]').toString('base64url'),
      ];
      for (const other of tampered) found.push(await refused({ ...mine, query: { ...mine.query, cursor: other } }));
      expect(found.filter((one) => JSON.stringify(one) !== '[400,"cursorInvalid"]')).toEqual([]);
      expect((await call(row, both(row), { ...mine, query: { ...mine.query, cursor } })).status).toBe(200);
    },
  );

  const posts = roleRows.filter(
    ({ method, success, access }) => method === 'POST' && success.status === 201 && access.roles.includes('OFFICE_EDITOR'),
  );
  const tried = scale({ short: posts.filter((_, index) => index % 4 === 0), full: posts });
  test.each(tried.map((row) => [row.id, row] as const))('%s: a key used in the other alliance is a new one here', async (_id, row) => {
    const key = randomUUID();
    const theirs = sampleOf(row, foreign);
    await call(row, BOTH, { ...theirs, key, params: { ...theirs.params, allianceId: 'lip' } });
    const { status, text } = await call(row, BOTH, { ...sampleOf(row, own), key });
    expect([201, 409]).toContain(status);
    expect(text).not.toContain('idempotencyKeyReused');
    expect([MARK, ...without(idsOf(foreign), idsOf(own)).values()].filter((word) => text.includes(word))).toEqual([]);
  });
});
