import type { PeopleNeed, TableNeed } from './route.ts';

/**
 * A function that no HTTP route calls. Like routes, consumers are data: CDK and the local machine read the one list in
 * `functions/consumers.ts`.
 */
export type ConsumerRow = {
  readonly id: string;
  /** Folder under `functions/`, and the Lambda's name. */
  readonly area: string;
  readonly title: string;
  readonly trigger:
    | { readonly kind: 'stream' /** Only inserts whose sort key starts so. */; readonly sortKeyPrefix: string }
    /** Clock time in Europe/Berlin, outside 02:00–03:00, which does not exist on every day. */
    | { readonly kind: 'daily'; readonly at: `${number}:${number}` };
  /** As on a route's row. */
  readonly table: TableNeed;
  readonly publishes: boolean;
  /** As on a route's row. */
  readonly people?: PeopleNeed;
  /** Set where the function sends mail through SES. */
  readonly sendsMail?: true;
  /** Set where the function reads the whole table, checks it and puts seals into the chains. */
  readonly seals?: true;
  /** As on a route's row: what it writes into the journal itself. */
  readonly emits?: readonly string[];
};

export const defineConsumer = <const Row extends ConsumerRow>(row: Row): Row => row;
