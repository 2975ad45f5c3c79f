/*
 * Peculiar: tokens live in this module and nowhere else; a reload signs in again at the provider. The browser keeps
 * only verifier, state and the room to return to, and only while it is away at the provider.
 */
type Settings = { readonly issuer: string; readonly clientId: string; readonly scope: string };
type Endpoints = { readonly authorization_endpoint: string; readonly token_endpoint: string; readonly end_session_endpoint?: string };
type Tokens = { readonly access: string; readonly id: string; readonly refresh: string | undefined; readonly expiresAt: number };
type Pending = { readonly state: string; readonly verifier: string; readonly hash: string };

const PENDING = 'sign-in';
const RENEW_BEFORE_MS = 30_000;
const DISCOVER_WITHIN_MS = 8_000;

const settings = JSON.parse(document.getElementById('settings')?.textContent ?? '{}') as Settings;
const redirectUri = `${location.origin}/`;
let tokens: Tokens | undefined;

const discover = async (): Promise<Endpoints> => {
  const response = await fetch(`${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(DISCOVER_WITHIN_MS),
  });
  if (!response.ok) throw new Error('discovery failed');
  return (await response.json()) as Endpoints;
};
let discovered: Promise<Endpoints> | undefined;
const endpoints = (): Promise<Endpoints> => {
  discovered ??= discover();
  discovered.catch(() => {
    discovered = undefined;
  });
  return discovered;
};

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Leaves for the provider and comes back to the room that is open now. */
export async function signIn(): Promise<void> {
  const { authorization_endpoint } = await endpoints();
  const pending: Pending = { state: random(), verifier: random(), hash: location.hash };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier))));
  const query = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: settings.scope,
    state: pending.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  location.assign(`${authorization_endpoint}?${query}`);
}

/** The provider answered, and gave no token. */
class Refused extends Error {}

async function redeem(parameters: Record<string, string>): Promise<Tokens> {
  const { token_endpoint } = await endpoints();
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: settings.clientId, ...parameters }),
  });
  if (!response.ok) throw response.status < 500 ? new Refused('no token') : new Error('provider failed');
  const answer = (await response.json()) as { access_token: string; id_token?: string; refresh_token?: string; expires_in?: number };
  return {
    access: answer.access_token,
    id: answer.id_token ?? tokens?.id ?? '',
    refresh: answer.refresh_token ?? tokens?.refresh,
    expiresAt: Date.now() + (answer.expires_in ?? 300) * 1000,
  };
}

/** Takes up a return from the provider. @returns whether somebody is signed in now; throws when the return was not right */
export async function resume(): Promise<boolean> {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) return false;
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null') as Pending | null;
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', `/${pending?.hash ?? ''}`);
  const code = answer.get('code');
  if (!pending || answer.get('state') !== pending.state || !code) throw new Error('sign-in not completed');
  tokens = await redeem({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: pending.verifier });
  return true;
}

let renewing: Promise<Tokens> | undefined;
let refused = false;
/** Whether the sign-in ended because the provider would not renew it, rather than by its time alone. */
export const wasRefused = (): boolean => refused;

/** Asks for a new token. @returns undefined when the provider refuses; throws when it cannot be reached, and nothing is forgotten */
async function renew(refresh: string): Promise<string | undefined> {
  renewing ??= redeem({ grant_type: 'refresh_token', refresh_token: refresh }).finally(() => {
    renewing = undefined;
  });
  tokens = await renewing.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    refused = true;
    return undefined;
  });
  return tokens?.access;
}

/**
 * The access token, renewed shortly before its end when the provider gave means to.
 * @param unaccepted the token that the API did not accept: it is renewed whatever its end
 * @returns undefined when it has ended; throws when a renewal is due and the provider cannot be reached
 */
export async function accessToken(unaccepted?: string): Promise<string | undefined> {
  if (!tokens) return undefined;
  if (tokens.access !== unaccepted && tokens.expiresAt - RENEW_BEFORE_MS > Date.now()) return tokens.access;
  if (tokens.refresh !== undefined) return await renew(tokens.refresh);
  return tokens.access !== unaccepted && tokens.expiresAt > Date.now() ? tokens.access : undefined;
}

export const forget = (): void => {
  tokens = undefined;
};

/** Subject and name as the ID token says; for showing, never for deciding. */
export function whoAmI(): { readonly subject: string; readonly name: string } {
  const [, payload = ''] = (tokens?.id ?? '').split('.');
  if (payload === '') return { subject: '', name: '' };
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const { sub = '', name = '' } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: string; name?: string };
  return { subject: sub, name };
}

/** Ends the session here and at the provider; Cognito calls the way back `logout_uri`. */
export async function signOut(): Promise<void> {
  const idToken = tokens?.id ?? '';
  forget();
  const { end_session_endpoint } = await endpoints();
  if (end_session_endpoint === undefined) {
    location.assign('/');
    return;
  }
  location.assign(
    `${end_session_endpoint}?${new URLSearchParams({ id_token_hint: idToken, client_id: settings.clientId, post_logout_redirect_uri: redirectUri, logout_uri: redirectUri })}`,
  );
}
