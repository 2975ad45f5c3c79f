import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A return was entered as a draft movement; it counts once another person confirms it. */
export const grantReturnEntered = defineEvent(
  'GrantReturnEntered',
  1,
  z.strictObject({ entryId: z.string(), amountCents: z.int(), causeYear: z.int() }),
);
