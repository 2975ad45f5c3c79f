import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ConsumerRow } from '../../shared/http/consumer.ts';
import { deadLetterQueue } from './dead-letters.ts';
import type { RegisterFunction } from './register-function.ts';
import type { RegisterTable } from './register-table.ts';

/** What starts a function that no route calls, and where goes what it could not do. */
export class ConsumerTrigger extends Construct {
  readonly row: ConsumerRow;
  readonly called: RegisterFunction;
  readonly deadLetters: sqs.Queue;

  constructor(scope: Construct, row: ConsumerRow, called: RegisterFunction, table: RegisterTable) {
    super(scope, row.id);
    this.row = row;
    this.called = called;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    if (row.trigger.kind === 'stream') this.readStream(row.trigger.sortKeyPrefix, table);
    else this.runDaily(row.trigger.at);
  }

  /**
   * One reader per shard keeps the order of a record. A record that fails six times steps aside within seconds and the
   * shard goes on; what waited six hours does too, which leaves eighteen of the stream's day to read it again.
   */
  private readStream(sortKeyPrefix: string, table: RegisterTable): void {
    const { handler } = this.called;
    const mapping = new lambda.EventSourceMapping(this, 'Stream', {
      target: handler,
      eventSourceArn: table.streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(6),
      onFailure: this.toDeadLetters(handler),
      filters: [
        lambda.FilterCriteria.filter({
          eventName: lambda.FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: lambda.FilterRule.beginsWith(sortKeyPrefix) } } },
        }),
      ],
    });
    if (handler.role) mapping.node.addDependency(handler.role);
  }

  /** Two edges, because Scheduler only hands the call over: what it cannot hand over, and what then fails, end in the same queue. */
  private runDaily(at: string): void {
    const { handler } = this.called;
    const [hour = '', minute = ''] = at.split(':');
    if (Number(hour) === 2) throw new Error(`${this.row.id}: ${at} Europe/Berlin does not exist on the last Sunday of March`);
    handler.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(2), onFailure: this.toDeadLetters(handler) });
    const role = new iam.Role(this, 'SchedulerRole', { assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com') });
    const policy = new iam.Policy(this, 'SchedulerPolicy', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] }),
        new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
      ],
    });
    const schedule = new scheduler.CfnSchedule(this, 'Schedule', {
      description: this.row.title,
      scheduleExpression: `cron(${Number(minute)} ${Number(hour)} * * ? *)`,
      scheduleExpressionTimezone: 'Europe/Berlin',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: handler.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: Duration.hours(2).toSeconds() },
        deadLetterConfig: { arn: this.deadLetters.queueArn },
      },
    });
    schedule.node.addDependency(policy);
  }

  /** The library's own destinations allow the function more of the queue than to send to it. */
  private toDeadLetters(handler: lambda.Function) {
    handler.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }));
    return { bind: () => ({ destination: this.deadLetters.queueArn }) };
  }
}
