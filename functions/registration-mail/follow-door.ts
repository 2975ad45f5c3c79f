import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { Scan } from '../../shared/domain/door.ts';
import { SCAN_PREFIX } from '../../shared/store/keys.ts';
import type { MailDeps } from './deps.ts';
import { informWalkIn } from './inform-walk-in.ts';

const streamed = z.object({ alliance: z.string(), fact: Scan });

export const isOfDoor = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.Keys?.sk?.S?.startsWith(SCAN_PREFIX) ?? false;

/** Only who came without a registration is owed something; every other fact of a door is let by unread. @throws Error for what is no fact */
export async function followDoor({ dynamodb }: DynamoDBRecord, deps: MailDeps): Promise<void> {
  const image = dynamodb?.NewImage;
  if (image?.fact?.M?.kind?.S !== 'WALK_IN') return;
  const read = streamed.safeParse(unmarshall(image as Record<string, AttributeValue>));
  if (!read.success) throw new Error('a record of the stream is no scan');
  await informWalkIn(read.data.alliance, read.data.fact, deps);
}
