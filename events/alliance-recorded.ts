import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An alliance got its record, or a new version of it: names, goals, themes, bodies. */
export const allianceRecorded = defineEvent('AllianceRecorded', 1, z.strictObject({ name: z.string() }));
