import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** When proof of use is due, and what of it came and was checked. */
export const grantProofStated = defineEvent(
  'GrantProofStated',
  1,
  z.strictObject({ dueOn: z.string(), receivedOn: z.string().nullable(), checkedOn: z.string().nullable() }),
);
