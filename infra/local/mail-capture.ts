import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { listenOn } from './listen.ts';

/*
 * Peculiar:
 * - Mails hold personal data, so they are kept in memory only and only the portal's own pages may read them: a page from
 *   elsewhere has another origin, and one that points its own name at this machine has another host.
 */

/** A mail as it went to the mail service. */
export type CapturedMail = {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly fileName: string; readonly contentType: string; readonly contentBase64: string }[];
};

export type MailCapture = {
  readonly endpoint: string;
  /** The newest 500, newest first; the same as `GET /mails`. */
  readonly mails: () => readonly CapturedMail[];
  /** From now on pages of these origins may read the mails. */
  readonly serve: (origins: readonly string[]) => void;
  readonly stop: () => Promise<void>;
};

const REMEMBERED_MAILS = 500;
/** Amazon's own limit, as the request carries it. */
const LARGEST_REQUEST_BYTES = 40 * 1024 * 1024;

const text = z.object({ Data: z.string() });
const sendEmail = z.object({
  FromEmailAddress: z.string().regex(/^[^\s@]+@[^\s@]+$/),
  Destination: z.object({ ToAddresses: z.array(z.string().regex(/^[^\s@]+@[^\s@]+$/)).length(1) }),
  Content: z.object({
    Simple: z.object({
      Subject: text,
      Body: z.object({ Text: text, Html: text }),
      Attachments: z
        .array(z.object({ FileName: z.string().min(1).max(255), ContentType: z.string().min(1).max(78), RawContent: z.base64() }))
        .default([]),
    }),
  }),
});

type Reply = { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

const refusal = (status: number, code: string, message: string): Reply => ({
  status,
  body: { message },
  headers: { 'x-amzn-errortype': code },
});

const parseJson = (given: string): unknown => {
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
};

/** @returns undefined when it is larger than SES takes */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= LARGEST_REQUEST_BYTES) chunks.push(chunk);
  }
  return bytes > LARGEST_REQUEST_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** SESv2's SendEmail on loopback: no mail leaves the machine, and every mail can be looked at. */
export async function startMailCapture({ port }: { readonly port: number }): Promise<MailCapture> {
  const remembered: CapturedMail[] = [];
  let readers: readonly string[] = [];
  let hosts: readonly string[] = [];

  const take = (given: string | undefined): Reply => {
    if (given === undefined) return refusal(400, 'BadRequestException', 'the mail is too large');
    const parsed = sendEmail.safeParse(parseJson(given));
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
      return refusal(400, 'BadRequestException', `not a mail as the register sends it: ${places}`);
    }
    const { Destination, Content } = parsed.data;
    const { Subject, Body, Attachments } = Content.Simple;
    const id = randomUUID();
    remembered.unshift({
      id,
      at: new Date().toISOString(),
      to: Destination.ToAddresses.join(),
      subject: Subject.Data,
      text: Body.Text.Data,
      html: Body.Html.Data,
      attachments: Attachments.map(({ FileName, ContentType, RawContent }) => ({
        fileName: FileName,
        contentType: ContentType,
        contentBase64: RawContent,
      })),
    });
    remembered.splice(REMEMBERED_MAILS);
    return { status: 200, body: { MessageId: id } };
  };

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { origin, host = '' } = request.headers;
    const given = await readText(request);
    if (!hosts.includes(host) || (origin !== undefined && !readers.includes(origin))) return { status: 403, body: {} };
    if (request.method === 'POST' && request.url === '/v2/email/outbound-emails') return take(given);
    if (request.method !== 'GET' || request.url !== '/mails') return refusal(404, 'NotFoundException', 'not here');
    return {
      status: 200,
      body: remembered,
      headers: { vary: 'origin', ...(origin === undefined ? {} : { 'access-control-allow-origin': origin }) },
    };
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body, headers } = await answer(request);
    response
      .writeHead(status, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-amzn-requestid': randomUUID(),
        ...headers,
      })
      .end(JSON.stringify(body));
  };

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  const bound = await listenOn(server, port, 'MAIL_PORT');
  hosts = [`127.0.0.1:${bound}`, `localhost:${bound}`];
  return {
    endpoint: `http://127.0.0.1:${bound}`,
    mails: () => [...remembered],
    serve: (origins) => {
      readers = origins;
    },
    stop: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}
