import * as z from 'zod';
import type { Role } from './access.ts';
import { day, fiscalYear } from './calendar.ts';
import { recordHead } from './journal.ts';
import { positiveCents } from './money.ts';
import { OrganisationId } from './organisation.ts';
import { recordId, text } from './text.ts';

/**
 * A municipal fund from which grants are made. Municipal budgets know products and partial budgets (double entry), never
 * Kapitel and Titel. What moves in a fund stands in the one append-only ledger, under accounts of its own.
 */
export const FundId = recordId<'FundId'>('Fonds');
export const FundEntryId = recordId<'FundEntryId'>('Fondsbuchung');
export const GrantId = recordId<'GrantId'>('Zuwendung');

/** One end of a tier: an amount that still belongs to it, or the first that no longer does ("unter 5.001,-"). */
const bound = z.strictObject({ cents: positiveCents, isIncluded: z.boolean().meta({ title: 'einschließlich' }) }).nullable();

/** Up to which amount who decides. Two tiers that claim the same amount are a fault of the rule, and are reported as one. */
export const FundTier = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: text(200, 'Bezeichnung'),
  from: bound.meta({ title: 'Ab' }),
  to: bound.meta({ title: 'Bis' }),
  /** OFFICE: current business of the administration; RESOLUTION: a body decides by a paper. */
  decidedBy: z.enum(['OFFICE', 'RESOLUTION']).meta({ title: 'Entscheidet' }),
  decider: text(200, 'Stelle oder Gremium').nullable(),
  wording: text(300, 'Wortlaut').nullable(),
});
export type FundTier = z.output<typeof FundTier>;

export const Fund = z.strictObject({
  name: text(200, 'Name'),
  instrumentOf: text(200, 'Instrument von').nullable(),
  product: z
    .string()
    .regex(/^\d{3,10}$/, { error: 'Ein Produkt hat drei bis zehn Ziffern, zum Beispiel 11137.' })
    .nullable()
    .meta({ title: 'Produkt' }),
  partialBudget: z
    .string()
    .regex(/^\d{1,4}$/)
    .nullable()
    .meta({ title: 'Teilhaushalt' }),
  permanentFundingPossible: z.boolean().meta({ title: 'Dauerförderung möglich' }),
  applicationPeriod: text(200, 'Antragszeitraum').nullable(),
  tiers: z.array(FundTier).max(20),
  /** What every application must show. */
  checklist: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), label: text(200, 'Voraussetzung') })).max(30),
  /** Days after the end of the project until proof of use is due; null: set for each grant. */
  proofWithinDays: z.int().min(1).max(730).nullable().meta({ title: 'Verwendungsnachweis nach Tagen' }),
  legalBasis: text(300, 'Rechtsgrundlage').nullable(),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type Fund = z.output<typeof Fund>;
export const FundView = Fund.extend(recordHead);

/**
 * Accounts of a fund in the ledger. Only DRAWN is money paid; the others say what may be granted and what was promised.
 * None of them enters a sum of expenditure by budget line: municipal products are never mapped to Titel.
 */
export const fundAccountNames = {
  APPROPRIATION: 'Haushaltstitel',
  RETURN: 'Rückgabe',
  GRANTED: 'bewilligt',
  DRAWN: 'abgerufen',
  NOT_DRAWN: 'nicht abgerufen',
} as const;
export type FundAccount = keyof typeof fundAccountNames;
export const fundAccounts = Object.keys(fundAccountNames) as [FundAccount, ...FundAccount[]];

const Sign = z.strictObject({ subject: z.string(), at: z.string() });

/** A movement of a fund: entered by one person, confirmed by another, in the ledger from then on. A mistake is reversed, never edited. */
export const FundEntry = z.strictObject({
  fundId: FundId,
  fiscalYear,
  account: z.enum(fundAccounts).meta({ title: 'Konto' }),
  /** Signed: a reversal is the negative twin. */
  amountCents: z.int(),
  grantId: GrantId.nullable(),
  /** Who gave back, and why: "Verein aufgelöst". */
  organisationId: OrganisationId.nullable(),
  cause: text(300, 'Ursache').nullable(),
  causeYear: fiscalYear.nullable().meta({ title: 'Jahr der Ursache' }),
  valueDay: day('Wirksam am'),
  status: z.enum(['DRAFT', 'CONFIRMED', 'WITHDRAWN']),
  enteredBy: Sign,
  confirmedBy: Sign.nullable(),
  reverses: FundEntryId.nullable(),
  reason: text(500, 'Begründung').nullable(),
  takenOverFrom: text(200, 'Fundstelle').nullable(),
});
export type FundEntry = z.output<typeof FundEntry>;
export const FundEntryView = FundEntry.extend(recordHead);

/** Who reads funds and grants. */
export const fundReaders = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'CERTIFIER',
  'AUTHORISER',
  'BUDGET_OFFICER',
  'AUDITOR',
  'ANSWER_APPROVER',
] as const satisfies Role[];
export const fundWriters = ['OFFICE_EDITOR', 'OFFICE_LEAD'] as const satisfies Role[];
/** Who confirms movements and decides on grants; never the person who entered them. */
export const fundDeciders = ['OFFICE_LEAD', 'BUDGET_OFFICER', 'AUTHORISER'] as const satisfies Role[];

/** Everything that movements are added up by. */
export type FundSum = {
  readonly fundId: string;
  readonly fiscalYear: number;
  readonly account: FundAccount;
  readonly grantId: string | null;
  readonly amountCents: number;
  readonly bookings: number;
};
