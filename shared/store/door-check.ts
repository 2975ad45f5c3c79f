import { countsOf } from '../domain/door.ts';
import type { FaultRule, RegisterFault } from '../domain/register-fault.ts';
import { flatCounts } from './count-store.ts';
import { toKeptScan } from './door-store.ts';
import type { Key } from './keys.ts';
import { countsKey, doorKey } from './keys.ts';
import type { Row } from './row-class.ts';

type Counts = Map<string, number>;
/** What the counting keeps beside the counts. */
const ofMachinery = new Set(['pk', 'sk', 'round', 'commitId']);

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** Compares the counts of every door with its counted facts, and what was taken back with what took it back. */
export function doorCheck(found: (fault: RegisterFault) => void) {
  /** Counts as the facts give them and as they are kept, by the row they lie in. */
  const [counted, kept] = [new Map<string, Counts>(), new Map<string, Counts>()];
  /** Facts marked as taken back, and facts that take back, by the fact that is taken back. */
  const [marked, undoing] = [new Map<string, string>(), new Map<string, string>()];

  const say = (rule: FaultRule, name: string) => {
    const [pk = '', sk = ''] = name.split('\n');
    found({ rule, pk, sk });
  };

  function takeScan({ alliance, pk, sk, item }: Row): void {
    const { fact, undoneBy, counted: isCounted } = toKeptScan(item);
    if (undoneBy !== undefined) marked.set(nameOf({ pk, sk }), undoneBy);
    if (fact.undoes !== null && fact.outcome !== 'REFUSED')
      undoing.set(nameOf(doorKey(alliance, fact.eventId, 'SCAN', fact.undoes)), fact.scanId);
    if (isCounted !== true) return;
    const name = nameOf(countsKey(alliance, fact.eventId));
    const counts = counted.get(name) ?? new Map<string, number>();
    counted.set(name, counts);
    for (const [what, by] of flatCounts(countsOf([fact]))) counts.set(what, (counts.get(what) ?? 0) + by);
  }

  function checkCounts(): void {
    const none: Counts = new Map();
    for (const name of new Set([...counted.keys(), ...kept.keys()])) {
      const [one, other] = [counted.get(name) ?? none, kept.get(name) ?? none];
      const isEqual = [...one.keys(), ...other.keys()].every((what) => (one.get(what) ?? 0) === (other.get(what) ?? 0));
      if (!isEqual) say('COUNTS_DIFFER', name);
    }
  }

  return {
    take(row: Row): void {
      try {
        takeScan(row);
      } catch {
        found({ rule: 'SEAL_BROKEN', pk: row.pk, sk: row.sk, detail: 'Die Erfassung ist nicht lesbar.' });
      }
    },
    takeCounts({ pk, sk, item }: Row): void {
      const counts = Object.entries(item).filter(([name]) => !ofMachinery.has(name));
      kept.set(nameOf({ pk, sk }), new Map(counts.map(([name, count]) => [name, typeof count === 'number' ? count : Number.NaN])));
    },
    close(): void {
      checkCounts();
      for (const name of new Set([...marked.keys(), ...undoing.keys()]))
        if (marked.get(name) !== undoing.get(name)) say('UNDO_DIFFERS', name);
    },
  };
}
