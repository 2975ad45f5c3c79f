import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { GetCommand, QueryCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { FailureCode } from '../domain/failures.ts';
import { Failure } from '../domain/failures.ts';
import { AlreadyAnswered } from './already-answered.ts';
import type { Key } from './keys.ts';
import { isPassingReason, withinBudget } from './time-budget.ts';

export type Table = { readonly name: string; readonly client: DynamoDBDocumentClient };
export type Item = Record<string, unknown>;
type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction and the failure its unmet condition means. */
export type Write = {
  /** Name of another table than the one the commit is on. */
  readonly table?: string;
  readonly put?: { readonly item: Item; readonly condition?: string; readonly names?: Record<string, string>; readonly values?: Item };
  readonly update?: {
    readonly key: Key;
    readonly expression: string;
    readonly condition?: string;
    readonly names?: Record<string, string>;
    readonly values: Item;
  };
  readonly refusal: FailureCode | 'alreadyAnswered';
};

const toTransactItem = (table: Table, { put, update, table: other = table.name }: Write): TransactItem =>
  put
    ? {
        Put: {
          TableName: other,
          Item: put.item,
          ...(put.condition === undefined ? {} : { ConditionExpression: put.condition }),
          ...(put.names === undefined ? {} : { ExpressionAttributeNames: put.names }),
          ...(put.values === undefined ? {} : { ExpressionAttributeValues: put.values }),
        },
      }
    : {
        Update: {
          TableName: other,
          Key: update?.key ?? {},
          UpdateExpression: update?.expression ?? '',
          ...(update?.condition === undefined ? {} : { ConditionExpression: update.condition }),
          ...(update?.names === undefined ? {} : { ExpressionAttributeNames: update.names }),
          ExpressionAttributeValues: update?.values ?? {},
        },
      };

/** Which of the writes' conditions were unmet; throws again what was cancelled for another reason, passing or not. */
function unmetIn(error: unknown, writes: readonly Write[]): Write[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  const unmet = writes.filter((_, index) => codes[index] === 'ConditionalCheckFailed');
  if (unmet.length > 0) return unmet;
  const passing = codes.find(isPassingReason);
  throw passing === undefined ? error : Object.assign(new Error('transaction cancelled'), { name: passing });
}

/** What an unmet condition means to the caller. */
function refusalOf(unmet: readonly Write[]): Error {
  if (unmet.some(({ refusal }) => refusal === 'alreadyAnswered')) return new AlreadyAnswered();
  const refusal = unmet[0]?.refusal;
  return new Failure(refusal === undefined || refusal === 'alreadyAnswered' ? 'internal' : refusal);
}

/**
 * Writes everything or nothing.
 *
 * The SDK never repeats a conflict and cannot know whether a lost answer meant a write, so both are settled here: a
 * conflict is tried again, and an unmet condition after a possible earlier success is resolved by looking whether the
 * proof item carries this commit's own mark.
 * @param proof key of one item that only this commit writes, and the mark it carries under `commitId`
 * @throws the refusal of the write whose condition was not met; AlreadyAnswered; registerBusy
 * @see docs/adr/0003-state-and-journal-in-one-transaction.md
 */
export async function commit(table: Table, writes: readonly Write[], proof: { key: Key; commitId: string }): Promise<void> {
  const command = new TransactWriteCommand({ TransactItems: writes.map((write) => toTransactItem(table, write)) });
  await withinBudget(async (abortSignal) => {
    try {
      await table.client.send(command, { abortSignal });
    } catch (error) {
      const unmet = unmetIn(error, writes);
      const written = await getItem(table, proof.key);
      if (written?.commitId !== proof.commitId) throw refusalOf(unmet);
    }
  });
}

/** Reads one item, strongly consistent. */
export async function getItem(table: Table, key: Key): Promise<Item | undefined> {
  return await withinBudget(
    async (abortSignal) =>
      (await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }), { abortSignal })).Item,
  );
}

export type Query = {
  readonly partition: string;
  readonly index?: { readonly name: string; readonly partition: string; readonly sort: string };
  readonly from?: string;
  readonly to?: string;
  readonly prefix?: string;
  readonly descending?: boolean;
  readonly after?: Item;
  readonly pageSize?: number;
  /** Paths of what alone is handed over (`state.title`); the whole item when missing. */
  readonly only?: readonly string[];
};

function toQueryInput(
  table: Table,
  { partition, index, from, to, prefix, descending, after, pageSize, only = [] }: Query,
): QueryCommandInput {
  const names = { '#pk': index?.partition ?? 'pk' } as Record<string, string>;
  const values: Item = { ':pk': partition };
  let condition = '#pk = :pk';
  if (from !== undefined || to !== undefined || prefix !== undefined) names['#sk'] = index?.sort ?? 'sk';
  if (prefix !== undefined) {
    condition += ' AND begins_with(#sk, :prefix)';
    values[':prefix'] = prefix;
  } else if (from !== undefined && to !== undefined) {
    condition += ' AND #sk BETWEEN :from AND :to';
    Object.assign(values, { ':from': from, ':to': to });
  } else if (from !== undefined) {
    condition += ' AND #sk >= :from';
    values[':from'] = from;
  } else if (to !== undefined) {
    condition += ' AND #sk <= :to';
    values[':to'] = to;
  }
  // Every part of a path goes by a placeholder, since many of our words are reserved.
  const steps = [...new Set(only.flatMap((path) => path.split('.')))];
  for (const [order, step] of steps.entries()) names[`#only${order}`] = step;
  const projection = only.map((path) =>
    path
      .split('.')
      .map((step) => `#only${steps.indexOf(step)}`)
      .join('.'),
  );
  return {
    TableName: table.name,
    ...(projection.length === 0 ? {} : { ProjectionExpression: projection.join(', ') }),
    ...(index ? { IndexName: index.name } : { ConsistentRead: true }),
    KeyConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ScanIndexForward: !descending,
    ...(after === undefined ? {} : { ExclusiveStartKey: after }),
    ...(pageSize === undefined ? {} : { Limit: pageSize }),
  };
}

/**
 * The pages of a query, one after the other, with no more than one in memory. A page may be short or empty and still be
 * followed by others. Main-table queries are strongly consistent, index queries cannot be.
 */
export async function* pagesOf(table: Table, query: Query): AsyncGenerator<readonly Item[]> {
  let after = query.after;
  do {
    const command = new QueryCommand(toQueryInput(table, { ...query, ...(after === undefined ? {} : { after }) }));
    const page = await withinBudget((abortSignal) => table.client.send(command, { abortSignal }));
    yield page.Items ?? [];
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
}

/** Every item of a query, one by one. */
export async function* queryItems(table: Table, query: Query): AsyncGenerator<Item> {
  for await (const items of pagesOf(table, query)) yield* items;
}

/** A page that no time limit of one request meets, also on a busy machine. */
const SCANNED_AT_ONCE = 500;

/**
 * Every item of the table, with no more than one page in memory; what was written in the last second may be missing. The
 * items of a partition come one after the other in the order of their sort keys, as DynamoDB stores them. For the check of
 * the whole register alone.
 */
export async function* everyItemOf(table: Table): AsyncGenerator<Item> {
  let after: Item | undefined;
  do {
    const input = { TableName: table.name, Limit: SCANNED_AT_ONCE, ...(after === undefined ? {} : { ExclusiveStartKey: after }) };
    const page = await withinBudget((abortSignal) => table.client.send(new ScanCommand(input), { abortSignal }));
    yield* page.Items ?? [];
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
}
