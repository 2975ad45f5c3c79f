import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';
import { needsOf } from '../../infra/stacks/function-needs.ts';
import { countedCodes, OTHER } from '../../shared/domain/counted-codes.ts';
import { failures } from '../../shared/domain/failures.ts';
import { faultNames } from '../../shared/domain/register-fault.ts';
import { log } from '../../shared/platform/logger.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { withinBudget } from '../../shared/store/time-budget.ts';
import { aRoute, synthesise } from './stack.ts';

/** S13: what the register says of itself, who is told, and what they find to do. */

const root = new URL('../..', import.meta.url);
const runbooks = readFileSync(new URL('docs/runbooks/alarms.md', root), 'utf8');
const stack = synthesise({ alarmEmail: 'alarm@example.org', mailFrom: 'register@example.org' });

type Alarm = {
  AlarmName: string;
  AlarmDescription: string;
  Namespace?: string;
  MetricName?: string;
  Dimensions?: { Name: string; Value: unknown }[];
  Metrics?: { MetricStat?: { Metric: { Namespace: string; MetricName: string; Dimensions?: { Name: string; Value: unknown }[] } } }[];
};
const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties as Alarm);

const small = { routes: [aRoute({ area: 'sample' })], consumers: [] };

/** Anchors that alarms lead to and that are not there, and the other way round. */
function loose(descriptions: readonly string[], page: string): { missing: string[]; orphaned: string[] } {
  const led = new Set(
    descriptions.map((text) => /Anleitung: \S*docs\/runbooks\/alarms\.md#([a-z0-9-]+)$/.exec(text)?.[1] ?? `no link: ${text}`),
  );
  const there = new Set([...page.matchAll(/^<a id="([a-z0-9-]+)"><\/a>\n## \1: /gm)].map(([, id = '']) => id));
  return { missing: [...led].filter((id) => !there.has(id)), orphaned: [...there].filter((id) => !led.has(id)) };
}

describe('S13: runbooks', () => {
  test('every alarm leads to one, and none is left without an alarm', () => {
    expect(alarms.length).toBeGreaterThan(50);
    expect(
      loose(
        alarms.map(({ AlarmDescription }) => AlarmDescription),
        runbooks,
      ),
    ).toEqual({ missing: [], orphaned: [] });
  });

  test('control: a missing and an orphaned one are found', () => {
    const found = loose(['Prüfen. Anleitung: docs/runbooks/alarms.md#neu'], '<a id="alt"></a>\n## alt: Titel');
    expect(found).toEqual({ missing: ['neu'], orphaned: ['alt'] });
  });

  test('each says what it means, who is affected, where to look, what to do and when it is over', () => {
    for (const section of runbooks.split('\n<a id=').slice(1))
      for (const part of ['Bedeutung:', 'Betroffen:', 'Ansehen:', 'Tun:', 'Vorbei, wenn:']) expect(section).toContain(`- **${part}**`);
  });

  test('every code that a runbook looks for is one that the register writes', () => {
    const sources = globSync('{functions,shared}/**/*.ts', { cwd: root.pathname }).map((file) => readFileSync(new URL(file, root), 'utf8'));
    const written = sources.join('\n');
    const codes = new Set(runbooks.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g)?.filter((code) => !['AT_SEQUENCE_NUMBER'].includes(code)));
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !written.includes(`'${code}'`) && !(code in faultNames))).toEqual([]);
  });

  test('alarms lead to where the office keeps them, when the deployment is told', () => {
    const runbooksAt = 'https://git.example.org/register/docs/runbooks/';
    const [, alarm] = synthesise({ runbooks: runbooksAt }, small).ofType('AWS::CloudWatch::Alarm')[0] ?? [];
    expect(alarm?.Properties.AlarmDescription).toContain(`Anleitung: ${runbooksAt}alarms.md#`);
    expect(() => synthesise({ runbooks: 'git' }, small)).toThrow(/runbooks/);
  });
});

type Emitted = { _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] } } & Record<
  string,
  unknown
>;
/** The metrics that a piece of work writes to the log, as CloudWatch reads them. */
function emitted(work: () => void): Emitted[] {
  const lines: string[] = [];
  const writing = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  try {
    work();
  } finally {
    writing.mockRestore();
  }
  return lines.filter((line) => line.includes('_aws')).map((line) => JSON.parse(line) as Emitted);
}
const seriesOf = (lines: readonly Emitted[]): string[] =>
  lines.flatMap((line) =>
    line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Metrics.map(({ Name }) =>
        [Namespace, Name, ...(Dimensions[0] ?? []).sort().map((dimension) => `${dimension}=${String(line[dimension])}`)].join(' '),
      ),
    ),
  );

