import { createHash, randomBytes } from 'node:crypto';

export type Tokens = { readonly accessToken: string; readonly idToken: string; readonly refreshToken: string | undefined };
export type SignIn = { readonly issuer: string; readonly clientId: string; readonly redirectUri: string; readonly userId: string };

/** The cookies of one visitor, without dates and paths: they live for one sign-in. */
function cookieJar() {
  const cookies = new Map<string, string>();
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    take: (response: Response) => {
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const mark = pair.indexOf('=');
        cookies.set(pair.slice(0, mark), pair.slice(mark + 1));
      }
    },
  };
}

/** Walks the provider's own pages as a browser would, until it sends the visitor back to the portal with a code. */
async function codeFor({ issuer, clientId, redirectUri, userId }: SignIn, challenge: string): Promise<string> {
  const jar = cookieJar();
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'headless',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  let next = new URL(`/auth?${query}`, issuer);
  for (let step = 0; step < 6; step++) {
    const isLoginPage = next.pathname.startsWith('/login/');
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: jar.header(), ...(isLoginPage ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(isLoginPage ? { method: 'POST', body: new URLSearchParams({ user: userId }).toString() } : {}),
    });
    jar.take(response);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (!location) break;
    next = new URL(location, issuer);
    if (next.href.startsWith(`${redirectUri}?`)) break;
  }
  const code = next.searchParams.get('code');
  if (code) return code;
  throw new Error(`the sign-in of ${userId} brought no code: ${next.searchParams.get('error_description') ?? next.pathname}`);
}

/** Authorization code with PKCE and without a browser: for tests, the bench and scripts against the local machine. */
export async function signInHeadless(signIn: SignIn): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const code = await codeFor(signIn, createHash('sha256').update(verifier).digest('base64url'));
  const response = await fetch(new URL('/token', signIn.issuer), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: signIn.clientId,
      redirect_uri: signIn.redirectUri,
      code_verifier: verifier,
    }).toString(),
  });
  const answer = (await response.json()) as { access_token?: string; id_token?: string; refresh_token?: string };
  if (!response.ok || !answer.access_token || !answer.id_token) throw new Error(`no token for ${signIn.userId}: ${response.status}`);
  return { accessToken: answer.access_token, idToken: answer.id_token, refreshToken: answer.refresh_token };
}
