import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { openMailer } from '../../shared/platform/mailer.ts';

/** A refusal that quotes the address, and an answer without an id, come from SES only; the capture on this machine gives neither. */
const ses = mockClient(SESv2Client);
const mail = { to: 'amira@example.org', subject: 'Ihr Platz', text: 'Guten Tag', html: '<p>Guten Tag</p>', attachments: [] };

beforeEach(() => {
  ses.reset();
  process.env.MAIL_FROM = 'register@example.org';
  process.env.PUBLIC_ADDRESS = 'https://register.example.org';
});

test('a mail goes to one person from the register, with its headers, its files and its pictures', async () => {
  ses.on(SendEmailCommand).resolves({ MessageId: '1' });
  const content = Uint8Array.of(1, 2);
  const sent = await openMailer().send({
    ...mail,
    headers: { 'List-Unsubscribe': '<https://register.example.org/ab>' },
    attachments: [
      { fileName: 'termin.ics', contentType: 'text/calendar', content },
      { fileName: 'code.png', contentType: 'image/png', content, inlineId: 'code' },
    ],
  });
  expect(sent).toEqual({ messageId: '1' });
  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
    FromEmailAddress: 'register@example.org',
    Destination: { ToAddresses: ['amira@example.org'] },
    Content: {
      Simple: {
        Headers: [{ Name: 'List-Unsubscribe', Value: '<https://register.example.org/ab>' }],
        Attachments: [
          { FileName: 'termin.ics', ContentType: 'text/calendar', RawContent: content, ContentDisposition: 'ATTACHMENT' },
          { FileName: 'code.png', ContentType: 'image/png', RawContent: content, ContentDisposition: 'INLINE', ContentId: 'code' },
        ],
      },
    },
  });
});

test('a refusal keeps its name and loses the address that SES quotes', async () => {
  ses
    .on(SendEmailCommand)
    .rejects(Object.assign(new Error('Email address is not verified: amira@example.org'), { name: 'MessageRejected' }));
  const failure = await openMailer()
    .send(mail)
    .catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ name: 'MessageRejected', message: 'mail not sent: MessageRejected' });
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('amira');
});

test('without a sender nothing is sent, and the missing setting is named', async () => {
  delete process.env.MAIL_FROM;
  await expect(openMailer().send(mail)).rejects.toThrow('setting MAIL_FROM is missing');
  expect(ses.commandCalls(SendEmailCommand)).toEqual([]);
});
