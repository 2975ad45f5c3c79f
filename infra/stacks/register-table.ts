import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { TableNeed } from '../../shared/http/route.ts';
import { chainPartition, ledgerPartition } from '../../shared/store/keys.ts';
import { tableDefinition } from '../table.ts';
import type { Deployment } from './deployment.ts';
import { keepingOf } from './deployment.ts';

/** Partitions of every alliance by their kind (`shared/store/keys.ts`). */
const CHAINS = chainPartition('*');
const LEDGERS = ledgerPartition('*');

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/** The one table under the register's own key, and the only place that says what a need of the table is allowed. */
export class RegisterTable extends Construct {
  readonly table: dynamodb.TableV2;
  private readonly key: kms.Key;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    const { removalPolicy, deletionProtection } = keepingOf(deployment);
    this.key = new kms.Key(this, 'Key', {
      description: `Table of the register (${deployment.stage})`,
      enableKeyRotation: true,
      removalPolicy,
    });
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: text(tableDefinition.partitionKey),
      sortKey: text(tableDefinition.sortKey),
      globalSecondaryIndexes: tableDefinition.indexes.map(({ name, partition, sort }) => ({
        indexName: name,
        partitionKey: text(partition),
        sortKey: text(sort),
        projectionType: dynamodb.ProjectionType.ALL,
      })),
      billing: dynamodb.Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(this.key),
      timeToLiveAttribute: tableDefinition.ttlAttribute,
      dynamoStream: dynamodb.StreamViewType[tableDefinition.streamView],
      deletionProtection,
      removalPolicy,
    });
  }

  /**
   * No function may delete: what is in the ledger stays. Only what checks the whole register may scan, and only that puts
   * blocks into a chain of seals; a line of the ledger is never updated.
   */
  statementsFor(need: TableNeed): iam.PolicyStatement[] {
    if (need === 'none') return [];
    const { tableArn } = this.table;
    const writes = need !== 'read';
    const indexArns = tableDefinition.indexes.map(({ name }) => `${tableArn}/index/${name}`);
    return [
      new iam.PolicyStatement({ actions: ['dynamodb:Query'], resources: [tableArn, ...indexArns] }),
      new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [tableArn] }),
      ...(writes ? [this.outside('dynamodb:PutItem', CHAINS)] : []),
      ...(need === 'update' ? [this.outside('dynamodb:UpdateItem', CHAINS, LEDGERS)] : []),
      this.keyStatement(writes ? ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt']),
    ];
  }

  /** For what checks and seals the whole register, on top of reading. */
  sealStatements(): iam.PolicyStatement[] {
    const { tableArn } = this.table;
    return [
      new iam.PolicyStatement({ actions: ['dynamodb:Scan'], resources: [tableArn] }),
      new iam.PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [CHAINS] } },
      }),
      this.keyStatement(['kms:Encrypt', 'kms:GenerateDataKey']),
    ];
  }

  streamStatements(): iam.PolicyStatement[] {
    return [
      new iam.PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
        resources: [this.streamArn],
      }),
      this.keyStatement(['kms:Decrypt']),
    ];
  }

  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('the table has no stream');
    return tableStreamArn;
  }

  private outside(action: string, ...partitions: readonly string[]): iam.PolicyStatement {
    return new iam.PolicyStatement({
      actions: [action],
      resources: [this.table.tableArn],
      conditions: { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': [...partitions] } },
    });
  }

  /** DynamoDB uses the key in the name of whoever asks. */
  private keyStatement(actions: string[]): iam.PolicyStatement {
    return new iam.PolicyStatement({ actions, resources: [this.key.keyArn] });
  }
}
