import { gzipSync } from 'node:zlib';
import { allianceRecorded } from '../events/alliance-recorded.ts';
import { bodyRecorded } from '../events/body-recorded.ts';
import { indicatorRecorded } from '../events/indicator-recorded.ts';
import { measureRecorded } from '../events/measure-recorded.ts';
import { compiledEvent } from '../events/report-compiled.ts';
import { resultsReleased } from '../events/results-released.ts';
import { reportPdf } from '../functions/document-pdf/pdf.ts';
import { ensureTable } from '../infra/local/engine.ts';
import { AllianceBodyId } from '../shared/domain/alliance-body.ts';
import { canonicalJson } from '../shared/domain/canonical.ts';
import type { Authorship, DomainEvent } from '../shared/domain/journal.ts';
import { ReportId } from '../shared/domain/report.ts';
import { Indicator, Measure } from '../shared/domain/result.ts';
import { allianceStore } from '../shared/store/alliance-store.ts';
import { bodyStore } from '../shared/store/body-store.ts';
import { liveTable } from '../shared/store/live-table.ts';
import { releasedResults } from '../shared/store/released-results.ts';
import { reportCompiler } from '../shared/store/report-compiler.ts';
import { reportStore } from '../shared/store/report-store.ts';
import { indicatorStore, measureStore, resultsReleaseStore } from '../shared/store/result-store.ts';
import type { Item, Table, Write } from '../shared/store/table.ts';
import { putAll } from './load-ledger.ts';
import type { Part } from './measure.ts';
import { figure, table, timed, whole } from './measure.ts';
import { openEngine, withoutStream } from './register.ts';

/** `BENCH_MEASURES=600` measures fewer. */
const MEASURES = Number(process.env.BENCH_MEASURES ?? '10000');
const BODY_COUNTS = [6, 200];
const INDICATOR_EVERY = 4;
const ALLIANCE = 'bench';
const NOW = '2017-01-06T04:10:00.000Z';
const BATCH = 25;
const by: Authorship = { subject: 'bench', role: 'SYSTEM', office: null, at: '2016-12-01T00:00:00.000Z', correlationId: 'bench' };

const bodyIdOf = (index: number): AllianceBodyId => AllianceBodyId.parse(`gremium-${String(index).padStart(3, '0')}`);

async function createBodies(opened: Table, count: number): Promise<void> {
  const alliance = {
    names: [{ name: 'Messung', validFrom: '2015-01-01', validTo: null }],
    foundedOn: null,
    founders: [],
    goals: [],
    fieldsOfAction: [],
    themes: [],
    bodies: [],
    source: null,
  };
  await allianceStore(opened).create(ALLIANCE, ALLIANCE, { state: alliance, event: allianceRecorded({ name: 'Messung' }) }, by);
  for (let index = 0; index < count; index++) {
    const id = bodyIdOf(index);
    const state = {
      kind: 'WORKING_GROUP' as const,
      names: [{ name: `Arbeitsgruppe ${index}`, validFrom: '2015-01-01', validTo: null }],
      shortName: null,
      order: index,
      topics: [],
      theme: null,
      partOfBodyId: null,
      validFrom: null,
      validTo: null,
      claims: [],
      meetsEveryMonths: null,
      isPublic: false,
      report: { rhythm: 'YEAR' as const, since: '2016-01-01' },
      note: null,
      source: null,
    };
    await bodyStore(opened).record(ALLIANCE, id, { state, event: bodyRecorded({ kind: state.kind }) }, { reportAddress: null }, by);
    const release = { bodyId: id, withheld: [], note: null };
    const at = { ...by, at: '2016-12-20T00:00:00.000Z' };
    const event = resultsReleased({ bodyId: id, withheld: 0 });
    await resultsReleaseStore(opened).create(ALLIANCE, `freigabe-${id}`, { state: release, event }, at);
  }
}

const measureOf = (index: number, bodyId: AllianceBodyId): Measure =>
  Measure.parse({
    bodyId,
    eventId: null,
    order: index % 10_000,
    group: null,
    label: String(index),
    title: `Maßnahme ${index}: Angebote zur Sprachförderung im ländlichen Raum`,
    text: 'Sie richtet sich an Neuzugewanderte und wird von den Trägern vor Ort umgesetzt.',
    fieldOfAction: null,
    responsible: [{ name: 'Kultusministerium', role: 'RESPONSIBLE', isNamed: true }],
    funding: [],
    schedule: [],
    places: [],
    answers: [],
    card: null,
    note: null,
    source: null,
    statuses: [{ status: 'RUNNING', asOf: '2016-05-01', wording: null, source: null }],
  });

