import * as z from 'zod';
import { PrivacyCase } from '../shared/domain/privacy.ts';
import { defineEvent } from './define-event.ts';

/** A case about personal data has ended. */
export const privacyCaseClosed = defineEvent(
  'PrivacyCaseClosed',
  1,
  z.strictObject({ kind: PrivacyCase.shape.kind, status: PrivacyCase.shape.status, outcome: PrivacyCase.shape.outcome }),
);
