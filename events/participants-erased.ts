import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Personal fields were erased with their keys; presence and counts stay. */
export const participantsErased = defineEvent('ParticipantsErased', 1, z.strictObject({ participations: z.int() }));
