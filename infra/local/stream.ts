import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  type AttributeValue,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { tableDefinition } from '../table.ts';
import { clientSettings, dummyCredentials } from './engine.ts';
import { writeWhole } from './files.ts';
import { type LambdaFunction, lambdaContext } from './gateway.ts';

/*
 * Peculiar:
 * - A position is kept only after the consumer has finished a batch, so after a kill records come again, never not at all.
 * - As with a Lambda event source: a shard waits for its first failing record; a batch that fails as a whole is halved
 *   until the culprit stands alone; after a last attempt the record's position (never its content) goes to the dead
 *   letters and the shard goes on.
 */

export type StreamConsumer = { readonly id: string; readonly area: string; readonly sortKeyPrefix: string; readonly run: LambdaFunction };

/** What the failure destination of a stream is told: where the record is, not what it says. */
export type DeadLetter = {
  readonly consumer: string;
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly attempts: number;
  readonly at: string;
};

export type StreamPump = {
  /** Resolves when everything written before the call has been handed over. */
  readonly drained: () => Promise<void>;
  readonly deadLetters: () => readonly DeadLetter[];
  readonly stop: () => Promise<void>;
};

export type StreamOptions = {
  readonly endpoint: string;
  readonly tableName: string;
  readonly consumer: StreamConsumer;
  /** Where the position is kept; undefined: every start begins with the oldest record. */
  readonly positionFile?: string;
  readonly onDeadLetter?: (letter: DeadLetter) => void;
  readonly idlePauseMs?: number;
  readonly firstRetryPauseMs?: number;
  readonly attempts?: number;
};

const LARGEST_BATCH = 100;
const IDLE_PAUSE_MS = 200;
const FIRST_RETRY_PAUSE_MS = 200;
const LONGEST_RETRY_PAUSE_MS = 2_000;
/** As the event source mapping in the cloud; about five seconds together with the pauses. */
const ATTEMPTS = 6;
const SHARDS_LISTED_EVERY_MS = 10_000;
const INVOCATION_TIMEOUT_MS = 30_000;

type Position = { readonly streamArn: string; readonly shards: Record<string, string> };
type LambdaAttribute = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>[string];

/** A Lambda gets binary values as base64 text. */
function toLambdaAttribute(value: AttributeValue): LambdaAttribute {
  if (value.B) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')) };
  if (value.L) return { L: value.L.map(toLambdaAttribute) };
  if (value.M) return { M: toLambdaImage(value.M) };
  return value as LambdaAttribute;
}

const toLambdaImage = (image: Record<string, AttributeValue>): Record<string, LambdaAttribute> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, toLambdaAttribute(value)]));

/** One record as an event source mapping hands it to a Lambda. */
export function toStreamRecord({ dynamodb, eventID, eventName, eventVersion }: _Record, streamArn: string): DynamoDBRecord {
  const { ApproximateCreationDateTime: createdAt, Keys = {}, NewImage, SequenceNumber = '', SizeBytes = 0 } = dynamodb ?? {};
  return {
    eventID: eventID ?? '',
    eventName: eventName ?? 'INSERT',
    eventVersion: eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: dummyCredentials.AWS_REGION,
    dynamodb: {
      ...(createdAt === undefined ? {} : { ApproximateCreationDateTime: Math.floor(createdAt.getTime() / 1000) }),
      Keys: toLambdaImage(Keys),
      ...(NewImage === undefined ? {} : { NewImage: toLambdaImage(NewImage) }),
      SequenceNumber,
      SizeBytes,
      StreamViewType: tableDefinition.streamView,
    },
    eventSourceARN: streamArn,
  };
}

