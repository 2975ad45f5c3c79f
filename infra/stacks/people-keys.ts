import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { PeopleNeed } from '../../shared/http/route.ts';
import { keyTableDefinition } from '../table.ts';
import type { Deployment } from './deployment.ts';
import { keepingOf } from './deployment.ts';

/** From none to the widest: each may do what the one before it may, and more. */
export const peopleNeeds = ['none', 'read', 'write', 'erase'] as const satisfies readonly (PeopleNeed | 'none')[];
export type PeopleWidth = (typeof peopleNeeds)[number];

/** What the functions bind every key to (`masterKeyContext` in shared/platform/master-key.ts; a test holds the two together). */
const boundTo = { 'kms:EncryptionContext:application': 'npa-register', 'kms:EncryptionContext:purpose': 'people' };

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

const tableActions: Readonly<Record<PeopleNeed, readonly string[]>> = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
  write: ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  erase: ['dynamodb:DeleteItem'],
};

/**
 * Keys of persons and lookups to them, the master key over those keys, and the only place that says what a need of them is
 * allowed. A deleted key can be restored for one day, the shortest that DynamoDB offers; after that the person is gone.
 */
export class PeopleKeys extends Construct {
  readonly table: dynamodb.TableV2;
  readonly masterKey: kms.Key;
  private readonly tableKey: kms.Key;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    const { removalPolicy, deletionProtection } = keepingOf(deployment);
    const key = (name: string, description: string): kms.Key =>
      new kms.Key(this, name, { description: `${description} (${deployment.stage})`, enableKeyRotation: true, removalPolicy });
    this.tableKey = key('TableKey', 'Table of the keys of persons');
    this.masterKey = key('MasterKey', 'Master key over the keys of persons');
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: text(keyTableDefinition.partitionKey),
      sortKey: text(keyTableDefinition.sortKey),
      billing: dynamodb.Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 1 },
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(this.tableKey),
      timeToLiveAttribute: keyTableDefinition.ttlAttribute,
      deletionProtection,
      removalPolicy,
    });
  }

  statementsFor(need: PeopleWidth): iam.PolicyStatement[] {
    if (need === 'none') return [];
    const width = peopleNeeds.indexOf(need);
    const included = (['read', 'write', 'erase'] as const).filter((one) => peopleNeeds.indexOf(one) <= width);
    const writes = need !== 'read';
    return [
      new iam.PolicyStatement({ actions: included.flatMap((one) => [...tableActions[one]]), resources: [this.table.tableArn] }),
      // DynamoDB uses this key in the name of whoever asks.
      new iam.PolicyStatement({
        actions: writes ? ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
        resources: [this.tableKey.keyArn],
      }),
      new iam.PolicyStatement({
        actions: writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
        resources: [this.masterKey.keyArn],
        conditions: { StringEquals: boundTo },
      }),
    ];
  }
}
