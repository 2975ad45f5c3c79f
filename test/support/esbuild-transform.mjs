import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { transformSync, version } from 'esbuild';

const shared = { format: 'esm', target: 'node24', sourcemap: 'inline', jsx: 'automatic', jsxImportSource: 'preact' };
const loaders = { '.ts': 'ts', '.tsx': 'tsx' };

/** Types are stripped, not checked: `npm run typecheck` does that once for all files. */
export default {
  getCacheKey: (source, file, options) =>
    createHash('sha256')
      .update([version, JSON.stringify(shared), file, source, String(options.instrument)].join('\n'))
      .digest('hex'),
  process: (source, file) => ({
    code: transformSync(source, { ...shared, loader: loaders[extname(file)] ?? 'ts', sourcefile: file }).code,
  }),
};
