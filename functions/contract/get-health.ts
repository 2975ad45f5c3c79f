import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { Table } from '../../shared/store/table.ts';
import { getItem } from '../../shared/store/table.ts';
import type { getHealth } from './routes.ts';

/** Reads one item that need not exist: whether the database answers is the whole question. */
export const work: Work<typeof getHealth, { table: Table }> = async (_, { table }) => {
  await getItem(table, { pk: 'HEALTH', sk: 'HEALTH' });
  return ok({ status: 'ok' });
};
