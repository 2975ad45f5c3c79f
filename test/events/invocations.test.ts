import { readdirSync, readFileSync } from 'node:fs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent } from 'aws-lambda';
import { BusMessage } from '../../events/catalogue.ts';
import { handler as alliances } from '../../functions/alliances/handler.ts';
import { consumers, publishJournal as publisher, verifyRegister } from '../../functions/consumers.ts';
import { publishJournal } from '../../functions/publisher/publish-journal.ts';
import { handler as registerCheck } from '../../functions/register-check/handler.ts';
import type { Bus, Published } from '../../shared/platform/publisher.ts';
import { sumsPartition } from '../../shared/store/keys.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { queryItems } from '../../shared/store/table.ts';
import { openRegisterOf2016 } from '../support/api.ts';

/** One sample per trigger, as AWS hands it over, given to the handlers themselves. */
const folder = new URL('../../events/samples/invocations/', import.meta.url);
const sample = <Event>(name: string): Event => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Event;
const stream = () => sample<DynamoDBStreamEvent>('dynamodb-stream.json');
const context = { awsRequestId: 'sample' } as Context;

test('every kind of trigger has its sample', () => {
  const triggers = consumers.map(({ trigger }) => ({ stream: 'dynamodb-stream.json', daily: 'scheduler.json' })[trigger.kind]);
  expect(readdirSync(folder).sort()).toEqual([...new Set(['api-gateway.json', ...triggers])].sort());
});

describe('API Gateway', () => {
  beforeAll(async () => {
    await openRegisterOf2016();
  });
  const event = () => sample<APIGatewayProxyEventV2>('api-gateway.json');

  test('the sample is answered with the alliance it asks for', async () => {
    const { statusCode, body } = await alliances(event(), context);
    expect([statusCode, JSON.parse(body ?? '{}').id]).toEqual([200, 'npa']);
  });

  test('without the claims that the authorizer adds, nobody is signed in', async () => {
    const given = event();
    const { authorizer: _, ...requestContext } = given.requestContext as APIGatewayProxyEventV2['requestContext'] & { authorizer: object };
    const { statusCode, body } = await alliances({ ...given, requestContext }, context);
    expect([statusCode, JSON.parse(body ?? '{}').correlationId]).toEqual([401, given.requestContext.requestId]);
  });
});

/** A bus that keeps what it took and can refuse the n-th call. */
function captured(refuse = Number.POSITIVE_INFINITY): Bus & { taken: Published[] } {
  const taken: Published[] = [];
  return {
    taken,
    publish: (event) => {
      if (taken.length === refuse) return Promise.reject(new Error('event bus refused: ThrottlingException'));
      taken.push(event);
      return Promise.resolve();
    },
  };
}

const sequenceOf = ({ Records }: DynamoDBStreamEvent, index: number) => Records[index]?.dynamodb?.SequenceNumber;
const imageOf = ({ Records }: DynamoDBStreamEvent, index: number) => Records[index]?.dynamodb?.NewImage ?? {};

describe('DynamoDB stream', () => {
  test('entries go to the bus in their order, each with what the catalogue promises and without a person or a state', async () => {
    const bus = captured();
    expect(await publishJournal(stream(), bus)).toEqual({ batchItemFailures: [] });
    expect(bus.taken.map(({ source, name, at }) => [source, name, at])).toEqual([
      ['npa-register', 'AllianceEventRegistered', '2016-08-01T08:00:00.000Z'],
      ['npa-register', 'ExpenseEntered', '2016-08-02T08:00:00.000Z'],
      ['npa-register', 'AllianceEventHeld', '2016-11-05T08:00:00.000Z'],
    ]);
    for (const { detail } of bus.taken) expect(BusMessage.parse(detail)).toEqual(detail);
    expect(bus.taken[1]?.detail).toMatchObject({ recordType: 'EXPENSE', recordVersion: 1, data: { amountCents: 366_818 } });
    expect(JSON.stringify(bus.taken)).not.toMatch(/subject|3f0c1d52|after|status/);
  });

  test.each([0, 1, 2])('when entry %d is refused, it and everything after it is asked for again', async (index) => {
    const bus = captured(index);
    expect(await publishJournal(stream(), bus)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceOf(stream(), index) }] });
    expect(bus.taken).toHaveLength(index);
  });

  test.each([
    [
      'an event that the catalogue does not know',
      (event: Record<string, unknown>) => Object.assign(event, { name: { S: 'SomethingElse' } }),
    ],
    ['a version that the catalogue does not know', (event: Record<string, unknown>) => Object.assign(event, { schemaVersion: { N: '2' } })],
    ['data that do not fit', (event: Record<string, unknown>) => Object.assign(event, { data: { M: {} } })],
  ])('%s fails and is never skipped', async (_what, spoil) => {
    const event = stream();
    spoil(imageOf(event, 1).event?.M as Record<string, unknown>);
    const bus = captured();
    expect(await publishJournal(event, bus)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceOf(event, 1) }] });
    expect(bus.taken.map(({ name }) => name)).toEqual(['AllianceEventRegistered']);
  });

  test('a record that is no journal entry fails', async () => {
    const event = stream();
    delete event.Records[0]?.dynamodb?.NewImage;
    expect(await publishJournal(event, captured())).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceOf(event, 0) }] });
  });

  test('the sample is what the filter of the row lets through', () => {
    for (const { eventName, dynamodb } of stream().Records) {
      expect(eventName).toBe('INSERT');
      expect(dynamodb?.Keys?.sk?.S?.startsWith(publisher.trigger.sortKeyPrefix)).toBe(true);
    }
  });
});

describe('scheduler', () => {
  let table: Table;
  beforeAll(async () => {
    table = await openRegisterOf2016();
  });
  const run = () => (registerCheck as (event: unknown, context: Context) => Promise<unknown>)(sample('scheduler.json'), context);

  test('names the consumer it is for', () => {
    const { resources } = sample<{ resources: string[] }>('scheduler.json');
    expect(resources[0]?.endsWith(`/${verifyRegister.id}`)).toBe(true);
  });

  test('every row is checked and sealed; a cent too much fails the invocation', async () => {
    expect(await run()).toMatchObject({ sealed: ['npa', 'lip'] });
    for await (const { pk, sk, amountCents } of queryItems(table, { partition: sumsPartition('npa'), pageSize: 1 })) {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk, sk },
          UpdateExpression: 'SET amountCents = :wrong',
          ExpressionAttributeValues: { ':wrong': Number(amountCents) + 1 },
        }),
      );
      break;
    }
    expect(await ledgerStore(table).driftOfSums('npa')).toHaveLength(1);
    await expect(run()).rejects.toThrow('1 faults in the register');
  });
});
