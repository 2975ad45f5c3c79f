import { Inflate } from 'fflate';
import { isFailure } from '../domain/failures.ts';
import { LIST_LIMITS, refused } from './list-limits.ts';

/*
 * Reads some files of a ZIP archive without trusting what it says about itself (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16).
 * Peculiar: fflate's `unzipSync` hides where entries lie, so overlapping ones stay unseen, and it cuts an entry that is larger
 * than announced without a word. Hence only its `Inflate` is used, in small steps that are counted.
 */

type Entry = { readonly name: string; readonly method: number; readonly packed: number; readonly size: number; readonly start: number };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LONGEST_COMMENT = 65_535;
const STEP_BYTES = 8_192;
/** Sheets pack 5 to 50 to one; what packs better than this and is not small was made to. */
const LARGEST_RATIO = 200;
const SMALL_BYTES = 1_000_000;

const damaged = () => refused('Die Excel-Datei ist beschädigt. Bitte öffnen Sie sie in Excel und speichern Sie sie neu als XLSX.');
const tooLarge = () =>
  refused('Die Excel-Datei wird ausgepackt zu groß. Bitte kopieren Sie nur die Liste in eine neue Datei und speichern Sie diese als XLSX.');

function endOfDirectory(view: DataView): number {
  const from = view.byteLength - 22;
  for (let at = from; at >= Math.max(0, from - LONGEST_COMMENT); at -= 1) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  throw damaged();
}

/** Where an entry's bytes begin; the local header repeats name and extra field, in a length of its own. */
function startOf(view: DataView, offset: number): number {
  if (view.getUint32(offset, true) !== LOCAL_HEADER) throw damaged();
  return offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
}

function directoryOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > LIST_LIMITS.archiveEntries) throw tooLarge();
  const names = new TextDecoder();
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: names.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: startOf(view, view.getUint32(at + 42, true)),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Entries that share bytes make a small file inflate to any size. */
function assertApart(entries: readonly Entry[], length: number): void {
  let end = 0;
  for (const { start, packed } of [...entries].sort((a, b) => a.start - b.start)) {
    if (start < end) throw damaged();
    end = start + packed;
  }
  if (end > length || new Set(entries.map(({ name }) => name)).size !== entries.length) throw damaged();
}

function inflated(packed: Uint8Array, size: number): Uint8Array {
  const content = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > size) throw damaged();
    content.set(chunk, length);
    length += chunk.length;
  });
  for (let at = 0; at < packed.length; at += STEP_BYTES)
    inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
  if (length !== size) throw damaged();
  return content;
}

/**
 * @returns reads one entry, undefined when there is none of that name; all that is read counts towards one limit
 * @throws requestInvalid when the archive is damaged, has overlapping entries, or says or turns out to be too large
 */
export function openArchive(bytes: Uint8Array): (name: string) => Uint8Array | undefined {
  const orRefused = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      // A position outside the file (RangeError) and a broken stream (fflate) are the same to whoever sent it.
      throw isFailure(error) ? error : damaged();
    }
  };
  const entries = orRefused(() => directoryOf(bytes));
  assertApart(entries, bytes.length);
  let left: number = LIST_LIMITS.inflatedBytes;
  return (name) => {
    const entry = entries.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (entry === undefined) return undefined;
    left -= entry.size;
    if (left < 0 || (entry.size > SMALL_BYTES && entry.size > entry.packed * LARGEST_RATIO)) throw tooLarge();
    const packed = bytes.subarray(entry.start, entry.start + entry.packed);
    if (entry.method === 0 && entry.packed === entry.size) return packed;
    if (entry.method !== 8) throw damaged();
    return orRefused(() => inflated(packed, entry.size));
  };
}
