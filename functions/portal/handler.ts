import { area, type HttpHandler, pair } from '../../shared/http/endpoint.ts';
import * as portal from './get-portal.ts';
import * as portalAsset from './get-portal-asset.ts';
import * as serviceWorker from './get-service-worker.ts';
import * as webManifest from './get-web-manifest.ts';
import { getPortal, getPortalAsset, getServiceWorker, getWebManifest } from './routes.ts';
import { compressedAsset, type Encoding } from './statics.ts';

/*
 * Peculiar: a piece of work sees no request headers, so the choice between a file and its compressed twin happens
 * around the area, on the finished answer.
 */
const answer = area(
  () => ({}),
  [
    pair(getPortal, portal.work),
    pair(getPortalAsset, portalAsset.work),
    pair(getServiceWorker, serviceWorker.work),
    pair(getWebManifest, webManifest.work),
  ],
);

function encodingFor(accepted: string | undefined): Encoding | undefined {
  const entries = (accepted ?? '').split(',').map((entry) => entry.split(';').map((part) => part.trim()));
  const offered = new Set(entries.filter(([, ...rest]) => !rest.some((part) => /^q=0\.?0{0,3}$/.test(part))).map(([name]) => name));
  if (offered.has('br')) return 'br';
  return offered.has('gzip') ? 'gzip' : undefined;
}

const isText = (contentType: unknown): boolean => /^(?:text\/|image\/svg)/.test(String(contentType));

export const handler: HttpHandler = async (event, context) => {
  const result = await answer(event, context);
  const fileName = event.pathParameters?.fileName;
  const encoding = encodingFor(event.headers['accept-encoding']);
  if (result.statusCode !== 200 || fileName === undefined || encoding === undefined || !isText(result.headers?.['content-type']))
    return result;
  return {
    ...result,
    headers: { ...result.headers, 'content-encoding': encoding },
    body: (await compressedAsset(fileName, encoding)).toString('base64'),
    isBase64Encoded: true,
  };
};
