import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of an initiative changed. */
export const initiativeEdited = defineEvent('InitiativeEdited', 1, z.strictObject({ changed: z.array(z.string()) }));
