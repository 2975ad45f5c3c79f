import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

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
      requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
