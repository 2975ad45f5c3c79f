import { createHash } from 'node:crypto';
import { settings } from '../../shared/platform/settings.ts';
import { page } from './statics.ts';

/** JSON inside a script element: no `<` may open anything. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/** Everything comes from here; only tokens are fetched from whoever signs people in, whose end points may lie on another host; on a development machine also its mails. */
const policy = (connect: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${connect.join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const tokenHosts = (issuer: string): string[] => {
  const { origin, hostname } = new URL(issuer);
  const region = /^cognito-idp\.([a-z0-9-]+)\.amazonaws\.com$/.exec(hostname)?.[1];
  return region === undefined ? [origin] : [origin, `https://*.auth.${region}.amazoncognito.com`];
};

/** The start page with this deployment's sign-in; `revision` changes with anything a browser is told of it. */
export async function finishedPage(): Promise<{ readonly content: string; readonly policy: string; readonly revision: string }> {
  const [signIn, mailCapture] = [settings.signIn(), settings.mailCapture()];
  const content = (await page()).replace('"__SETTINGS__"', () => inScript({ ...signIn, mailCapture }));
  const allowed = policy([...tokenHosts(signIn.issuer), ...(mailCapture === null ? [] : [mailCapture])]);
  const revision = createHash('sha256').update(allowed).update(content).digest('hex').slice(0, 16);
  return { content, policy: allowed, revision };
}
