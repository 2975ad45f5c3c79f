import { fileURLToPath } from 'node:url';
import { prepareTypst } from '../../shared/documents/typst-assets.ts';

export const prepare = async (outDir: string): Promise<void> => {
  await prepareTypst(outDir, fileURLToPath(new URL('./templates', import.meta.url)));
};
