import { rows } from 'portal:rows';
import type { Body, ParamNames, Query, RouteId, Success } from './contract.ts';
import { accessToken, wasRefused } from './session.ts';

/** An error answer of the API (RFC 9457), or what the page itself found wrong. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly faults: readonly Fault[];
  readonly correlationId: string | undefined;
  constructor({ status = 0, code = '', title, detail, errors = [], correlationId }: ProblemJson) {
    super(title);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.faults = errors;
    this.correlationId = correlationId;
  }
}
export type Fault = { readonly pointer: string; readonly detail: string };
type ProblemJson = {
  status?: number;
  code?: string;
  title: string;
  detail?: string | undefined;
  errors?: readonly Fault[];
  correlationId?: string;
};

/** The token ended here; the API was not asked. */
export const TOKEN_ENDED = 'tokenEnded';

/** Told when the sign-in has ended; `detail` is true when somebody refused it, false when only its time was over. */
export const signedOut = new EventTarget();
const end = (detail: boolean): boolean => signedOut.dispatchEvent(new CustomEvent('expired', { detail }));

type Params<Id extends RouteId> = [ParamNames<Id>] extends [never]
  ? { readonly params?: never }
  : { readonly params: Readonly<Record<ParamNames<Id>, string>> };
export type Asked<Id extends RouteId> = Params<Id> & {
  readonly query?: Query<Id>;
  readonly body?: Body<Id>;
  /** The version that was read, on rows with If-Match. */
  readonly version?: number;
  /** One per form, kept when the same form is sent again. */
  readonly key?: string;
};

const unreachable = () =>
  new Problem({
    title: 'Das Register ist gerade nicht erreichbar',
    detail: 'Bitte prüfen Sie die Verbindung und versuchen Sie es erneut. Ihre Eingaben bleiben stehen.',
  });

type Located = { readonly params?: object | undefined; readonly query?: object | undefined };

function addressOf(id: RouteId, alliance: string, { params, query }: Located): string {
  const values: Record<string, string> = { ...params, allianceId: alliance };
  const path = rows[id].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}

async function send<Id extends RouteId>(id: Id, alliance: string, asked: Asked<Id>): Promise<Response> {
  const headers: Record<string, string> = {};
  if (asked.body !== undefined) headers['content-type'] = 'application/json';
  if (asked.version !== undefined) headers['if-match'] = `"${asked.version}"`;
  if (asked.key !== undefined) headers['idempotency-key'] = asked.key;
  const init = { method: rows[id].method, headers, ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }) };
  const response = await sendAs(addressOf(id, alliance, asked as Located), init);
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({ title: 'Unerwarteter Fehler' }))) as ProblemJson;
  if (response.status === 401) end(true);
  throw new Problem({ ...problem, status: response.status });
}

/** A token the API does not accept is renewed once. */
async function sendAs(address: string, init: RequestInit & { readonly headers: Record<string, string> }): Promise<Response> {
  const unheard = () => {
    throw unreachable();
  };
  const tokenFor = async (refused?: string) => await accessToken(refused).catch(unheard);
  const attempt = async (token: string) =>
    await fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }).catch(unheard);
  const token = await tokenFor();
  if (token === undefined) {
    end(wasRefused());
    throw new Problem({ status: 401, code: TOKEN_ENDED, title: 'Ihre Anmeldung ist abgelaufen' });
  }
  const response = await attempt(token);
  const renewed = response.status === 401 ? await tokenFor(token) : undefined;
  return renewed === undefined ? response : await attempt(renewed);
}

/** Calls a row of the API as the signed-in person. */
export async function call<Id extends RouteId>(
  id: Id,
  alliance: string,
  ...[asked]: object extends Params<Id> ? [Asked<Id>?] : [Asked<Id>]
): Promise<Success<Id>> {
  return (await (await send(id, alliance, asked ?? ({} as Asked<Id>))).json()) as Success<Id>;
}

/** Fetches a file and hands it to the browser's downloads under the name the API gives it. */
export async function save<Id extends RouteId>(id: Id, alliance: string, asked: Asked<Id>, otherwise: string): Promise<string> {
  const response = await send(id, alliance, asked);
  const fileName = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? otherwise;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return fileName;
}

export const download = (alliance: string, query: Query<'exportExpenditureBreakdown'>): Promise<string> =>
  save('exportExpenditureBreakdown', alliance, { query }, 'ausgaben');
