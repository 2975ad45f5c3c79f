import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { openBus } from '../../shared/platform/publisher.ts';

/** EventBridge reports a refused entry in a successful answer; no engine on this machine does, hence the mock. */
const bridge = mockClient(EventBridgeClient);
const event = { source: 'npa-register', name: 'ExpenseBooked', at: '2026-01-15T09:00:00.000Z', detail: { recordId: 'x' } };

beforeEach(() => {
  bridge.reset();
  process.env.EVENT_BUS_NAME = 'register';
});

test('an entry goes to the bus with its name, time and detail', async () => {
  bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  await openBus().publish(event);
  expect(bridge.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries).toEqual([
    { EventBusName: 'register', Source: 'npa-register', DetailType: 'ExpenseBooked', Time: new Date(event.at), Detail: '{"recordId":"x"}' },
  ]);
});

test('an entry that the bus refused is a failure, although the call succeeded', async () => {
  bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] });
  await expect(openBus().publish(event)).rejects.toThrow('ThrottlingException');
});
