import { rows } from 'portal:rows';
import type { Body, ParamNames, Query, RouteId, Success } from './contract.ts';
import { accessToken, forget } from './session.ts';

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

/** Told when the API no longer accepts the token. */
export const signedOut = new EventTarget();

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
  const token = await accessToken();
  if (token === undefined) {
    signedOut.dispatchEvent(new Event('expired'));
    throw new Problem({ status: 401, title: 'Ihre Anmeldung ist abgelaufen' });
  }
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (asked.body !== undefined) headers['content-type'] = 'application/json';
  if (asked.version !== undefined) headers['if-match'] = `"${asked.version}"`;
  if (asked.key !== undefined) headers['idempotency-key'] = asked.key;
  const init: RequestInit = { method: rows[id].method, headers, ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }) };
  const response = await fetch(addressOf(id, alliance, asked as Located), init).catch(() => {
    throw unreachable();
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({ title: 'Unerwarteter Fehler' }))) as ProblemJson;
  if (response.status === 401) {
    forget();
    signedOut.dispatchEvent(new Event('expired'));
  }
  throw new Problem({ ...problem, status: response.status });
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
