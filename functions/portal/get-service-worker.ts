import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { finishedPage } from './page.ts';
import type { getServiceWorker } from './routes.ts';
import { workerName } from './statics.ts';

/** Small, because browsers ask for it with every visit; the worker itself has a checksum in its name and comes once. */
export const work: Work<typeof getServiceWorker, object> = async () => {
  const { revision } = await finishedPage();
  return file({
    contentType: 'text/javascript; charset=utf-8',
    content: `self.pageRevision=${JSON.stringify(revision)};importScripts(${JSON.stringify(`/assets/${await workerName()}`)});\n`,
    headers: { 'cache-control': 'no-cache' },
  });
};
