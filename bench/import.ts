import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { importParticipants, previewParticipantList } from '../functions/participant-lists/routes.ts';
import { stateRegistrationOffer } from '../functions/registrations/routes.ts';
import { ensureKeyTable } from '../infra/local/engine.ts';
import { importReference } from '../infra/local/import.ts';
import { keyTableNameOf } from '../infra/table.ts';
import { LARGEST_IMPORT } from '../shared/domain/participant-import.ts';
import { openTable } from '../shared/platform/dynamo.ts';
import type { Part } from './measure.ts';
import { figure, ratio, table, timed, whole } from './measure.ts';
import { type Handlers, openEngine, openHandlers, withoutStream } from './register.ts';
import { EVENT } from './requests.ts';

const ROWS = Number(process.env.BENCH_IMPORT_ROWS ?? 10_000);
/** Batches that the portal has on their way at once. */
const LANES = 2;
const OTHER_EVENT = 'konferenz-sprache-2016-03-16';

const offer = {
  isOpen: true,
  isPublic: true,
  opensAt: null,
  closesAt: null,
  capacity: null,
  largestParty: 5,
  description: null,
  contact: 'Bench',
  questions: [],
  asksNeeds: false,
  consents: [],
  doors: ['Haupteingang'],
  noticeText: 'Bench',
};

const fileOf = (rows: number): { fileName: string; content: string } => {
  const lines = Array.from(
    { length: rows },
    (_, index) => `${index};Erika;Mustermann-${index};person${index}@example.org;Beispielverein ${index % 400};Vorstand`,
  );
  const text = ['Kennung;Vorname;Nachname;E-Mail;Organisation;Funktion', ...lines].join('\r\n');
  return { fileName: 'liste.csv', content: Buffer.from(text).toString('base64') };
};

type Row = { readonly outcome: string; readonly row: object };
type Results = readonly { readonly outcome: string }[];

async function preview({ call }: Handlers, eventId: string, rows: number): Promise<readonly Row[]> {
  const { body } = await call({ row: previewParticipantList, role: 'OFFICE_EDITOR', params: { eventId }, body: fileOf(rows) });
  return body.rows as readonly Row[];
}

const batchesOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Works through a queue with as many at once as there are lanes. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** @throws when a row went another way than it should */
async function importAll({ call }: Handlers, eventId: string, rows: readonly Row[], outcome: string): Promise<void> {
  await inLanes(batchesOf(rows, LARGEST_IMPORT), async (batch) => {
    const sent = { rows: batch.map(({ row }) => row) };
    const { body } = await call({ row: importParticipants, role: 'OFFICE_EDITOR', params: { eventId }, body: sent });
    const others = (body.results as Results).filter((result) => result.outcome !== outcome);
    if (others.length > 0) throw new Error(`${others.length} rows were not ${outcome}, the first ${others[0]?.outcome}`);
  });
}

/** The transactions of one batch, as the stores send them. */
async function watched(handlers: Handlers): Promise<TransactWriteCommandInput[]> {
  const seen: TransactWriteCommandInput[] = [];
  const send = DynamoDBDocumentClient.prototype.send as (...args: readonly unknown[]) => Promise<unknown>;
  DynamoDBDocumentClient.prototype.send = async function watching(this: DynamoDBDocumentClient, ...args: readonly unknown[]) {
    const sent = args[0] instanceof TransactWriteCommand ? structuredClone(args[0].input) : undefined;
    const answer = await send.apply(this, args as unknown[]);
    // what was refused and sent anew counts once
    if (sent) seen.push(sent);
    return answer;
  } as typeof DynamoDBDocumentClient.prototype.send;
  try {
    await importAll(handlers, OTHER_EVENT, await preview(handlers, OTHER_EVENT, LARGEST_IMPORT), 'NEW');
  } finally {
    DynamoDBDocumentClient.prototype.send = send as typeof DynamoDBDocumentClient.prototype.send;
  }
  return seen;
}

/** The same items of the same size under other keys, the n-th time. */
function copied(value: unknown, n: number): unknown {
  if (typeof value === 'string')
    return value
      .replace(/[0-9a-f]{8}(?=\b)(?<=-[0-9a-f]{12})/g, n.toString(16).padStart(8, '0'))
      .replace(/^npa#MAIL#.{4}/, `npa#MAIL#${String(n).padStart(4, '0')}`);
  if (Array.isArray(value)) return value.map((one) => copied(one, n));
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copied(inner, n)]));
}

/** Nothing but the SDK: the transactions that an import of all rows needs, made beforehand. */
async function bareTime(transactions: readonly TransactWriteCommandInput[]): Promise<number> {
  const client = openTable();
  const batches = Array.from({ length: Math.ceil(ROWS / LARGEST_IMPORT) }, (_, n) =>
    transactions.map((input) => new TransactWriteCommand(copied(input, n + 1) as TransactWriteCommandInput)),
  );
  const { milliseconds } = await timed(() =>
    inLanes(batches, async (commands) => {
      for (const command of commands) await sendAgain(client, command);
    }),
  );
  return milliseconds;
}

/** Two lanes meet at the places of the event; the SDK does not repeat that by itself. */
async function sendAgain(client: DynamoDBDocumentClient, command: TransactWriteCommand): Promise<void> {
  for (;;) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
      if (!reasons.some(({ Code }) => Code === 'TransactionConflict')) throw error;
    }
  }
}

async function prepared(folder: string): Promise<Handlers> {
  const engine = await openEngine();
  const name = process.env.TABLE_NAME ?? '';
  Object.assign(process.env, { KEY_TABLE_NAME: keyTableNameOf(name), MASTER_KEY_FILE: join(folder, 'master.key') });
  await ensureKeyTable(engine.endpoint, keyTableNameOf(name));
  const handlers = await openHandlers();
  await importReference(() => {});
  await withoutStream(engine.endpoint, name);
  for (const eventId of [EVENT, OTHER_EVENT])
    await handlers.call({ row: stateRegistrationOffer, role: 'OFFICE_EDITOR', params: { eventId }, version: 0, body: offer });
  return {
    ...handlers,
    close: async () => {
      await handlers.close();
      await engine.stop();
    },
  };
}

export const participantImport: Part = {
  title: `Reading a list of ${whole(ROWS)} people`,
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
    const handlers = await prepared(folder);
    try {
      say('one batch, watched');
      const transactions = await watched(handlers);
      say(`bare writer: ${transactions.length} transactions per batch`);
      const bare = await bareTime(transactions);
      say('preview and import');
      const first = await timed(() => preview(handlers, EVENT, ROWS));
      const entered = await timed(() => importAll(handlers, EVENT, first.value, 'NEW'));
      say('the same again');
      const second = await timed(() => preview(handlers, EVENT, ROWS));
      const repeated = await timed(() => importAll(handlers, EVENT, second.value, 'UNCHANGED'));
      const line = (name: string, milliseconds: number) => [
        name,
        figure(milliseconds / 1000),
        whole((ROWS / milliseconds) * 1000),
        ratio(milliseconds, bare),
      ];
      return table(
        ['', 'seconds', 'rows per second', 'time, to the bare writer'],
        [
          line('bare SDK writer of the same items', bare),
          line('preview, into an empty event', first.milliseconds),
          line(`import, batches of ${LARGEST_IMPORT}, ${LANES} at once`, entered.milliseconds),
          line('preview of the same file', second.milliseconds),
          line('import of the same file: changes nothing', repeated.milliseconds),
        ],
      );
    } finally {
      await handlers.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
