import { createHash, randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { listAllianceEvents, registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { listAlliances } from '../../functions/alliances/routes.ts';
import {
  countAttendance,
  getAttendanceStatistics,
  getAttendanceStatisticsFile,
  listAttendanceFigures,
  stateAttendance,
} from '../../functions/attendance/routes.ts';
import { countMembers } from '../../functions/bodies/routes.ts';
import { exportExpenditureBreakdown, exportFormats, getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { stateAppropriation } from '../../functions/budget/routes.ts';
import { enterExpense, listExpenses } from '../../functions/expenses/routes.ts';
import { listFindings } from '../../functions/findings/routes.ts';
import { listFairStands, listInitiatives, presentInitiative, registerInitiative } from '../../functions/initiatives/routes.ts';
import { openInquiry } from '../../functions/inquiries/routes.ts';
import { getPaperGraph } from '../../functions/papers/routes.ts';
import { listReports } from '../../functions/reports/routes.ts';
import { listDoubleSuggestions, listProposals } from '../../functions/results/routes.ts';
import { routes } from '../../functions/routes.ts';
import { search } from '../../functions/search/routes.ts';
import type { Grant, Role } from '../../shared/domain/access.ts';
import { admit, parseGrant, regionalRoles, roles } from '../../shared/domain/access.ts';
import { dimensions } from '../../shared/domain/breakdown.ts';
import { countRules } from '../../shared/domain/member-count.ts';
import type { OfficeId } from '../../shared/domain/regions.ts';
import { officeIds } from '../../shared/domain/regions.ts';
import { grantsOf } from '../../shared/http/claims.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { anOrganisation, keptGrant, storedOrganisation } from '../support/grants.ts';
import type { Sent, Targets } from './samples.ts';
import { aFigure, anEvent, anExpense, bookedExpense, districtOf, done, freshTargets, hasSample, inquiry, sampleOf } from './samples.ts';
import type { ResultTargets } from './samples-results.ts';
import { resultTargets } from './samples-results.ts';

/** Every row against every role, office and alliance. What a caller may not see answers like what does not exist. */

type RoleRow = RouteRow & { readonly access: { readonly roles: readonly Role[] } };
const roleRows = routes.filter((row): row is RoleRow => 'roles' in row.access);
const NOWHERE = 'gibt-es-nicht';
const MISSING_ID = 'gibt-es-auch-nicht';

let table: Table;
let here: Targets;
beforeAll(async () => {
  table = await openRegisterOf2016();
  here = await freshTargets('LW');
});

/** The engine hands the fields of an item over in any order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]);
}

/** Every item of the table as one hash: equal means that nothing was written. */
async function contentHash(): Promise<string> {
  const items: Item[] = [];
  let after: Item | undefined;
  do {
    const page = await table.client.send(
      new ScanCommand({ TableName: table.name, ConsistentRead: true, ...(after ? { ExclusiveStartKey: after } : {}) }),
    );
    items.push(...(page.Items ?? []));
    after = page.LastEvaluatedKey;
  } while (after);
  const byKey = new Map(items.map((item) => [`${item.pk}\n${item.sk}`, item]));
  return createHash('sha256')
    .update(JSON.stringify(sorted(Object.fromEntries(byKey))))
    .digest('hex');
}

/** What a caller can tell answers apart by. */
const seenOf = ({ status, body, text }: Answered): object => ({ status, answer: body ? { ...body, correlationId: '' } : text });
const inAlliance = (sent: Sent, allianceId: string): Sent => ({ ...sent, params: { ...sent.params, allianceId } });

test('every row that names roles or a sign-in has a sample call', () => {
  expect(routes.filter((row) => !('public' in row.access) && !hasSample(row)).map(({ id }) => id)).toEqual([]);
});

const pairs = roleRows.flatMap((row) => roles.map((role) => [row.id, role, row] as const));

describe('denied calls', () => {
  let before: string;
  beforeAll(async () => {
    before = await contentHash();
  });

  test.each(pairs.filter(([, role, row]) => !row.access.roles.includes(role)))('%s refuses %s', async (_id, role, row) => {
    const { status, body } = await call(row, as(role), sampleOf(row, here));
    expect([status, body.code]).toEqual([403, 'notPermitted']);
  });

  test.each(pairs)('%s: to %s of the other alliance this one does not exist', async (_id, role, row) => {
    const sample = sampleOf(row, here);
    const stranger = as(role, { alliance: 'lip' });
    const [foreign, nowhere] = await Promise.all([call(row, stranger, sample), call(row, stranger, inAlliance(sample, NOWHERE))]);
    expect(foreign.status).toBe(404);
    expect(seenOf(foreign)).toEqual(seenOf(nowhere));
  });

  test.each(roleRows.map((row) => [row.id, row] as const))('%s without a token, and with one that grants nothing', async (_id, row) => {
    const sample = sampleOf(row, here);
    const anonymous = await call(row, null, sample);
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'notSignedIn']);
    const nobody = { subject: 'nobody', grants: [] };
    const [known, nowhere] = await Promise.all([call(row, nobody, sample), call(row, nobody, inAlliance(sample, NOWHERE))]);
    expect([known.status, known.body.code]).toEqual([404, 'allianceNotFound']);
    expect(seenOf(known)).toEqual(seenOf(nowhere));
  });

  test('a role in one alliance gives nothing in the other', async () => {
    const sample = sampleOf(enterExpense, here);
    const both = { subject: 'both', grants: ['npa:AUDITOR', 'lip:OFFICE_EDITOR'] };
    expect((await call(enterExpense, both, sample)).body.code).toBe('notPermitted');
  });

  test('a visitor without grants sees no alliance, one without a token nothing', async () => {
    expect((await call(listAlliances, { subject: 'nobody', grants: [] })).body).toEqual({ items: [] });
    expect((await call(listAlliances, null)).status).toBe(401);
  });

  test('left the table as it was', async () => {
    expect(await contentHash()).toBe(before);
  });
});

describe('permitted calls', () => {
  /** Done, or already done by the role before: the sample fits and nothing about the caller is in the way. */
  const letIn = [200, 201, 409, 412];

  test.each(pairs.filter(([, role, row]) => row.access.roles.includes(role)))('%s lets %s in', async (_id, role, row) => {
    const answer = await call(row, as(role), sampleOf(row, here, role));
    expect(letIn).toContain(answer.status);
  });
});

/** Something of everything, marked so that it is found wherever it shows. */
type Canary = Targets &
  ResultTargets & {
    readonly mark: string;
    readonly figureId: string;
    /** What only those may read who may see these records. */
    readonly tokens: readonly string[];
  };

async function release(office: OfficeId, alliance: string): Promise<Canary> {
  const mark = `Kanarie${alliance}${office}${randomUUID().slice(0, 8)}`;
  const params = { allianceId: alliance };
  const editor = as('OFFICE_EDITOR', { alliance });
  const districtKey = districtOf[office];
  const place = { name: `${mark} Ort`, districtKey, facility: null };
  const { id: campaignId } = await done(registerAllianceEvent, editor, {
    params,
    body: anEvent(districtKey, { kind: 'CAMPAIGN', title: `${mark} Reihe` }),
  });
  const { id: eventId } = await done(registerAllianceEvent, editor, {
    params,
    body: anEvent(districtKey, {
      title: `${mark} Tagung`,
      campaignId,
      place,
      organisers: [{ name: mark, role: mark }],
      note: mark,
      source: mark,
    }),
  });
  const named = { text: `${mark} Miete`, supplier: `${mark} GmbH`, invoiceReference: `RE-${mark}` };
  const bookedExpenseId = await bookedExpense(eventId, { alliance }, named);
  const { id: expenseId } = await done(enterExpense, editor, { params, body: anExpense(eventId, named) });
  const { id: initiativeId } = await done(registerInitiative, editor, {
    params,
    body: { name: `${mark} e. V.`, organisation: mark, fieldOfAction: null, districtKey, website: null },
  });
  await done(presentInitiative, editor, { params, body: { initiativeId, eventId, note: mark } });
  // Questions are printed papers: every office may read them, so they carry no mark.
  const { id: inquiryId } = await done(openInquiry, editor, { params, body: inquiry });
  const { id: figureId } = await done(stateAttendance, editor, { params, body: aFigure([eventId], mark) });
  const results = await resultTargets(eventId, alliance, mark);
  const organisationId = await storedOrganisation(alliance, anOrganisation(mark));
  const grantId = await keptGrant(alliance, 'fonds', { organisationId, project: mark });
  return {
    mark,
    eventId,
    campaignId,
    expenseId,
    bookedExpenseId,
    initiativeId,
    inquiryId,
    districtKey,
    figureId,
    ...results,
    tokens: [mark, eventId, expenseId, bookedExpenseId, figureId, organisationId, grantId, ...Object.values(results)],
  };
}

const readerOf = (row: RoleRow, more: { alliance?: string; office?: OfficeId }, among: readonly Role[]): Caller[] =>
  among.filter((role) => row.access.roles.includes(role)).map((role) => as(role, more));

/** Query parameters with which a list is asked for what is not the caller's own, and for everything. */
function askings(row: RouteRow, others: readonly Canary[]): Record<string, string>[] {
  const period = { knownAt: new Date().toISOString() };
  const theirs = others.flatMap(({ eventId, campaignId }) => [
    { eventId, groupBy: 'event' },
    { campaignId, groupBy: 'campaign' },
  ]);
  const breakdowns = [
    { groupBy: 'campaign,event,line' },
    ...dimensions.map((groupBy) => ({ groupBy })),
    ...theirs,
    { groupBy: 'event', ...period },
    { groupBy: 'event', asOf: '2018-12-31' },
  ];
  const exports = [{ groupBy: 'campaign,event,line' }, ...theirs, { groupBy: 'event,occasion,office', ...period }];
  const statistics = [{ groupBy: 'event' }, { groupBy: 'office,event' }, ...others.map(({ eventId }) => ({ eventId, groupBy: 'event' }))];
  const known: Record<string, Record<string, string>[]> = {
    [listAllianceEvents.id]: [
      {},
      { limit: '2' },
      ...others.map(({ mark }) => ({ search: mark })),
      { search: 'Kanarie' },
      ...others.map(({ campaignId }) => ({ campaignId })),
      ...officeIds.map((office) => ({ office })),
      { office: 'NONE' },
      { from: '2018-01-01', to: '2018-12-31' },
    ],
    [listExpenses.id]: [
      {},
      { limit: '1' },
      ...others.map(({ eventId }) => ({ eventId })),
      { status: 'DRAFT', limit: '2' },
      { status: 'BOOKED' },
    ],
    [listAttendanceFigures.id]: [{}, ...others.map(({ eventId }) => ({ eventId }))],
    [countAttendance.id]: [{}, ...officeIds.map((office) => ({ office })), { subject: 'INITIATIVES' }, period],
    [getAttendanceStatistics.id]: statistics,
    [getAttendanceStatisticsFile.id]: ['csv', 'xlsx'].flatMap((format) => statistics.map((asked) => ({ ...asked, format }))),
    [listInitiatives.id]: [{}],
    [countMembers.id]: countRules.map((rule) => ({ rule })),
    // Initiatives belong to no office, in a search as in their list.
    [search.id]: ['Kanarie', ...others.map(({ mark }) => mark)].map((q) => ({
      q,
      types: 'EVENT,BODY,MEETING,PAPER,PROPOSAL,MEASURE,REPORT',
    })),
    [listFairStands.id]: others.map(({ eventId }) => ({ eventId })),
    [listProposals.id]: [{}, { limit: '1' }, ...others.map(({ eventId }) => ({ eventId }))],
    [listDoubleSuggestions.id]: [{}],
    [listFindings.id]: [{}, { open: 'true' }],
    [listReports.id]: [{}, { limit: '1' }],
    [getPaperGraph.id]: others.map(({ eventId }) => ({ from: eventId })),
    [getExpenditureBreakdown.id]: breakdowns,
    [exportExpenditureBreakdown.id]: Object.keys(exportFormats).flatMap((format) => exports.map((asked) => ({ ...asked, format }))),
  };
  const asked = known[row.id];
  if (!asked) throw new Error(`"${row.id}" answers lists: say in askings() of this test how it is asked for what is not the caller's own`);
  return asked;
}

/** The words of an answer: workbooks unpacked, cursors opened, as far as anyone can open them. */
async function wordsOf({ headers, text, body }: Answered): Promise<string> {
  if (headers['content-type'] === exportFormats.xlsx) return JSON.stringify(await readSheet(Buffer.from(text, 'latin1')));
  const cursor: unknown = body?.cursor;
  return typeof cursor === 'string' ? `${text}\n${Buffer.from(cursor, 'base64url').toString('utf8')}` : text;
}

/** Everything that a list answers, from the first page to the last. */
async function readThrough(row: RouteRow, caller: Caller, query: Record<string, string>, allianceId: string): Promise<string[]> {
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await call(row, caller, { params: { allianceId }, query: cursor === undefined ? query : { ...query, cursor } });
    pages.push(await wordsOf(answer));
    cursor = answer.body?.cursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

/** Rows that answer with more than the one record their path names. */
const isList = (row: RouteRow): boolean =>
  row.method === 'GET' &&
  !/\{(?:eventId|expenseId|initiativeId|inquiryId|caseId|bodyId|personId|meetingId|proposalId|measureId|indicatorId|reportId|fundId|entryId|grantId|organisationId|paperId|strategyId)\}/.test(
    row.path,
  );

/** All that a caller can read in lists, sums and files. */
async function everythingSeen(row: RouteRow, caller: Caller, others: readonly Canary[], allianceId: string): Promise<string> {
  const pages = await Promise.all(askings(row, others).map((query) => readThrough(row, caller, query, allianceId)));
  return pages.flat().join('\n');
}

const leaked = (seen: string, tokens: readonly string[]): string[] => tokens.filter((token) => seen.includes(token));

/** Where the sample call names a record: in its path, query or body. */
const references = ['eventId', 'campaignId', 'expenseId', 'bookedExpenseId', 'proposalId', 'otherProposalId'] as const;
const pointingAt = (row: RouteRow, own: Targets, reference: (typeof references)[number], id: string): Sent | undefined => {
  const sent = sampleOf(row, { ...own, [reference]: id });
  return JSON.stringify(sent).includes(id) ? sent : undefined;
};

/** What belongs to the whole alliance: its own record, and questions, which are printed papers. */
const withoutRegion = new Set(['getAlliance', 'listInquiries']);
const regional = [...regionalRoles];
const regionalRows = roleRows.filter(({ access }) => access.roles.some((role) => regionalRoles.has(role)));

describe('region is a hard boundary', () => {
  const canaries = {} as Record<OfficeId, Canary>;
  const following = (office: OfficeId): OfficeId => officeIds[(officeIds.indexOf(office) + 1) % officeIds.length] as OfficeId;

  beforeAll(async () => {
    for (const office of officeIds) canaries[office] = await release(office, 'npa');
    const editor = as('OFFICE_EDITOR');
    for (const office of officeIds) {
      const { mark, districtKey, eventId } = canaries[office];
      const neighbour = canaries[following(office)];
      // The office may put one region's event into another region's series, and count both together.
      const { id } = await done(registerAllianceEvent, editor, {
        body: anEvent(districtKey, { title: `${mark} in fremder Reihe`, campaignId: neighbour.campaignId }),
      });
      await bookedExpense(id, {}, { text: mark });
      await done(stateAttendance, editor, { body: aFigure([eventId, neighbour.eventId], `${mark} ${neighbour.mark}`) });
    }
    // More of one office's expenses than a page of another's looks at.
    const crowd: string[] = [];
    for (let index = 0; index < 25; index++)
      crowd.push((await done(enterExpense, editor, { body: anExpense(canaries.WE.eventId, { text: canaries.WE.mark }) })).id);
    canaries.WE = { ...canaries.WE, tokens: [...canaries.WE.tokens, ...crowd] };
  }, 60_000);

  const neighbours = officeIds.flatMap((office) => officeIds.filter((other) => other !== office).map((other) => [office, other] as const));

  test.each(
    regionalRows
      .filter((row) => isList(row) && !withoutRegion.has(row.id))
      .flatMap((row) => officeIds.map((office) => [row.id, office, row] as const)),
  )('%s shows %s nothing of another office, in no page, sum, file or cursor', async (_id, office, row) => {
    for (const caller of readerOf(row, { office }, regional)) {
      const others = officeIds.filter((other) => other !== office).map((other) => canaries[other]);
      const seen = await everythingSeen(row, caller, others, 'npa');
      const secret = others.flatMap(({ tokens }) => tokens);
      // Initiatives belong to no office.
      expect(row === listInitiatives ? [] : leaked(seen, secret)).toEqual([]);
    }
  });

  test.each(officeIds)('and %s sees its own in each of them', async (office) => {
    const own = canaries[office];
    for (const row of regionalRows.filter((candidate) => isList(candidate) && !withoutRegion.has(candidate.id))) {
      const [caller] = readerOf(row, { office }, regional);
      const seen = await everythingSeen(row, caller ?? null, [own], 'npa');
      if (row === countAttendance) expect(seen).toContain(own.figureId);
      else expect(seen).toContain(own.mark);
    }
  });

  test.each(officeIds)('%s: the sum is that of the own events, and there is no reconciliation to take away from', async (office) => {
    const [own, all] = await Promise.all([
      call(getExpenditureBreakdown, as('REGIONAL_EDITOR', { office }), { query: { groupBy: 'office' } }),
      call(getExpenditureBreakdown, as('OFFICE_EDITOR'), { query: { groupBy: 'office', office } }),
    ]);
    expect(own.body.amountCents).toBeGreaterThan(0);
    expect(own.body.amountCents).toBe(all.body.amountCents);
    expect(own.body.groups).toEqual(all.body.groups);
    expect(own.body.reconciliation).toBeNull();
  });

  test.each(
    regionalRows
      .filter((row) => !isList(row) || row.id === listExpenses.id)
      .flatMap((row) => neighbours.map((pair) => [row.id, ...pair, row] as const)),
  )('%s of %s: a record of %s answers like a missing one', async (_id, office, other, row) => {
    for (const reference of references) {
      const theirs = pointingAt(row, canaries[office], reference, canaries[other][reference]);
      const missing = pointingAt(row, canaries[office], reference, MISSING_ID);
      if (!theirs || !missing) continue;
      for (const caller of readerOf(row, { office }, regional)) {
        const [foreign, nowhere] = [await call(row, caller, theirs), await call(row, caller, missing)];
        expect({ reference, ...seenOf(foreign) }).toEqual({ reference, ...seenOf(nowhere) });
      }
    }
  });

  test('the warning of a double invoice names no expense of another office', async () => {
    const { mark } = canaries.WE;
    const same = { text: 'Miete', supplier: `${mark} GmbH`, invoiceReference: `RE-${mark}` };
    const body = await done(enterExpense, as('REGIONAL_EDITOR', { office: 'BS' }), { body: anExpense(canaries.BS.eventId, same) });
    // The mark is in what the caller sent; the ids are not.
    const ids = canaries.WE.tokens.filter((token) => token !== mark);
    expect(leaked(JSON.stringify(body), ids)).toEqual([]);
  });

  test.each([
    [listAllianceEvents.id, listAllianceEvents, { limit: '1' }],
    [listExpenses.id, listExpenses, { limit: '1', status: 'DRAFT' }],
  ] as const)('a cursor of %s of one office is refused to another and under another filter', async (_id, row, query) => {
    const [mine, theirs] = [as('REGIONAL_EDITOR', { office: 'WE' }), as('REGIONAL_EDITOR', { office: 'LG' })];
    const { cursor } = (await call(row, mine, { query })).body;
    expect(cursor).toEqual(expect.any(String));
    expect((await call(row, mine, { query: { ...query, cursor } })).status).toBe(200);
    for (const [caller, asked] of [
      [theirs, query],
      [as('OFFICE_EDITOR'), query],
      [mine, { ...query, status: row === listExpenses ? 'BOOKED' : 'PLANNED' }],
    ] as const) {
      const { status, body } = await call(row, caller, { query: { ...asked, cursor } });
      expect([status, body.code]).toEqual([400, 'cursorInvalid']);
    }
  });
});

describe('an alliance is a hard boundary', () => {
  const canaries = {} as Record<'npa' | 'lip', Canary>;
  beforeAll(async () => {
    for (const alliance of ['npa', 'lip'] as const) {
      const canary = await release('LW', alliance);
      const { id } = await done(stateAppropriation, as('BUDGET_OFFICER', { alliance }), {
        params: { allianceId: alliance },
        body: { fiscalYear: 2019, amountCents: 1, basis: 'STATED', source: canary.mark },
      });
      canaries[alliance] = { ...canary, tokens: [...canary.tokens, canary.campaignId, canary.initiativeId, id] };
    }
  });
  const ways = [['npa', 'lip'] as const, ['lip', 'npa'] as const];

  test.each(roleRows.flatMap((row) => ways.map((way) => [row.id, ...way, row] as const)))(
    '%s in %s: a record of %s answers like a missing one',
    async (_id, alliance, other, row) => {
      for (const reference of [...references, 'initiativeId', 'measureId', 'indicatorId'] as const) {
        const own = canaries[alliance];
        const theirs = sampleOf(row, { ...own, [reference]: canaries[other][reference] });
        if (!JSON.stringify(theirs).includes(canaries[other][reference])) continue;
        const missing = sampleOf(row, { ...own, [reference]: MISSING_ID });
        for (const caller of readerOf(row, { alliance, office: 'LW' }, roles)) {
          const [foreign, nowhere] = [
            await call(row, caller, inAlliance(theirs, alliance)),
            await call(row, caller, inAlliance(missing, alliance)),
          ];
          expect({ reference, ...seenOf(foreign) }).toEqual({ reference, ...seenOf(nowhere) });
        }
      }
    },
  );

  /** Files take long to make: one reader each of the whole alliance, of one office and of what was released. */
  const kindsOfReader: readonly Role[] = ['OFFICE_EDITOR', 'REGIONAL_EDITOR', 'PARLIAMENT_READER'];
  /** Lists that name no canary of their own, but must not show a foreign one either. */
  const plain = new Set([
    'getAlliance',
    'listBudgetStatements',
    'checkExpenditureSums',
    'listInquiries',
    'getDeadlineCalendar',
    'listPrivacyCases',
    'listRetention',
    'listLegalHolds',
    'getRetentionSettings',
    'listBodies',
    'listPersons',
    'listMergeSuggestions',
    'listMeasures',
    'listIndicators',
    'getResultMatrix',
    'listMeetings',
    'listCommitments',
    'listFunds',
    'listFundEntries',
    'listPapers',
    'listStrategies',
    'listGrants',
    'listOrganisations',
  ]);
  test.each(roleRows.filter(isList).flatMap((row) => ways.map((way) => [row.id, ...way, row] as const)))(
    '%s in %s shows nothing of %s',
    async (_id, alliance, other, row) => {
      const among = 'contentTypes' in row.success ? kindsOfReader : roles;
      for (const caller of readerOf(row, { alliance, office: 'LW' }, among)) {
        const seen = plain.has(row.id)
          ? (await readThrough(row, caller, {}, alliance)).join('\n')
          : await everythingSeen(row, caller, [canaries[other]], alliance);
        expect(leaked(seen, canaries[other].tokens)).toEqual([]);
      }
    },
  );

  test.each([
    [listAllianceEvents.id, listAllianceEvents],
    [listExpenses.id, listExpenses],
    [listInitiatives.id, listInitiatives],
  ] as const)('a cursor of %s of one alliance is refused in the other', async (_id, row) => {
    const both = { subject: 'both', grants: ['npa:OFFICE_EDITOR', 'lip:OFFICE_EDITOR'] };
    const query = { limit: '1' };
    const { cursor } = (await call(row, both, { params: { allianceId: 'npa' }, query })).body;
    expect(cursor).toEqual(expect.any(String));
    const { status, body } = await call(row, both, { params: { allianceId: 'lip' }, query: { ...query, cursor } });
    expect([status, body.code]).toEqual([400, 'cursorInvalid']);
  });
});

describe('grants are read whole or not at all', () => {
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

  const boundsOf = (role: Role): readonly string[] => {
    if (regionalRoles.has(role)) return officeIds.map((office) => `:${office}`);
    return role === 'GROUP_MANAGER' ? [':ag-1', ':runder-tisch'] : [''];
  };
  const proper = roles.flatMap((role) => boundsOf(role).map((bound) => `npa:${role}${bound}`));
  const spelled = ({ alliance, role, office, body }: Grant): string => [alliance, role, office, body].filter(Boolean).join(':');

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
      '["npa:OFFICE_EDITOR"]',
    ])
      expect(grantsOf(claim)).toEqual([]);
  });
});
