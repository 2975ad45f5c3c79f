import * as z from 'zod';
import { seatGroups, seatSides } from '../shared/domain/alliance-body.ts';
import { defineEvent } from './define-event.ts';

/** A body got a seat. */
export const seatRecorded = defineEvent(
  'SeatRecorded',
  1,
  z.strictObject({ bodyId: z.string(), side: z.enum(seatSides), group: z.enum(seatGroups) }),
);
