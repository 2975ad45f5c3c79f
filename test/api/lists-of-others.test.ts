import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { listAllianceEvents, registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
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
import type { Role } from '../../shared/domain/access.ts';
import { regionalRoles, roles } from '../../shared/domain/access.ts';
import { dimensions } from '../../shared/domain/breakdown.ts';
import { countRules } from '../../shared/domain/member-count.ts';
import type { OfficeId } from '../../shared/domain/regions.ts';
import { officeIds } from '../../shared/domain/regions.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { anOrganisation, keptGrant, storedOrganisation } from '../support/grants.ts';
import { scale } from '../support/scale.ts';
import type { Targets } from './samples.ts';
import { aFigure, anEvent, anExpense, bookedExpense, districtOf, done, inquiry } from './samples.ts';
import type { ResultTargets } from './samples-results.ts';
import { resultTargets } from './samples-results.ts';

/** S2: lists, sums, searches and files show nothing of another office or alliance, in no page and no cursor. */

type RoleRow = RouteRow & { readonly access: { readonly roles: readonly Role[] } };
const roleRows = routes.filter((row): row is RoleRow => 'roles' in row.access);

beforeAll(async () => {
  await openRegisterOf2016();
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
  const exports = [
    ...scale({ short: [], full: [{ groupBy: 'campaign,event,line' }, ...theirs] }),
    { groupBy: 'event,occasion,office', ...period },
  ];
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
  }, 300_000);

  /** Offices and roles are read alike; the long run asks as each of them. */
  const asking = scale<readonly OfficeId[]>({ short: ['BS'], full: officeIds });
  const among = scale<readonly Role[]>({ short: ['REGIONAL_EDITOR'], full: regional });

  test.each(
    regionalRows
      .filter((row) => isList(row) && !withoutRegion.has(row.id))
      .flatMap((row) => asking.map((office) => [row.id, office, row] as const)),
  )('S2: %s shows %s its own and nothing of another office, in no page, sum, file or cursor', async (_id, office, row) => {
    const others = officeIds.filter((other) => other !== office).map((other) => canaries[other]);
    const secret = others.flatMap(({ tokens }) => tokens);
    const callers = readerOf(row, { office }, among);
    expect(callers).not.toEqual([]);
    for (const caller of callers) {
      const seen = await everythingSeen(row, caller, [canaries[office], ...others], 'npa');
      // Initiatives belong to no office.
      expect(row === listInitiatives ? [] : leaked(seen, secret)).toEqual([]);
      expect(seen).toContain(row === countAttendance ? canaries[office].figureId : canaries[office].mark);
    }
  });

  test('S2, control: the same look through the lists of the whole alliance finds every office', async () => {
    for (const row of [listAttendanceFigures, listProposals]) {
      const seen = await everythingSeen(row, as('OFFICE_EDITOR'), [], 'npa');
      for (const { mark, eventId } of Object.values(canaries)) expect(leaked(seen, [mark, eventId])).not.toEqual([]);
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
  /** The register of 2016 is in the one alliance, so the way from the other has the more to see. */
  const ways = scale<readonly (readonly ['npa' | 'lip', 'npa' | 'lip'])[]>({
    short: [['lip', 'npa']],
    full: [
      ['npa', 'lip'],
      ['lip', 'npa'],
    ],
  });

  /** One reader each of the whole alliance, of one office, of one body and of what was released; files take too long for more. */
  const kindsOfReader: readonly Role[] = ['OFFICE_EDITOR', 'REGIONAL_EDITOR', 'GROUP_MANAGER', 'PARLIAMENT_READER'];
  const amongOf = ({ access, success }: RoleRow): readonly Role[] => {
    const [first = 'OFFICE_EDITOR'] = access.roles;
    return 'contentTypes' in success ? kindsOfReader : scale({ short: [...new Set([first, ...kindsOfReader])], full: roles });
  };
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
      for (const caller of readerOf(row, { alliance, office: 'LW' }, amongOf(row))) {
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
