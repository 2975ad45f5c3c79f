import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ensureKeyTable, ensureTable } from '../../infra/local/engine.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import type { Table } from '../../shared/store/table.ts';

/** Address of the engine that jest's global set-up started for this run. */
export function engineEndpoint(): string {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (!endpoint) throw new Error('no database engine: run the tests through jest with the project configuration');
  return endpoint;
}

const ignore = (): void => undefined;
/** Without a word for `info`, or the SDK copies all that is sent and read for a line in a log that nobody keeps. */
const logger = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as NonNullable<DynamoDBClientConfig['logger']>;

/** No time limits: what a test reads past the register is no question of time. One attempt, as the register's own has. */
export const plainClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 1, logger });

export const patientClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(plainClient(), { marshallOptions: { removeUndefinedValues: true } });

/** A new, empty table of the register's schema on a real engine, and the table of keys beside it (`keyTableNameOf`); tests that share nothing need no cleaning up. */
export async function freshTable({ isStreamed = false }: { readonly isStreamed?: boolean } = {}): Promise<Table> {
  const name = `test-${randomUUID()}`;
  await Promise.all([ensureTable(engineEndpoint(), name, isStreamed), ensureKeyTable(engineEndpoint(), keyTableNameOf(name))]);
  return { name, client: patientClient() };
}
