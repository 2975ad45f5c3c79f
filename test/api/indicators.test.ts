import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { allianceRecorded } from '../../events/alliance-recorded.ts';
import { bodyRecorded } from '../../events/body-recorded.ts';
import * as routes from '../../functions/results/routes.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { meetingCommitmentStore, meetingStore } from '../../shared/store/meeting-store.ts';
import type { ReleasedResults } from '../../shared/store/released-results.ts';
import { releasedResults } from '../../shared/store/released-results.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { anAlliance, anAuthor } from '../support/builders.ts';
import { aBody, aMeeting, anEventOf, authorAt } from '../support/records.ts';
import { aStatus, aValue, counted, dueBy, measured, measureSent, proposed, sentIndicator } from '../support/results.ts';

/** What is measured, and what of it the managing staff lets into a report. */

const editor = as('OFFICE_EDITOR');
const [ONE, OTHER, EMPTY] = ['ag-eins' as never, 'ag-zwei' as never, 'ag-leer' as never];
const manager = as('GROUP_MANAGER', { body: ONE });
const lead = as('OFFICE_LEAD');

let table: Table;
beforeAll(async () => {
  table = await openRegister();
  const by = anAuthor({ at: '2016-01-01T00:00:00.000Z' });
  await allianceStore(table).create('npa', 'npa', { state: anAlliance(), event: allianceRecorded({ name: 'npa' }) }, by);
  for (const id of [ONE, OTHER, EMPTY]) {
    const state = aBody();
    await bodyStore(table).record('npa', id, { state, event: bodyRecorded({ kind: state.kind }) }, { reportAddress: null }, by);
  }
});

let second = 0;
/** Every step a second after the one before, so that before and after a release are different instants. */
const tick = (): string => {
  second += 1;
  const at = new Date(Date.UTC(2017, 2, 1, 8, 0, second)).toISOString();
  setClock(at);
  return at;
};
beforeEach(() => {
  tick();
});

const seen = ({ status, body }: Answered) => [status, body.code];
const refusedAt = ({ status, body }: Answered) => [status, body.code, body.errors?.[0]?.pointer];
const indicatorAt = (indicatorId: string, version = 1) => ({ params: { indicatorId }, version });
const { value: _value, ...indicatorSent } = sentIndicator();
const idsOf = (records: readonly { id: string }[]) => records.map(({ id }) => id).sort();

