import { readFile } from 'node:fs/promises';

/** What `build.ts` writes beside the bundle; names carry a checksum, so a file never changes under its name. */
export type Manifest = { readonly files: Readonly<Record<string, string>> };
export type Encoding = 'br' | 'gzip';

const folder = new URL('./statics/', import.meta.url);
const suffixes = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>;
const kept = new Map<string, Promise<Buffer>>();

/** Read once per instance. */
function read(name: string): Promise<Buffer> {
  const reading = kept.get(name) ?? readFile(new URL(name, folder));
  kept.set(name, reading);
  return reading;
}

let listed: Promise<Manifest> | undefined;
const manifest = (): Promise<Manifest> => {
  listed ??= read('manifest.json').then((bytes) => JSON.parse(bytes.toString('utf8')) as Manifest);
  return listed;
};

/** Content type of a file the build made, undefined for every other name. */
export async function contentTypeOf(fileName: string): Promise<string | undefined> {
  const { files } = await manifest();
  return Object.hasOwn(files, fileName) ? files[fileName] : undefined;
}

export const asset = (fileName: string): Promise<Buffer> => read(fileName);
/** The same file as the build compressed it; only texts are. */
export const compressedAsset = (fileName: string, encoding: Encoding): Promise<Buffer> => read(`${fileName}${suffixes[encoding]}`);
export const page = async (): Promise<string> => (await read('index.html')).toString('utf8');
