import { beforeAll, describe, expect, test } from '@jest/globals';
import { allianceRecorded } from '../../events/alliance-recorded.ts';
import { bodyRecorded } from '../../events/body-recorded.ts';
import * as routes from '../../functions/papers/routes.ts';
import { recordIndicator } from '../../functions/results/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { municipalPaperStore } from '../../shared/store/municipal-paper-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { anAlliance, anAuthor } from '../support/builders.ts';
import {
  aField,
  anAmount,
  aPaper,
  aReference,
  aRow,
  aSection,
  aStation,
  aTable,
  paperFields,
  sentPaper,
  sentStrategy,
} from '../support/papers.ts';
import { aBody, aMeeting, anEventOf, authorAt } from '../support/records.ts';
import { aValue, sentIndicator } from '../support/results.ts';

/** Papers of a council from the first draft to the last body, and the strategy one of them resolved; on the real engine. */

const allianceId = 'lip';
const editor = as('OFFICE_EDITOR', { alliance: allianceId });
const auditor = as('AUDITOR', { alliance: allianceId });
const COMMITTEE = 'gremium-inta';
let table: Table;
beforeAll(async () => {
  setClock('2021-02-01T10:00:00.000Z');
  table = await openRegister();
  const by = anAuthor({ at: '2016-01-01T00:00:00.000Z' });
  for (const id of ['lip', 'npa'])
    await allianceStore(table).create(id, id, { state: anAlliance(), event: allianceRecorded({ name: id }) }, by);
  const bodies = [COMMITTEE, ...['ag-1', 'ag-2', 'ag-3'].map((id) => id)];
  for (const id of bodies) {
    const state = aBody({ kind: id === COMMITTEE ? 'COMMITTEE' : 'WORKING_GROUP' });
    await bodyStore(table).record(allianceId, id, { state, event: bodyRecorded({ kind: state.kind }) }, { reportAddress: null }, by);
  }
  const held = aMeeting({ bodyId: COMMITTEE, plannedOn: '2021-01-21', status: 'HELD' });
  await meetingStore(table).create(allianceId, 'sitzung-37', { state: held, event: anEventOf() }, by);
}, 180_000);

const send = async (row: RouteRow, sent: Parameters<typeof call>[2] = {}, caller = editor): Promise<Answered> =>
  await call(row, caller, { ...sent, params: { allianceId, ...sent.params } });
const recorded = async (more: Parameters<typeof sentPaper>[0]): Promise<string> => {
  const { status, body, text } = await send(routes.recordPaper, { body: sentPaper(more) });
  if (status !== 201) throw new Error(text);
  return body.id;
};
const seen = ({ status, body }: Answered) => [status, body.code];
const refusedAt = ({ status, body }: Answered) => [status, body.code, body.errors?.[0]?.pointer];
const paperAt = (paperId: string, version = 1) => ({ params: { paperId }, version });
const read = async (paperId: string, query: Record<string, string> = {}) =>
  (await send(routes.getPaper, { params: { paperId }, query }, auditor)).body;
const outcome = async (paperId: string, version: number, more: object) =>
  await send(routes.recordRouteOutcome, {
    ...paperAt(paperId, version),
    body: { place: 0, on: '2021-01-21', meetingId: null, outcome: { kind: 'UNANIMOUS' }, ...more },
  });