describe('indicators', () => {
  const list = async (caller: Caller, query: Record<string, string>) => (await call(routes.listIndicators, caller, { query })).body;
  const stated = async (caller: Caller, id: string, value: object, version = 1) =>
    await call(routes.stateIndicatorValue, caller, { ...indicatorAt(id, version), body: value });

  test('S3-27: 2 137 of 10 000 are 21,4 %, with unit, as-of day and source; the places granted are in that number already', async () => {
    const { id: measureId } = await measured({ bodyId: ONE });
    const of = { bodyId: ONE, measureId: measureId as never, unit: 'Plätze' };
    const target = { value: aValue(10_000), due: dueBy('2016-12-31') };
    const whole = await counted({ ...of, target, value: aValue(2137, { asOf: '2017-02-06', source: 'Drs. 17/7349, Frage 6' }) });
    const part = await counted({ ...of, order: 2, partOfIndicatorId: whole.id, value: aValue(1873, { asOf: '2017-02-06' }) });
    const { items, totals } = await list(editor, { measureId });
    expect(items[0]).toMatchObject({
      unit: 'Plätze',
      current: { value: 2137, asOf: '2017-02-06', source: 'Drs. 17/7349, Frage 6' },
      share: { text: '21,4\u00a0%', worth: 'EXACT' },
      reach: 'BELOW',
      isTargetOverdue: true,
    });
    expect(totals).toEqual([
      {
        unit: 'Plätze',
        area: { kind: 'STATE', name: 'Niedersachsen' },
        sum: { value: 2137, upTo: null, worth: 'EXACT', unknown: 0 },
        indicatorIds: [whole.id, part.id],
        partIds: [part.id],
      },
    ]);
  });

  test('a statewide figure and a city’s stand side by side and are in no sum', async () => {
    const { id: measureId } = await measured({ bodyId: ONE });
    const of = { bodyId: ONE, measureId: measureId as never, value: aValue(5) };
    await counted(of);
    await counted({ ...of, area: { kind: 'MUNICIPALITY', name: 'Hannover' } });
    expect(await list(editor, { measureId })).toMatchObject({ items: [{}, {}], totals: [] });
    expect((await list(editor, {})).totals).toBeNull();
  });

  test('a value is a new dated fact; the trend follows; tomorrow is refused', async () => {
    const { id } = await counted({ bodyId: ONE, value: aValue(5, { asOf: '2016-12-31' }) });
    expect((await stated(manager, id, aValue(7, { asOf: '2017-02-28' }))).status).toBe(200);
    const dated = await stated(editor, id, aValue(6, { asOf: '2016-06-30' }), 2);
    expect(dated.body.values.map(({ value }: { value: number }) => value)).toEqual([6, 5, 7]);
    const { items } = await list(editor, { bodyId: ONE, limit: '100' });
    expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({ current: { value: 7 }, trend: 'UP' });
    expect(seen(await stated(editor, id, aValue(8, { asOf: '2017-03-02' }), 3))).toEqual([422, 'statusInFuture']);
    const { entries } = (await call(routes.getIndicatorJournal, editor, indicatorAt(id))).body;
    expect(entries.at(-1)).toMatchObject({ event: 'IndicatorValueStated', data: { value: 6, worth: 'EXACT', asOf: '2016-06-30' } });
  });

  test('two values at once: one is taken, one is told', async () => {
    const { id } = await counted({ bodyId: ONE });
    const both = await Promise.all([stated(editor, id, aValue(1)), stated(manager, id, aValue(2))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('it is no part of itself, not over another one either', async () => {
    const whole = await counted({ bodyId: ONE });
    const part = await counted({ bodyId: ONE, partOfIndicatorId: whole.id });
    for (const partOfIndicatorId of [part.id, whole.id])
      expect(
        refusedAt(
          await call(routes.editIndicator, editor, {
            ...indicatorAt(whole.id),
            body: { ...indicatorSent, bodyId: ONE, partOfIndicatorId },
          }),
        ),
      ).toEqual([422, 'linkedRecordUnknown', '/partOfIndicatorId']);
  });

  test('an edit changes no value', async () => {
    const { id } = await counted({ bodyId: ONE, value: aValue(4) });
    const body = { ...indicatorSent, bodyId: ONE, label: 'Anders' };
    expect((await call(routes.editIndicator, manager, { ...indicatorAt(id), body })).body).toMatchObject({
      label: 'Anders',
      values: [{ value: 4 }],
    });
  });

  test('S3-23: a target hidden in a proposal is an indicator of it with its due day, also where a measure took it up', async () => {
    const { id: proposalId } = await proposed({ bodyId: ONE });
    const answers = [{ proposalId: proposalId as never, basis: 'EXPLICIT' as const }];
    const { id: measureId } = await measured({ bodyId: ONE, answers });
    const target = { value: aValue(1500), due: dueBy('2016-12-31', { wording: 'bis Ende 2016' }) };
    const of = { bodyId: ONE, proposalId: proposalId as never, target };
    const [own, taken] = [await counted(of), await counted({ ...of, measureId: measureId as never })];
    await counted({ bodyId: ONE, measureId: measureId as never });
    const { indicators } = (await call(routes.getProposal, editor, { params: { proposalId } })).body;
    expect(idsOf(indicators)).toEqual([own.id, taken.id].sort());
    expect(indicators[0]).toMatchObject({ current: null, reach: 'UNKNOWN', isTargetOverdue: true });
  });

  test('managing staff see, link and write those of their own body only', async () => {
    const [own, others] = [await counted({ bodyId: ONE }), await counted({ bodyId: OTHER })];
    const { id: foreignMeasure } = await measured({ bodyId: OTHER });
    const listed = idsOf((await list(manager, { limit: '100' })).items);
    expect(listed).toContain(own.id);
    expect(listed).not.toContain(others.id);
    expect(seen(await stated(manager, others.id, aValue(1)))).toEqual([404, 'indicatorNotFound']);
    expect(seen(await call(routes.getIndicatorJournal, manager, indicatorAt(others.id)))).toEqual([404, 'indicatorNotFound']);
    for (const query of [{ bodyId: OTHER }, { measureId: foreignMeasure }])
      expect((await call(routes.listIndicators, manager, { query })).status).toBe(404);
    const linking = async (more: object) => await call(routes.recordIndicator, manager, { body: sentIndicator({ bodyId: ONE, ...more }) });
    for (const measureId of [foreignMeasure, 'gibt-es-nicht'])
      expect(refusedAt(await linking({ measureId }))).toEqual([422, 'linkedRecordUnknown', '/measureId']);
    expect(refusedAt(await linking({ partOfIndicatorId: others.id }))).toEqual([422, 'linkedRecordUnknown', '/partOfIndicatorId']);
    expect(seen(await linking({ bodyId: OTHER }))).toEqual([404, 'bodyNotFound']);
  });
});

describe('only what the managing staff released goes into a report', () => {
  const at = (bodyId = ONE) => ({ params: { bodyId } });
  const release = async (caller: Caller, withheld: string[] = [], bodyId = ONE) =>
    await call(routes.releaseResults, caller, { ...at(bodyId), body: { withheld, note: null } });
  const read = async (instant: string, bodyId: string = ONE): Promise<ReleasedResults> =>
    await releasedResults(table)('npa', bodyId, instant);
  const previewed = async () => (await call(routes.getResultsPreview, manager, at())).body;

  test('without a release there is nothing, and a preview of everything', async () => {
    const { id } = await proposed({ bodyId: EMPTY });
    expect(await read(tick(), EMPTY)).toEqual({
      release: undefined,
      proposals: [],
      measures: [],
      indicators: [],
      commitments: [],
      meetings: [],
    });
    expect((await call(routes.getResultsPreview, editor, at(EMPTY))).body).toMatchObject({
      release: null,
      items: [{ id, type: 'PROPOSAL', change: 'ADDED' }],
      unchanged: 0,
    });
  });

  test('a report reads what was known at the release: nothing later, nothing withheld, nothing moved in', async () => {
    const [kept, changed, held, moved] = [
      await measured({ bodyId: ONE }),
      await measured({ bodyId: ONE }),
      await measured({ bodyId: ONE }),
      await measured({ bodyId: OTHER }),
    ];
    const proposal = await proposed({ bodyId: ONE });
    const meeting = 'sitzung-eins';
    await meetingStore(table).create('npa', meeting, { state: aMeeting({ bodyId: ONE }), event: anEventOf() }, authorAt(tick()));
    tick();
    const released = await release(manager, [held.id]);
    expect(released).toMatchObject({ status: 201, body: { bodyId: ONE, withheld: [held.id] } });
    tick();
    const status = aStatus('DONE', '2017-02-28');
    await call(routes.stateMeasureStatus, manager, { params: { measureId: changed.id }, version: 1, body: status });
    const late = await measured({ bodyId: ONE });
    const body = { ...measureSent, bodyId: ONE };
    await call(routes.editMeasure, editor, { params: { measureId: moved.id }, version: 1, body });

    const results = await read(tick());
    const ids = idsOf(results.measures);
    expect(ids).toEqual(expect.arrayContaining([kept.id, changed.id]));
    for (const { id } of [held, late, moved]) expect(ids).not.toContain(id);
    const then = results.measures.find(({ id }) => id === changed.id);
    expect([then?.version, then?.state.statuses.map((fact) => fact.status)]).toEqual([1, ['RUNNING']]);
    expect(idsOf(results.proposals)).toContain(proposal.id);
    expect(idsOf(results.meetings)).toEqual([meeting]);
    expect(results.release?.id).toBe(released.body.id);

    const changes = new Map((await previewed()).items.map(({ id, change }: { id: string; change: string }) => [id, change]));
    expect([kept, changed, held, late, moved].map(({ id }) => changes.get(id))).toEqual([
      undefined,
      'CHANGED',
      'WITHHELD',
      'ADDED',
      'ADDED',
    ]);

    const before = tick();
    tick();
    expect((await release(lead)).status).toBe(201);
    const after = idsOf((await read(tick())).measures);
    expect(after).toEqual(expect.arrayContaining([kept, changed, held, late, moved].map(({ id }) => id)));
    expect(await previewed()).toMatchObject({ items: [] });
    // A late run reads as of its own instant.
    expect((await read(before)).release?.id).toBe(released.body.id);
    expect(idsOf((await read(before)).measures)).toEqual(ids);
    const { items } = (await call(routes.listResultsReleases, manager, at())).body;
    expect(items[1]).toMatchObject({ id: released.body.id, withheld: [held.id] });
  });

  test('commitments and indicators are released with the rest', async () => {
    const indicator = await counted({ bodyId: ONE });
    const commitment = {
      bodyId: ONE,
      meetingId: null,
      agendaItemId: null,
      title: 'Übersicht nachreichen',
      owner: null,
      saidOn: '2017-02-01',
      due: dueBy('2017-03-31'),
      status: 'OPEN' as const,
      statusAsOf: '2017-02-01',
      statusNote: null,
      source: null,
    };
    await meetingCommitmentStore(table).create('npa', 'zusage-eins', { state: commitment, event: anEventOf() }, authorAt(tick()));
    tick();
    await release(manager);
    const results = await read(tick());
    expect(idsOf(results.commitments)).toEqual(['zusage-eins']);
    expect(idsOf(results.indicators)).toContain(indicator.id);
  });

  test('it is the managing staff’s or the lead’s to release, each the own body, and only its own records can be withheld', async () => {
    expect((await release(editor)).status).toBe(403);
    for (const bodyId of [OTHER, 'ag-gibt-es-nicht' as never]) {
      expect(seen(await release(manager, [], bodyId))).toEqual([404, 'bodyNotFound']);
      for (const row of [routes.getResultsPreview, routes.listResultsReleases])
        expect(seen(await call(row, manager, at(bodyId)))).toEqual([404, 'bodyNotFound']);
    }
    const { id } = await measured({ bodyId: OTHER });
    for (const foreign of [id, 'gibt-es-nicht'])
      expect(refusedAt(await release(manager, [foreign]))).toEqual([422, 'linkedRecordUnknown', '/withheld/0']);
  });
});
