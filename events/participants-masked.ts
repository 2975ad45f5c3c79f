import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Names are not shown in any list from now on. */
export const participantsMasked = defineEvent('ParticipantsMasked', 1, z.strictObject({ participations: z.int() }));
