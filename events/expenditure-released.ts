import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The head of the office released expenditure up to a day for members of the Landtag. */
export const expenditureReleased = defineEvent('ExpenditureReleased', 1, z.strictObject({ throughDay: z.string() }));