describe('taking down', () => {
  test('S2-15: recordPaper refuses a paper without its mandatory sections and names each', async () => {
    const body = (kind: string, ...sections: string[]) => sentPaper({ number: '0001/2021', kind, sections: sections.map(aSection) });
    const answer = await send(routes.recordPaper, { body: body('DECISION', 'GENDER', 'MOTION') });
    expect(seen(answer)).toEqual([422, 'paperSectionMissing']);
    expect(answer.body.errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      'Es fehlt: Tabelle der finanziellen Auswirkungen.',
      'Es fehlt: Erläuterung der finanziellen Auswirkungen.',
      'Es fehlt: Begründung.',
    ]);
    expect(answer.body.detail).toContain('Begründung');
    expect(seen(await send(routes.recordPaper, { body: body('INFORMATION', 'FINANCE_TABLE') }))).toEqual([422, 'paperSectionMissing']);
    expect((await send(routes.recordPaper, { body: body('INFORMATION', 'GENDER', 'FINANCE_TABLE') })).status).toBe(201);
  });

  test('a paper that was taken over keeps what it lacks, and says so', async () => {
    const state = aPaper({ number: '0002/2008', sections: [], datedOn: null });
    await municipalPaperStore(table).create(allianceId, 'drs-alt', { state, event: anEventOf() }, authorAt('2021-01-01T08:00:00.000Z'));
    const { findings } = await read('drs-alt');
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual([
      ...Array.from({ length: 4 }, () => 'PAPER_SECTION_MISSING'),
      'PAPER_DATE_MISSING',
    ]);
  });

  test('a number and version is one paper, however it is spelt and whoever is first', async () => {
    const attempt = async (number: string) => await send(routes.recordPaper, { body: sentPaper({ number }) });
    const both = await Promise.all([attempt('0777/2021'), attempt('0777/2021')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = await attempt('777/2021');
    expect(seen(refused)).toEqual([409, 'paperNumberTaken']);
    expect(refused.body.title).toBe('Unter dieser Nummer steht schon eine Drucksache');
  });

  test('what it is linked to must be there', async () => {
    const links = {
      '/route/0/bodyId': { route: [aStation('Ausschuss', { bodyId: 'gibt-es-nicht' })] },
      '/references/0/paperId': { references: [aReference('2136/2018', 'MANDATE', 'gibt-es-nicht')] },
      '/strategyId': { strategyId: 'gibt-es-nicht' },
    };
    for (const [pointer, more] of Object.entries(links))
      expect(refusedAt(await send(routes.recordPaper, { body: sentPaper({ number: null, ...more }) }))).toEqual([
        422,
        'linkedRecordUnknown',
        pointer,
      ]);
  });

  test('supplyNumber: a number that was to follow is given once, and the journal tells', async () => {
    const [id, other] = [await recorded({ number: null }), await recorded({ number: null })];
    expect(await read(id)).toMatchObject({ number: null, numberPending: true, label: 'Nummer wird nachgereicht' });
    const supply = async (paperId: string, number: string, version = 1) =>
      await send(routes.supplyNumber, { ...paperAt(paperId, version), body: { number } });
    expect((await supply(id, '0815/2021')).body).toMatchObject({ number: '0815/2021', numberPending: false, version: 2 });
    expect(seen(await supply(other, '0815/2021'))).toEqual([409, 'paperNumberTaken']);
    expect(seen(await supply(id, '0816/2021', 2))).toEqual([409, 'paperStepNotAllowed']);
    expect(seen(await send(routes.recordPaper, { body: sentPaper({ number: '0815/2021' }) }))).toEqual([409, 'paperNumberTaken']);
    const { entries } = (await send(routes.getPaperJournal, { params: { paperId: id } })).body;
    expect(entries.map(({ event, data }: { event: string; data: object }) => [event, data])).toEqual([
      ['PaperRecorded', { kind: 'DECISION', number: null, revision: 0 }],
      ['PaperNumberSupplied', { number: '0815/2021' }],
    ]);
  });

  test('listPapers: by year, number and version; those without a number last', async () => {
    for (const number of ['0200/2011', '0030/2011', '0100/2010']) await recorded({ number });
    const labels = async (query: Record<string, string>) =>
      (await send(routes.listPapers, { query }, auditor)).body.items.map(({ label }: { label: string }) => label);
    expect(await labels({ year: '2011' })).toEqual(['0030/2011', '0200/2011']);
    expect(await labels({ year: '2011', kind: 'INFORMATION' })).toEqual([]);
    const all = await labels({ limit: '100' });
    expect(all.indexOf('0100/2010')).toBeLessThan(all.indexOf('0030/2011'));
    expect(all.at(-1)).toBe('Nummer wird nachgereicht');
  });
});

describe('versions', () => {
  test('S2-01: supersedePaper makes N1 with its reason; both stay readable and name each other', async () => {
    const id = await recorded({ number: '1249/2017' });
    const body = paperFields({ title: 'Mit neuem Plan' });
    const revise = async (paperId: string, revisionReason: string | null) =>
      await send(routes.supersedePaper, { params: { paperId }, body: { ...body, revisionReason } });
    expect((await revise(id, null)).status).toBe(400);
    const { status, body: next } = await revise(id, 'Geänderte Anlage 1');
    expect([status, next.number, next.revision]).toEqual([201, '1249/2017', 1]);
    expect(await read(next.id)).toMatchObject({
      label: '1249/2017 N1',
      revisionReason: 'Geänderte Anlage 1',
      predecessor: { paperId: id, label: '1249/2017' },
      supersededBy: null,
    });
    expect(await read(id)).toMatchObject({ version: 1, revision: 0, supersededBy: { paperId: next.id, label: '1249/2017 N1' } });
    const twice = await revise(id, 'Noch einmal');
    expect(seen(twice)).toEqual([409, 'paperStepNotAllowed']);
    expect(twice.body.detail).toContain('1249/2017 N1');
    expect((await revise(next.id, 'Weitere')).body.revision).toBe(2);
  });

  test('two at once: one version follows, the other is told', async () => {
    const paperId = await recorded({ number: '1250/2017' });
    const sent = { params: { paperId }, body: paperFields({ revisionReason: 'Anlage' } as never) };
    const statuses = (await Promise.all([send(routes.supersedePaper, sent), send(routes.supersedePaper, sent)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([201, 409]);
  });

  test('a version whose predecessor is not on record names it by its number; later it is found', async () => {
    const supersedes = { number: '0900/2019', revision: 0, paperId: null };
    const sent = { number: '0900/2019', revision: 1 };
    expect(seen(await send(routes.recordPaper, { body: sentPaper(sent) }))).toEqual([400, 'requestInvalid']);
    const id = await recorded({ ...sent, supersedes, revisionReason: 'Anlage' });
    expect((await read(id)).predecessor).toBeNull();
    const first = await recorded({ number: '0900/2019' });
    expect((await read(id)).predecessor.paperId).toBe(first);
  });

  test('a paper without a number has no further version', async () => {
    const paperId = await recorded({ number: null });
    const body = paperFields({ revisionReason: 'Anlage' } as never);
    expect(seen(await send(routes.supersedePaper, { params: { paperId }, body }))).toEqual([409, 'paperStepNotAllowed']);
  });
});

describe('the route', () => {
  const route = [
    aStation('Internationaler Ausschuss', { bodyId: COMMITTEE }),
    aStation('Rat'),
    aStation('Bezirksräte', { role: 'INFORMATION' }),
  ];

  test('S2-02: recordRouteOutcome keeps the order; the last deciding body approves', async () => {
    const id = await recorded({ number: null, route });
    const first = await outcome(id, 1, { meetingId: 'sitzung-37', outcome: { kind: 'MAJORITY', yes: 9, no: 1, abstain: null } });
    expect(first.body.route.map(({ label }: { label: string }) => label)).toEqual(route.map(({ label }) => label));
    expect((await read(id)).standing).toBe('IN_ROUTE');
    await outcome(id, 2, { place: 1, on: '2021-01-28' });
    expect((await read(id)).standing).toBe('APPROVED');
    const { entries } = (await send(routes.getPaperJournal, { params: { paperId: id } })).body;
    expect(entries[1]).toMatchObject({ event: 'PaperRouteOutcomeRecorded', data: { place: 0, on: '2021-01-21', outcome: 'MAJORITY' } });
  });

  test('noted by a deciding body is no approval, and a body that is informed does not vote', async () => {
    const id = await recorded({ number: null, route });
    expect(seen(await outcome(id, 1, { place: 2 }))).toEqual([409, 'paperStepNotAllowed']);
    await outcome(id, 1, { place: 2, outcome: { kind: 'NOTED' } });
    await outcome(id, 2, { place: 1, outcome: { kind: 'NOTED' } });
    expect((await read(id)).standing).toBe('IN_ROUTE');
  });

  test('not ahead of time, not in another meeting, not where no body stands', async () => {
    const id = await recorded({ number: null, route });
    expect(refusedAt(await outcome(id, 1, { on: '2021-02-02' }))).toEqual([422, 'statusInFuture', '/on']);
    for (const more of [{ meetingId: 'gibt-es-nicht' }, { meetingId: 'sitzung-37', on: '2021-01-20' }])
      expect(refusedAt(await outcome(id, 1, more))).toEqual([422, 'linkedRecordUnknown', '/meetingId']);
    expect(refusedAt(await outcome(id, 1, { place: 3 }))).toEqual([422, 'linkedRecordUnknown', '/place']);
  });

  test('editPaper: free until a body has dealt with it, then only what says something about it', async () => {
    const id = await recorded({ number: null, route });
    const edit = async (version: number, more: object) =>
      await send(routes.editPaper, { ...paperAt(id, version), body: paperFields({ route, ...more }) });
    expect((await edit(1, { title: 'Neuer Titel' })).status).toBe(200);
    expect(seen(await edit(2, { sections: [] }))).toEqual([422, 'paperSectionMissing']);
    await outcome(id, 2, {});
    const title = 'Neuer Titel';
    expect(seen(await edit(3, { title: 'Anders' }))).toEqual([409, 'paperStepNotAllowed']);
    expect(seen(await edit(3, { title, route: [] }))).toEqual([409, 'paperStepNotAllowed']);
    const annexStatements = [
      { where: 'Einladung', wording: 'mit 1 Anlage' },
      { where: 'Niederschrift', wording: 'mit 1 (teilweise online) Anlagen' },
    ];
    const { status, body } = await edit(3, { title, annexStatements });
    expect([status, body.route[0].outcome]).toEqual([200, { kind: 'UNANIMOUS' }]);
    expect((await read(id)).findings).toMatchObject([{ rule: 'PAPER_ANNEXES_DIFFER' }]);
    expect(seen(await edit(3, { title }))).toEqual([412, 'recordChangedMeanwhile']);
  });
});

describe('what is reckoned', () => {
  test('S2-03, S2-05, S2-16: sums, what is missing in the table, and each amount per tandem', async () => {
    const id = await recorded({
      number: null,
      amounts: [anAmount(2017, 67_000_00), anAmount(2018, 110_000_00)],
      financeTable: aTable('PER_YEAR', [aRow('INVESTMENT_BALANCE', 0), aRow('TRANSFER', 67_000_00), aRow('BALANCE', -67_000_00)]),
    });
    const tandems = async (value: number, from: string, to: string): Promise<string> => {
      const target = { value: aValue(value), due: { wording: null, precision: 'RANGE' as const, from, to } };
      return (await send(recordIndicator, { body: sentIndicator({ unit: 'Tandems', target, bodyId: COMMITTEE as never }) })).body.id;
    };
    const ids = [
      await tandems(200, '2017-01-01', '2017-12-31'),
      await tandems(500, '2018-01-01', '2018-12-31'),
      await tandems(700, '2017-01-01', '2018-12-31'),
    ];
    const { sums, perUnit, findings } = await read(id, { unitIndicatorIds: ids.join(',') });
    expect(sums.totalCents).toBe(177_000_00);
    expect(perUnit.map(({ perUnitCents }: { perUnitCents: number }) => perUnitCents)).toEqual([335_00, 220_00, 252_86]);
    expect(findings[0]).toMatchObject({ rule: 'PAPER_AMOUNT_NOT_IN_TABLE', place: '2018', amountCents: 110_000_00 });
    const unknown = await send(routes.getPaper, { params: { paperId: id }, query: { unitIndicatorIds: 'gibt-es-nicht' } });
    expect(seen(unknown)).toEqual([404, 'indicatorNotFound']);
  });

  test('S4-14: getPaperGraph from either end, with what is only named', async () => {
    const last = await recorded({
      number: '0108/2021',
      references: [
        aReference('2136/2018', 'MANDATE'),
        aReference('0509/2020', 'EVALUATION'),
        aReference('2925/2020', 'SURVEY'),
        aReference('H-0375-2019', 'BUDGET'),
      ],
    });
    const graph = async (from: string) => (await send(routes.getPaperGraph, { query: { from } }, auditor)).body;
    expect((await graph(last)).chain).toEqual(['nr:2136/2018', 'nr:509/2020', 'nr:2925/2020', last]);
    const first = await recorded({ number: '2136/2018' });
    const { nodes, chain } = await graph(first);
    expect(chain).toEqual([first, 'nr:509/2020', 'nr:2925/2020', last]);
    expect(nodes.find(({ key }: { key: string }) => key === 'nr:H/375/2019')).toMatchObject({ label: 'H-0375-2019', paperId: null });
    expect((await read(first)).referencedBy).toMatchObject([{ paperId: last, label: '0108/2021' }]);
    expect(seen(await send(routes.getPaperGraph, { query: { from: 'gibt-es-nicht' } }))).toEqual([404, 'municipalPaperNotFound']);
  });
});

describe('strategies', () => {
  const fields = [aField('bildung', 4, 4, 'ag-1'), aField('kultur', 6, 7, 'ag-2')];
  const claims = [{ of: 'WORKING_GROUPS', value: 2, wording: 'zwei Gruppen', where: 'Text' }];

  test('S4-19, S4-21, S4-22: getStrategy counts what is claimed against what is there, and reckons its days', async () => {
    const followUp = { bodyId: COMMITTEE, wording: 'mindestens halbjährlich', atLeastEveryMonths: 6 };
    const { body } = await send(routes.recordStrategy, { body: sentStrategy({ fields, claims, followUp }) });
    const detail = async () => (await send(routes.getStrategy, { params: { strategyId: body.id } }, auditor)).body;
    const rules = async () => (await detail()).findings.map(({ rule, place }: { rule: string; place: string }) => [rule, place]);
    expect((await detail()).counts.find(({ of }: { of: string }) => of === 'SUBTOPICS')).toMatchObject({ listed: 10, claimed: 11 });
    expect((await detail()).days).toMatchObject({ reviewOn: '2026-02-25', lastMeetingOn: '2021-01-21', nextMeetingBy: '2021-07-21' });
    const counted = [
      ['STRATEGY_COUNT_DIFFERS', 'WORKING_GROUPS'],
      ['STRATEGY_COUNT_DIFFERS', 'kultur'],
    ];
    expect(await rules()).toEqual(counted);
    setClock('2026-03-01T10:00:00.000Z');
    expect(await rules()).toEqual([...counted, ['STRATEGY_REVIEW_OVERDUE', null], ['STRATEGY_FOLLOW_UP_OVERDUE', null]]);
    setClock('2021-02-01T10:00:00.000Z');
  });

  test('editStrategy keeps its journal, and its links must be there', async () => {
    const { body } = await send(routes.recordStrategy, { body: sentStrategy() });
    const at = (version: number) => ({ params: { strategyId: body.id }, version });
    const edited = await send(routes.editStrategy, { ...at(1), body: sentStrategy({ reviewOn: '2026-01-01' }) });
    expect([edited.status, edited.body.reviewOn]).toEqual([200, '2026-01-01']);
    const wrong = sentStrategy({ fields: [aField('bildung', 1, 1, 'gibt-es-nicht')] });
    expect(refusedAt(await send(routes.editStrategy, { ...at(2), body: wrong }))).toEqual([422, 'linkedRecordUnknown', '/fields/0/bodyId']);
    const { entries } = (await send(routes.getStrategyJournal, at(2))).body;
    expect(entries.map(({ event }: { event: string }) => event)).toEqual(['StrategyRecorded', 'StrategyEdited']);
    expect((await send(routes.listStrategies)).body.items.length).toBeGreaterThan(0);
  });
});

describe('who', () => {
  test('readers read, writers write, managing staff and another alliance see nothing', async () => {
    const id = await recorded({ number: null });
    const manager = as('GROUP_MANAGER', { alliance: allianceId, body: COMMITTEE });
    expect(seen(await send(routes.getPaper, { params: { paperId: id } }, manager))).toEqual([403, 'notPermitted']);
    expect(seen(await send(routes.recordPaper, { body: sentPaper({ number: null }) }, auditor))).toEqual([403, 'notPermitted']);
    const state = as('OFFICE_LEAD');
    expect(seen(await send(routes.getPaper, { params: { paperId: id } }, state))).toEqual([404, 'allianceNotFound']);
    expect(seen(await call(routes.getPaper, state, { params: { paperId: id } }))).toEqual([404, 'municipalPaperNotFound']);
    expect((await call(routes.listPapers, state)).body.items).toEqual([]);
  });
});
