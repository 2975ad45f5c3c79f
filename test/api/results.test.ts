import { beforeAll, describe, expect, test } from '@jest/globals';
import { allianceRecorded } from '../../events/alliance-recorded.ts';
import { bodyRecorded } from '../../events/body-recorded.ts';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import * as routes from '../../functions/results/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { anAlliance, anAuthor, anEvent } from '../support/builders.ts';
import { aBody } from '../support/records.ts';
import { aStatus, aValue, counted, dueBy, measured, measureSent, proposed, sentMeasure, sentProposal } from '../support/results.ts';

/** From a proposal to a measure with its dated statuses, through the API on the real engine. */

const [editor, auditor] = [as('OFFICE_EDITOR'), as('AUDITOR')];
const [ONE, OTHER] = ['ag-eins' as never, 'ag-zwei' as never];
const [manager, otherManager] = [as('GROUP_MANAGER', { body: ONE }), as('GROUP_MANAGER', { body: OTHER })];
const regional = as('REGIONAL_EDITOR', { office: 'LW' });
const neighbour = as('REGIONAL_EDITOR', { office: 'WE' });

let conference: never;
let statewide: never;
let workshop: never;
beforeAll(async () => {
  setClock('2017-03-01T10:00:00.000Z');
  const table = await openRegister();
  const by = anAuthor({ at: '2016-01-01T00:00:00.000Z' });
  await allianceStore(table).create('npa', 'npa', { state: anAlliance(), event: allianceRecorded({ name: 'npa' }) }, by);
  for (const id of [ONE, OTHER]) {
    const state = aBody();
    await bodyStore(table).record('npa', id, { state, event: bodyRecorded({ kind: state.kind }) }, { reportAddress: null }, by);
  }
  const registered = async (more: object): Promise<never> => {
    const { body } = await call(registerAllianceEvent, editor, { body: anEvent(more) });
    return body.id as never;
  };
  conference = await registered({});
  statewide = await registered({ kind: 'STATE_CONFERENCE', place: { name: 'Berlin', districtKey: null, facility: null } });
  workshop = await registered({ kind: 'WORKSHOP' });
});

const seen = ({ status, body }: Answered) => [status, body.code];
const refusedAt = ({ status, body }: Answered) => [status, body.code, body.errors?.[0]?.pointer];
const titles = async (row: RouteRow, caller: Caller, query: Record<string, string> = {}): Promise<string[]> =>
  (await call(row, caller, { query })).body.items.map(({ title }: { title: string }) => title);
const proposalAt = (proposalId: string, version = 1) => ({ params: { proposalId }, version });
const measureAt = (measureId: string, version = 1) => ({ params: { measureId }, version });
const marked = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

