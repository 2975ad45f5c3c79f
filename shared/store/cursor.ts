import { createHash } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import type { Item } from './table.ts';

/**
 * Opaque position in a list. It names the last item given out and is bound to the list it came from (alliance, office,
 * filters); one that was changed or belongs to another list is refused. The mark is no secret: whoever forges one gets a
 * position in the same list, because the partition is checked against the list asked for.
 */
const sign = (list: string, position: string) => createHash('sha256').update(`${list}\n${position}`).digest('base64url').slice(0, 16);

export function writeCursor(list: string, item: Item, attributes: readonly string[]): string {
  const position = JSON.stringify(attributes.map((name) => item[name]));
  return Buffer.from(JSON.stringify([sign(list, position), position])).toString('base64url');
}

/** @throws cursorInvalid for a cursor that was changed or belongs to another list */
export function readCursor(list: string, partition: string, cursor: string, attributes: readonly string[]): Item {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    const [signature, position] = JSON.parse(bytes.toString('utf8')) as [string, string];
    // The decoder skips what is no base64, so another spelling of the same bytes would pass.
    if (signature === sign(list, position) && bytes.toString('base64url') === cursor) {
      const values: unknown = JSON.parse(position);
      const isPosition =
        Array.isArray(values) && values.length === attributes.length && values.every((value) => typeof value === 'string' && value !== '');
      if (isPosition && values[0] === partition) return Object.fromEntries(attributes.map((name, index) => [name, values[index]]));
    }
  } catch {
    // not one of ours: answered below like a changed one
  }
  throw new Failure('cursorInvalid', {
    detail: 'Bitte beginnen Sie die Liste von vorn.',
    faults: [{ pointer: 'query/cursor', detail: 'Diese Fortsetzungsmarke gehört nicht zu dieser Liste.' }],
  });
}
