import { setTimeout as pause } from 'node:timers/promises';
import { type Asked, isTransaction, writtenBy } from './request.ts';

/**
 * What one table does to writers who meet: DynamoDB cancels the later of two transactions on one item, and throttles a
 * partition beyond its units. The embedded engine does neither.
 */
export function contention() {
  const held = new Map<string, number>();
  const spent = new Map<string, { second: number; units: number }>();

  const change = (items: readonly string[], by: 1 | -1): void => {
    for (const item of items) {
      const count = (held.get(item) ?? 0) + by;
      if (count === 0) held.delete(item);
      else held.set(item, count);
    }
  };

  return {
    /** @returns position of the first item that another transaction holds; undefined when none */
    conflictOf(asked: Asked): number | undefined {
      const at = writtenBy(asked).findIndex(({ item }) => held.has(item));
      return at === -1 ? undefined : at;
    },

    /** Holds a transaction's items for so long before it is passed on, and until it is answered. */
    async hold<T>(asked: Asked, milliseconds: number, run: () => Promise<T>): Promise<T> {
      const items = asked.operation === 'TransactWriteItems' ? writtenBy(asked).map(({ item }) => item) : [];
      change(items, 1);
      try {
        if (items.length > 0) await pause(milliseconds);
        return await run();
      } finally {
        change(items, -1);
      }
    },

    /** Takes the units of a write. @returns position of the first item whose partition has none left; nothing is taken then */
    overLimit(asked: Asked, unitsPerSecond: number): number | undefined {
      const second = Math.floor(Date.now() / 1000);
      const written = writtenBy(asked).map(({ partition, bytes }) => ({
        partition,
        units: Math.ceil(bytes / 1024) * (isTransaction(asked) ? 2 : 1),
      }));
      const left = (partition: string): number => {
        const known = spent.get(partition);
        return unitsPerSecond - (known?.second === second ? known.units : 0);
      };
      const at = written.findIndex(({ partition, units }) => units > left(partition));
      if (at !== -1) return at;
      for (const { partition, units } of written) spent.set(partition, { second, units: unitsPerSecond - left(partition) + units });
      return undefined;
    },
  };
}
