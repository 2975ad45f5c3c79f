import { Failure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { getPortalAsset } from './routes.ts';
import { asset, contentTypeOf } from './statics.ts';

export const work: Work<typeof getPortalAsset, object> = async ({ params: { fileName } }) => {
  const contentType = await contentTypeOf(fileName);
  if (contentType === undefined) throw new Failure('routeNotFound');
  return file({
    contentType,
    content: await asset(fileName),
    headers: { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' },
  });
};