describe('proposals', () => {
  const record = async (caller: Caller, more: object) => await call(routes.recordProposal, caller, { body: sentProposal(more) });

  test('S3-22: they come from a conference or a body, and a workshop is no conference', async () => {
    expect((await record(editor, { eventId: conference })).status).toBe(201);
    expect((await record(editor, { bodyId: ONE })).status).toBe(201);
    for (const eventId of [workshop, 'gibt-es-nicht', null])
      expect(refusedAt(await record(editor, { eventId }))).toEqual([422, 'conferenceUnknown', '/eventId']);
    expect(seen(await record(editor, { bodyId: 'ag-gibt-es-nicht' }))).toEqual([404, 'bodyNotFound']);
  });

  test('a regional office writes what its own conferences proposed, and gives it to no body', async () => {
    const own = await record(regional, { eventId: conference, title: marked('Hildesheim') });
    expect(own).toMatchObject({ status: 201, body: { responsibleOffice: 'LW', doubles: [] } });
    expect(refusedAt(await record(neighbour, { eventId: conference }))).toEqual([422, 'conferenceUnknown', '/eventId']);
    expect(refusedAt(await record(regional, { eventId: statewide }))).toEqual([422, 'conferenceUnknown', '/eventId']);
    expect(seen(await record(regional, { eventId: conference, bodyId: ONE }))).toEqual([404, 'bodyNotFound']);
    expect(seen(await record(regional, { bodyId: null }))).toEqual([422, 'conferenceUnknown']);
  });

  test('a regional office sees its own, as if there were no others, and no measures', async () => {
    const [own, ofAll] = [
      await proposed({ eventId: conference, bodyId: ONE, title: marked('Eigener') }),
      await proposed({ eventId: statewide, title: marked('Landesweit') }),
    ];
    expect(await titles(routes.listProposals, regional)).toContain(own.title);
    expect(await titles(routes.listProposals, regional)).not.toContain(ofAll.title);
    expect(await titles(routes.listProposals, neighbour)).toEqual([]);
    for (const row of [routes.getProposal, routes.getProposalJournal])
      expect(seen(await call(row, neighbour, proposalAt(own.id)))).toEqual([404, 'proposalNotFound']);
    expect((await call(routes.getProposal, regional, proposalAt(own.id))).body).toMatchObject({ measures: null, indicators: null });
    expect((await call(routes.listProposals, regional, { query: { open: 'true' } })).status).toBe(403);
    expect(seen(await call(routes.listProposals, regional, { query: { bodyId: ONE } }))).toEqual([404, 'bodyNotFound']);
    const renamed = { ...sentProposal({ eventId: conference, bodyId: ONE }), title: marked('Umbenannt') };
    expect((await call(routes.editProposal, regional, { ...proposalAt(own.id), body: renamed })).status).toBe(200);
    expect(seen(await call(routes.editProposal, regional, { ...proposalAt(own.id, 2), body: { ...renamed, bodyId: OTHER } }))).toEqual([
      404,
      'bodyNotFound',
    ]);
  });

  test('managing staff see and write those of their own body only', async () => {
    const [own, others] = [
      await proposed({ bodyId: ONE, title: marked('Eins') }, manager),
      await proposed({ bodyId: OTHER, title: marked('Zwei') }),
    ];
    expect(await titles(routes.listProposals, manager, { limit: '100' })).toContain(own.title);
    expect(await titles(routes.listProposals, manager, { limit: '100' })).not.toContain(others.title);
    expect(await titles(routes.listProposals, auditor, { bodyId: OTHER })).toContain(others.title);
    for (const bodyId of [OTHER, 'ag-gibt-es-nicht', null]) expect(seen(await record(manager, { bodyId }))).toEqual([404, 'bodyNotFound']);
    for (const id of [others.id, 'gibt-es-nicht'])
      expect(seen(await call(routes.getProposal, manager, proposalAt(id)))).toEqual([404, 'proposalNotFound']);
    expect(seen(await call(routes.listProposals, manager, { query: { bodyId: OTHER } }))).toEqual([404, 'bodyNotFound']);
    const away = { ...sentProposal({ bodyId: OTHER }) };
    expect(seen(await call(routes.editProposal, manager, { ...proposalAt(own.id), body: away }))).toEqual([404, 'bodyNotFound']);
  });

  test('what it was changed from stands in its journal, and the version that was read decides', async () => {
    const { id } = await proposed({ bodyId: ONE });
    const edit = async (title: string) =>
      await call(routes.editProposal, editor, { ...proposalAt(id), body: sentProposal({ bodyId: ONE, title }) });
    const statuses = [await edit('Erste Fassung'), await edit('Zweite Fassung')].map(({ status }) => status);
    expect(statuses).toEqual([200, 412]);
    const { entries } = (await call(routes.getProposalJournal, editor, proposalAt(id))).body;
    expect(entries.map(({ event, data }: { event: string; data: object }) => [event, data])).toEqual([
      ['ProposalRecorded', { kind: 'PROPOSAL', eventId: null, bodyId: ONE }],
      ['ProposalEdited', { changed: ['title'] }],
    ]);
  });
});

