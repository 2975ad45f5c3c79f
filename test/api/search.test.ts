import { beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { registerInitiative } from '../../functions/initiatives/routes.ts';
import { search } from '../../functions/search/routes.ts';
import type { Role } from '../../shared/domain/access.ts';
import { roles } from '../../shared/domain/access.ts';
import type { SearchGroup } from '../../shared/domain/search.ts';
import { searchTypes } from '../../shared/domain/search.ts';
import { log } from '../../shared/platform/logger.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { inquiryStore } from '../../shared/store/inquiry-store.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { municipalPaperStore } from '../../shared/store/municipal-paper-store.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import { measureStore, proposalStore } from '../../shared/store/result-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegister } from '../support/api.ts';
import { anAlliance } from '../support/builders.ts';
import { aPaper, aStation } from '../support/papers.ts';
import { aBody, aMeasure, aMeeting, anAgendaItem, anAgendaPaper, anEventOf, anInquiry, aProposal, authorAt } from '../support/records.ts';
import { anEvent, districtOf, done } from './samples.ts';

/** Everything is called „Kanarie“ and whose it is; nobody may find what their lists would not show. */
let table: Table;
const by = authorAt('2020-01-01T08:00:00.000Z');
const change = <State>(state: State) => ({ state, event: anEventOf() });

async function release(alliance: string, body: string) {
  const mark = `Kanarie ${alliance} ${body}`;
  const id = (what: string) => `${what}-${alliance}-${body}`;
  await bodyStore(table).record(
    alliance,
    body,
    change(aBody({ names: [{ name: mark, validFrom: '2016-01-01', validTo: null }] })),
    { reportAddress: 'kanarie@example.org' },
    by,
  );
  await meetingStore(table).create(
    alliance,
    id('sitzung'),
    change(
      aMeeting({
        bodyId: body,
        title: `${mark} Sitzung`,
        agenda: [anAgendaItem('eins', { title: `${mark} Vorlage`, paper: anAgendaPaper('0042/2020') })],
        presence: [
          {
            personId: 'person-kanarie',
            group: 'VOTING',
            seatId: null,
            substituteForPersonId: null,
            isChair: false,
            faction: 'Namensvogel',
            function: 'Namensvogel',
            arrivedAt: null,
            leftAt: null,
          },
        ],
      }),
    ),
    by,
  );
  await measureStore(table).create(alliance, id('massnahme'), change(aMeasure({ bodyId: body, title: `${mark} Maßnahme` })), by);
  await proposalStore(table).create(alliance, id('vorschlag'), change(aProposal({ bodyId: body, title: `${mark} Vorschlag` })), by);
  for (const [period, status] of [
    ['2016', 'COMPILED'],
    ['2017', 'PUBLISHED'],
  ] as const)
    await reportStore(table).create(
      alliance,
      `${body}--${period}`,
      change({
        bodyId: body as never,
        period,
        from: `${period}-01-01`,
        to: `${period}-12-31`,
        asOf: `${period}-12-31`,
        compiledAt: '2018-01-01T00:00:00.000Z',
        trigger: 'HAND' as const,
        releaseId: null,
        releasedAt: null,
        isEmpty: false,
        packHash: 'a'.repeat(64),
        packVersion: 1,
        dataHash: 'b'.repeat(64),
        previousReportId: null,
        status,
        publishedAt: status === 'PUBLISHED' ? '2018-01-01T00:00:00.000Z' : null,
      }),
      by,
    );
}

beforeAll(async () => {
  table = await openRegister();
  for (const alliance of ['npa', 'lip']) {
    await allianceStore(table).create(alliance, alliance, change(anAlliance()), by);
    for (const body of ['ag-eins', 'ag-zwei']) await release(alliance, body);
    for (const office of ['LW', 'WE'] as const) {
      const editor = as('OFFICE_EDITOR', { alliance });
      const body = anEvent(districtOf[office], {
        title: `Kanarie ${alliance} ${office} Tagung`,
        organisers: [{ name: 'Namensvogel', role: 'Namensvogel' }],
      });
      await done(registerAllianceEvent, editor, { params: { allianceId: alliance }, body });
      await proposalStore(table).create(
        alliance,
        `vorschlag-${alliance}-${office.toLowerCase()}`,
        change(aProposal({ bodyId: null, title: `Kanarie ${alliance} ${office} Vorschlag`, responsibleOffice: office })),
        by,
      );
    }
    await done(registerInitiative, as('OFFICE_EDITOR', { alliance }), {
      params: { allianceId: alliance },
      body: { name: `Kanarie ${alliance} Initiative`, organisation: null, fieldOfAction: null, districtKey: null, website: null },
    });
    const people = { askers: [{ name: 'Namensvogel', faction: 'Namensvogel' }], signedBy: null };
    const inquiries = inquiryStore(table);
    await inquiries.open(alliance, `anfrage-${alliance}`, change(anInquiry({ title: `Kanarie ${alliance} ausgegeben` })), people, by);
    const draft = anInquiry({ title: `Kanarie ${alliance} Entwurf`, questionPaper: '17/9', status: 'DRAFT', answerPaper: null });
    await inquiries.open(alliance, `entwurf-${alliance}`, change(draft), people, by);
  }
}, 180_000);

