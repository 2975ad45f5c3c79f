import * as z from 'zod';
import { qualifiers, subjects } from '../shared/domain/attendance.ts';
import { defineEvent } from './define-event.ts';

/** Someone stated how many there were, with what the number is worth. */
export const attendanceStated = defineEvent(
  'AttendanceStated',
  1,
  z.strictObject({ eventIds: z.array(z.string()), subject: z.enum(subjects), value: z.int().nullable(), qualifier: z.enum(qualifiers) }),
);
