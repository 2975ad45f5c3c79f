import { type CryptoKey, compactVerify, importJWK, type JWK } from 'jose';

/*
 * Peculiar:
 * - API Gateway's JWT authorizer also takes a bare token without a scheme; here it must be `Bearer `, in exactly this
 *   spelling. What passes here passes there; the other way round would hide a fault until deployment.
 * - Where only the scope is missing it answers 403; here it is one more 401, so that no answer tells a token's faults apart.
 * - Its two hours of key cache are kept shorter, so that new keys of the identity provider are met in minutes.
 */

export type Authorizer = {
  /** @returns the claims of the token, or undefined when the request has no valid one; never why */
  readonly claimsOf: (authorization: string | undefined) => Promise<Readonly<Record<string, unknown>> | undefined>;
};

export type AuthorizerOptions = {
  readonly issuer: string;
  /** Accepted values of `aud`, or of `client_id` in a token without `aud` (Cognito access tokens). */
  readonly audience: readonly string[];
  /** The token must carry at least one of these, in `scope` or `scp`; without any the scope is not asked about. */
  readonly scopes?: readonly string[];
  readonly now?: () => number;
};

const KEYS_STALE_AFTER_MS = 15 * 60_000;
/** Unknown key ids cannot make us ask the issuer more often than twice a minute. */
const KEYS_ASKED_AT_MOST_EVERY_MS = 31_000;
/** After a fault of the issuer it is asked again sooner, or one lost connection would keep everybody out for long. */
const FAULT_FORGOTTEN_AFTER_MS = 2_000;
const ISSUER_ANSWERS_WITHIN_MS = 3_000;

type Keys = ReadonlyMap<string, CryptoKey | Uint8Array>;

async function readJson(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ISSUER_ANSWERS_WITHIN_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

async function fetchKeys(issuer: string): Promise<Keys> {
  const { jwks_uri: address } = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { keys } = (await readJson(String(address))) as { keys?: JWK[] };
  const usable = (keys ?? []).filter(
    ({ kty, use, alg, kid }) => kty === 'RSA' && kid && (use ?? 'sig') === 'sig' && (alg ?? 'RS256') === 'RS256',
  );
  return new Map(await Promise.all(usable.map(async (key) => [key.kid ?? '', await importJWK(key, 'RS256')] as const)));
}

/** The issuer's keys; asked for again when old or when a key id is unknown, but only so often. */
function keyCache(issuer: string, now: () => number) {
  let keys: Keys = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let askAgainAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  const refresh = async (): Promise<void> => {
    try {
      // a connection kept open over the issuer's restart fails once
      keys = await fetchKeys(issuer).catch(async () => await fetchKeys(issuer));
      fetchedAt = now();
      askAgainAt = fetchedAt + KEYS_ASKED_AT_MOST_EVERY_MS;
    } catch {
      // the issuer is away: known keys stay good, unknown ones are refused
      askAgainAt = now() + FAULT_FORGOTTEN_AFTER_MS;
    }
  };
  return async (kid: string) => {
    const wanted = !keys.has(kid) || now() - fetchedAt > KEYS_STALE_AFTER_MS;
    if (wanted && !running && now() >= askAgainAt) {
      running = refresh().finally(() => {
        running = undefined;
      });
    }
    if (wanted) await running;
    return keys.get(kid);
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

const keyCount = (value: unknown): number => {
  if (value === null || typeof value !== 'object') return 0;
  const inner = Object.values(value).reduce((sum: number, part) => sum + keyCount(part), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
};

/** One part of a token as an object; refuses a second spelling of the same bytes and names given twice. */
function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const bytes = Buffer.from(part, 'base64url');
    if (bytes.toString('base64url') !== part) return undefined;
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    const names = [...text.matchAll(/"(?:[^"\\]|\\.)*(?:"(\s*:)?)?/g)].filter(([, colon]) => colon !== undefined).length;
    return names === keyCount(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isSecond = (value: unknown): value is number => Number.isSafeInteger(value);

function timesHold({ exp, nbf, iat }: Record<string, unknown>, second: number): boolean {
  if (!isSecond(exp) || exp <= second) return false;
  return [nbf, iat].every((value) => value === undefined || (isSecond(value) && value <= second));
}

function audienceHolds({ aud, client_id: clientId }: Record<string, unknown>, audience: readonly string[]): boolean {
  const given = aud === undefined ? [clientId] : Array.isArray(aud) ? aud : [aud];
  return given.some((value) => typeof value === 'string' && audience.includes(value));
}

function scopeHolds({ scope, scp }: Record<string, unknown>, scopes: readonly string[]): boolean {
  const given: unknown = scope ?? scp;
  const carried: unknown[] = typeof given === 'string' ? given.split(' ') : Array.isArray(given) ? given : [];
  return scopes.length === 0 || carried.some((one) => typeof one === 'string' && scopes.includes(one));
}

/** The token of `Authorization: Bearer <token>`; several such headers arrive joined by a comma and do not fit. */
const tokenOf = (authorization: string | undefined): string | undefined =>
  /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/.exec(authorization ?? '')?.[1];

/** Checks access tokens as the JWT authorizer of API Gateway's HTTP API does: RS256 only, `kid` needed, no extension understood. */
export function jwtAuthorizer({ issuer, audience, scopes = [], now = Date.now }: AuthorizerOptions): Authorizer {
  const keyOf = keyCache(issuer, now);
  const claimsHold = (claims: Record<string, unknown>): boolean =>
    claims.iss === issuer && audienceHolds(claims, audience) && scopeHolds(claims, scopes) && timesHold(claims, Math.floor(now() / 1000));

  const hasGoodSignature = async (token: string, kid: string): Promise<boolean> => {
    const key = await keyOf(kid);
    if (!key) return false;
    try {
      await compactVerify(token, key, { algorithms: ['RS256'] });
      return true;
    } catch {
      return false;
    }
  };

  return {
    claimsOf: async (authorization) => {
      const token = tokenOf(authorization);
      const [headerPart = '', claimsPart = '', signature = ''] = token?.split('.') ?? [];
      const header = readPart(headerPart);
      const claims = readPart(claimsPart);
      if (token === undefined || !header || !claims) return undefined;
      if (header.alg !== 'RS256' || typeof header.kid !== 'string' || 'crit' in header) return undefined;
      if (Buffer.from(signature, 'base64url').toString('base64url') !== signature) return undefined;
      if (!claimsHold(claims)) return undefined;
      return (await hasGoodSignature(token, header.kid)) ? claims : undefined;
    },
  };
}
