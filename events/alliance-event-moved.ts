import * as z from 'zod';
import { EventDates } from '../shared/domain/alliance-event.ts';
import { defineEvent } from './define-event.ts';

/** An event got other dates or another place; it keeps its id and its old dates. */
export const allianceEventMoved = defineEvent(
  'AllianceEventMoved',
  1,
  z.strictObject({ from: EventDates, to: EventDates, reason: z.string() }),
);