const indicatorOf = (index: number, bodyId: AllianceBodyId, measureId: string): Indicator =>
  Indicator.parse({
    bodyId,
    measureId,
    proposalId: null,
    order: index % 10_000,
    label: `Plätze ${index}`,
    unit: 'Plätze',
    area: { kind: 'STATE', name: 'Niedersachsen' },
    target: null,
    partOfIndicatorId: null,
    source: null,
    values: [{ value: index, upTo: null, worth: 'EXACT', asOf: '2016-06-01', printed: null, source: null }],
  });

const itemsOf = (writes: readonly Write[]): Item[] => writes.flatMap(({ put }) => (put === undefined ? [] : [put.item]));

/** What the stores would write, by batches instead of transactions. */
async function loadMeasures(opened: Table, bodies: number): Promise<void> {
  const [measures, indicators] = [measureStore(opened), indicatorStore(opened)];
  const items = Array.from({ length: MEASURES }, (_, index) => {
    const bodyId = bodyIdOf(index % bodies);
    const id = `massnahme-${index}`;
    const event: DomainEvent = measureRecorded({ eventId: null, bodyId, status: 'RUNNING', asOf: '2016-05-01' });
    const measure = itemsOf(measures.prepareCreate(ALLIANCE, id, { state: measureOf(index, bodyId), event }, by).writes);
    if (index % INDICATOR_EVERY !== 0) return measure;
    const change = { state: indicatorOf(index, bodyId, id), event: indicatorRecorded({ bodyId, measureId: id, proposalId: null }) };
    return [...measure, ...itemsOf(indicators.prepareCreate(ALLIANCE, `kennzahl-${index}`, change, by).writes)];
  }).flat();
  for (let start = 0; start < items.length; start += BATCH) await putAll(opened, items.slice(start, start + BATCH));
}

async function measured(opened: Table, bodies: number): Promise<string[]> {
  // Its log reads the settings that `openEngine` made.
  const { runReports } = await import('../functions/report-run/run-reports.ts');
  const deps = { bodies: bodyStore(opened), compiler: reportCompiler(opened, compiledEvent) };
  const results = releasedResults(opened);
  const reading = await timed(async () => {
    for (let index = 0; index < bodies; index++) await results(ALLIANCE, bodyIdOf(index), NOW);
  });
  const first = await timed(async () => await runReports(deps, [ALLIANCE], NOW, 'bench'));
  if (first.value !== bodies) throw new Error(`${first.value} reports of ${bodies}`);
  const second = await timed(async () => await runReports(deps, [ALLIANCE], NOW, 'bench'));
  if (second.value !== 0) throw new Error(`${second.value} reports twice`);
  const report = await reportStore(opened).readingOf(ALLIANCE, ReportId.parse(`${bodyIdOf(0)}--2016`));
  const pdf = await timed(async () => reportPdf(report));
  return [
    whole(bodies),
    whole(MEASURES),
    figure(first.milliseconds),
    figure(first.milliseconds / bodies),
    figure(reading.milliseconds),
    figure(second.milliseconds),
    figure(pdf.milliseconds),
    whole(gzipSync(canonicalJson(report.document)).length),
    whole(process.memoryUsage().rss / 2 ** 20),
  ];
}

async function run(say: (progress: string) => void): Promise<string> {
  const engine = await openEngine();
  try {
    const { client } = liveTable();
    const rows: string[][] = [];
    for (const bodies of BODY_COUNTS) {
      const name = `bench-reports-${bodies}`;
      await ensureTable(engine.endpoint, name);
      await withoutStream(engine.endpoint, name);
      const opened: Table = { name, client };
      const { milliseconds } = await timed(async () => {
        await createBodies(opened, bodies);
        await loadMeasures(opened, bodies);
      });
      say(`${bodies} bodies, loaded in ${(milliseconds / 1000).toFixed(1)} s`);
      rows.push(await measured(opened, bodies));
    }
    const head = [
      'bodies',
      'measures',
      'run ms',
      'a report ms',
      'of that reading ms',
      'second run ms',
      'PDF of one ms',
      'pack bytes',
      'RSS, MB',
    ];
    return [
      table(head, rows),
      '',
      `A whole run of the schedule: read what is released, compose, hash, compress, write report and pages. Every ${INDICATOR_EVERY}th measure has an`,
      'indicator. Reading: the released records of every body alone, in one pass before. The second run finds nothing due.',
    ].join('\n');
  } finally {
    await engine.stop();
  }
}

export const reports: Part = { title: 'Scheduled reports', run };
