import * as z from 'zod';
import { EventDates, eventKinds, ownerships } from '../shared/domain/alliance-event.ts';
import { defineEvent } from './define-event.ts';

/** An event was registered, or noted as asked about and not ours. */
export const allianceEventRegistered = defineEvent(
  'AllianceEventRegistered',
  1,
  z.strictObject({ kind: z.enum(eventKinds), ownership: z.enum(ownerships), dates: EventDates, responsibleOffice: z.string().nullable() }),
);
