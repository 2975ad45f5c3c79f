import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jwtAuthorizer } from '../../infra/local/authorizer.ts';
import { demoUsers } from '../../infra/local/demo-users.ts';
import { flattenClaims } from '../../infra/local/gateway-event.ts';
import { API_AUDIENCE, CLIENT_ID, type Identity, startIdentity } from '../../infra/local/identity.ts';
import { freePort } from '../../infra/local/listen.ts';
import { signInHeadless } from '../../infra/local/sign-in.ts';
import { regionalRoles, roles } from '../../shared/domain/access.ts';
import { grantsOf } from '../../shared/http/claims.ts';

const portal = 'http://127.0.0.1:8080';
const redirectUri = `${portal}/`;
const dir = mkdtempSync(join(tmpdir(), 'identity-'));
const running = new Set<Identity>();
const start = async (port = 0): Promise<Identity> => {
  const started = await startIdentity({ port, users: demoUsers, grantsClaim: 'cognito:groups', dataDir: dir });
  started.serve([portal]);
  running.add(started);
  return started;
};
const payloadOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

let identity: Identity;
beforeAll(async () => {
  identity = await start();
});
afterAll(async () => {
  await Promise.all([...running].map(async (started) => await started.stop()));
  rmSync(dir, { recursive: true });
});

const signIn = async (userId: string) => await signInHeadless({ issuer: identity.issuer, clientId: CLIENT_ID, redirectUri, userId });
const authorizeUrl = (more: Record<string, string> = {}): string => {
  const query = {
    client_id: CLIENT_ID,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
    ...more,
  };
  return `${identity.issuer}/auth?${new URLSearchParams(query)}`;
};

describe('demo users', () => {
  test('every role has somebody, the regional editor in each of the four offices', () => {
    const grants = demoUsers.flatMap((user) => user.grants);
    const isBounded = (role: string): boolean => role === 'GROUP_MANAGER' || [...regionalRoles].some((regional) => regional === role);
    for (const role of roles)
      expect(grants.some((grant) => grant === `npa:${role}` || (isBounded(role) && grant.startsWith(`npa:${role}:`)))).toBe(true);
    for (const grant of ['npa:GROUP_MANAGER:ag-sprachfoerderung', 'lip:GROUP_MANAGER:ag-1', 'lip:OFFICE_LEAD'])
      expect(grants).toContain(grant);
    for (const office of ['BS', 'LW', 'LG', 'WE']) expect(grants).toContain(`npa:REGIONAL_EDITOR:${office}`);
    expect(grants).toContain('lip:OFFICE_EDITOR');
    expect(demoUsers.some((user) => user.grants.includes('npa:CERTIFIER') && user.grants.includes('npa:AUTHORISER'))).toBe(true);
    expect(new Set(demoUsers.map(({ id }) => id)).size).toBe(demoUsers.length);
  });

  test('every grant is one the API understands, after the way through the gateway', () => {
    for (const { grants } of demoUsers) {
      const { groups } = flattenClaims({ groups: grants });
      expect(grantsOf(groups)).toHaveLength(grants.length);
    }
  });
});

describe('sign-in', () => {
  test('code and PKCE bring an RS256 access token for the API that the authorizer accepts', async () => {
    const { accessToken } = await signIn('npa-regional-editor-lg');
    expect(headerOf(accessToken)).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
    const payload = payloadOf(accessToken);
    expect(payload).toMatchObject({
      iss: identity.issuer,
      aud: API_AUDIENCE,
      client_id: CLIENT_ID,
      sub: 'npa-regional-editor-lg',
      'cognito:groups': ['npa:REGIONAL_EDITOR:LG'],
    });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60 * 60);
    const { claimsOf } = jwtAuthorizer({ issuer: identity.issuer, audience: [API_AUDIENCE] });
    expect(await claimsOf(`Bearer ${accessToken}`)).toMatchObject({ sub: 'npa-regional-editor-lg' });
  });

  test('the ID token names the person to the portal and is no access token', async () => {
    const { idToken } = await signIn('npa-certifier');
    expect(payloadOf(idToken)).toMatchObject({ aud: CLIENT_ID, name: 'Feststellerin oder Feststeller' });
    const { claimsOf } = jwtAuthorizer({ issuer: identity.issuer, audience: [API_AUDIENCE] });
    expect(await claimsOf(`Bearer ${idToken}`)).toBeUndefined();
  });

  test('the page is German, keyboard-usable and allows no script', async () => {
    const response = await fetch(authorizeUrl(), { redirect: 'manual' });
    const page = await fetch(new URL(response.headers.get('location') ?? '', identity.issuer), {
      headers: {
        cookie: response.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; '),
      },
    });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('<html lang="de">');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain(':focus-visible');
    expect(html.match(/<button type="submit" name="user"/g)).toHaveLength(demoUsers.length);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|script-src/);
    expect(policy).toContain(`form-action 'self' ${portal};`);
  });

  test.each<[string, Record<string, string>]>([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['as an implicit flow', { response_type: 'token' }],
  ])('a request %s goes back with an error and no code', async (_, more) => {
    const given = Object.entries(more).filter(([, value]) => value !== '');
    const url = new URL(authorizeUrl(Object.fromEntries(given)));
    for (const [name, value] of Object.entries(more)) if (value === '') url.searchParams.delete(name);
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.headers.get('location') ?? '').toMatch(/^http:\/\/127\.0\.0\.1:8080\/[?#]error=/);
  });

  test('a foreign redirect address is refused with a German page and no redirect', async () => {
    const response = await fetch(authorizeUrl({ redirect_uri: 'http://127.0.0.1:9/' }), { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.text()).toContain('lang="de"');
  });

  test('a person who does not exist is not signed in', async () => {
    await expect(signIn('nobody')).rejects.toThrow('brought no code');
  });
});

describe('origins', () => {
  test('scripts of the portal may ask, others may not', async () => {
    const from = async (origin: string) => await fetch(`${identity.issuer}/.well-known/openid-configuration`, { headers: { origin } });
    const [own, foreign] = await Promise.all([from(portal), from('http://elsewhere.example')]);
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, portal]);
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

test('a token from before a restart is still accepted', async () => {
  const port = await freePort();
  const before = await start(port);
  const { accessToken } = await signInHeadless({ issuer: before.issuer, clientId: CLIENT_ID, redirectUri, userId: 'npa-auditor' });
  await before.stop();
  running.delete(before);
  const after = await start(port);
  const { claimsOf } = jwtAuthorizer({ issuer: after.issuer, audience: [API_AUDIENCE] });
  expect(await claimsOf(`Bearer ${accessToken}`)).toMatchObject({ sub: 'npa-auditor' });
});
