import type { DoorEntry } from '../../shared/domain/door.ts';

const touchedBy = (entry: DoorEntry): string[] => [
  `scan ${entry.scanId}`,
  ...(entry.kind === 'UNDO' ? [`scan ${entry.undoes}`] : []),
  ...(entry.kind === 'CHECK_IN' || entry.kind === 'WALK_IN' ? [`ticket ${entry.ticketId}`] : []),
];

type Lane = { readonly touched: readonly string[]; readonly places: readonly number[] };

/**
 * Entries that must keep their order among each other: what names the same ticket or the same scan, also by way of a
 * third. Different lanes have nothing in common and may run side by side.
 * @returns the entries' places in the batch, each lane in ascending order
 */
export function lanesOf(entries: readonly DoorEntry[]): readonly (readonly number[])[] {
  const laneOf = new Map<string, Lane>();
  for (const [place, entry] of entries.entries()) {
    const touched = touchedBy(entry);
    const met = [...new Set(touched.flatMap((what) => laneOf.get(what) ?? []))];
    const lane: Lane = {
      touched: [...new Set([...met.flatMap((other) => other.touched), ...touched])],
      places: [...met.flatMap((other) => other.places), place].sort((a, b) => a - b),
    };
    for (const what of lane.touched) laneOf.set(what, lane);
  }
  return [...new Set(laneOf.values())].map(({ places }) => places);
}
