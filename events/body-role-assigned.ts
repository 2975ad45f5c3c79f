import * as z from 'zod';
import { bodyRoleKinds } from '../shared/domain/alliance-body.ts';
import { defineEvent } from './define-event.ts';

/** Somebody got a function in a body. */
export const bodyRoleAssigned = defineEvent(
  'BodyRoleAssigned',
  1,
  z.strictObject({ bodyId: z.string(), kind: z.enum(bodyRoleKinds), personId: z.string() }),
);
