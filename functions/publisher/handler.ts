import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Bus } from '../../shared/platform/publisher.ts';
import { openBus } from '../../shared/platform/publisher.ts';
import { publishJournal } from './publish-journal.ts';

let bus: Bus | undefined;

export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  bus ??= openBus();
  return await publishJournal(event, bus);
};
