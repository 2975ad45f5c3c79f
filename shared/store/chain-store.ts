import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { FaultRule, RegisterFault } from '../domain/register-fault.ts';
import { BLOCK_PREFIX, blockKey, chainHeadKey, chainPartition } from './keys.ts';
import { isStateName } from './row-class.ts';
import type { Item, Table, Write } from './table.ts';
import { commit, getItem, queryItems } from './table.ts';

/**
 * The chain of seals of an alliance: blocks that list rows with their hashes, each with the hash of the block before. The
 * last block's hash is signed with a key that nobody who writes rows has, and through it all blocks are.
 * @see docs/adr/0019-a-chain-of-seals.md
 */
export type ChainKey = {
  readonly sign: (text: string) => Promise<Uint8Array>;
  readonly holds: (text: string, mac: Uint8Array) => Promise<boolean>;
};

export type SealedRow = { readonly pk: string; readonly sk: string; readonly hash: string };
export type BlockName = { readonly number: number; readonly hash: string };

/** What a chain says, with no more of each row in memory than two short texts. */
export type Chain = {
  readonly head: BlockName | null;
  /** Everything recorded until then is sealed; null before the first seal. */
  readonly upTo: Instant | null;
  /** Hash of each row by its short name. A state is here once per version that was sealed. */
  readonly rows: Map<string, string>;
  readonly states: Map<string, string>;
  readonly faults: readonly RegisterFault[];
};

const Block = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  number: z.int(),
  /** Null in the first block. */
  previous: z.string().nullable(),
  sealedAt: z.string(),
  /** Set in the last block of a run. */
  upTo: z.string().nullable(),
  rows: z.array(z.strictObject({ pk: z.string(), sk: z.string(), hash: z.string() })),
  commitId: z.string(),
  hash: z.string(),
});
type Block = z.output<typeof Block>;
const Head = z.strictObject({ pk: z.string(), sk: z.string(), number: z.int(), hash: z.string(), mac: z.instanceof(Uint8Array) });

/** Blocks stay well below the 100 kB that no item may exceed. */
const BLOCK_BYTES = 80_000;
const BLOCKS_AT_ONCE = 5;

const hashOfBlock = (block: Omit<Block, 'hash'>): string => createHash('sha256').update(canonicalJson(block)).digest('base64url');
const signed = (alliance: string, { number, hash }: BlockName): string => `npa-register chain ${alliance} ${number} ${hash}`;

/** 96 bits of a row's name: enough that no two rows of one register share them by chance. */
export const shortName = ({ pk, sk }: { readonly pk: string; readonly sk: string }): string =>
  createHash('sha256').update(`${pk}\n${sk}`).digest('base64url').slice(0, 16);

/** Splits into blocks by their weight; at least one, so that every run leaves its mark. */
function split(rows: readonly SealedRow[]): SealedRow[][] {
  const blocks: SealedRow[][] = [[]];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(row.pk) + Buffer.byteLength(row.sk) + row.hash.length + 20;
    if (bytes + size > BLOCK_BYTES) {
      blocks.push([]);
      bytes = 0;
    }
    blocks.at(-1)?.push(row);
    bytes += size;
  }
  return blocks;
}

/** What is wrong with one block beside the one before it. */
function faultsOfBlock(block: Block, before: BlockName | null): string | null {
  const { hash, ...content } = block;
  if (block.sk !== blockKey('', block.number).sk) return 'Er trägt eine andere Nummer als sein Schlüssel.';
  if (hashOfBlock(content) !== hash) return 'Sein Inhalt passt nicht zu seiner Prüfsumme.';
  if (block.number !== (before?.number ?? 0) + 1) return `Davor fehlt Block ${(before?.number ?? 0) + 1}.`;
  return block.previous === (before?.hash ?? null) ? null : 'Er nennt einen anderen Vorgänger.';
}

function readBlock(item: Item, before: Block | null): { readonly block?: Block; readonly wrong: string | null } {
  const { data: block } = Block.safeParse(item);
  return block === undefined ? { wrong: 'Der Block ist nicht lesbar.' } : { block, wrong: faultsOfBlock(block, before) };
}
const nameOf = (block: Block | null): BlockName | null => (block === null ? null : { number: block.number, hash: block.hash });

