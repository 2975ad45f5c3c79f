import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { indexes } from '../shared/store/keys.ts';

/** The one table: tests, the local machine and the CDK stack create it from here; keys and what they answer are in `shared/store/keys.ts`. */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: Object.values(indexes),
  /** The journal is read from the stream; a new item is all its consumer needs. */
  streamView: 'NEW_IMAGE',
  ttlAttribute: 'ttl',
} as const;

/** Keys of persons and lookups to them: what is deleted here is gone at once, so nothing may copy it (no stream, no index). */
export const keyTableDefinition = { partitionKey: 'pk', sortKey: 'sk', ttlAttribute: 'ttl' } as const;

/** Name of the key table beside a table, on one machine and in tests. */
export const keyTableNameOf = (tableName: string): string => `${tableName}-keys`;

const hashAndRange = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/**
 * The table as DynamoDB's CreateTable wants it; the TTL attribute needs a call of its own.
 * @param isStreamed false only where nobody reads the stream: the embedded engine slows down with every record it keeps
 */
export function createTableInput(name: string, isStreamed = true): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes: secondary, streamView } = tableDefinition;
  const attributes = [partitionKey, sortKey, ...secondary.flatMap(({ partition, sort }) => [partition, sort])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: hashAndRange(partitionKey, sortKey),
    GlobalSecondaryIndexes: secondary.map(({ name: indexName, partition, sort }) => ({
      IndexName: indexName,
      KeySchema: hashAndRange(partition, sort),
      Projection: { ProjectionType: 'ALL' },
    })),
    StreamSpecification: isStreamed ? { StreamEnabled: true, StreamViewType: streamView } : { StreamEnabled: false },
  };
}

export function createKeyTableInput(name: string): CreateTableCommandInput {
  const { partitionKey, sortKey } = keyTableDefinition;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [partitionKey, sortKey].map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: hashAndRange(partitionKey, sortKey),
  };
}
