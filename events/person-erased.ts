import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A name is gone; seats, functions and numbers stay. */
export const personErased = defineEvent('PersonErased', 1, z.strictObject({ erasedOn: z.string() }));
