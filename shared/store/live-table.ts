import { openTable } from '../platform/dynamo.ts';
import { log } from '../platform/logger.ts';
import { settings } from '../platform/settings.ts';
import type { Table } from './table.ts';
import { passing } from './time-budget.ts';

const codes = { CONTENDED: 'CONFLICT_RETRIED', THROTTLED: 'THROTTLE_MET', AWAY: 'DATABASE_AWAY', SILENT: 'DATABASE_AWAY' } as const;

/** The table of the running function; opened once per instance. What the database refuses for a moment is counted from then on. */
export function liveTable(): Table {
  passing.met = (kind) => log.info(codes[kind]);
  return { name: settings.tableName(), client: openTable() };
}
