import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { say } from './child.ts';
import type { Sent } from './meter.ts';

/**
 * What a route is compared with: a bare Node server that sends the same requests through the same SDK, waits for the same
 * answers in the same order, and gives back what it got. No router, rules, schemas, tokens or logs.
 */
export type Plan = {
  readonly sent: readonly Sent[];
  /** Ids that a write may take only once; each request gets its own. */
  readonly fresh: readonly string[];
};
export type BareSaid = { readonly origin: string };

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
let plans: Record<string, Plan> = {};
process.on('message', (message: Record<string, Plan>) => {
  plans = message;
});

async function sendOne({ kind, input }: Sent): Promise<unknown> {
  if (kind === 'get') return (await client.send(new GetCommand(input as never))).Item;
  if (kind === 'query') return (await client.send(new QueryCommand(input as never))).Items;
  await client.send(new TransactWriteCommand(input as never));
  return input.TransactItems;
}

function freshly({ sent, fresh }: Plan): readonly Sent[] {
  if (fresh.length === 0) return sent;
  const text = fresh.reduce((all, id) => all.replaceAll(id, randomUUID()), JSON.stringify(sent));
  return JSON.parse(text) as Sent[];
}

async function replay(plan: Plan): Promise<unknown[]> {
  const sent = freshly(plan);
  const answers: unknown[] = [];
  for (let wave = 0; wave <= (sent.at(-1)?.wave ?? -1); wave++)
    answers.push(...(await Promise.all(sent.filter((one) => one.wave === wave).map(sendOne))));
  return answers;
}

const server = createServer((request, response) => {
  const plan = plans[request.url?.slice(1) ?? ''];
  request.resume();
  void (plan ? replay(plan) : Promise.reject(new Error('no such plan'))).then(
    (answers) => {
      const body = Buffer.from(JSON.stringify(answers));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  say({ origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` } as BareSaid);
});
