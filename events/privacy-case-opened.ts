import * as z from 'zod';
import { PrivacyCase } from '../shared/domain/privacy.ts';
import { defineEvent } from './define-event.ts';

/** Somebody asks for the own data; how many participations it is about, never whose. */
export const privacyCaseOpened = defineEvent(
  'PrivacyCaseOpened',
  1,
  z.strictObject({ kind: PrivacyCase.shape.kind, dueOn: z.string(), participations: z.int() }),
);
