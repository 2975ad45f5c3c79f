import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { deadLetterRetention } from './deployment.ts';

/** Where an asynchronous edge puts what it could not hand on. Messages name positions and ids; the journal has the content. */
export function deadLetterQueue(scope: Construct, id: string): sqs.Queue {
  const queue = new sqs.Queue(scope, id, {
    enforceSSL: true,
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    retentionPeriod: deadLetterRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const reason = 'This is the dead-letter queue itself; an alarm reports its first message.';
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
  return queue;
}
