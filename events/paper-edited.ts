import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of a paper changed; its number and what bodies made of it are no part of that. */
export const paperEdited = defineEvent('PaperEdited', 1, z.strictObject({ changed: z.array(z.string()) }));
