import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Deployment } from './deployment.ts';
import type { FunctionNeeds } from './function-needs.ts';

/** Only from the one address, and only with the one identity that the office has proved to be its own. */
export function mailStatements({ mail }: Deployment, { sendsMail }: FunctionNeeds): iam.PolicyStatement[] {
  if (!sendsMail || mail === undefined) return [];
  return [
    new iam.PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${mail.identity}`],
      conditions: { StringEquals: { 'ses:FromAddress': mail.from } },
    }),
  ];
}
