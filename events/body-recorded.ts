import * as z from 'zod';
import { bodyKinds } from '../shared/domain/alliance-body.ts';
import { defineEvent } from './define-event.ts';

/** A body of the alliance got its record. */
export const bodyRecorded = defineEvent('BodyRecorded', 1, z.strictObject({ kind: z.enum(bodyKinds) }));
