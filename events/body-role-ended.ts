import * as z from 'zod';
import { bodyRoleKinds } from '../shared/domain/alliance-body.ts';
import { defineEvent } from './define-event.ts';

/** A function in a body ended. */
export const bodyRoleEnded = defineEvent(
  'BodyRoleEnded',
  1,
  z.strictObject({ bodyId: z.string(), kind: z.enum(bodyRoleKinds), to: z.string() }),
);
