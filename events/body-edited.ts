import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Fields of a body changed; `reportAddress` among them says that it did, not what it is. */
export const bodyEdited = defineEvent('BodyEdited', 1, z.strictObject({ changed: z.array(z.string()) }));
