import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { CountedCode } from '../../shared/domain/counted-codes.ts';
import { SERVICE } from '../../shared/domain/counted-codes.ts';
import type { ConsumerTrigger } from './consumer-triggers.ts';
import type { Deployment } from './deployment.ts';
import { metricsNamespaceOf } from './deployment.ts';
import type { FunctionNeeds } from './function-needs.ts';
import type { RegisterFunction } from './register-function.ts';

/** Anchors of docs/runbooks/alarms.md; a test holds the two together. */
export type Runbook =
  | 'api-5xx'
  | 'function-errors'
  | 'daily-run-errors'
  | 'register-fault'
  | 'throttles'
  | 'database-busy'
  | 'dead-letters'
  | 'behind'
  | 'missing'
  | 'retention-overdue'
  | 'retention-failed'
  | 'report-failed'
  | 'report-overdue';

/** Something that needs a person. */
export type Watch = {
  readonly name: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  /** German: what it means and what to do first; the rest stands in the runbook. */
  readonly advice: string;
  readonly runbook: Runbook;
  readonly whenBelow?: true;
};

export type Watched = {
  readonly api: apigateway.HttpApi;
  readonly functions: readonly RegisterFunction[];
  readonly triggers: readonly ConsumerTrigger[];
  readonly table: dynamodb.TableV2;
  readonly keyTable: dynamodb.TableV2;
};

const minutes = { period: Duration.minutes(5), statistic: 'Sum' } as const;
const worst = { period: Duration.minutes(5), statistic: 'Maximum' } as const;

/** How often a code stood in any function's log; without a value while it did not. */
export const countedMetric = (
  deployment: Deployment,
  code: CountedCode,
  by: Readonly<Record<string, string>> = {},
  settings: Partial<cloudwatch.MetricProps> = {},
): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: metricsNamespaceOf(deployment),
    metricName: code,
    dimensionsMap: { service: SERVICE, ...by },
    ...minutes,
    ...settings,
  });

const apiWatch = (api: apigateway.HttpApi): Watch => ({
  name: 'api-5xx',
  metric: api.metricServerError(minutes),
  threshold: 1,
  runbook: 'api-5xx',
  advice:
    'Die Schnittstelle hat mit einem Serverfehler geantwortet. Im Zugriffsprotokoll die Zeile mit status ≥ 500 suchen und mit ihrer requestId das Funktionsprotokoll lesen. Bei 503 (registerBusy) zuerst den Zustand von DynamoDB prüfen.',
});

function errorsOf({ area, consumers, seals }: FunctionNeeds): Pick<Watch, 'runbook' | 'advice'> {
  if (seals) {
    return {
      runbook: 'register-fault',
      advice:
        'Die Prüfung des ganzen Registers hat einen Fehler gefunden oder ist gescheitert. Im Funktionsprotokoll die Zeilen REGISTER_FAULT lesen. Bis die Ursache geklärt ist, keine Auskunft mehr herausgeben; das Ausgabenbuch gilt, nicht die Summe.',
    };
  }
  return consumers.some(({ trigger }) => trigger.kind === 'daily')
    ? {
        runbook: 'daily-run-errors',
        advice: `Der tägliche Lauf „${area}“ ist fehlgeschlagen. Funktionsprotokoll lesen, die Ursache beheben und den Lauf von Hand wiederholen.`,
      }
    : {
        runbook: 'function-errors',
        advice: `Die Funktion „${area}“ ist abgestürzt, in die Zeitgrenze gelaufen oder hat einen Fehler gemeldet. Funktionsprotokoll dieser Minuten lesen (REQUEST_FAILED oder Task timed out). Begann es mit einer neuen Fassung: die vorige Fassung wieder ausrollen.`,
      };
}

const errorWatch = ({ needs, handler }: RegisterFunction): Watch => ({
  name: `${needs.area}-errors`,
  metric: handler.metricErrors(minutes),
  threshold: 1,
  ...errorsOf(needs),
});

/** The account is the register's own (docs/deploy.md), so that one metric over all its functions says enough. */
const throttleWatch: Watch = {
  name: 'throttles',
  metric: new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...minutes }),
  threshold: 1,
  runbook: 'throttles',
  advice:
    'AWS hat Aufrufe von Funktionen abgewiesen, weil zu viele gleichzeitig liefen. Last im Zugriffsprotokoll prüfen; ist sie echt, das Kontingent „Concurrent executions“ des Kontos erhöhen lassen.',
};

/** What the stores bridge by trying again is no alarm; this much is. */
const BUSY_IN_FIVE_MINUTES = 50;