describe('doubles', () => {
  const pairs = async (caller: Caller, id: string) =>
    (await call(routes.listDoubleSuggestions, caller)).body.items.filter(({ first, second }: Record<string, { id: string }>) =>
      [first?.id, second?.id].includes(id),
    );
  const judged = async (caller: Caller, id: string, otherProposalId: string) =>
    await call(routes.judgeDouble, caller, {
      ...proposalAt(id),
      body: { otherProposalId, verdict: 'SAME', reason: 'Gleicher Gegenstand' },
    });

  test('S3-26: a pair is suggested until it is judged; both stay, with where they came from', async () => {
    const title = marked('Ehrenamt stärker einbinden');
    const first = await proposed({ eventId: conference, title });
    const second = await proposed({ eventId: statewide, title });
    expect(await pairs(editor, first.id)).toHaveLength(1);
    expect((await judged(editor, first.id, second.id)).body.doubles).toEqual([
      { proposalId: second.id, verdict: 'SAME', reason: 'Gleicher Gegenstand' },
    ]);
    expect(await pairs(editor, first.id)).toEqual([]);
    const other = (await call(routes.getProposal, editor, proposalAt(second.id))).body;
    expect(other).toMatchObject({ version: 1, eventId: statewide, doubles: [] });
    expect(other.doublesBothWays).toMatchObject([{ proposalId: first.id, verdict: 'SAME', isJudgedHere: false }]);
    const one = (await call(routes.getProposal, editor, proposalAt(first.id))).body;
    expect(one).toMatchObject({ eventId: conference, doublesBothWays: [{ proposalId: second.id, isJudgedHere: true }] });
  });

  test('an obstacle is no double of a proposal', async () => {
    const title = marked('Vorrangprüfung');
    const { id } = await proposed({ bodyId: ONE, title });
    await proposed({ bodyId: ONE, title, kind: 'OBSTACLE' });
    expect(await pairs(editor, id)).toEqual([]);
  });

  test('nobody is told of, or judges, what they do not see', async () => {
    const title = marked('Wegweiser');
    const [own, others] = [await proposed({ bodyId: ONE, title }), await proposed({ bodyId: OTHER, title })];
    expect(await pairs(manager, own.id)).toEqual([]);
    expect(await pairs(regional, own.id)).toEqual([]);
    for (const id of [others.id, 'gibt-es-nicht'])
      expect(refusedAt(await judged(manager, own.id, id))).toEqual([422, 'linkedRecordUnknown', '/otherProposalId']);
    expect(seen(await judged(manager, others.id, own.id))).toEqual([404, 'proposalNotFound']);
  });
});

