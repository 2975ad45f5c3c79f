import { openMasterKey } from '../platform/master-key.ts';
import { settings } from '../platform/settings.ts';
import type { KeyTable } from './key-table.ts';
import { keyTable } from './key-table.ts';
import type { Table } from './table.ts';

/** Keys and lookups of persons for the running function; only functions that open personal fields have them. */
export const liveKeyTable = ({ client }: Table): KeyTable => keyTable({ name: settings.keyTableName(), client }, openMasterKey());
