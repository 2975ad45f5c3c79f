import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An initiative got its record. */
export const initiativeRegistered = defineEvent('InitiativeRegistered', 1, z.strictObject({ fieldOfAction: z.string().nullable() }));
