/*
 * The outside model: what clients sent and what they were told, kept apart from the register and written without any of
 * its rules. From that alone it says what must lie in the table, and recomputes every total.
 */

/** What one write was meant to do, in the words of the client that sent it. */
export type Intent = { readonly cents: number; readonly dimensions: Readonly<Record<string, string>> };

/** What the table says against what the clients say. */
export type Verdict = {
  /** acknowledged and not there */
  readonly lost: readonly string[];
  /** there more than once */
  readonly doubled: readonly string[];
  /** there, and nobody sent it */
  readonly foreign: readonly string[];
  /** there, though the client was told that it failed or nothing at all */
  readonly doubtful: readonly string[];
};

/** Nothing lost, nothing doubled, nothing foreign; `doubtful` is allowed. */
export const sound = { lost: [], doubled: [], foreign: [] } as const;

export function outsideModel() {
  const intents = new Map<string, Intent>();
  const acknowledged = new Set<string>();

  return {
    /** Before it is sent. */
    sent(id: string, intent: Intent): void {
      if (intents.has(id)) throw new Error(`"${id}" is sent as two writes`);
      intents.set(id, intent);
    },
    /** The client was told that it is done. */
    acknowledged(id: string): void {
      acknowledged.add(id);
    },
    counts: () => ({ sent: intents.size, acknowledged: acknowledged.size }),

    /** @param found the ids in the table, each as often as it stands there */
    judge(found: readonly string[]): Verdict {
      const times = new Map<string, number>();
      for (const id of found) times.set(id, (times.get(id) ?? 0) + 1);
      const ids = [...times.keys()];
      return {
        lost: [...acknowledged].filter((id) => !times.has(id)),
        doubled: ids.filter((id) => (times.get(id) ?? 0) > 1),
        foreign: ids.filter((id) => !intents.has(id)),
        doubtful: ids.filter((id) => intents.has(id) && !acknowledged.has(id)),
      };
    },

    /** What the writes in the table add up to by one dimension, from what was sent and not from what is stored. */
    totals(found: Iterable<string>, dimension: string): Record<string, number> {
      const sums: Record<string, number> = {};
      for (const id of new Set(found)) {
        const intent = intents.get(id);
        if (!intent) continue;
        const key = intent.dimensions[dimension] ?? '';
        sums[key] = (sums[key] ?? 0) + intent.cents;
      }
      return sums;
    },
    total: (found: Iterable<string>): number => [...new Set(found)].reduce((sum, id) => sum + (intents.get(id)?.cents ?? 0), 0),
  };
}
export type OutsideModel = ReturnType<typeof outsideModel>;

/** Rows of a table as they lie there, read by their plain names. */
type Row = Readonly<Record<string, unknown>>;
export const isIn =
  (partition: string) =>
  ({ pk }: Row): boolean =>
    pk === partition;

/** Adds up a field of rows by another one. */
export function addUp(rows: readonly Row[], by: (row: Row) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[by(row)] = (sums[by(row)] ?? 0) + Number(row.amountCents);
  return sums;
}
