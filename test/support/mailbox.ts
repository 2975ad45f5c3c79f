import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { dummyCredentials } from '../../infra/local/engine.ts';
import type { CapturedMail } from '../../infra/local/mail-capture.ts';
import { startMailCapture } from '../../infra/local/mail-capture.ts';
import { JOURNAL_PREFIX, SCAN_PREFIX } from '../../shared/store/keys.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { everyItem } from './scan.ts';

type Consumer = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

const toRecord = (item: Item): DynamoDBRecord => {
  const image = marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;
  const { pk, sk } = image;
  return {
    eventName: 'INSERT',
    dynamodb: { Keys: { pk, sk }, NewImage: image, SequenceNumber: `${item.pk}|${item.sk}` },
  } as DynamoDBRecord;
};

export type Mailbox = {
  /** Newest first, as they left the mail service's client. */
  readonly mails: () => readonly CapturedMail[];
  readonly to: (address: string) => readonly CapturedMail[];
  /** Hands over what the journal and the doors gained since, and what follows from that, until nothing follows any more. */
  readonly deliver: () => Promise<void>;
  /** Hands everything over once more, as a stream does after a cut. */
  readonly deliverAgain: () => Promise<DynamoDBBatchResponse>;
  /** The mail service is away while this runs. */
  readonly whileAway: (step: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The consumer of the journal and the doors with a mail service on loopback; the register must be open. */
export async function openMailbox(table: Table): Promise<Mailbox> {
  let capture = await startMailCapture({ port: 0 });
  Object.assign(process.env, { ...dummyCredentials, AWS_ENDPOINT_URL_SESV2: capture.endpoint });
  const { handler } = (await import('../../functions/registration-mail/handler.ts')) as { handler: Consumer };
  const seen = new Set<string>();
  const handedOver = {
    FilterExpression: 'begins_with(sk, :journal) OR begins_with(sk, :scan)',
    ExpressionAttributeValues: { ':journal': JOURNAL_PREFIX, ':scan': SCAN_PREFIX },
  };
  const isFresh = ({ pk, sk }: Item): boolean => !seen.has(`${pk}|${sk}`);
  const written = async (): Promise<Item[]> => {
    const items = await everyItem(table, handedOver);
    const order = ({ recordedAt, pk, sk }: Item): string => `${recordedAt}|${pk}|${sk}`;
    return items.sort((a, b) => order(a).localeCompare(order(b)));
  };
  const hand = async (items: readonly Item[]): Promise<DynamoDBBatchResponse> => await handler({ Records: items.map(toRecord) });
  return {
    mails: () => capture.mails(),
    to: (address) => capture.mails().filter(({ to }) => to === address),
    deliver: async () => {
      for (;;) {
        // most rounds find nothing, which the keys alone tell
        if (!(await everyItem(table, { ...handedOver, ProjectionExpression: 'pk, sk' })).some(isFresh)) return;
        const fresh = (await written()).filter(isFresh);
        const { batchItemFailures } = await hand(fresh);
        if (batchItemFailures.length > 0) throw new Error(`not followed: ${batchItemFailures[0]?.itemIdentifier}`);
        for (const { pk, sk } of fresh) seen.add(`${pk}|${sk}`);
      }
    },
    deliverAgain: async () => await hand(await written()),
    whileAway: async (step) => {
      const port = Number(new URL(capture.endpoint).port);
      await capture.stop();
      try {
        await step();
      } finally {
        capture = await startMailCapture({ port });
      }
    },
    stop: async () => await capture.stop(),
  };
}
