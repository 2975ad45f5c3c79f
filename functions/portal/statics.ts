import { type Encoding, type FileList, hashedFiles } from '../../shared/http/hashed-files.ts';

export type { Encoding };
export type Manifest = FileList & { readonly worker: string };

export const statics = hashedFiles<Manifest>(new URL('./statics/', import.meta.url));

/** File name of what `/sw.js` runs. */
export const workerName = async (): Promise<string> => (await statics.list()).worker;

export const compressedAsset = statics.compressed;
export const page = async (): Promise<string> => (await statics.read('index.html')).toString('utf8');
