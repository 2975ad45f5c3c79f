import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

/*
 * Peculiar: the stores open their own client, and production code knows nothing of a meter. So the one function that
 * makes document clients is wrapped, in this process only, and each client it makes gets the meter's middleware.
 */

export type Metered = {
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of these, what keeping the indexes costs. */
  readonly indexUnits: number;
  readonly reads: number;
  readonly writes: number;
};

/** A request to the table, in the words of the document client, and the wave it belonged to: a new one begins after an answer. */
export type Sent = { readonly kind: 'get' | 'query' | 'write'; readonly input: Record<string, unknown>; readonly wave: number };

const kindOf = (command: object): Sent['kind'] | undefined => {
  if (command instanceof GetCommand) return 'get';
  if (command instanceof QueryCommand) return 'query';
  return command instanceof TransactWriteCommand ? 'write' : undefined;
};

let metered: { isWrite: boolean; capacity: ConsumedCapacity }[] = [];
let sent: Sent[] = [];
let wave = 0;
let answered = false;

function meter(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const result = await next(args);
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };
      const isWrite = context.commandName?.startsWith('TransactWrite') ?? false;
      for (const capacity of [ConsumedCapacity ?? []].flat()) metered.push({ isWrite, capacity });
      return result;
    },
    { step: 'initialize', name: 'benchMeter' },
  );
}

function record(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = client.send.bind(client) as (command: object, ...more: unknown[]) => Promise<unknown>;
  const recording = async (command: { readonly input: object }, ...more: unknown[]): Promise<unknown> => {
    const kind = kindOf(command);
    if (answered) wave += 1;
    answered = false;
    if (kind) sent.push({ kind, input: structuredClone(command.input) as Sent['input'], wave });
    try {
      return await send(command, ...more);
    } finally {
      answered = true;
    }
  };
  return Object.assign(client, { send: recording });
}

/** From here on every document client of this process is metered. */
export function installMeter(): void {
  const from = DynamoDBDocumentClient.from.bind(DynamoDBDocumentClient);
  DynamoDBDocumentClient.from = (client, settings) => {
    meter(client);
    return record(from(client, settings));
  };
}

const unitsOf = (capacities: readonly ConsumedCapacity[]): number =>
  capacities.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/** What a piece of work asks of the table. */
export async function meteredRun<T>(work: () => Promise<T>): Promise<{ value: T; used: Metered; sent: readonly Sent[] }> {
  [metered, sent, wave, answered] = [[], [], 0, false];
  const value = await work();
  const [writes, reads] = [metered.filter(({ isWrite }) => isWrite), metered.filter(({ isWrite }) => !isWrite)];
  const indexUnits = writes.flatMap(({ capacity }) => Object.values(capacity.GlobalSecondaryIndexes ?? {}));
  return {
    value,
    used: {
      readUnits: unitsOf(reads.map(({ capacity }) => capacity)),
      writeUnits: unitsOf(writes.map(({ capacity }) => capacity)),
      indexUnits: unitsOf(indexUnits),
      reads: reads.length,
      writes: writes.length,
    },
    sent: [...sent],
  };
}
