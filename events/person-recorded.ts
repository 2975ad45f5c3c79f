import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Somebody in bodies got a record; the name stands nowhere but sealed. */
export const personRecorded = defineEvent('PersonRecorded', 1, z.strictObject({ isPublicFunction: z.boolean() }));
