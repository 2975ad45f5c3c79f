import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type * as z from 'zod';
import { canonicalJson } from '../domain/canonical.ts';
import { Failure } from '../domain/failures.ts';
import type { RecordType } from '../domain/journal.ts';
import { packSort, recordPartition } from './keys.ts';
import type { Table, Write } from './table.ts';
import { queryItems } from './table.ts';

/** SHA-256 in hex over the canonical JSON: the same content is the same hash. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** No item weighs more than 100 kB, with room for the key. */
const CHUNK_BYTES = 95_000;
/** A transaction takes 4 MB; larger documents are split before they are asked. */
const LARGEST_PACK_BYTES = 3_500_000;

/** Whose pack it is. The version makes a pack that was frozen once more another one beside the first. */
export type PackPlace = { readonly alliance: string; readonly type: RecordType; readonly id: string; readonly version: number };

/**
 * Documents that were frozen: canonical JSON, compressed, in chunks under their record. They are written in the record's own
 * transaction, never changed, and read against the hash that the record keeps.
 */
export function packStore(table: Table) {
  return {
    /** @throws bodyTooLarge with the sentence for the reader when the document does not fit into one transaction */
    freezing({ alliance, type, id, version }: PackPlace, pack: unknown, tooLarge: string): { writes: Write[]; packHash: string } {
      const bytes = gzipSync(canonicalJson(pack));
      if (bytes.length > LARGEST_PACK_BYTES) throw new Failure('bodyTooLarge', { detail: tooLarge });
      const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, index) =>
        bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
      );
      return {
        packHash: hashOf(pack),
        writes: chunks.map((chunk, index) => ({
          put: {
            item: { pk: recordPartition(alliance, type, id), sk: packSort(version, index), chunk },
            condition: 'attribute_not_exists(pk)',
          },
          refusal: 'recordChangedMeanwhile',
        })),
      };
    },

    /** @throws Error when the stored bytes are not those that were frozen */
    async read<Schema extends z.ZodType>(
      { alliance, type, id, version }: PackPlace,
      schema: Schema,
      expectedHash: string,
    ): Promise<z.output<Schema>> {
      const chunks: Uint8Array[] = [];
      for await (const item of queryItems(table, {
        partition: recordPartition(alliance, type, id),
        prefix: packSort(version, 0).slice(0, -6),
      }))
        chunks.push(item.chunk as Uint8Array);
      const pack = schema.parse(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8')));
      if (hashOf(pack) !== expectedHash) throw new Error(`evidence pack of ${id} does not match its hash`);
      return pack;
    },
  };
}