const busyWatch = (deployment: Deployment): Watch => ({
  name: 'database-busy',
  metric: new cloudwatch.MathExpression({
    expression: 'FILL(throttled, 0) + FILL(away, 0)',
    usingMetrics: { throttled: countedMetric(deployment, 'THROTTLE_MET'), away: countedMetric(deployment, 'DATABASE_AWAY') },
    period: Duration.minutes(5),
  }),
  threshold: BUSY_IN_FIVE_MINUTES,
  runbook: 'database-busy',
  advice:
    'DynamoDB drosselt oder antwortet nicht; die Funktionen versuchen es erneut und antworten bald mit 503. Zustand von DynamoDB in der Region und die Kapazität der Tabelle auf der Übersicht prüfen.',
});

/** Log codes that need a person although the function did not fail, or that say more than its failing does. */
const watchedCodes = {
  RETENTION_OVERDUE: {
    runbook: 'retention-overdue',
    advice:
      'Über abgelaufene Angaben zu Personen ist seit mehr als einem Monat nicht entschieden; gelöscht wird ohne Entscheidung nichts. Die Leitung der Geschäftsstelle bitten, im Register unter „Datenschutz“, „Aufbewahrung“ zu prüfen und zu entscheiden. Der Alarm kommt jede Nacht wieder, bis entschieden ist.',
  },
  RETENTION_FAILED: {
    runbook: 'retention-failed',
    advice:
      'Für einzelne Veranstaltungen ist der nächtliche Lauf der Aufbewahrung gescheitert, für die anderen ist er durch. Im Funktionsprotokoll die Zeilen RETENTION_FAILED lesen: Sie nennen die Kennung der Veranstaltung und den Fehler.',
  },
  REPORT_FAILED: {
    runbook: 'report-failed',
    advice:
      'Für einzelne Gremien ist die Erstellung des Ergebnisberichts gescheitert, für die anderen ist sie durch. Im Funktionsprotokoll die Zeilen REPORT_FAILED lesen: Sie nennen Gremium, Zeitraum und Fehler.',
  },
  REPORT_OVERDUE: {
    runbook: 'report-overdue',
    advice:
      'Seit mehr als drei Tagen fehlt ein fälliger Ergebnisbericht. Im Funktionsprotokoll die Zeilen REPORT_OVERDUE lesen: Sie nennen Gremium und Zeitraum. Steht dort auch REPORT_FAILED, dessen Ursache zuerst beheben.',
  },
} as const satisfies Partial<Record<CountedCode, Pick<Watch, 'runbook' | 'advice'>>>;

const codeWatches = (deployment: Deployment): Watch[] =>
  (Object.keys(watchedCodes) as (keyof typeof watchedCodes)[]).map((code) => ({
    name: code.toLowerCase().replaceAll('_', '-'),
    metric: countedMetric(deployment, code),
    threshold: 1,
    ...watchedCodes[code],
  }));

/** From here on a consumer that lags is said to. */
const BEHIND = Duration.minutes(5);

function triggerWatches({ row, called, deadLetters }: ConsumerTrigger): Watch[] {
  const depth: Watch = {
    name: `${row.id}-dead-letters`,
    metric: deadLetters.metricApproximateNumberOfMessagesVisible(worst),
    threshold: 1,
    runbook: 'dead-letters',
    advice: `In der Fehlerablage von „${row.title}“ liegt etwas. Nachricht lesen: Sie nennt die Stelle im Strom oder den Aufruf. Ursache im Funktionsprotokoll beheben und nachholen, bevor 24 Stunden um sind.`,
  };
  if (row.trigger.kind === 'stream') {
    return [
      depth,
      {
        name: `${row.id}-behind`,
        metric: called.handler.metric('IteratorAge', worst),
        threshold: BEHIND.toMilliseconds(),
        runbook: 'behind',
        advice: `„${row.title}“ hängt mehr als fünf Minuten zurück. Fehler und Abweisungen der Funktion „${row.area}“ prüfen. Nach sechs Stunden werden Einträge übersprungen und liegen dann in der Fehlerablage.`,
      },
    ];
  }
  return [
    depth,
    {
      name: `${row.id}-missing`,
      metric: called.handler.metricInvocations({ period: Duration.days(1), statistic: 'Sum' }),
      threshold: 1,
      whenBelow: true,
      runbook: 'missing',
      advice: `„${row.title}“ ist seit einem Tag nicht gelaufen (unmittelbar nach dem ersten Ausrollen ist das normal). Prüfen, ob der Zeitplan in EventBridge Scheduler eingeschaltet ist, und den Lauf von Hand starten.`,
    },
  ];
}

/** Everything that needs a person. */
export const watchesOf = (deployment: Deployment, { api, functions, triggers }: Watched): Watch[] => [
  apiWatch(api),
  ...functions.map(errorWatch),
  throttleWatch,
  busyWatch(deployment),
  ...codeWatches(deployment),
  ...triggers.flatMap(triggerWatches),
];
