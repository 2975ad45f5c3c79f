import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

/** The least a function with a table can be: the SDK with the three commands that the stores use, opened at the first request as they do. */
let client: DynamoDBDocumentClient | undefined;

export const handler = async (event: { readonly kind: 'get' | 'query' | 'write' }): Promise<unknown> => {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const TableName = 'table';
  if (event.kind === 'get') return await client.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }));
  if (event.kind === 'query') return await client.send(new QueryCommand({ TableName }));
  return await client.send(new TransactWriteCommand({ TransactItems: [] }));
};
