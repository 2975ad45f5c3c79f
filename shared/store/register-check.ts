import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../domain/calendar.ts';
import type { RegisterFault } from '../domain/register-fault.ts';
import { isSameFault } from '../domain/register-fault.ts';
import type { BlockName, Chain, ChainKey, SealedRow } from './chain-store.ts';
import { chainStore, shortName } from './chain-store.ts';
import { doorCheck } from './door-check.ts';
import { ledgerCheck } from './ledger-check.ts';
import { recordCheck } from './record-check.ts';
import type { Row } from './row-class.ts';
import { hashOfRow, isSealable, rowOf, sealNameOf } from './row-class.ts';
import type { Table } from './table.ts';
import { everyItemOf } from './table.ts';

/** A look is no snapshot: what is written while it goes on may seem wrong to it, but not to the next. */
const BETWEEN_LOOKS_MS = 2_000;

/** A row that no block names yet; `owner` where only its record tells when it was written. */
type Unsealed = SealedRow & { readonly at?: Instant; readonly owner?: string };
type Look = {
  readonly chains: ReadonlyMap<string, Chain>;
  readonly unsealed: Map<string, Unsealed[]>;
  faults: RegisterFault[];
  rows: number;
};

export type Verified = {
  readonly faults: readonly RegisterFault[];
  readonly rows: number;
  /** Rows that no block names yet. */
  readonly unsealed: number;
  /** Where the chain of each alliance ends. */
  readonly heads: ReadonlyMap<string, BlockName>;
};

/** Compares rows with their seals. Rows that no block names are kept for the next one, or are faults when they are too old. */
function sealCheck(chains: ReadonlyMap<string, Chain>, found: (fault: RegisterFault) => void) {
  const unsealed = new Map<string, Unsealed[]>([...chains.keys()].map((alliance) => [alliance, []]));
  /** Records that changed after the last seal: what they wrote may still be unsealed. */
  const fresh = new Set<string>();
  const undated: { readonly alliance: string; readonly row: Unsealed }[] = [];

  function takeUnsealed(alliance: string, { upTo }: Chain, row: Unsealed): void {
    if (upTo === null || (row.at !== undefined && row.at > upTo)) unsealed.get(alliance)?.push(row);
    else if (row.at === undefined) undated.push({ alliance, row });
    else found({ rule: 'ROW_LATE', pk: row.pk, sk: row.sk });
  }

  function compare(row: Row, chain: Chain): void {
    const { alliance, kind, pk, sk, at, owner } = row;
    const seals = kind === 'STATE' ? chain.states : chain.rows;
    const name = sealNameOf(row);
    const hash = hashOfRow(row);
    const sealed = seals.get(shortName(name));
    seals.delete(shortName(name));
    if (sealed === undefined)
      takeUnsealed(alliance, chain, { ...name, hash, ...(at === undefined ? {} : { at }), ...(owner === undefined ? {} : { owner }) });
    else if (sealed !== hash) found({ rule: 'SEAL_BROKEN', pk, sk });
  }

  return {
    unsealed,
    take(row: Row): void {
      const { alliance, kind, pk, sk, at = '' } = row;
      const chain = chains.get(alliance);
      if (chain === undefined || kind === 'UNKNOWN') found({ rule: 'ROW_UNKNOWN', pk, sk });
      if (chain === undefined || !isSealable(kind)) return;
      if (kind === 'STATE' && at > (chain.upTo ?? '')) fresh.add(pk);
      compare(row, chain);
    },
    close(): void {
      for (const { alliance, row } of undated)
        if (row.owner !== undefined && fresh.has(row.owner)) unsealed.get(alliance)?.push(row);
        else found({ rule: 'ROW_LATE', pk: row.pk, sk: row.sk });
    },
  };
}

/**
 * Checks a whole register against its own rules and its seals, and seals what is new.
 *
 * One scan of the table; memory holds two short texts per sealed row, one record, and what a ledger line or a booking
 * waits for, never the rows.
 * @param key null where nobody may check or make signatures
 * @see docs/adr/0019-a-chain-of-seals.md
 */
export function registerCheck(table: Table, key: ChainKey | null, alliances: readonly string[]) {
  const chains = chainStore(table, key);

  async function look(): Promise<Look> {
    const faults: RegisterFault[] = [];
    const found = (fault: RegisterFault): void => void faults.push(fault);
    const read = new Map(await Promise.all(alliances.map(async (alliance) => [alliance, await chains.read(alliance)] as const)));
    for (const chain of read.values()) faults.push(...chain.faults);
    const [seals, ledger, doors] = [sealCheck(read, found), ledgerCheck(table, found), doorCheck(found)];
    const records = recordCheck(found, ledger.takeEntry);
    const takers: Partial<Record<Row['kind'], (row: Row) => void>> = {
      LEDGER: ledger.takeLine,
      SUM: ledger.takeSum,
      SCAN: doors.take,
      COUNTS: doors.takeCounts,
    };
    let rows = 0;
    for await (const item of everyItemOf(table)) {
      const row = rowOf(item);
      rows += 1;
      seals.take(row);
      records.take(row);
      takers[row.kind]?.(row);
    }
    seals.close();
    records.close();
    doors.close();
    ledger.close();
    for (const [alliance, { rows: missing }] of read)
      if (missing.size > 0)
        for (const { pk, sk } of await chains.namesOf(alliance, new Set(missing.keys()))) found({ rule: 'ROW_MISSING', pk, sk });
    return { chains: read, unsealed: seals.unsealed, faults, rows };
  }

  /** A second look when the first found something; a fault is what both say. */
  async function surely(): Promise<Look> {
    const first = await look();
    if (first.faults.length === 0) return first;
    await pause(BETWEEN_LOOKS_MS);
    const second = await look();
    const inBoth = second.faults.filter((fault) => first.faults.some((earlier) => isSameFault(earlier, fault)));
    return { ...second, faults: inBoth };
  }

  const resultOf = ({ faults, rows, unsealed, chains: read }: Look): Verified => ({
    faults,
    rows,
    unsealed: [...unsealed.values()].reduce((sum, { length }) => sum + length, 0),
    heads: new Map([...read].flatMap(([alliance, { head }]) => (head === null ? [] : [[alliance, head] as const]))),
  });

  return {
    verify: async (): Promise<Verified> => resultOf(await surely()),

    /** What one look says, changes of that moment included; for registers at rest. */
    verifyAtRest: async (): Promise<Verified> => resultOf(await look()),

    /**
     * Verifies, then seals what was recorded up to an instant and is without fault. A chain that is broken is not gone on
     * with, so that the break stays its end.
     * @param upTo before everything that is still being written
     * @returns with the ends of those chains alone that grew
     */
    async verifyAndSeal(upTo: Instant, sealedAt: Instant): Promise<Verified> {
      const seen = await surely();
      const heads = new Map<string, BlockName>();
      const faulty = new Set(seen.faults.map(({ pk, sk }) => `${pk}\n${sk}`));
      for (const [alliance, chain] of seen.chains) {
        if (chain.faults.length > 0 || (chain.upTo !== null && chain.upTo >= upTo)) continue;
        const rows = (seen.unsealed.get(alliance) ?? [])
          .filter(({ pk, sk, at }) => (at === undefined || at <= upTo) && !faulty.has(`${pk}\n${sk}`))
          .map(({ pk, sk, hash }) => ({ pk, sk, hash }));
        heads.set(alliance, await chains.seal(alliance, chain.head, rows, upTo, sealedAt));
      }
      return { ...resultOf(seen), heads };
    },
  };
}
