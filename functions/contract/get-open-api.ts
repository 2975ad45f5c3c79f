import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { getOpenApi } from './routes.ts';

/** Loaded at the first request: the health probe, in the same function, does not pay for it. */
export const work: Work<typeof getOpenApi, object> = async () => {
  const { default: contract } = await import('../../docs/openapi.json', { with: { type: 'json' } });
  return file({
    contentType: 'application/json; charset=utf-8',
    content: JSON.stringify(contract),
    headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
  });
};
