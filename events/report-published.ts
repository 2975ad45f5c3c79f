import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The head of the office released a report for everybody who reads published ones. */
export const reportPublished = defineEvent(
  'ReportPublished',
  1,
  z.strictObject({ bodyId: z.string(), period: z.string(), packHash: z.string() }),
);
