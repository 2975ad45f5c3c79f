import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { compiledEvent } from '../../events/report-compiled.ts';
import type { RunDeps } from '../../functions/report-run/run-reports.ts';
import { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { DomainEvent } from '../../shared/domain/journal.ts';
import { ResultsRelease } from '../../shared/domain/result.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { bodyParent, recordPartition, STATE } from '../../shared/store/keys.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { reportCompiler } from '../../shared/store/report-compiler.ts';
import { indicatorStore, measureStore, resultsReleaseStore } from '../../shared/store/result-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { anAlliance, anAuthor } from './builders.ts';
import { aBody, aMeasure, aMeeting } from './records.ts';
import { aConference, anIndicator, aStated } from './reports.ts';

/** A register with the six bodies of 2016, four of which did something. */

const event: DomainEvent = { name: 'Made', schemaVersion: 1, data: {} };
const ALLIANCE = 'npa';
export const bodyIds = ['ag-sprache', 'ag-arbeit', 'ag-wohnen', 'ag-engagement', 'ag-teilhabe', 'rt-fluchtursachen'] as const;
const entered = anAuthor({ at: '2016-12-01T09:00:00.000Z' });

export async function addBody(
  table: Table,
  id: string,
  more: Readonly<Record<string, unknown>> = {},
  reportAddress: string | null = null,
): Promise<void> {
  const report = { rhythm: 'YEAR', since: '2016-01-01' };
  const state = AllianceBody.parse({
    ...aBody({ names: [{ name: `Gremium ${id}`, validFrom: '2016-01-01', validTo: null }] }),
    report,
    ...more,
  });
  await bodyStore(table).record(ALLIANCE, id, { state, event }, { reportAddress }, entered);
}

export async function addRelease(table: Table, bodyId: string, at = '2016-12-20T09:00:00.000Z'): Promise<void> {
  const state = ResultsRelease.parse({ bodyId, withheld: [], note: null });
  await resultsReleaseStore(table).create(ALLIANCE, `freigabe-${bodyId}-${at.slice(0, 10)}`, { state, event }, anAuthor({ at }));
}

/** A measure of a body with what was stated of it. */
export async function addMeasure(
  table: Table,
  bodyId: string,
  stated: readonly (readonly [status: string, asOf: string])[],
): Promise<void> {
  const statuses = stated.map(([status, asOf]) => ({ status, asOf, wording: null, source: null }));
  await measureStore(table).create(ALLIANCE, `massnahme-${bodyId}`, { state: aMeasure({ bodyId, statuses }), event }, entered);
}

/** The alliance alone. */
export async function fillAlliance(table: Table): Promise<void> {
  await allianceStore(table).create(ALLIANCE, ALLIANCE, { state: anAlliance(), event }, entered);
}

/** @param indicatorValue the one number in which two registers of a test differ */
export async function fillSix(table: Table, { indicatorValue = 2137 } = {}): Promise<void> {
  await fillAlliance(table);
  for (const [index, id] of bodyIds.entries())
    await addBody(table, id, { order: index + 1, theme: id === 'rt-fluchtursachen' ? 'flucht' : null });
  await meetingStore(table).create(
    ALLIANCE,
    's-sprache-1',
    { state: aMeeting({ bodyId: 'ag-sprache', plannedOn: '2016-05-01', status: 'HELD' }), event },
    entered,
  );
  const statuses = [{ status: 'RUNNING', asOf: '2016-06-01', wording: null, source: null }];
  for (const bodyId of ['ag-sprache', 'ag-arbeit', 'ag-wohnen'])
    await measureStore(table).create(ALLIANCE, `massnahme-${bodyId}`, { state: aMeasure({ bodyId, statuses }), event }, entered);
  const indicator = anIndicator({ bodyId: 'ag-arbeit', measureId: 'massnahme-ag-arbeit', values: [aStated(indicatorValue, '2016-12-06')] });
  await indicatorStore(table).create(ALLIANCE, 'kennzahl-1', { state: indicator, event }, entered);
  const flucht = aConference({
    title: 'Fluchtursachen',
    theme: 'flucht',
    dates: { from: '2016-12-05', to: '2016-12-05', startTime: null, endTime: null, wording: null },
  });
  await allianceEventStore(table).create(ALLIANCE, 'flucht-2016', { state: flucht, event }, entered);
  for (const bodyId of ['ag-sprache', 'ag-arbeit', 'ag-wohnen']) await addRelease(table, bodyId);
}

/** What the compilation of a body stumbles over, and its repair. */
export async function corrupt(table: Table, bodyId: string): Promise<() => Promise<void>> {
  const id = 'kaputt-1';
  const item = (state: object) => ({
    pk: recordPartition(ALLIANCE, 'MEASURE', id),
    sk: STATE,
    type: 'MEASURE',
    id,
    alliance: ALLIANCE,
    version: 1,
    changedAt: entered.at,
    state,
    listPk: `${ALLIANCE}#MEASURE`,
    listSk: `#0001#${id}`,
    parentPk: bodyParent(ALLIANCE, bodyId),
    parentSk: `MEASURE##0001#${id}`,
  });
  const put = async (state: object) => {
    await table.client.send(new PutCommand({ TableName: table.name, Item: item(state) }));
  };
  await put({ bodyId, kaputt: true });
  return async () => await put(aMeasure({ bodyId, statuses: [{ status: 'DONE', asOf: '2016-07-01', wording: null, source: null }] }));
}

/** The record of a body as no schema reads it, and its repair. */
export async function corruptBody(table: Table, bodyId: string): Promise<() => Promise<void>> {
  const set = async (state: unknown) => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: recordPartition(ALLIANCE, 'BODY', bodyId), sk: STATE },
        UpdateExpression: 'SET #state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state },
      }),
    );
  };
  const { state } = await bodyStore(table).get(ALLIANCE, bodyId);
  await set({ kind: 'kaputt' });
  return async () => await set(state);
}

export const runDeps = (table: Table): RunDeps => ({ bodies: bodyStore(table), compiler: reportCompiler(table, compiledEvent) });