describe('S13: metrics', () => {
  beforeAll(() => {
    process.env.METRICS_NAMESPACE = 'npa-register-prod-log-codes';
  });
  afterAll(() => {
    delete process.env.METRICS_NAMESPACE;
  });

  test('every function is told where metrics are kept', () => {
    const told = stack
      .ofType('AWS::Lambda::Function')
      .map(([, { Properties }]) => (Properties.Environment as { Variables: Record<string, string> }).Variables.METRICS_NAMESPACE);
    expect(new Set(told)).toEqual(new Set(['npa-register-prod-log-codes']));
  });

  test('a counted code is one line of the log and one metric, split by nothing but its short list', () => {
    const lines = emitted(() => {
      log.info('REQUEST_REFUSED', { code: 'registerBusy', route: 'POST /a', correlationId: 'c' });
      log.info('REQUEST_REFUSED', { code: 'Erika Muster', correlationId: 'c' });
      log.warn('RETENTION_OVERDUE', { alliance: 'npa', eventId: 'e' });
      log.info('REQUEST_ENDED', { status: 200 });
    });
    expect(seriesOf(lines)).toEqual([
      'npa-register-prod-log-codes REQUEST_REFUSED code=registerBusy service=npa-register',
      `npa-register-prod-log-codes REQUEST_REFUSED code=${OTHER} service=npa-register`,
      'npa-register-prod-log-codes RETENTION_OVERDUE service=npa-register',
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/Erika|"alliance"|"eventId"|correlationId/);
  });

  test('what a metric is split by are codes of failures and rules, at most a dozen each', () => {
    const known = new Set([...Object.keys(failures), ...Object.keys(faultNames)]);
    for (const split of Object.values(countedCodes)) {
      expect(split?.among.length ?? 0).toBeLessThanOrEqual(12);
      expect((split?.among ?? []).filter((value) => !known.has(value))).toEqual([]);
    }
  });

  test('without a namespace nothing is counted', () => {
    delete process.env.METRICS_NAMESPACE;
    expect(emitted(() => log.warn('RETENTION_OVERDUE'))).toEqual([]);
    process.env.METRICS_NAMESPACE = 'npa-register-prod-log-codes';
  });

  test.each([
    ['TransactionConflictException', 'CONFLICT_RETRIED'],
    ['ProvisionedThroughputExceededException', 'THROTTLE_MET'],
    ['InternalServerError', 'DATABASE_AWAY'],
  ])('%s that a store bridges is counted as %s', async (name, code) => {
    process.env.TABLE_NAME = 'sample';
    liveTable();
    const told = jest.spyOn(log, 'info').mockImplementation(() => undefined);
    let tries = 0;
    await withinBudget(() => {
      tries += 1;
      return tries > 1 ? Promise.resolve() : Promise.reject(Object.assign(new Error(name), { name }));
    });
    expect(told.mock.calls).toEqual([[code]]);
    told.mockRestore();
  });

  /** Every series that an alarm or the dashboard reads from our own namespace. */
  const page = JSON.stringify(stack.ofType('AWS::CloudWatch::Dashboard'));
  const watched = new Set(
    alarms
      .flatMap(({ Namespace, MetricName, Dimensions, Metrics = [] }) => [
        { Namespace, MetricName, Dimensions },
        ...Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])),
      ])
      .filter(({ Namespace }) => Namespace?.startsWith('npa-register'))
      .map(({ Namespace, MetricName, Dimensions = [] }) =>
        [Namespace, MetricName, ...Dimensions.map(({ Name, Value }) => `${Name}=${String(Value)}`)].join(' '),
      ),
  );

  test('what alarms wait for is exactly what the functions write', () => {
    const lines = emitted(() => {
      for (const code of Object.keys(countedCodes)) log.info(code);
    });
    const series = seriesOf(lines);
    expect(watched.size).toBeGreaterThanOrEqual(6);
    expect([...watched].filter((one) => !series.includes(one))).toEqual([]);
    for (const code of Object.keys(countedCodes)) expect(page).toContain(code);
  });
});

describe('S13: the dashboard', () => {
  const [, dashboard] = stack.ofType('AWS::CloudWatch::Dashboard')[0] ?? [];
  const body = JSON.stringify(dashboard?.Properties.DashboardBody);

  test('is one, shows every area, every reader of the stream, every queue and every daily run, and is titled in German', () => {
    expect(stack.ofType('AWS::CloudWatch::Dashboard')).toHaveLength(1);
    for (const { area } of needsOf(routes, consumers)) expect(body).toContain(`\\"label\\":\\"${area}\\"`);
    for (const { id } of consumers) expect(body).toContain(`\\"label\\":\\"${id}\\"`);
    const titles = [...body.matchAll(/\\"title\\":\\"(.+?)\\"/g)].map(([, title]) => title);
    expect(titles.length).toBeGreaterThanOrEqual(12);
    expect(titles.join('\n')).not.toMatch(/\b(?:Errors|Requests|Throttles|Duration|Latency)\b/);
  });

  test('no stack holds more than 500 resources, and none is handed more than 200 values', () => {
    const stacks = stack.stack.node.findAll().filter((node): node is Stack => Stack.isStack(node));
    expect(stacks.length).toBeGreaterThanOrEqual(3);
    for (const one of stacks) {
      const { Resources, Parameters = {} } = Template.fromStack(one).toJSON() as { Resources: object; Parameters?: object };
      expect(Object.keys(Resources).length).toBeLessThanOrEqual(500);
      expect(Object.keys(Parameters).length).toBeLessThanOrEqual(200);
    }
  });
});
