import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CapturedMail, type MailCapture, startMailCapture } from '../../infra/local/mail-capture.ts';
import { type Mailer, openMailer } from '../../shared/platform/mailer.ts';

const portal = 'http://127.0.0.1:8080';
let capture: MailCapture;
let mailer: Mailer;
beforeAll(async () => {
  capture = await startMailCapture({ port: 0 });
  capture.serve([portal]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: capture.endpoint,
    MAIL_FROM: 'register@example.org',
    PUBLIC_ADDRESS: 'https://register.example.org',
  });
  mailer = openMailer();
});
afterAll(async () => {
  await capture.stop();
});

const mail = {
  to: 'amira@example.org',
  subject: 'Ihr Platz bei „Niedersachsen packt an“',
  text: 'Guten Tag, Größe',
  html: '<p>Guten Tag <img src="cid:code"></p>',
  attachments: [
    { fileName: 'termin.ics', contentType: 'text/calendar', content: Buffer.from('BEGIN:VCALENDAR') },
    { fileName: 'code.png', contentType: 'image/png', content: Uint8Array.of(137, 80, 0, 255), inlineId: 'code' },
  ],
  headers: { 'List-Unsubscribe': '<https://register.example.org/ab>' },
};

const read = async (): Promise<CapturedMail[]> => (await (await fetch(`${capture.endpoint}/mails`)).json()) as CapturedMail[];

test('what the mail service’s own client sends arrives whole, the newest first', async () => {
  const first = await mailer.send(mail);
  const second = await mailer.send({ ...mail, subject: 'Später' });
  const expected = {
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    to: mail.to,
    text: mail.text,
    html: mail.html,
    attachments: [
      { fileName: 'termin.ics', contentType: 'text/calendar', contentBase64: 'QkVHSU46VkNBTEVOREFS' },
      { fileName: 'code.png', contentType: 'image/png', contentBase64: 'iVAA/w==' },
    ],
  };
  expect(await read()).toEqual([
    { ...expected, id: second.messageId, subject: 'Später' },
    { ...expected, id: first.messageId, subject: mail.subject },
  ]);
  expect(await read()).toEqual(capture.mails());
});

test('no more than 500 mails are kept', async () => {
  for (let count = 0; count < 505; count++) await mailer.send({ ...mail, subject: String(count), attachments: [] });
  const kept = capture.mails();
  expect([kept.length, kept[0]?.subject, kept.at(-1)?.subject]).toEqual([500, '504', '5']);
});

test('the portal’s pages may read the mails; pages from elsewhere and other names for this machine may not', async () => {
  const asPageOf = async (origin: string): Promise<Response> => await fetch(`${capture.endpoint}/mails`, { headers: { origin } });
  const own = await asPageOf(portal);
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, portal]);
  const foreign = await asPageOf('https://elsewhere.example.org');
  expect([foreign.status, foreign.headers.get('access-control-allow-origin'), await foreign.json()]).toEqual([403, null, {}]);
  const renamed = await new Promise<number | undefined>((resolve, reject) => {
    get(`${capture.endpoint}/mails`, { headers: { host: 'elsewhere.example.org' } }, ({ statusCode }) => resolve(statusCode)).on(
      'error',
      reject,
    );
  });
  expect(renamed).toBe(403);
});

test('what SES refuses is refused, and the failure does not say the address', async () => {
  const failure = await mailer.send({ ...mail, to: 'amira example.org' }).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ name: 'BadRequestException', message: 'mail not sent: BadRequestException' });
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('amira');
});

test('any other call is refused', async () => {
  expect((await fetch(`${capture.endpoint}/v2/email/identities`, { method: 'POST', body: '{}' })).status).toBe(404);
  expect((await fetch(`${capture.endpoint}/mails`, { method: 'DELETE' })).status).toBe(404);
});
