import type * as z from 'zod';
import type { Actor, Grant, Role } from '../domain/access.ts';
import type { Instant } from '../domain/calendar.ts';
import type { FailureCode } from '../domain/failures.ts';
import type { Authorship, JournalEntry } from '../domain/journal.ts';

/**
 * Who may call a route; there is no default. `roles` are asked for in the alliance that the path names; `signedIn`
 * needs a valid token only; `public` needs nothing. The text says why it may be so open.
 */
export type Access = { readonly roles: readonly Role[] } | { readonly signedIn: string } | { readonly public: string };

/** From none to the widest: `write` puts whole items, `update` also changes one in place (sums, counts, seats, tickets). */
export const tableNeeds = ['none', 'read', 'write', 'update'] as const;
export type TableNeed = (typeof tableNeeds)[number];

export type PeopleNeed = 'read' | 'write' | 'erase';

/**
 * One endpoint as data. CDK, OpenAPI, the local gateway, the portal's client types and the role tests read this and
 * nothing else. Every POST needs an `Idempotency-Key`; `ifMatch` says that the change names the version it was made on.
 */
export type RouteRow = {
  readonly id: string;
  readonly area: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: `/${string}`;
  readonly title: string;
  readonly access: Access;
  readonly request: {
    readonly params?: z.ZodObject;
    readonly query?: z.ZodObject;
    readonly body?: z.ZodType;
  };
  /** Exactly one success status. A file answer names its content types instead of a schema. */
  readonly success:
    | { readonly status: 200 | 201; readonly body: z.ZodType }
    | { readonly status: 200; readonly contentTypes: readonly string[]; readonly body?: z.ZodType };
  /** The row's own; what the chain answers on every row of its shape follows from the row (`infra/openapi.ts`). */
  readonly failures: readonly FailureCode[];
  readonly ifMatch?: true;
  /** What the route needs of the table; the function is granted no more than its rows need together. */
  readonly table: TableNeed;
  /** Set where personal fields are opened (`read`), written, or ended with their keys (`erase`): grants on the keys table and its master key. */
  readonly people?: PeopleNeed;
  /** Bytes a request body may have where 256 kB are too few; API Gateway ends at 6 MB. */
  readonly largestBodyBytes?: number;
  /** Set where the function needs other than the usual machine: a native module, or memory for a compiler. */
  readonly runsOn?: { readonly architecture: 'x86_64'; readonly memoryMb: number };
  /** Names from the catalogue in `events/`. */
  readonly emits?: readonly string[];
};

export const defineRoute = <const Row extends RouteRow>(row: Row): Row => row;

/** A created record is named by Location where another row reads it by its id. */
export const isLocated = (created: RouteRow, rows: readonly RouteRow[]): boolean =>
  created.success.status === 201 &&
  rows.some(
    ({ method, path }) => method === 'GET' && path.startsWith(`${created.path}/{`) && path.indexOf('/', created.path.length + 1) < 0,
  );

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type In<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

export type ParamsOf<Row extends RouteRow> = Out<Row['request']['params']>;
export type QueryOf<Row extends RouteRow> = Out<Row['request']['query']>;
export type BodyOf<Row extends RouteRow> = Out<Row['request']['body']>;
/** What the row's caller sends, for the portal's client. */
export type BodyInputOf<Row extends RouteRow> = In<Row['request']['body']>;
export type QueryInputOf<Row extends RouteRow> = In<Row['request']['query']>;
export type SuccessOf<Row extends RouteRow> = Row['success'] extends { readonly body: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

/** The caller of a `signedIn` route: a subject and everything the token grants. */
export type Visitor = { readonly subject: string; readonly grants: readonly Grant[] };

type CallerOf<Row extends RouteRow> = Row['access'] extends { readonly roles: readonly Role[] }
  ? Actor
  : Row['access'] extends { readonly signedIn: string }
    ? Visitor
    : undefined;

export type Call<Row extends RouteRow> = {
  readonly params: ParamsOf<Row>;
  readonly query: QueryOf<Row>;
  readonly body: BodyOf<Row>;
  readonly actor: CallerOf<Row>;
  readonly now: Instant;
  /** For stores: who changes what under which call. Only on routes with roles. */
  readonly by: Authorship;
  /** From If-Match, on rows with `ifMatch`. */
  readonly expectedVersion: number;
  /** Network address the request came from, for limits on public rows only: never stored or logged as it is. */
  readonly source: string;
};

export type FileAnswer = {
  readonly kind: 'file';
  readonly contentType: string;
  readonly fileName?: string;
  readonly content: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer =
  | { readonly kind: 'body'; readonly body: unknown; readonly version?: number }
  | { readonly kind: 'recorded'; readonly entry: JournalEntry<object> }
  | FileAnswer;

export type Work<Row extends RouteRow, Deps> = (call: Call<Row>, deps: Deps) => Promise<Answer>;

/** An answer without a change; `version` becomes the ETag. */
export const ok = (body: unknown, version?: number): Answer =>
  version === undefined ? { kind: 'body', body } : { kind: 'body', body, version };

/** The answer to a change is read from its journal entry, so that a replay years later is equal to the byte. */
export const recorded = (entry: JournalEntry<object>): Answer => ({ kind: 'recorded', entry });

export const file = (answer: Omit<FileAnswer, 'kind'>): Answer => ({ kind: 'file', ...answer });
