import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { log } from './logger.ts';
import { settings } from './settings.ts';

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** `inlineId`: shown where the HTML says `cid:<inlineId>`, instead of being offered as a file. */
  readonly attachments: readonly {
    readonly fileName: string;
    readonly contentType: string;
    readonly content: Uint8Array;
    readonly inlineId?: string;
  }[];
  readonly headers?: Readonly<Record<string, string>>;
};

export type Mailer = { send(mail: Mail): Promise<{ messageId: string }> };

/** What SES says of a refusal quotes the address, and errors go to the log: only the error's name is passed on. */
function withoutAddress(error: unknown): Error {
  const name = error instanceof Error ? error.name : 'unknown';
  log.warn('MAIL_NOT_SENT', { name });
  return Object.assign(new Error(`mail not sent: ${name}`), { name });
}

const inUtf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Sends at least once: SES knows no idempotency, so after a lost answer a mail may go out twice. */
export function openMailer(): Mailer {
  const client = new SESv2Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  return {
    async send({ to, subject, text, html, attachments, headers = {} }) {
      const { from } = settings.mail();
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: inUtf8(subject),
            Body: { Text: inUtf8(text), Html: inUtf8(html) },
            Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
            Attachments: attachments.map(({ fileName, contentType, content, inlineId }) => ({
              FileName: fileName,
              ContentType: contentType,
              RawContent: content,
              ContentTransferEncoding: 'BASE64' as const,
              ...(inlineId === undefined
                ? { ContentDisposition: 'ATTACHMENT' as const }
                : { ContentDisposition: 'INLINE' as const, ContentId: inlineId }),
            })),
          },
        },
      });
      const { MessageId } = await client.send(command).catch((error: unknown) => {
        throw withoutAddress(error);
      });
      if (!MessageId) throw new Error('mail not sent: no message id');
      return { messageId: MessageId };
    },
  };
}
