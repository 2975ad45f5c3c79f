import * as z from 'zod';
import { day } from './calendar.ts';
import { recordHead } from './journal.ts';
import { recordId, text } from './text.ts';

/** An organisation, whatever it does with us: it may be contractor in one year and recipient of a grant in another. */
export const OrganisationId = recordId<'OrganisationId'>('Organisation');

export const Organisation = z.strictObject({
  name: text(200, 'Name'),
  /** Other spellings found in documents; for searching and for findings, never for merging by itself. */
  spellings: z.array(text(200, 'Schreibweise')).max(30),
  dissolvedYear: z.int().min(1900).max(2199).nullable().meta({ title: 'Aufgelöst im Jahr' }),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type Organisation = z.output<typeof Organisation>;
export const OrganisationView = Organisation.extend(recordHead);

export const organisationRoleNames = {
  CONTRACTOR: 'Auftragnehmer',
  PARTNER: 'Partner',
  ORGANISER: 'Veranstalter',
  FOUNDER: 'Gründungspartner',
  FUNDER: 'Mittelgeber',
  NETWORK: 'Mitglied eines Netzes',
  VISITED: 'besuchte Einrichtung',
  EVALUATOR: 'wissenschaftliche Begleitung',
} as const;
export const organisationRoleKinds = Object.keys(organisationRoleNames) as [
  keyof typeof organisationRoleNames,
  ...(keyof typeof organisationRoleNames)[],
];

/** A role an organisation had, with what it belongs to. That it received a grant follows from the grant itself. */
export const OrganisationRole = z.strictObject({
  organisationId: OrganisationId,
  kind: z.enum(organisationRoleKinds).meta({ title: 'Rolle' }),
  subject: z
    .strictObject({
      type: z.enum(['EVENT', 'EXPENSE', 'MEASURE', 'PAPER', 'INITIATIVE', 'BODY']),
      id: z.string().regex(/^[a-z0-9-]{3,80}$/),
    })
    .nullable()
    .meta({ title: 'Bezug' }),
  from: day('Seit').nullable(),
  to: day('Bis').nullable(),
  wording: text(300, 'Wortlaut').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type OrganisationRole = z.output<typeof OrganisationRole>;
export const OrganisationRoleView = OrganisationRole.extend(recordHead);
