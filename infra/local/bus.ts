import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import * as z from 'zod';
import { dummyCredentials } from './engine.ts';
import { listenOn } from './listen.ts';

/** An event as EventBridge hands it to its rules' targets. */
export type BusEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
};
export type Bus = {
  readonly endpoint: string;
  /** The newest events, oldest first. */
  readonly events: () => readonly BusEvent[];
  readonly stop: () => Promise<void>;
};

const REMEMBERED_EVENTS = 1_000;
const LARGEST_REQUEST_BYTES = 1024 * 1024;
/** Two files of this size at most: the current one and the one before it. */
const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

const entry = z.object({
  Source: z.string().min(1),
  DetailType: z.string().min(1),
  Detail: z.string(),
  EventBusName: z.string().optional(),
  Time: z.number().optional(),
  Resources: z.array(z.string()).optional(),
});
const putEvents = z.object({ Entries: z.array(entry).min(1).max(10) });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function toBusEvent({ Source, DetailType, Detail, Time, Resources }: z.output<typeof entry>, id: string): BusEvent | undefined {
  const detail = parseJson(Detail);
  if (detail === null || typeof detail !== 'object') return undefined;
  return {
    version: '0',
    id,
    'detail-type': DetailType,
    source: Source,
    account: '000000000000',
    time: new Date(Time === undefined ? Date.now() : Time * 1000).toISOString(),
    region: dummyCredentials.AWS_REGION,
    resources: Resources ?? [],
    detail,
  };
}

/** Appends lines; when the file is full it becomes the one before, and that one goes. */
function ndjsonFile(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  let bytes = existsSync(file) ? statSync(file).size : 0;
  return (lines: readonly unknown[]): void => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (bytes > 0 && bytes + text.length > LARGEST_FILE_BYTES) {
      renameSync(file, `${file}.1`);
      bytes = 0;
    }
    appendFileSync(file, text, { mode: 0o600 });
    bytes += Buffer.byteLength(text);
  };
}

/**
 * EventBridge's PutEvents on loopback: what was published can be read in a file and asked for in tests.
 * @param file undefined: kept in memory only
 */
export async function startBus({ port, file }: { readonly port: number; readonly file?: string }): Promise<Bus> {
  const write = file === undefined ? undefined : ndjsonFile(file);
  const remembered: BusEvent[] = [];

  const put = (text: string): { status: number; body: unknown } => {
    const parsed = putEvents.safeParse(parseJson(text));
    if (!parsed.success || Buffer.byteLength(text) > LARGEST_REQUEST_BYTES) {
      return { status: 400, body: { __type: 'ValidationException', message: 'Entries must hold 1 to 10 events, together at most 1 MB' } };
    }
    const results = parsed.data.Entries.map((given) => {
      const id = randomUUID();
      return { id, event: toBusEvent(given, id) };
    });
    const accepted = results.flatMap(({ event }) => (event ? [event] : []));
    write?.(accepted);
    remembered.push(...accepted);
    remembered.splice(0, Math.max(0, remembered.length - REMEMBERED_EVENTS));
    return {
      status: 200,
      body: {
        FailedEntryCount: results.length - accepted.length,
        Entries: results.map(({ id, event }) =>
          event ? { EventId: id } : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
        ),
      },
    };
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(request);
    const known = request.method === 'POST' && request.headers['x-amz-target'] === 'AWSEvents.PutEvents';
    const { status, body } = known ? put(text) : { status: 400, body: { __type: 'UnknownOperationException' } };
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() })
      .end(JSON.stringify(body));
  };

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  const bound = await listenOn(server, port, 'BUS_PORT');
  return {
    endpoint: `http://127.0.0.1:${bound}`,
    events: () => [...remembered],
    stop: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}
