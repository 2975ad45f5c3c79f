import * as z from 'zod';
import { instant } from '../domain/calendar.ts';

/** The second clock of a single record: as the register knew it at an instant. */
export const knownAtQuery = z.strictObject({ knownAt: instant('Kenntnisstand').optional() });