/** @param key null where nobody may check the signature: links and hashes are checked all the same */
export function chainStore(table: Table, key: ChainKey | null) {
  const fault = (rule: FaultRule, at: { pk: string; sk: string }, detail?: string): RegisterFault => ({
    rule,
    pk: at.pk,
    sk: at.sk,
    ...(detail === undefined ? {} : { detail }),
  });

  async function* blocksOf(alliance: string): AsyncGenerator<Item> {
    yield* queryItems(table, { partition: chainPartition(alliance), prefix: BLOCK_PREFIX, pageSize: BLOCKS_AT_ONCE });
  }

  async function faultsOfHead(alliance: string, last: BlockName | null): Promise<RegisterFault[]> {
    const at = chainHeadKey(alliance);
    const item = await getItem(table, at);
    if (item === undefined) return last === null ? [] : [fault('CHAIN_HEAD', at, 'Es fehlt.')];
    const head = Head.safeParse(item);
    if (!head.success) return [fault('CHAIN_HEAD', at)];
    const { number, hash, mac } = head.data;
    if (number !== last?.number || hash !== last.hash)
      return [fault('CHAIN_HEAD', at, `Es nennt Block ${number}, der letzte ist ${last?.number ?? 0}.`)];
    return key === null || (await key.holds(signed(alliance, head.data), mac)) ? [] : [fault('CHAIN_HEAD', at)];
  }

  /** One pass over the chain; what a broken block says is still compared with the rows. */
  async function read(alliance: string): Promise<Chain> {
    const [rows, states] = [new Map<string, string>(), new Map<string, string>()];
    const faults: RegisterFault[] = [];
    let last: Block | null = null;
    let upTo: Instant | null = null;
    for await (const item of blocksOf(alliance)) {
      const { block, wrong } = readBlock(item, last);
      if (wrong !== null) faults.push(fault('CHAIN_BROKEN', { pk: String(item.pk), sk: String(item.sk) }, wrong));
      for (const row of block?.rows ?? []) (isStateName(row.sk) ? states : rows).set(shortName(row), row.hash);
      last = block ?? last;
      upTo = block?.upTo ?? upTo;
    }
    const head = nameOf(last);
    return { head, upTo, rows, states, faults: [...faults, ...(await faultsOfHead(alliance, head))] };
  }

  /** The full names of rows by their short ones; reads the chain once more. */
  async function namesOf(alliance: string, names: ReadonlySet<string>): Promise<SealedRow[]> {
    const found: SealedRow[] = [];
    for await (const item of blocksOf(alliance)) {
      const read = Block.safeParse(item);
      if (read.success) found.push(...read.data.rows.filter((row) => names.has(shortName(row))));
    }
    return found;
  }

  /** Puts one block and signs it as the end of the chain. @throws recordChangedMeanwhile when another run was first */
  async function put(alliance: string, before: BlockName | null, content: Pick<Block, 'rows' | 'upTo' | 'sealedAt'>): Promise<BlockName> {
    if (key === null) throw new Error('sealing needs the chain key');
    const number = (before?.number ?? 0) + 1;
    const at = blockKey(alliance, number);
    const commitId = randomUUID();
    const block = { ...at, number, previous: before?.hash ?? null, ...content, commitId };
    const name = { number, hash: hashOfBlock(block) };
    const unmoved: Omit<NonNullable<Write['put']>, 'item'> = before === null
      ? { condition: 'attribute_not_exists(pk)' }
      : { condition: '#hash = :before', names: { '#hash': 'hash' }, values: { ':before': before.hash } };
    const mac = await key.sign(signed(alliance, name));
    await commit(
      table,
      [
        { put: { item: { ...block, hash: name.hash }, condition: 'attribute_not_exists(pk)' }, refusal: 'recordChangedMeanwhile' },
        { put: { item: { ...chainHeadKey(alliance), ...name, mac }, ...unmoved }, refusal: 'recordChangedMeanwhile' },
      ],
      { key: at, commitId },
    );
    return name;
  }

  return {
    read,
    namesOf,
    /**
     * Seals rows behind the end of the chain. A run that is cut off leaves blocks without `upTo`: the next goes on.
     * @param upTo until when everything recorded is sealed with this
     */
    async seal(alliance: string, head: BlockName | null, rows: readonly SealedRow[], upTo: Instant, sealedAt: Instant): Promise<BlockName> {
      const blocks = split(rows);
      let last = head;
      for (const [index, some] of blocks.entries())
        last = await put(alliance, last, { rows: some, upTo: index === blocks.length - 1 ? upTo : null, sealedAt });
      if (last === null) throw new Error('nothing was sealed');
      return last;
    },
    /** Whether the chain still holds a block that somebody noted down. */
    async holds(alliance: string, { number, hash }: BlockName): Promise<boolean> {
      return (await getItem(table, blockKey(alliance, number)))?.hash === hash;
    },
  };
}
