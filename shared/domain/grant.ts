import * as z from 'zod';
import { day, fiscalYear } from './calendar.ts';
import { FundId, GrantId } from './fund.ts';
import { InitiativeId } from './initiative.ts';
import { recordHead } from './journal.ts';
import { positiveCents } from './money.ts';
import { MunicipalPaperId } from './municipal-paper.ts';
import { OrganisationId } from './organisation.ts';
import { StatedValue, worths } from './quantity.ts';
import { text } from './text.ts';

/** A grant from application to proof of use. Approved is not drawn, and what others promised is neither. */
export const grantStatusNames = {
  APPLIED: 'beantragt',
  GRANTED: 'bewilligt',
  REFUSED: 'abgelehnt',
  WITHDRAWN: 'zurückgezogen',
  RETURNED: 'zurückgegeben',
  CLOSED: 'abgeschlossen',
} as const;
export const grantStatuses = Object.keys(grantStatusNames) as [keyof typeof grantStatusNames, ...(keyof typeof grantStatusNames)[]];

export const coFundingStatusNames = { ASKED: 'angefragt', PROMISED: 'in Aussicht', GRANTED: 'bewilligt' } as const;
export const genderRemarkNames = {
  WOMEN: 'nur Frauen',
  MEN: 'nur Männer',
  WOMEN_AND_CHILDREN: 'Frauen und ihre Kinder',
} as const;
export const genderRemarks = Object.keys(genderRemarkNames) as [keyof typeof genderRemarkNames, ...(keyof typeof genderRemarkNames)[]];

const field = z.string().regex(/^[a-z0-9-]{2,80}$/);

export const grantFields = {
  fundId: FundId,
  fiscalYear,
  /** Number in the printed list. */
  no: z.int().min(1).max(9999).nullable().meta({ title: 'Nummer' }),
  organisationId: OrganisationId,
  partnerOrganisationIds: z.array(OrganisationId).max(20),
  initiativeId: InitiativeId.nullable(),
  project: text(300, 'Projekt'),
  purpose: text(1000, 'Zweck').nullable(),
  targetGroup: text(300, 'Zielgruppe').nullable(),
  /** No grant without a link to the plan: fields of action of the alliance or fields of a strategy. */
  fieldsOfAction: z.array(field).min(1, { error: 'Bitte nennen Sie mindestens ein Handlungsfeld, dem das Projekt dient.' }).max(20),
  appliedOn: day('Beantragt am').nullable(),
  requestedCents: positiveCents.nullable().meta({ title: 'Beantragt, in Cent' }),
  projectEndsOn: day('Ende des Projekts').nullable(),
  checklist: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), isMet: z.boolean(), note: text(300, 'Anmerkung').nullable() }))
    .max(30),
  genderRemark: z.enum(genderRemarks).nullable().meta({ title: 'Richtet sich an' }),
  tags: z.array(text(60, 'Merkmal')).max(20),
  /** Asked, promised or granted by others: never added to granted sums. */
  coFunding: z
    .array(
      z.strictObject({
        funder: text(200, 'Mittelgeber'),
        amountCents: positiveCents.nullable(),
        worth: z.enum(worths),
        status: z.enum(['ASKED', 'PROMISED', 'GRANTED']),
        years: z.array(fiscalYear).max(10),
        wording: text(300, 'Wortlaut').nullable(),
      }),
    )
    .max(20),
  /** What it was planned to reach, and what it did. */
  targets: z
    .array(
      z.strictObject({
        label: text(200, 'Ziel'),
        unit: text(60, 'Einheit'),
        planned: StatedValue.nullable(),
        actual: StatedValue.nullable(),
      }),
    )
    .max(30),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
};

const Sign = z.strictObject({ subject: z.string(), at: z.string() });

export const GrantDecision = z.strictObject({
  amountCents: positiveCents.meta({ title: 'Bewilligt, in Cent' }),
  decidedOn: day('Entschieden am').nullable(),
  tierId: z.string().nullable(),
  /** The paper by which a body resolved it; null where the office decides. */
  paperId: MunicipalPaperId.nullable(),
  /** Blocks every payment until lifted: "vorbehaltlich der Rechtskraft des Haushaltes". */
  reservation: text(300, 'Vorbehalt').nullable(),
  reservationLiftedOn: day('Vorbehalt entfallen am').nullable(),
  by: Sign,
});

export const Grant = z.strictObject({
  ...grantFields,
  status: z.enum(grantStatuses),
  statusReason: text(500, 'Grund').nullable(),
  enteredBy: Sign,
  decision: GrantDecision.nullable(),
  proofOfUse: z
    .strictObject({
      dueOn: day('Verwendungsnachweis fällig am'),
      receivedOn: day('Verwendungsnachweis eingegangen am').nullable(),
      narrativeReceivedOn: day('Sachbericht eingegangen am').nullable(),
      checkedOn: day('Geprüft am').nullable(),
      note: text(500, 'Ergebnis der Prüfung').nullable(),
    })
    .nullable(),
  relatedGrantIds: z.array(GrantId).max(20),
});
export type Grant = z.output<typeof Grant>;
export const GrantView = Grant.extend(recordHead);
