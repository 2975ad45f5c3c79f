import { createHash } from 'node:crypto';
import { ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item, Table } from '../../shared/store/table.ts';

type Only = Pick<ScanCommandInput, 'FilterExpression' | 'ExpressionAttributeValues' | 'ProjectionExpression'>;

/** Everything that is stored, or what a filter leaves of it, read past our own API. */
export async function everyItem(table: Table, only: Only = {}): Promise<Item[]> {
  const items: Item[] = [];
  let after: Item | undefined;
  do {
    const page = await table.client.send(
      new ScanCommand({ ...only, TableName: table.name, ...(after ? { ExclusiveStartKey: after } : {}) }),
    );
    items.push(...(page.Items ?? []));
    after = page.LastEvaluatedKey;
  } while (after);
  return items;
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Attributes in one order at every depth: the engine gives a map's attributes back in any. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => inOrder(a, b));
  return entries.map(([name, inner]) => [name, canonical(inner)]);
}

/** One value for all that is stored: equal before and after means that nothing was written. */
export async function fingerprintOf(table: Table): Promise<string> {
  const rows = (await everyItem(table)).map((item) => JSON.stringify(canonical(item))).sort(inOrder);
  return createHash('sha256').update(rows.join('\n')).digest('hex');
}
