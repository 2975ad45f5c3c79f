import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { getWebManifest } from './routes.ts';
import { statics } from './statics.ts';

export const work: Work<typeof getWebManifest, object> = async () =>
  file({
    contentType: 'application/manifest+json; charset=utf-8',
    content: await statics.read('manifest.webmanifest'),
    headers: { 'cache-control': 'no-cache' },
  });
