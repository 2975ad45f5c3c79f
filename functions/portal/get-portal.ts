import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { settings } from '../../shared/platform/settings.ts';
import type { getPortal } from './routes.ts';
import { page } from './statics.ts';

/** JSON inside a script element: no `<` may open anything. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/** Everything comes from here; only tokens are fetched from whoever signs people in, whose end points may lie on another host. */
const policy = (connect: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${connect.join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const tokenHosts = (issuer: string): string[] => {
  const { origin, hostname } = new URL(issuer);
  const region = /^cognito-idp\.([a-z0-9-]+)\.amazonaws\.com$/.exec(hostname)?.[1];
  return region === undefined ? [origin] : [origin, `https://*.auth.${region}.amazoncognito.com`];
};

export const work: Work<typeof getPortal, object> = async () => {
  const signIn = settings.signIn();
  return file({
    contentType: 'text/html; charset=utf-8',
    content: (await page()).replace('"__SETTINGS__"', () => inScript(signIn)),
    headers: { 'content-security-policy': policy(tokenHosts(signIn.issuer)), 'cache-control': 'no-store' },
  });
};
