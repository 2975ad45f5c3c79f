import { readFile } from 'node:fs/promises';
import { Failure } from '../domain/failures.ts';
import { type Answer, file } from './route.ts';

/** What an area's `build.ts` writes beside the bundle; names carry a checksum, so a file never changes under its name. */
export type FileList = {
  /** Content type by name. */
  readonly files: Readonly<Record<string, string>>;
};
export const FILE_LIST = 'manifest.json';

export type Encoding = 'br' | 'gzip';
/** What the build puts behind the name of a compressed twin; only texts have one. */
export const encodingSuffixes = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>;

/** The files in a folder, each read once per instance. */
export function hashedFiles<Listed extends FileList>(folder: URL) {
  const kept = new Map<string, Promise<Buffer>>();
  const read = (name: string): Promise<Buffer> => {
    const reading = kept.get(name) ?? readFile(new URL(name, folder));
    kept.set(name, reading);
    return reading;
  };
  let listed: Promise<Listed> | undefined;
  const list = (): Promise<Listed> => {
    listed ??= read(FILE_LIST).then((bytes) => JSON.parse(bytes.toString('utf8')) as Listed);
    return listed;
  };
  return {
    list,
    read,
    compressed: (fileName: string, encoding: Encoding): Promise<Buffer> => read(`${fileName}${encodingSuffixes[encoding]}`),
    /** A listed file as browsers may keep it for good. @throws routeNotFound for every other name */
    answer: async (fileName: string): Promise<Answer> => {
      const { files } = await list();
      const contentType = Object.hasOwn(files, fileName) ? files[fileName] : undefined;
      if (contentType === undefined) throw new Failure('routeNotFound');
      return file({
        contentType,
        content: await read(fileName),
        headers: { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' },
      });
    },
  };
}
