import * as z from 'zod';
import { LegalHold } from '../shared/domain/retention.ts';
import { defineEvent } from './define-event.ts';

/** Data of one event may not be erased for now, or may again. */
export const legalHoldStated = defineEvent('LegalHoldStated', 1, z.strictObject({ eventId: z.string(), hold: LegalHold.shape.hold }));
