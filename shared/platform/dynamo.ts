import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const ignore = (): void => undefined;
/**
 * Without a word for `info`, or the SDK copies all that is sent and read, item by item, for a line in a log that nobody
 * keeps: a fifth of the work of reading a page.
 */
const logger = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as NonNullable<DynamoDBClientConfig['logger']>;

/**
 * The SDK has no time-out of its own, so one is set here: an attempt that hangs is given up. It makes no second attempt,
 * since whether and when there is one is decided in one place, by the store's time budget (`shared/store/time-budget.ts`):
 * two that repeat multiply.
 * @param maxAttempts more than one only for what is sent past the stores
 */
export const openTable = (maxAttempts = 1): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      maxAttempts,
      logger,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
