import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { PeopleNeed } from '../../shared/http/route.ts';
import { limitKey } from '../../shared/store/keys.ts';
import { keyTableDefinition } from '../table.ts';
import type { Deployment } from './deployment.ts';
import { keepingOf } from './deployment.ts';
import type { FunctionNeeds } from './function-needs.ts';
import { peopleNeeds } from './function-needs.ts';

/** What the functions bind every key to (`masterKeyContext` in shared/platform/master-key.ts; a test holds the two together). */
const boundTo = { 'kms:EncryptionContext:application': 'npa-register', 'kms:EncryptionContext:purpose': 'people' };

/** Partitions of every alliance that count attempts (`shared/store/keys.ts`). */
const ATTEMPTS = limitKey('*', '*', '').pk;

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

const tableActions: Readonly<Record<PeopleNeed, readonly string[]>> = {
  read: ['dynamodb:GetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem'],
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

  /** A key is put or deleted, never changed; only how often somebody tried is counted up. */
  statementsFor({ people: need, countsAttempts }: Pick<FunctionNeeds, 'people' | 'countsAttempts'>): iam.PolicyStatement[] {
    if (need === 'none') return [];
    const width = peopleNeeds.indexOf(need);
    const included = (['read', 'write', 'erase'] as const).filter((one) => peopleNeeds.indexOf(one) <= width);
    const writes = need !== 'read';
    return [
      new iam.PolicyStatement({ actions: included.flatMap((one) => [...tableActions[one]]), resources: [this.table.tableArn] }),
      ...(countsAttempts
        ? [
            new iam.PolicyStatement({
              actions: ['dynamodb:UpdateItem'],
              resources: [this.table.tableArn],
              conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [ATTEMPTS] } },
            }),
          ]
        : []),
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
