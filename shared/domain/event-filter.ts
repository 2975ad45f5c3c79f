import * as z from 'zod';
import { eventKinds } from './alliance-event.ts';
import { office } from './regions.ts';

/** By what a question about numbers can be narrowed to some of the events. */
export const eventFilter = {
  kind: z.enum(eventKinds).optional().meta({ title: 'Art' }),
  theme: z
    .string()
    .regex(/^[a-z0-9-]{2,80}$/)
    .optional()
    .meta({ title: 'Thema' }),
  office: z
    .union([office, z.literal('NONE')])
    .optional()
    .meta({ title: 'Amt' }),
};