const groupsFor = async (caller: Caller, query: Record<string, string> = { q: 'Kanarie' }, allianceId = 'npa'): Promise<SearchGroup[]> => {
  const { status, body } = await call(search, caller, { params: { allianceId }, query });
  expect(status).toBe(200);
  return body.groups;
};
const titlesIn = (groups: readonly SearchGroup[]): string[] => groups.flatMap(({ hits }) => hits.map(({ title }) => title));
const typesIn = (groups: readonly SearchGroup[]): string[] => groups.map(({ type }) => type);

describe('what is found', () => {
  test('everything of the alliance, grouped, with a line and where it is read', async () => {
    const groups = await groupsFor(as('OFFICE_EDITOR'));
    expect(typesIn(groups)).toEqual(searchTypes);
    const hitsOf = (type: string) => groups.find((group) => group.type === type)?.hits ?? [];
    expect(hitsOf('MEETING')[0]).toEqual({
      id: 'sitzung-npa-ag-eins',
      title: 'Kanarie npa ag-eins Sitzung',
      line: '11.02.2020 · Rathaus, Hannover · eingeladen',
      path: 'gremien/ag-eins/sitzungen/sitzung-npa-ag-eins',
    });
    expect(hitsOf('EVENT')[0]).toMatchObject({ title: 'Kanarie npa LW Tagung', line: '08.05.2018 · Rathaus · geplant' });
    expect(hitsOf('MEASURE')[0]?.line).toBe('läuft (Stand 01.05.2017)');
    expect(hitsOf('REPORT').map(({ title }) => title)).toContain('Ergebnisbericht 2016 Kanarie npa ag-eins');
    expect(hitsOf('BODY')[0]).toMatchObject({ path: 'gremien/ag-eins', line: 'Arbeitsgruppe · seit 01.01.2016' });
  });

  test('papers by their number: on an agenda and as printed by the Landtag', async () => {
    const [agenda] = await groupsFor(as('OFFICE_EDITOR'), { q: '0042/2020', types: 'PAPER' });
    expect(agenda).toMatchObject({ type: 'PAPER', found: 2 });
    const [printed] = await groupsFor(as('OFFICE_EDITOR'), { q: '17/7539' });
    expect(printed?.hits[0]).toMatchObject({ title: '17/7349: Kanarie npa ausgegeben', path: 'anfragen/anfrage-npa' });
  });

  test('a paper of a council by its number, for those who read papers', async () => {
    const state = aPaper({
      number: '0025/2021',
      kind: 'INFORMATION',
      title: 'Bericht',
      route: [aStation('Beirat', { role: 'INFORMATION' })],
    });
    await municipalPaperStore(table).create('lip', 'drs-0025-2021', change(state), by);
    const find = async (role: Role, more: { body?: string } = {}) =>
      await groupsFor(as(role, { alliance: 'lip', ...more }), { q: '0025/2021' }, 'lip');
    const hit = {
      id: 'drs-0025-2021',
      title: '0025/2021: Bericht',
      line: 'Informationsdrucksache · 02.05.2017 · noch nicht behandelt',
      path: 'drucksachen/drs-0025-2021',
    };
    for (const role of ['OFFICE_EDITOR', 'OFFICE_LEAD', 'BUDGET_OFFICER', 'ANSWER_APPROVER', 'AUDITOR'] as const)
      expect(await find(role)).toEqual([{ type: 'PAPER', found: 1, hits: [hit] }]);
    expect(await find('GROUP_MANAGER', { body: 'ag-eins' })).toEqual([]);
    expect(await find('REGIONAL_EDITOR')).toEqual([]);
    expect(await find('DPO')).toEqual([]);
    expect(await groupsFor(as('OFFICE_LEAD'), { q: '0025/2021' })).toEqual([]);
  });

  test('only the types asked for', async () => {
    expect(typesIn(await groupsFor(as('OFFICE_EDITOR'), { q: 'Kanarie', types: 'MEASURE,EVENT,MEASURE' }))).toEqual(['EVENT', 'MEASURE']);
    const { status, body } = await call(search, as('OFFICE_EDITOR'), { query: { q: 'Kanarie', types: 'PERSON' } });
    expect([status, body.code]).toEqual([400, 'requestInvalid']);
  });

  test.each(['', 'k', '-/-'])('%p is refused in German', async (q) => {
    const { status, body } = await call(search, as('OFFICE_EDITOR'), { query: { q } });
    expect([status, body.code]).toEqual([400, 'requestInvalid']);
    expect(body.detail).toMatch(/^Bitte/);
    expect(body.errors[0].pointer).toBe('query/q');
  });

  test('nobody is found by name: no member, asker, organiser, and no address', async () => {
    for (const q of ['Namensvogel', 'person-kanarie', 'kanarie@example.org', 'example'])
      expect(await groupsFor(as('OFFICE_LEAD'), { q })).toEqual([]);
  });
});