const sequenceOf = (record: _Record | DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

/** How many records of the batch are done, counted up to the first one the consumer reports as failed. */
function doneCount(batch: readonly DynamoDBRecord[], answer: unknown): number {
  const failed = new Set((answer as DynamoDBBatchResponse | undefined)?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return batch.length;
  // an identifier that is in no record counts for the whole batch, as at a Lambda
  return Math.max(
    0,
    batch.findIndex((record) => failed.has(sequenceOf(record))),
  );
}

function readPosition(file: string | undefined, streamArn: string): Position {
  if (file === undefined || !existsSync(file)) return { streamArn, shards: {} };
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Position;
  return kept.streamArn === streamArn ? kept : { streamArn, shards: {} };
}

async function streamOf(endpoint: string, tableName: string): Promise<string> {
  const client = new DynamoDBClient(clientSettings(endpoint));
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    if (!Table?.LatestStreamArn) throw new Error(`table ${tableName} has no stream`);
    return Table.LatestStreamArn;
  } finally {
    client.destroy();
  }
}

type Delivery = {
  readonly invoke: (batch: readonly DynamoDBRecord[]) => Promise<number | undefined>;
  readonly keep: (last: DynamoDBRecord) => void;
  readonly bury: (culprit: DynamoDBRecord) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly attempts: number;
  readonly firstRetryPauseMs: number;
  readonly stopped: () => boolean;
};

/** Hands records over until all are done or buried; ends early only when the machine stops. */
async function deliver(
  records: readonly DynamoDBRecord[],
  { invoke, keep, bury, wait, attempts, firstRetryPauseMs, stopped }: Delivery,
): Promise<void> {
  let left = records;
  let size = LARGEST_BATCH;
  let tries = 0;
  const advance = (count: number): void => {
    keep(left[count - 1] as DynamoDBRecord);
    left = left.slice(count);
    size = LARGEST_BATCH;
    tries = 0;
  };
  while (left.length > 0 && !stopped()) {
    const batch = left.slice(0, size);
    const done = await invoke(batch);
    if (done) {
      advance(done);
    } else if (done === undefined && batch.length > 1) {
      size = Math.ceil(batch.length / 2);
    } else {
      tries += 1;
      if (tries < attempts) {
        await wait(Math.min(LONGEST_RETRY_PAUSE_MS, firstRetryPauseMs * 2 ** (tries - 1)));
      } else {
        bury(left[0] as DynamoDBRecord);
        advance(1);
      }
    }
  }
}

type Page = { readonly records: readonly _Record[]; readonly next: string | undefined };

/** Reads the shards of one stream page by page, each from where it was left. */
function shardReader(client: DynamoDBStreamsClient, streamArn: string, positions: Readonly<Record<string, string>>) {
  const iterators = new Map<string, string>();
  const finished = new Set<string>();
  let shards: Shard[] = [];
  let listedAt = Number.NEGATIVE_INFINITY;

  const iteratorOf = async (shardId: string): Promise<string | undefined> => {
    const kept = positions[shardId];
    const fromStart = { StreamArn: streamArn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    if (kept === undefined) return (await client.send(new GetShardIteratorCommand(fromStart))).ShardIterator;
    try {
      return (
        await client.send(new GetShardIteratorCommand({ ...fromStart, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: kept }))
      ).ShardIterator;
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      return (await client.send(new GetShardIteratorCommand(fromStart))).ShardIterator;
    }
  };

  const list = async (): Promise<void> => {
    shards = [];
    let after: string | undefined;
    do {
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ...(after === undefined ? {} : { ExclusiveStartShardId: after }) }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      after = StreamDescription?.LastEvaluatedShardId;
    } while (after !== undefined);
    listedAt = Date.now();
  };

  return {
    /** Shards whose turn it is: a parent's records come before its children's. */
    due: async (): Promise<string[]> => {
      if (Date.now() - listedAt > SHARDS_LISTED_EVERY_MS) await list();
      const ids = new Set(shards.map(({ ShardId }) => ShardId));
      return shards.flatMap(({ ShardId: id = '', ParentShardId: parent }) =>
        finished.has(id) || (parent && ids.has(parent) && !finished.has(parent)) ? [] : [id],
      );
    },
    read: async (shardId: string): Promise<Page> => {
      const iterator = iterators.get(shardId) ?? (await iteratorOf(shardId));
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }));
      return { records: Records, next: NextShardIterator };
    },
    /** The page has been handed over. */
    advance: (shardId: string, { next }: Page): void => {
      if (next !== undefined) {
        iterators.set(shardId, next);
        return;
      }
      finished.add(shardId);
      listedAt = Number.NEGATIVE_INFINITY;
    },
    /** After a fault: continue from the kept positions. */
    reset: (): void => iterators.clear(),
  };
}

