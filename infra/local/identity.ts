import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { DemoUser } from './demo-users.ts';
import { writeWhole } from './files.ts';
import { identityMemory } from './identity-memory.ts';
import { errorPage, pageHeaders, signedOutPage, signInPage, signOutPage } from './identity-pages.ts';
import { listenOn } from './listen.ts';

/*
 * Peculiar:
 * - The access token's audience is the API and not the client, so that an ID token never passes for an access token.
 * - API Gateway checks RSA signatures only, so everything is RS256.
 * - Without a consent page `prompt=consent` would redirect for ever; a grant is saved for whoever signs in instead.
 */

export const CLIENT_ID = 'npa-register-portal';
export const API_AUDIENCE = 'urn:npa-register:api';
const ACCESS_TOKEN_LIFE_SECONDS = 60 * 60;
const SESSION_LIFE_SECONDS = 10 * 60 * 60;

type Secrets = { readonly keys: readonly JWK[]; readonly cookieKeys: readonly string[] };

export type Identity = {
  readonly issuer: string;
  readonly port: number;
  /** Starts to answer; the portal's address is known only after the gateway has its port. */
  readonly serve: (portalOrigins: readonly string[]) => void;
  readonly stop: () => Promise<void>;
};
export type IdentityOptions = {
  readonly port: number;
  readonly users: readonly DemoUser[];
  readonly grantsClaim: string;
  /** Where the keys are kept, so that tokens outlive a restart; undefined: nowhere. */
  readonly dataDir?: string;
};

async function newSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = await exportJWK(privateKey);
  return {
    keys: [{ ...key, kid: await calculateJwkThumbprint(key), use: 'sig', alg: 'RS256' }],
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
}

async function readSecrets(dataDir: string | undefined): Promise<Secrets> {
  if (dataDir === undefined) return await newSecrets();
  const file = join(dataDir, 'identity-keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = await newSecrets();
  writeWhole(file, JSON.stringify(secrets));
  return secrets;
}

/** Saves a grant for everything the client asked for, in place of a consent page. */
async function grantWithoutAsking(ctx: KoaContextWithOIDC) {
  const { client, session, provider, result } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant = known ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile offline_access');
  grant.addResourceScope(API_AUDIENCE, 'openid');
  await grant.save();
  return grant;
}

function configuration(
  { users, grantsClaim }: IdentityOptions,
  { keys, cookieKeys }: Secrets,
  portalOrigins: readonly string[],
): Configuration {
  const grantsOf = (accountId: string): readonly string[] => users.find(({ id }) => id === accountId)?.grants ?? [];
  const headers = pageHeaders(portalOrigins);
  const show = (ctx: KoaContextWithOIDC, html: string): void => {
    ctx.set(headers);
    ctx.body = html;
  };
  return {
    adapter: identityMemory() as never,
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: portalOrigins.map((origin) => `${origin}/`),
        post_logout_redirect_uris: portalOrigins.map((origin) => `${origin}/`),
        id_token_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: keys as never },
    cookies: { keys: [...cookieKeys] },
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'name', grantsClaim] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    findAccount: (_ctx, accountId) => {
      const user = users.find(({ id }) => id === accountId);
      return user && { accountId, claims: () => ({ sub: accountId, name: user.name, [grantsClaim]: [...user.grants] }) };
    },
    extraTokenClaims: (_ctx, token) =>
      'accountId' in token ? { [grantsClaim]: [...grantsOf(String(token.accountId))], token_use: 'access' } : undefined,
    loadExistingGrant: grantWithoutAsking,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: (_ctx, origin) => portalOrigins.includes(origin),
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    renderError: (ctx) => show(ctx, errorPage()),
    ttl: {
      AccessToken: ACCESS_TOKEN_LIFE_SECONDS,
      AuthorizationCode: 60,
      IdToken: ACCESS_TOKEN_LIFE_SECONDS,
      RefreshToken: SESSION_LIFE_SECONDS,
      Interaction: 60 * 60,
      Session: SESSION_LIFE_SECONDS,
      Grant: SESSION_LIFE_SECONDS,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience: API_AUDIENCE,
          accessTokenTTL: ACCESS_TOKEN_LIFE_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 4_096) break;
  }
  return new URLSearchParams(text);
}

/** The sign-in page of one interaction, and the click on one of its people. */
async function signIn(
  provider: Provider,
  users: readonly DemoUser[],
  headers: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const chosen = request.method === 'POST' ? (await readForm(request)).get('user') : undefined;
  const user = users.find(({ id }) => id === chosen);
  if (user) {
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: user.id, remember: false } },
      { mergeWithLastSubmission: false },
    );
    return;
  }
  response.writeHead(chosen === undefined ? 200 : 400, headers).end(signInPage(users, `/login/${uid}`));
}

/** The provider opens its metadata to scripts of every origin; only the portal's may ask. Forms of its own pages name no origin. */
function isForeign({ url, headers: { origin } }: IncomingMessage, known: readonly string[]): boolean {
  if (origin === undefined || known.includes(origin)) return false;
  return !(origin === 'null' && /^\/(login|session)\//.test(url ?? ''));
}

/** A development OpenID Connect provider: authorization code with PKCE, one button per demo person, no passwords. */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const secrets = await readSecrets(options.dataDir);
  const server = createServer();
  const port = await listenOn(server, options.port, 'OIDC_PORT');
  const issuer = `http://127.0.0.1:${port}`;

  const serve = (portalOrigins: readonly string[]): void => {
    const provider = new Provider(issuer, configuration(options, secrets, portalOrigins));
    const answer = provider.callback();
    const headers = pageHeaders(portalOrigins);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (isForeign(request, [issuer, ...portalOrigins])) {
        response.writeHead(403, headers).end(errorPage());
        return;
      }
      if (!request.url?.startsWith('/login/')) {
        void answer(request, response);
        return;
      }
      signIn(provider, options.users, headers, request, response).catch(() => {
        if (!response.headersSent) response.writeHead(400, headers).end(errorPage());
      });
    });
  };

  return {
    issuer,
    port,
    serve,
    stop: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}
