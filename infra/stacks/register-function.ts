import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ChainKey } from './chain-key.ts';
import type { Deployment } from './deployment.ts';
import { logRetention, metricsNamespaceOf, nameOf } from './deployment.ts';
import type { FunctionNeeds } from './function-needs.ts';
import { mailStatements } from './outgoing-mail.ts';
import type { PeopleKeys } from './people-keys.ts';
import type { RegisterTable } from './register-table.ts';

export type RegisterFunctionProps = {
  readonly deployment: Deployment;
  readonly needs: FunctionNeeds;
  readonly code: lambda.Code;
  readonly table: RegisterTable;
  readonly keys: PeopleKeys;
  readonly chainKey: ChainKey;
  readonly bus: events.EventBus;
  /** Settings beyond tables, bus and sender, which follow from the needs. */
  readonly settings: Readonly<Record<string, string>>;
};

/**
 * Seconds a run may take. A store gives up on one request after 5 s and says so; what takes longer is a breakdown as of an
 * earlier day over a very large ledger, which may use what API Gateway waits (30 s). The publisher sends one batch; the
 * check of the whole register takes what Lambda gives.
 */
function timeoutOf({ consumers, seals }: FunctionNeeds): Duration {
  if (seals) return Duration.minutes(15);
  if (consumers.some(({ trigger }) => trigger.kind === 'daily')) return Duration.minutes(10);
  return Duration.seconds(consumers.length > 0 ? 60 : 29);
}

/** One area as one Lambda, with its own role that allows what the area's rows need and nothing else. */
export class RegisterFunction extends Construct {
  readonly handler: lambda.Function;
  readonly needs: FunctionNeeds;

  constructor(scope: Construct, id: string, { deployment, needs, code, table, keys, chainKey, bus, settings }: RegisterFunctionProps) {
    super(scope, id);
    this.needs = needs;
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const statements = [
      ...table.statementsFor(needs.table),
      ...keys.statementsFor(needs),
      ...mailStatements(deployment, needs),
      ...(needs.seals ? [...table.sealStatements(), ...chainKey.statements()] : []),
      ...(needs.consumers.some(({ trigger }) => trigger.kind === 'stream') ? table.streamStatements() : []),
      ...(needs.publishes ? [new iam.PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] })] : []),
    ];
    logGroup.grantWrite(role);
    for (const statement of statements) role.addToPolicy(statement);
    this.handler = new lambda.Function(this, 'Handler', {
      functionName: nameOf(deployment, needs.area),
      description: [...needs.routes, ...needs.consumers]
        .map(({ title }) => title)
        .join(' · ')
        .slice(0, 256),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: needs.runsOn ? lambda.Architecture.X86_64 : lambda.Architecture.ARM_64,
      code,
      handler: 'index.handler',
      // CPU grows with memory and a cold start is bound by CPU: at 1 GB it takes about half as long as at 512 MB, for the same price.
      // The check of the whole register hashes every row and keeps two short texts of each.
      memorySize: needs.runsOn?.memoryMb ?? (needs.seals ? 3008 : 1024),
      timeout: timeoutOf(needs),
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      tracing: lambda.Tracing.ACTIVE,
      environment: {
        METRICS_NAMESPACE: metricsNamespaceOf(deployment),
        ...(needs.table === 'none' ? {} : { TABLE_NAME: table.table.tableName }),
        ...(needs.people === 'none' ? {} : { KEY_TABLE_NAME: keys.table.tableName, MASTER_KEY_ID: keys.masterKey.keyArn }),
        ...(needs.seals ? { CHAIN_KEY_ID: chainKey.key.keyArn } : {}),
        ...(needs.publishes ? { EVENT_BUS_NAME: bus.eventBusName } : {}),
        ...(needs.sendsMail && deployment.mail !== undefined ? { MAIL_FROM: deployment.mail.from } : {}),
        ...settings,
      },
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'Active tracing adds xray:PutTraceSegments and xray:PutTelemetryRecords, which know no resource; every other statement names one.',
    });
    Validations.of(this.handler).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'Called by API Gateway it is not asynchronous; stream and schedule have failure destinations, which keep more than a dead-letter queue does.',
    });
  }
}
