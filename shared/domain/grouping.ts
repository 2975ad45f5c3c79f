import * as z from 'zod';
import type { Day } from './calendar.ts';
import { germanOrder } from './text.ts';

/** What a group is called; groups stand by `order`, where it is the same by `label` in German order. */
export type GroupLabel = { readonly key: string; readonly label: string; readonly order: string; readonly date: Day | null };

/** An order behind every other. */
export const LAST = '\uffff';

/** The group of a key, or that of everything without one, which stands last. */
export const groupOf = (key: string | null | undefined, label: string, missing: string): GroupLabel =>
  key === null || key === undefined ? { key: 'NONE', label: missing, order: LAST, date: null } : { key, label, order: '', date: null };

const byGroup = (a: GroupLabel, b: GroupLabel): number =>
  a.order === b.order ? germanOrder.compare(a.label, b.label) : a.order < b.order ? -1 : 1;

/** Items by the key of their group, the groups in order, the members as they came. */
export function grouped<Item>(
  items: readonly Item[],
  labelOf: (item: Item) => GroupLabel,
): { readonly label: GroupLabel; readonly members: readonly Item[] }[] {
  const found = new Map<string, { label: GroupLabel; members: Item[] }>();
  for (const item of items) {
    const label = labelOf(item);
    const known = found.get(label.key);
    if (known) known.members.push(item);
    else found.set(label.key, { label, members: [item] });
  }
  return [...found.values()].sort((a, b) => byGroup(a.label, b.label));
}

/** A whole number for each of these keys, none left out. */
export const countPer = <const Key extends string>(keys: readonly Key[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, z.int()])) as Record<Key, z.ZodInt>);
