import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { CountedCode } from '../../shared/domain/counted-codes.ts';
import { countedCodes, OTHER } from '../../shared/domain/counted-codes.ts';
import type { Deployment } from './deployment.ts';
import { nameOf } from './deployment.ts';
import type { Watched } from './watches.ts';
import { countedMetric } from './watches.ts';

type Metrics = readonly cloudwatch.IMetric[];

const FULL_WIDTH = 24;
const ROW_HEIGHT = 6;
const sum = { period: Duration.minutes(5), statistic: 'Sum' } as const;
const largest = { period: Duration.minutes(5), statistic: 'Maximum' } as const;
const aDay = { period: Duration.days(1), statistic: 'Sum' } as const;

const graph = (title: string, left: Metrics, right: Metrics = [], more: Partial<cloudwatch.GraphWidgetProps> = {}) =>
  new cloudwatch.GraphWidget({ title, left: [...left], right: [...right], height: ROW_HEIGHT, leftYAxis: { min: 0 }, ...more });

/** What is counted of a code: one line, or one for each value of its field. */
function linesOf(deployment: Deployment, code: CountedCode, label: string, settings: Partial<cloudwatch.MetricProps> = {}): Metrics {
  const split: { readonly by: string; readonly among: readonly string[] } | undefined = countedCodes[code];
  if (!split) return [countedMetric(deployment, code, {}, { label, ...settings })];
  return [...split.among, OTHER].map((value) =>
    countedMetric(deployment, code, { [split.by]: value }, { label: `${label}: ${value}`, ...settings }),
  );
}

const requests = ({ api }: Watched): cloudwatch.IWidget =>
  graph(
    'Anfragen und Fehler',
    [api.metricCount({ ...sum, label: 'Anfragen' })],
    [api.metricClientError({ ...sum, label: 'abgewiesen (4xx)' }), api.metricServerError({ ...sum, label: 'Serverfehler (5xx)' })],
  );

const throttles = (): cloudwatch.IWidget =>
  graph(
    'Gleichzeitige Aufrufe und Abweisungen durch AWS',
    [new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'ConcurrentExecutions', ...largest, label: 'gleichzeitig' })],
    [new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...sum, label: 'abgewiesen' })],
  );

const errorsByArea = ({ functions }: Watched): cloudwatch.IWidget =>
  graph(
    'Fehler je Bereich',
    functions.map(({ needs, handler }) => handler.metricErrors({ ...sum, label: needs.area })),
  );

const slowestByArea = ({ functions }: Watched): cloudwatch.IWidget =>
  new cloudwatch.TableWidget({
    title: 'Antwortzeit je Bereich, 95 % sind schneller (ms)',
    height: 2 * ROW_HEIGHT,
    metrics: functions.map(({ needs, handler }) => handler.metricDuration({ ...largest, statistic: 'p95', label: needs.area })),
    layout: cloudwatch.TableLayout.VERTICAL,
    summary: { columns: [cloudwatch.TableSummaryColumn.AVERAGE, cloudwatch.TableSummaryColumn.MAXIMUM], hideNonSummaryColumns: true },
  });

function tables({ table, keyTable }: Watched): cloudwatch.IWidget[] {
  const of = (one: dynamodb.TableV2, metricName: string, label: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: one.tableName },
      ...sum,
      label,
    });
  const both = (metricName: string, label: string) => [
    of(table, metricName, `Register: ${label}`),
    of(keyTable, metricName, `Schlüssel: ${label}`),
  ];
  return [
    graph(
      'Tabellen: verbrauchte Einheiten',
      both('ConsumedReadCapacityUnits', 'gelesen'),
      both('ConsumedWriteCapacityUnits', 'geschrieben'),
    ),
    graph('Tabellen: Drosselungen', [...both('ReadThrottleEvents', 'Lesen'), ...both('WriteThrottleEvents', 'Schreiben')]),
  ];
}

const isStream = ({ row }: Watched['triggers'][number]): boolean => row.trigger.kind === 'stream';

function consumers({ triggers }: Watched): cloudwatch.IWidget[] {
  return [
    graph(
      'Strom: Rückstand der Verbraucher (ms)',
      triggers.filter(isStream).map(({ row, called }) => called.handler.metric('IteratorAge', { ...largest, label: row.id })),
    ),
    graph(
      'Fehlerablagen: Nachrichten',
      triggers.map(({ row, deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible({ ...largest, label: row.id })),
    ),
  ];
}

/** A bar per day and run: 1 is good, 0 is a day without a run that ended well. */
const dailyRuns = ({ triggers }: Watched): cloudwatch.IWidget =>
  graph(
    'Tägliche Läufe: gelungen je Tag (letzter Erfolg)',
    triggers
      .filter((trigger) => !isStream(trigger))
      .map(
        ({ row, called }, index) =>
          new cloudwatch.MathExpression({
            expression: `FILL(started${index}, 0) - FILL(failed${index}, 0)`,
            usingMetrics: {
              [`started${index}`]: called.handler.metricInvocations(aDay),
              [`failed${index}`]: called.handler.metricErrors(aDay),
            },
            period: aDay.period,
            label: row.id,
          }),
      ),
    [],
    { width: FULL_WIDTH / 2, start: '-P14D', stacked: false },
  );

/** One page for whoever runs the register: the state of everything that its alarms are about. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, deployment: Deployment, watched: Watched) {
    super(scope, id);
    const counted = (code: CountedCode, label: string, settings: Partial<cloudwatch.MetricProps> = {}) =>
      linesOf(deployment, code, label, settings);
    const dashboard = new cloudwatch.Dashboard(this, 'Page', {
      dashboardName: nameOf(deployment, 'overview'),
      defaultInterval: Duration.hours(24),
      periodOverride: cloudwatch.PeriodOverride.INHERIT,
    });
    const half = { width: FULL_WIDTH / 2 };
    const rows: cloudwatch.IWidget[][] = [
      [
        requests(watched),
        throttles(),
        errorsByArea(watched),
        graph('Abgewiesene Anfragen nach Grund', counted('REQUEST_REFUSED', 'Grund')),
      ],
      [slowestByArea(watched)],
      [
        ...tables(watched),
        graph('Datenbank: erneut versucht', [
          ...counted('CONFLICT_RETRIED', 'gleichzeitig geschrieben'),
          ...counted('THROTTLE_MET', 'gedrosselt'),
          ...counted('DATABASE_AWAY', 'nicht erreicht'),
        ]),
        graph('Unerwartete Fehler und nicht versandte Mails', counted('REQUEST_FAILED', 'Fehler'), counted('MAIL_NOT_SENT', 'Mails')),
      ],
      [
        ...consumers(watched),
        graph('Prüfung des Registers: Abweichungen', counted('REGISTER_FAULT', 'Regel', aDay), [], { ...half, start: '-P14D' }),
      ],
      [
        dailyRuns(watched),
        graph(
          'Berichte und Aufbewahrung',
          [...counted('REPORT_COMPILED', 'Berichte erstellt', aDay)],
          [
            ...counted('REPORT_FAILED', 'Berichte gescheitert', aDay),
            ...counted('REPORT_OVERDUE', 'Berichte überfällig', aDay),
            ...counted('RETENTION_FAILED', 'Aufbewahrung gescheitert', aDay),
            ...counted('RETENTION_OVERDUE', 'Aufbewahrung nicht entschieden', aDay),
          ],
          { ...half, start: '-P14D' },
        ),
      ],
    ];
    for (const row of rows) dashboard.addWidgets(...row);
  }
}
