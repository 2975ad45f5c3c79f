import { openTable } from '../platform/dynamo.ts';
import { settings } from '../platform/settings.ts';
import type { Table } from './table.ts';

/** The table of the running function; opened once per instance. */
export const liveTable = (): Table => ({ name: settings.tableName(), client: openTable() });
