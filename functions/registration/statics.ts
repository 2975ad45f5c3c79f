import { type FileList, hashedFiles } from '../../shared/http/hashed-files.ts';

export type Manifest = FileList & { readonly styles: string; readonly script: string };

export const statics = hashedFiles<Manifest>(new URL('./statics/', import.meta.url));

export const assetNames = async (): Promise<Pick<Manifest, 'styles' | 'script'>> => await statics.list();

export const compressedAsset = (fileName: string): Promise<Buffer> => statics.compressed(fileName, 'br');
