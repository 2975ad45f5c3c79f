import { createHmac, randomBytes } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DecryptCommand, GenerateDataKeyCommand, GenerateMacCommand, KMSClient, VerifyMacCommand } from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { runningRow } from './api.ts';

/**
 * Writes down which action of AWS each function asks for on what, while something else makes the functions run. DynamoDB
 * is the engine; KMS, SES and EventBridge answer from here, so that the real clients are used.
 */

export type Used = Record<string, string[]>;
type Input = { readonly TableName?: string; readonly TransactItems?: TransactWriteCommandInput['TransactItems'] };
type Command = { readonly constructor: { readonly name: string }; readonly input: object };

const inTransaction = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;
const alone: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
};

/** What IAM is asked about a call of DynamoDB: `table` is the one of records, `keys` that of the keys of persons. */
function dynamoActions({ constructor: { name }, input }: Command): string[] {
  const { TableName, TransactItems, RequestItems } = input as Input & { readonly RequestItems?: Record<string, unknown> };
  const of = (table: string | undefined, action: string) => `${table?.endsWith('-keys') ? 'keys' : 'table'} dynamodb:${action}`;
  if (TransactItems) {
    return TransactItems.flatMap((item) =>
      Object.entries(item as Record<string, Input>).map(([kind, { TableName: on }]) =>
        of(on, inTransaction[kind as keyof typeof inTransaction]),
      ),
    );
  }
  const action = alone[name] ?? name;
  return RequestItems ? Object.keys(RequestItems).map((on) => of(on, action)) : [of(TableName, action)];
}

const secret = randomBytes(32);
const macOf = (text: Uint8Array | undefined): Buffer =>
  createHmac('sha256', secret)
    .update(text ?? '')
    .digest();

/** A key of KMS wraps by turning every bit: it is never asked to keep anything from anybody. */
const wrap = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);

function answerOfKms({ input }: Command, command: unknown): [string, object] {
  if (command instanceof GenerateDataKeyCommand) {
    const Plaintext = new Uint8Array(randomBytes(32));
    return ['masterKey kms:GenerateDataKey', { Plaintext, CiphertextBlob: wrap(Plaintext) }];
  }
  if (command instanceof DecryptCommand) return ['masterKey kms:Decrypt', { Plaintext: wrap(command.input.CiphertextBlob as Uint8Array) }];
  const { Message, Mac } = input as { Message?: Uint8Array; Mac?: Uint8Array };
  if (command instanceof GenerateMacCommand) return ['chainKey kms:GenerateMac', { Mac: new Uint8Array(macOf(Message)) }];
  if (command instanceof VerifyMacCommand) return ['chainKey kms:VerifyMac', { MacValid: macOf(Message).equals(Mac ?? new Uint8Array()) }];
  throw new Error('KMS was asked for something that nobody wrote a way for');
}

type Sending = { send: (command: Command, ...more: unknown[]) => Promise<unknown> };
/** Puts a listener before `send` of every client of a kind. */
function listen(kind: { readonly prototype: object }, hear: (command: Command, go: () => Promise<unknown>) => Promise<unknown>): void {
  const prototype = kind.prototype as Sending;
  const { send } = prototype;
  prototype.send = function heard(this: Sending, command, ...more) {
    return hear(command, async () => await send.call(this, command, ...more));
  };
}

/** @returns what is used so far, by area; calls outside any function are the test's own and not in it */
export function recordUsedActions(): () => Used {
  const used = new Map<string, Set<string>>();
  const note = (...actions: readonly string[]): void => {
    const { area } = runningRow.getStore() ?? {};
    if (area === undefined) return;
    const own = used.get(area) ?? new Set();
    for (const action of actions) own.add(action);
    used.set(area, own);
  };
  listen(DynamoDBDocumentClient, async (command, go) => {
    note(...dynamoActions(command));
    return await go();
  });
  listen(KMSClient, async (command) => {
    const [action, answer] = answerOfKms(command, command);
    note(action);
    return answer;
  });
  listen(SESv2Client, async (command) => {
    note(command instanceof SendEmailCommand ? 'mail ses:SendEmail' : 'mail of another kind');
    return { MessageId: 'sample' };
  });
  listen(EventBridgeClient, async (command) => {
    note(command instanceof PutEventsCommand ? 'bus events:PutEvents' : 'bus asked otherwise');
    return { FailedEntryCount: 0 };
  });
  const inOrder = (a: string, b: string) => (a < b ? -1 : 1);
  return () => Object.fromEntries([...used].toSorted(([a], [b]) => inOrder(a, b)).map(([area, own]) => [area, [...own].sort(inOrder)]));
}