describe('results end where lists end', () => {
  test('nothing of another alliance, and of a foreign one not even that it is there', async () => {
    for (const title of titlesIn(await groupsFor(as('OFFICE_LEAD')))) expect(title).not.toContain('lip');
    expect((await call(search, as('OFFICE_LEAD'), { params: { allianceId: 'lip' }, query: { q: 'Kanarie' } })).body.code).toBe(
      'allianceNotFound',
    );
  });

  test('a regional office: own events and own proposals, nothing of bodies or other offices', async () => {
    const groups = await groupsFor(as('REGIONAL_EDITOR', { office: 'LW' }));
    expect(typesIn(groups)).toEqual(['EVENT', 'INITIATIVE', 'PAPER', 'PROPOSAL']);
    const own = groups.filter(({ type }) => type === 'EVENT' || type === 'PROPOSAL');
    expect(titlesIn(own)).toEqual(['Kanarie npa LW Tagung', 'Kanarie npa LW Vorschlag']);
    expect(own.map(({ found }) => found)).toEqual([1, 1]);
    expect(await groupsFor(as('REGIONAL_EDITOR', { office: 'LW' }), { q: 'WE Tagung' })).toEqual([]);
  });

  test('managing staff of a group: the own body alone, with numbers that tell of no other', async () => {
    const groups = await groupsFor(as('GROUP_MANAGER', { body: 'ag-eins' }));
    expect(groups.map(({ type, found }) => [type, found])).toEqual([
      ['BODY', 1],
      ['MEETING', 1],
      ['PAPER', 1],
      ['PROPOSAL', 1],
      ['MEASURE', 1],
      ['REPORT', 2],
    ]);
    for (const title of titlesIn(groups)) expect(title).toContain('ag-eins');
    expect(await groupsFor(as('GROUP_MANAGER', { body: 'ag-drei' }))).toEqual([]);
  });

  test('members of the Landtag: issued answers and published reports, nothing else', async () => {
    const groups = await groupsFor(as('PARLIAMENT_READER'));
    expect(typesIn(groups)).toEqual(['PAPER', 'REPORT']);
    expect(titlesIn(groups)).toEqual([
      '17/7349: Kanarie npa ausgegeben',
      'Ergebnisbericht 2017 Kanarie npa ag-eins',
      'Ergebnisbericht 2017 Kanarie npa ag-zwei',
    ]);
    expect(await groupsFor(as('PARLIAMENT_READER'), { q: 'Entwurf' })).toEqual([]);
  });

  test('the audit court finds no draft of an answer either', async () => {
    const papers = (await groupsFor(as('AUDITOR'))).filter(({ type }) => type === 'PAPER');
    expect(titlesIn(papers).filter((title) => title.startsWith('17/'))).toEqual(['17/7349: Kanarie npa ausgegeben']);
  });

  test('two roles together find what each of them finds, and no more', async () => {
    const both = { subject: 'both', grants: ['npa:GROUP_MANAGER:ag-zwei', 'npa:REGIONAL_EDITOR:WE'] };
    const titles = titlesIn(await groupsFor(both));
    const apart = [
      ...titlesIn(await groupsFor(as('GROUP_MANAGER', { body: 'ag-zwei' }))),
      ...titlesIn(await groupsFor(as('REGIONAL_EDITOR', { office: 'WE' }))),
    ];
    expect(titles).toContain('Kanarie npa ag-zwei Maßnahme');
    expect(titles).toContain('Kanarie npa WE Tagung');
    for (const title of titles) expect(apart).toContain(title);
  });

  test('who may read no list may not search', async () => {
    const refused = [];
    for (const role of roles) if ((await call(search, as(role), { query: { q: 'Kanarie' } })).status === 403) refused.push(role);
    expect(refused).toEqual(['TECH_ADMIN'] satisfies Role[]);
  });
});

test('what was typed stands in no log line', async () => {
  const lines: string[] = [];
  const { info } = log;
  log.info = (code, fields) => lines.push(JSON.stringify([code, fields]));
  try {
    await groupsFor(as('OFFICE_EDITOR'), { q: 'Kanarienvogel' });
    await call(search, as('OFFICE_EDITOR'), { query: { q: 'Kanarienvogel', types: 'X' } });
  } finally {
    log.info = info;
  }
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('\n')).not.toContain('Kanarienvogel');
});
