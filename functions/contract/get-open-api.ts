import contract from '../../docs/openapi.json' with { type: 'json' };
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { getOpenApi } from './routes.ts';

const text = JSON.stringify(contract);

export const work: Work<typeof getOpenApi, object> = () =>
  Promise.resolve(
    file({
      contentType: 'application/json; charset=utf-8',
      content: text,
      headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
    }),
  );