describe('measures', () => {
  const record = async (caller: Caller, more: object) => await call(routes.recordMeasure, caller, { body: sentMeasure(more) });
  const stated = async (caller: Caller, measureId: string, status: object, version = 1) =>
    await call(routes.stateMeasureStatus, caller, { ...measureAt(measureId, version), body: status });

  test('S3-24: two may bear the same number in different sections', async () => {
    const eventId = conference;
    const [first, second] = [
      await measured({ eventId, group: 'Erstaufnahme', label: 'I' }),
      await measured({ eventId, group: 'Aufnahme in den Kommunen', label: 'I' }),
    ];
    const numberOf = async ({ id }: { id: string }) => (await call(routes.getMeasure, editor, measureAt(id))).body.number;
    expect([await numberOf(first), await numberOf(second)]).toEqual(['Erstaufnahme I', 'Aufnahme in den Kommunen I']);
  });

  test('a status is a new dated fact; an earlier one takes its place; tomorrow is refused', async () => {
    const { id } = await measured({ bodyId: ONE, status: aStatus('UNDER_EXAMINATION', '2016-08-29') });
    expect((await stated(manager, id, aStatus('RUNNING', '2017-02-01'))).status).toBe(200);
    const dated = await stated(editor, id, aStatus('ANNOUNCED', '2016-12-01'), 2);
    expect(dated.body.statuses.map(({ status }: { status: string }) => status)).toEqual(['UNDER_EXAMINATION', 'ANNOUNCED', 'RUNNING']);
    expect(seen(await stated(editor, id, aStatus('DONE', '2017-03-02'), 3))).toEqual([422, 'statusInFuture']);
    expect(seen(await record(editor, { bodyId: ONE, status: aStatus('DONE', '2017-03-02') }))).toEqual([422, 'statusInFuture']);
    const { entries } = (await call(routes.getMeasureJournal, editor, measureAt(id))).body;
    expect(entries.map(({ event }: { event: string }) => event)).toEqual(['MeasureRecorded', 'MeasureStatusStated', 'MeasureStatusStated']);
  });

  test('two statuses at once: one is taken, one is told', async () => {
    const { id } = await measured({ bodyId: ONE });
    const both = await Promise.all([
      stated(editor, id, aStatus('DONE', '2017-02-01')),
      stated(manager, id, aStatus('DROPPED', '2017-02-01')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('S3-28: what is under examination is not among the running, and the day decides', async () => {
    const title = marked('Wohnraumvermittlung');
    const { id } = await measured({ bodyId: ONE, title, status: aStatus('UNDER_EXAMINATION', '2016-08-29') });
    await stated(editor, id, aStatus('RUNNING', '2017-02-01'));
    const found = async (query: Record<string, string>) =>
      (await titles(routes.listMeasures, editor, { bodyId: ONE, limit: '100', ...query })).includes(title);
    expect(await found({ status: 'RUNNING' })).toBe(true);
    expect(await found({ status: 'RUNNING', on: '2017-01-31' })).toBe(false);
    expect(await found({ status: 'UNDER_EXAMINATION', on: '2017-01-31' })).toBe(true);
    expect(await found({ status: 'UNDER_EXAMINATION', on: '2016-08-28' })).toBe(false);
  });

  test('silent is what neither a status nor a value of its indicators was heard of since the day', async () => {
    const title = marked('Stille Maßnahme');
    const { id } = await measured({ bodyId: ONE, title, status: aStatus('RUNNING', '2016-05-01') });
    const silent = async (silentSince: string) =>
      (await titles(routes.listMeasures, manager, { silentSince, limit: '100' })).includes(title);
    expect([await silent('2016-05-01'), await silent('2016-05-02')]).toEqual([false, true]);
    await counted({ bodyId: ONE, measureId: id as never, value: aValue(3, { asOf: '2016-12-31' }) });
    expect([await silent('2016-12-31'), await silent('2017-01-01')]).toEqual([false, true]);
    const { items } = (await call(routes.listMeasures, editor, { query: { bodyId: ONE, limit: '100' } })).body;
    expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({ lastNewsOn: '2016-12-31' });
  });

  test('links are to what is there for the caller; what was linked before may stay', async () => {
    const [own, others] = [await proposed({ bodyId: ONE }), await proposed({ bodyId: OTHER })];
    const answering = (...ids: string[]) => ids.map((proposalId) => ({ proposalId: proposalId as never, basis: 'EXPLICIT' as const }));
    for (const id of [others.id, 'gibt-es-nicht'])
      expect(refusedAt(await record(manager, { bodyId: ONE, answers: answering(own.id, id) }))).toEqual([
        422,
        'linkedRecordUnknown',
        '/answers/1/proposalId',
      ]);
    const { id } = await measured({ bodyId: ONE, answers: answering(own.id, others.id) });
    const body = { ...measureSent, bodyId: ONE, title: 'Umbenannt', answers: answering(own.id, others.id) };
    const edited = await call(routes.editMeasure, manager, { ...measureAt(id), body });
    expect(edited).toMatchObject({ status: 200, body: { title: 'Umbenannt', statuses: [{ status: 'RUNNING' }] } });
    const shown = async (caller: Caller) =>
      (await call(routes.getMeasure, caller, measureAt(id))).body.proposals.map((proposal: { id: string }) => proposal.id);
    expect([await shown(manager), await shown(editor)]).toEqual([[own.id], [own.id, others.id]]);
    const found = (await call(routes.getProposal, manager, proposalAt(own.id))).body;
    expect(found.measures).toMatchObject([{ id, basis: 'EXPLICIT', current: { status: 'RUNNING' } }]);
  });

  test('managing staff do not see another body’s, nor those of none', async () => {
    const [others, none] = [
      await measured({ bodyId: OTHER, title: marked('Fremd') }),
      await measured({ bodyId: null, title: marked('Ohne') }),
    ];
    const listed = await titles(routes.listMeasures, manager, { limit: '100' });
    expect(listed).not.toContain(others.title);
    expect(listed).not.toContain(none.title);
    for (const row of [routes.getMeasure, routes.getMeasureJournal])
      for (const id of [others.id, none.id, 'gibt-es-nicht'])
        expect(seen(await call(row, manager, measureAt(id)))).toEqual([404, 'measureNotFound']);
    expect(seen(await stated(manager, others.id, aStatus('DONE', '2017-01-01')))).toEqual([404, 'measureNotFound']);
    expect(refusedAt(await record(editor, { eventId: workshop }))).toEqual([422, 'conferenceUnknown', '/eventId']);
  });

  test('S1-08 and S1-11: what strikes a reader of a card is said beside it', async () => {
    const card = {
      printedStatus: 'abgeschlossen',
      lastUpdatedOn: null,
      area: null,
      field: null,
      programme: null,
      overarchingGoals: [],
      yearGoals: [],
      contactPoints: [],
      partners: [],
      councilPapers: [],
      councilWording: null,
      participation: null,
      isParticipationOpen: true,
    };
    const schedule = [{ label: 'Finden', due: dueBy(null, { wording: 'erfolgt laufend', precision: 'CONTINUOUS' }), state: null }];
    const { id } = await measured({ bodyId: ONE, card, schedule, status: aStatus('DONE', '2017-01-31') });
    const { findings } = (await call(routes.getMeasure, auditor, measureAt(id))).body;
    expect(findings.map(({ code }: { code: string }) => code)).toEqual([
      'FINISHED_WITH_OPEN_STEPS',
      'PARTICIPATION_OPEN',
      'NO_UPDATE_DAY',
      'COUNCIL_PAPERS_EMPTY',
    ]);
  });
});

describe('the matrix', () => {
  test('S3-25: open ends on both sides; a measure of another section closes a proposal, too', async () => {
    const { body: event } = await call(registerAllianceEvent, editor, { body: anEvent({ kind: 'CONFERENCE' }) });
    const eventId = event.id as never;
    const [answered, crossed, open] = [
      await proposed({ eventId, order: 1 }),
      await proposed({ eventId, order: 2, bodyId: ONE }),
      await proposed({ eventId, order: 3, kind: 'GOOD_PRACTICE' }),
    ];
    const answers = (id: string) => [{ proposalId: id as never, basis: 'SAME_HEADING' as const }];
    const measure = await measured({ eventId, order: 1, answers: answers(answered.id) });
    const free = await measured({ eventId, order: 2, bodyId: ONE });
    const elsewhere = await measured({ bodyId: OTHER, answers: answers(crossed.id) });
    const asked = async (caller: Caller, query: Record<string, string>) => (await call(routes.getResultMatrix, caller, { query })).body;
    const whole = await asked(editor, { eventId });
    expect(whole.counts).toMatchObject({
      proposals: 3,
      openProposals: 1,
      measures: 2,
      openMeasures: 1,
      links: 1,
      byKind: { PROPOSAL: 2, OBSTACLE: 0, GOOD_PRACTICE: 1 },
      byStatus: { RUNNING: 2 },
    });
    const linksOf = (rows: { id: string; links: object[] }[]) => rows.map(({ id, links }) => [id, links]);
    expect(linksOf(whole.proposals)).toEqual([
      [answered.id, [{ measureId: measure.id, basis: 'SAME_HEADING' }]],
      [crossed.id, [{ measureId: elsewhere.id, basis: 'SAME_HEADING' }]],
      [open.id, []],
    ]);
    expect(linksOf(whole.measures)).toEqual([
      [measure.id, [{ proposalId: answered.id, basis: 'SAME_HEADING' }]],
      [free.id, []],
    ]);
    // To the managing staff of one body the answer of another does not exist.
    expect((await asked(manager, { eventId })).counts).toMatchObject({ proposals: 1, openProposals: 1, measures: 1 });
    expect(await titles(routes.listProposals, editor, { eventId, open: 'true' })).toHaveLength(1);
    expect(await titles(routes.listProposals, editor, { eventId, open: 'false' })).toHaveLength(2);
    expect(await titles(routes.listMeasures, editor, { eventId, open: 'true' })).toHaveLength(1);
    expect(seen(await call(routes.getResultMatrix, otherManager, { query: { bodyId: ONE } }))).toEqual([404, 'bodyNotFound']);
  });
});
