import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { keyTableNameOf } from '../../infra/table.ts';
import type { Table } from '../../shared/store/table.ts';
import { madeOnce } from './bundles.ts';
import { plainClient } from './engine.ts';

type Items = readonly Record<string, AttributeValue>[];

/** The most that one request may put. */
const AT_ONCE = 25;

async function itemsOf(client: DynamoDBClient, table: string): Promise<Items> {
  const after = async (from?: Record<string, AttributeValue>): Promise<Items> => {
    const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName: table, ExclusiveStartKey: from }));
    return LastEvaluatedKey ? [...Items, ...(await after(LastEvaluatedKey))] : Items;
  };
  return await after();
}

async function put(client: DynamoDBClient, table: string, items: Items): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const requests = items.slice(start, start + AT_ONCE).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error(`not all of ${table} was put`);
  }
}

// bytes travel as the engine's own wire format has them
const written = (items: readonly Items[]): string =>
  JSON.stringify(items, (key, value: unknown) => (key === 'B' ? Buffer.from(value as Uint8Array).toString('base64') : value));
const read = (text: string): Items[] =>
  JSON.parse(text, (key, value: unknown) => (key === 'B' ? Buffer.from(value as string, 'base64') : value)) as Items[];

/**
 * A filled register, entered through the stores once per run; every further table is given the same items in a few
 * requests. All tables of a run lie under one master key, so that sealed names open in each.
 *
 * @param fresh an empty table with its table of keys beside it
 * @param fill what fills the first one
 */
export async function keptRegister(name: string, fresh: () => Promise<Table>, fill: (table: Table) => Promise<unknown>): Promise<Table> {
  const client = plainClient();
  try {
    const text = await madeOnce(name, async () => {
      const first = await fresh();
      await fill(first);
      return written(await Promise.all([first.name, keyTableNameOf(first.name)].map((one) => itemsOf(client, one))));
    });
    const table = await fresh();
    const [items = [], keys = []] = read(text);
    await put(client, table.name, items);
    await put(client, keyTableNameOf(table.name), keys);
    return table;
  } finally {
    client.destroy();
  }
}
