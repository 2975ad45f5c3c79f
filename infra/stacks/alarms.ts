import { Aws, NestedStack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { Dashboard } from './dashboard.ts';
import { deadLetterQueue } from './dead-letters.ts';
import type { Deployment } from './deployment.ts';
import { nameOf } from './deployment.ts';
import type { Watched } from './watches.ts';
import { watchesOf } from './watches.ts';

/** Everything that needs a person, with what the person should do; nested, because a stack holds 500 resources at most. */
export class Alarms extends NestedStack {
  constructor(scope: Construct, id: string, deployment: Deployment, watched: Watched) {
    super(scope, id, { description: 'Alarms and dashboard of the register' });
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
    for (const { name, metric, threshold, advice, runbook, whenBelow } of watchesOf(deployment, watched)) {
      new cloudwatch.Alarm(this, name, {
        alarmName: nameOf(deployment, name),
        alarmDescription: `${advice} Anleitung: ${deployment.runbooks}alarms.md#${runbook}`,
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: whenBelow
          ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: whenBelow ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));
    }
    new Dashboard(this, 'Dashboard', deployment, watched);
  }
}
