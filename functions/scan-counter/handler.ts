import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { CountStore } from '../../shared/store/count-store.ts';
import { countStore } from '../../shared/store/count-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { countScans } from './count-scans.ts';

let counts: CountStore | undefined;

export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  counts ??= countStore(liveTable());
  return await countScans(event, counts);
};
