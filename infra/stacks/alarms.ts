import { Aws, Duration, NestedStack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { ConsumerTrigger } from './consumer-triggers.ts';
import { deadLetterQueue } from './dead-letters.ts';
import type { Deployment } from './deployment.ts';
import { nameOf } from './deployment.ts';
import type { RegisterFunction } from './register-function.ts';

type Watch = {
  readonly name: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  /** German: what it means and what to do. */
  readonly advice: string;
  readonly whenBelow?: true;
};

const window = { period: Duration.minutes(5), statistic: 'Sum' } as const;

const apiWatch = (api: apigateway.HttpApi): Watch => ({
  name: 'api-5xx',
  metric: api.metricServerError(window),
  threshold: 1,
  advice:
    'Die Schnittstelle hat mit einem Serverfehler geantwortet. Im Zugriffsprotokoll die Zeile mit status ≥ 500 suchen und mit ihrer requestId das Funktionsprotokoll lesen. Bei 503 (registerBusy) zuerst den Zustand von DynamoDB prüfen.',
});

const functionWatches = ({ needs, handler }: RegisterFunction): Watch[] => [
  {
    name: `${needs.area}-errors`,
    metric: handler.metricErrors(window),
    threshold: 1,
    advice: needs.consumers.some(({ trigger }) => trigger.kind === 'daily')
      ? `Der tägliche Lauf „${needs.area}“ ist fehlgeschlagen. Funktionsprotokoll lesen. Nennt es eine Abweichung der Summen: keine Auskunft mehr herausgeben, bis die Ursache geklärt ist; das Ausgabenbuch gilt, nicht die Summe. Danach den Lauf von Hand wiederholen.`
      : `Die Funktion „${needs.area}“ ist abgestürzt, in die Zeitgrenze gelaufen oder hat einen Fehler gemeldet. Funktionsprotokoll dieser Minuten lesen (REQUEST_FAILED oder Task timed out). Begann es mit einer neuen Fassung: die vorige Fassung wieder ausrollen.`,
  },
  {
    name: `${needs.area}-throttles`,
    metric: handler.metricThrottles(window),
    threshold: 1,
    advice: `AWS hat Aufrufe der Funktion „${needs.area}“ abgewiesen, weil zu viele gleichzeitig liefen. Last im Zugriffsprotokoll prüfen; ist sie echt, das Kontingent „Concurrent executions“ des Kontos erhöhen lassen.`,
  },
];

/** Log codes that need a person although the function did not fail, or that say more than its failing does; by area. */
const watchedCodes: Readonly<Record<string, readonly { readonly code: string; readonly advice: string }[]>> = {
  retention: [
    {
      code: 'RETENTION_OVERDUE',
      advice:
        'Über abgelaufene Angaben zu Personen ist seit mehr als einem Monat nicht entschieden; gelöscht wird ohne Entscheidung nichts. Die Leitung der Geschäftsstelle bitten, im Register unter „Datenschutz“, „Aufbewahrung“ zu prüfen und zu entscheiden. Der Alarm kommt jede Nacht wieder, bis entschieden ist.',
    },
    {
      code: 'RETENTION_FAILED',
      advice:
        'Für einzelne Veranstaltungen ist der nächtliche Lauf der Aufbewahrung gescheitert, für die anderen ist er durch. Im Funktionsprotokoll die Zeilen RETENTION_FAILED lesen: Sie nennen die Kennung der Veranstaltung und den Fehler. Ursache beheben und den Lauf von Hand wiederholen; er löscht nichts doppelt.',
    },
  ],
  'report-run': [
    {
      code: 'REPORT_FAILED',
      advice:
        'Für einzelne Gremien ist die Erstellung des Ergebnisberichts gescheitert, für die anderen ist sie durch. Im Funktionsprotokoll die Zeilen REPORT_FAILED lesen: Sie nennen Gremium, Zeitraum und Fehler. Ursache beheben und den Lauf von Hand wiederholen; es entsteht kein Bericht doppelt.',
    },
    {
      code: 'REPORT_OVERDUE',
      advice:
        'Seit mehr als drei Tagen fehlt ein fälliger Ergebnisbericht. Im Funktionsprotokoll die Zeilen REPORT_OVERDUE lesen: Sie nennen Gremium und Zeitraum. Steht dort auch REPORT_FAILED, dessen Ursache beheben. Sonst holt der Lauf jede Nacht höchstens zwölf Zeiträume je Gremium nach; dann nur prüfen, ob es weniger werden.',
    },
  ],
};

/** How often a code stood in the log of its function: a metric per code, without a value on quiet days. */
function codeWatches(scope: Construct, deployment: Deployment, { needs, handler }: RegisterFunction): Watch[] {
  return (watchedCodes[needs.area] ?? []).map(({ code, advice }) => {
    const filter = new logs.MetricFilter(scope, code, {
      logGroup: handler.logGroup,
      // The word alone, wherever in the line it stands: it finds the code whether the runtime wraps the line or not.
      filterPattern: logs.FilterPattern.allTerms(code),
      metricNamespace: nameOf(deployment, 'log-codes'),
      metricName: code,
    });
    return { name: code.toLowerCase().replaceAll('_', '-'), metric: filter.metric(window), threshold: 1, advice };
  });
}

function triggerWatches({ row, called, deadLetters }: ConsumerTrigger): Watch[] {
  const depth: Watch = {
    name: `${row.id}-dead-letters`,
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
    threshold: 1,
    advice: `In der Fehlerablage von „${row.title}“ liegt etwas. Nachricht lesen: Sie nennt die Stelle im Strom oder den Aufruf. Ursache im Funktionsprotokoll beheben und nachholen (Stromdaten sind 24 Stunden lesbar, das Journal bleibt), dann die Nachricht löschen.`,
  };
  if (row.trigger.kind === 'stream') {
    return [
      depth,
      {
        name: `${row.id}-behind`,
        metric: called.handler.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
        threshold: Duration.minutes(5).toMilliseconds(),
        advice: `„${row.title}“ hängt mehr als fünf Minuten zurück. Fehler und Abweisungen der Funktion „${row.area}“ und den Zustand von EventBridge prüfen. Nach sechs Stunden werden Einträge übersprungen und liegen dann in der Fehlerablage.`,
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
      advice: `„${row.title}“ ist seit einem Tag nicht gelaufen (unmittelbar nach dem ersten Ausrollen ist das normal). Prüfen, ob der Zeitplan in EventBridge Scheduler eingeschaltet ist, und den Lauf von Hand starten.`,
    },
  ];
}

/** Everything that needs a person, with what the person should do; nested, because a stack holds 500 resources at most. */
export class Alarms extends NestedStack {
  constructor(
    scope: Construct,
    id: string,
    deployment: Deployment,
    watched: {
      readonly api: apigateway.HttpApi;
      readonly functions: readonly RegisterFunction[];
      readonly triggers: readonly ConsumerTrigger[];
    },
  ) {
    super(scope, id, { description: 'Alarms of the register' });
    const topic = new sns.Topic(this, 'Topic', {
      topicName: nameOf(deployment, 'alarms'),
      displayName: 'Register: Alarm',
      enforceSSL: true,
    });
    // A topic with a policy of its own no longer has the one that lets alarms of the account in.
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (deployment.alarmEmail !== undefined) {
      topic.addSubscription(new EmailSubscription(deployment.alarmEmail, { deadLetterQueue: deadLetterQueue(this, 'UndeliveredMail') }));
    }
    const watches = [
      apiWatch(watched.api),
      ...watched.functions.flatMap(functionWatches),
      ...watched.functions.flatMap((one) => codeWatches(this, deployment, one)),
      ...watched.triggers.flatMap(triggerWatches),
    ];
    for (const { name, metric, threshold, advice, whenBelow } of watches) {
      new cloudwatch.Alarm(this, name, {
        alarmName: nameOf(deployment, name),
        alarmDescription: advice,
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: whenBelow
          ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: whenBelow ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));
    }
  }
}