/** Hands new items of the table's stream to a consumer, in order and at least once. */
export async function startStream(options: StreamOptions): Promise<StreamPump> {
  const {
    endpoint,
    tableName,
    consumer,
    positionFile,
    idlePauseMs = IDLE_PAUSE_MS,
    attempts = ATTEMPTS,
    firstRetryPauseMs = FIRST_RETRY_PAUSE_MS,
  } = options;
  const streamArn = await streamOf(endpoint, tableName);
  const client = new DynamoDBStreamsClient({ ...clientSettings(endpoint), maxAttempts: 1 });
  const position = readPosition(positionFile, streamArn);
  const reader = shardReader(client, streamArn, position.shards);
  const letters: DeadLetter[] = [];
  const stopping = new AbortController();
  const stopped = (): boolean => stopping.signal.aborted;
  let begunPasses = 0;
  let lastEmptyPass = 0;

  const keep = (shardId: string, sequenceNumber: string): void => {
    position.shards[shardId] = sequenceNumber;
    if (positionFile !== undefined) writeWhole(positionFile, JSON.stringify(position));
  };
  const wait = async (milliseconds: number): Promise<void> => {
    await pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  };
  const isWanted = ({ eventName, dynamodb }: _Record): boolean =>
    eventName === 'INSERT' && (dynamodb?.Keys?.[tableDefinition.sortKey]?.S?.startsWith(consumer.sortKeyPrefix) ?? false);

  const invoke = async (batch: readonly DynamoDBRecord[]): Promise<number | undefined> => {
    const event: DynamoDBStreamEvent = { Records: [...batch] };
    try {
      return doneCount(batch, await consumer.run(event, lambdaContext(consumer.area, randomUUID(), INVOCATION_TIMEOUT_MS)));
    } catch {
      return undefined;
    }
  };

  /** @returns whether the shard had anything new */
  const pump = async (shardId: string): Promise<boolean> => {
    const page = await reader.read(shardId);
    const wanted = page.records.filter(isWanted).map((record) => toStreamRecord(record, streamArn));
    await deliver(wanted, {
      invoke,
      keep: (last) => keep(shardId, sequenceOf(last)),
      bury: (culprit) => {
        const letter = { consumer: consumer.id, shardId, sequenceNumber: sequenceOf(culprit), attempts, at: new Date().toISOString() };
        letters.push(letter);
        options.onDeadLetter?.(letter);
      },
      wait,
      attempts,
      firstRetryPauseMs,
      stopped,
    });
    if (stopped()) return false;
    const last = page.records.at(-1);
    if (last && !isWanted(last)) keep(shardId, sequenceOf(last));
    reader.advance(shardId, page);
    return page.records.length > 0;
  };

  const pass = async (): Promise<boolean> => {
    let anythingNew = false;
    for (const shardId of await reader.due()) {
      if (!stopped() && (await pump(shardId))) anythingNew = true;
    }
    return anythingNew;
  };

  const run = async (): Promise<void> => {
    while (!stopped()) {
      begunPasses += 1;
      const current = begunPasses;
      try {
        if (await pass()) continue;
        lastEmptyPass = current;
      } catch {
        // the database is away: the positions stay, the next pass tries again
        reader.reset();
      }
      await wait(idlePauseMs);
    }
  };
  const running = run();

  return {
    drained: async () => {
      const from = begunPasses + 1;
      while (!stopped() && lastEmptyPass < from) await pause(10);
    },
    deadLetters: () => [...letters],
    stop: async () => {
      stopping.abort();
      await running;
      client.destroy();
    },
  };
}
