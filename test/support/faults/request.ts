import { createHash } from 'node:crypto';

type Wire = Record<string, unknown>;

/** One request to DynamoDB as it goes over the wire: its operation and its JSON body. */
export type Asked = {
  /** `TransactWriteItems`, `GetRecords` … */
  readonly operation: string;
  readonly body: Wire;
};

export const readAsked = (target: string, text: string): Asked => ({
  operation: target.split('.').at(-1) ?? '',
  body: text === '' ? {} : (JSON.parse(text) as Wire),
});

/** Equal for the same request tried again, also by a client that gives each try another token. */
export function fingerprintOf({ operation, body }: Asked): string {
  const { ClientRequestToken: _token, ...rest } = body;
  return createHash('sha1').update(operation).update(JSON.stringify(rest)).digest('base64url');
}

const singleWrites = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const transactions = new Set(['TransactWriteItems', 'TransactGetItems']);
const reads = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem']);
const batches = new Set(['BatchWriteItem', 'BatchGetItem']);

export const isSingleWrite = ({ operation }: Asked): boolean => singleWrites.has(operation);
export const isTransaction = ({ operation }: Asked): boolean => transactions.has(operation);
export const isPaged = ({ operation }: Asked): boolean => operation === 'Query' || operation === 'Scan';
export const isBatch = ({ operation }: Asked): boolean => batches.has(operation);
/** What works on items; making and describing tables and reading the stream's shards is left alone. */
export const isOnItems = (asked: Asked): boolean =>
  isSingleWrite(asked) || isTransaction(asked) || isBatch(asked) || reads.has(asked.operation);

export type Touched = { readonly table: string; readonly partition: string; readonly item: string; readonly bytes: number };

type Part = { TableName?: string; Key?: Wire; Item?: Wire };

const touchedBy = (part: Part): Touched => {
  const key = part.Key ?? part.Item ?? {};
  const partition = `${part.TableName}|${JSON.stringify(key.pk)}`;
  return { table: part.TableName ?? '', partition, item: `${partition}|${JSON.stringify(key.sk)}`, bytes: JSON.stringify(part).length };
};

/** The items a write is about, in the order of a transaction's parts. */
export function writtenBy({ operation, body }: Asked): Touched[] {
  if (singleWrites.has(operation)) return [touchedBy(body as Part)];
  if (operation !== 'TransactWriteItems') return [];
  return (body.TransactItems as Record<string, Part>[]).map((item) => touchedBy(Object.values(item)[0] ?? {}));
}

export const partsOf = ({ body }: Asked): number => (Array.isArray(body.TransactItems) ? body.TransactItems.length : 1);
