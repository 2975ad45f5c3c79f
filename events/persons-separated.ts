import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A merge was taken back. */
export const personsSeparated = defineEvent('PersonsSeparated', 1, z.strictObject({ personId: z.string(), fromPersonId: z.string() }));
