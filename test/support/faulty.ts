import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openTable } from '../../shared/platform/dynamo.ts';
import type { Table } from '../../shared/store/table.ts';

export type Fault = 'lostAnswer' | 'TransactionConflict' | 'ThrottlingError';

/**
 * The same table through a client that fails as the cloud does and the embedded engine cannot: transactions meet the
 * faults in order, then go through. `lostAnswer` writes first and fails afterwards.
 */
export function faulty(table: Table, faults: readonly Fault[] | 'always'): { table: Table; met: Fault[]; transactions: () => number } {
  const met: Fault[] = [];
  let transactions = 0;
  const client = openTable();
  const next = (): Fault | undefined => (faults === 'always' ? 'TransactionConflict' : faults[met.length]);
  client.middlewareStack.add(
    (proceed, context) => async (args) => {
      if (context.commandName !== 'TransactWriteItemsCommand') return await proceed(args);
      transactions += 1;
      const fault = next();
      if (fault === undefined) return await proceed(args);
      met.push(fault);
      if (fault === 'lostAnswer') {
        await proceed(args);
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      }
      throw new TransactionCanceledException({
        message: 'cancelled',
        $metadata: {},
        CancellationReasons: [{ Code: fault }, { Code: 'None' }],
      });
    },
    { step: 'initialize', name: 'faults' },
  );
  return { table: { name: table.name, client: DynamoDBDocumentClient.from(client) }, met, transactions: () => transactions };
}
