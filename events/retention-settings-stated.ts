import * as z from 'zod';
import { RetentionSettings } from '../shared/domain/retention.ts';
import { defineEvent } from './define-event.ts';

/** How long which class of data is kept in an alliance. */
export const retentionSettingsStated = defineEvent(
  'RetentionSettingsStated',
  1,
  z.strictObject({ periods: RetentionSettings.shape.periods }),
);
