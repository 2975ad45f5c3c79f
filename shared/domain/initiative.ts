import * as z from 'zod';
import type { Role } from './access.ts';
import { AllianceEventId } from './alliance-event.ts';
import { recordHead } from './journal.ts';
import { districtKey } from './regions.ts';
import { recordId, text } from './text.ts';

export const InitiativeId = recordId<'InitiativeId'>('Initiative');

/** Who took part. A number of initiatives without single records is an attendance figure with subject `INITIATIVES`. */
export const Initiative = z.strictObject({
  name: text(200, 'Name der Initiative'),
  organisation: text(200, 'Träger').nullable(),
  fieldOfAction: z
    .string()
    .regex(/^[a-z0-9-]{2,80}$/)
    .nullable()
    .meta({ title: 'Handlungsfeld' }),
  districtKey: districtKey.nullable(),
  website: z
    .url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'Bitte geben Sie eine Adresse an, die mit https:// beginnt.' })
    .max(300)
    .nullable()
    .meta({ title: 'Internetseite' }),
});
export type Initiative = z.output<typeof Initiative>;
export const InitiativeView = Initiative.extend(recordHead);

/** A stand at the opportunities fair of an event: which initiative presented itself where. */
export const FairStand = z.strictObject({ initiativeId: InitiativeId, eventId: AllianceEventId, note: text(300, 'Anmerkung').nullable() });
export type FairStand = z.output<typeof FairStand>;
export const FairStandView = FairStand.extend(recordHead);

export const initiativeReaders = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'REGIONAL_EDITOR',
  'REGIONAL_COMMISSIONER',
  'BUDGET_OFFICER',
  'ANSWER_APPROVER',
  'AUDITOR',
  'DPO',
] as const satisfies Role[];
