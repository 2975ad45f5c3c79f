import * as z from 'zod';
import type { Role } from './access.ts';
import { AllianceBodyId } from './alliance-body.ts';
import { day, fiscalYear } from './calendar.ts';
import { Due } from './due.ts';
import { recordHead } from './journal.ts';
import { MeetingId, Outcome } from './meeting.ts';
import { amountCents } from './money.ts';
import { OrganisationId } from './organisation.ts';
import { IndicatorId } from './result.ts';
import { recordId, text } from './text.ts';

/**
 * Papers of a city's council: serial/year ("0025/2021"), another series than the Landtag's term/serial. A new version
 * ("N1") supersedes and never replaces.
 */
export const MunicipalPaperId = recordId<'MunicipalPaperId'>('Drucksache');
export const StrategyId = recordId<'StrategyId'>('Strategie');

/** DOCUMENT: what no council deals with, as a set of slides; nothing is mandatory in it and no number follows. */
export const paperKindNames = {
  DECISION: 'Beschlussdrucksache',
  INFORMATION: 'Informationsdrucksache',
  DOCUMENT: 'Unterlage ohne Beratungsgang',
} as const;
const paperKinds = Object.keys(paperKindNames) as [keyof typeof paperKindNames, ...(keyof typeof paperKindNames)[]];
export const paperSectionNames = {
  MOTION: 'Antrag',
  GENDER: 'Berücksichtigung von Gender-Aspekten',
  FINANCE_TABLE: 'Tabelle der finanziellen Auswirkungen',
  FINANCE_EXPLANATION: 'Erläuterung der finanziellen Auswirkungen',
  REASONS: 'Begründung',
} as const;
export type PaperSection = keyof typeof paperSectionNames;
const sectionKinds = Object.keys(paperSectionNames) as [PaperSection, ...PaperSection[]];

export const referenceNames = {
  MANDATE: 'Auftrag',
  EVALUATION: 'Auswertung',
  SURVEY: 'Befragung',
  BUDGET: 'Haushaltsbeschluss',
  FOLLOWS: 'folgt auf',
} as const;
const referenceKinds = Object.keys(referenceNames) as [keyof typeof referenceNames, ...(keyof typeof referenceNames)[]];

export const financeRowNames = {
  PERSONNEL: 'Personalaufwendungen',
  TRANSFER: 'Transferaufwendungen',
  OTHER: 'Sonstige Aufwendungen',
  INVESTMENT_BALANCE: 'Saldo Investitionstätigkeit',
  BALANCE: 'Saldo laufende Verwaltungstätigkeit',
} as const;
const financeRows = Object.keys(financeRowNames) as [keyof typeof financeRowNames, ...(keyof typeof financeRowNames)[]];

export const paperNumber = z
  .string()
  .regex(/^(?:[A-Z]-)?\d{3,5}[/-]\d{4}$/, { error: 'Bitte geben Sie die Nummer an wie 0025/2021.' })
  .meta({ title: 'Nummer' });

export const MunicipalPaper = z.strictObject({
  number: paperNumber.nullable(),
  numberPending: z.boolean().meta({ title: 'Nummer wird nachgereicht' }),
  /** 0: first version; 1: "N1". */
  revision: z.int().min(0).max(99).meta({ title: 'Neufassung' }),
  supersedes: z.strictObject({ number: paperNumber, revision: z.int().min(0).max(99), paperId: MunicipalPaperId.nullable() }).nullable(),
  revisionReason: text(500, 'Grund der Neufassung').nullable(),
  kind: z.enum(paperKinds).meta({ title: 'Art' }),
  title: text(500, 'Titel'),
  datedOn: day('Datum').nullable(),
  /** Office that signed; never a name. */
  signedBy: text(200, 'Gezeichnet').nullable(),
  department: text(60, 'Stelle').nullable(),
  agendaNumber: text(20, 'TOP').nullable(),
  sections: z.array(z.strictObject({ kind: z.enum(sectionKinds), summary: text(2000, 'Inhalt') })).max(20),
  /** Bodies in the order of the route, with what each made of it. */
  route: z
    .array(
      z.strictObject({
        label: text(200, 'Gremium'),
        bodyId: AllianceBodyId.nullable(),
        role: z.enum(['DECISION', 'INFORMATION']).meta({ title: 'Rolle' }),
        on: day('Behandelt am').nullable(),
        meetingId: MeetingId.nullable(),
        outcome: Outcome.nullable(),
        /** Recipients the entry stands for: "Stadtbezirksräte 01 - 13" are 13. */
        recipients: z.int().min(1).max(100),
      }),
    )
    .max(60),
  references: z
    .array(z.strictObject({ number: text(40, 'Nummer'), kind: z.enum(referenceKinds), paperId: MunicipalPaperId.nullable() }))
    .max(40),
  annexes: z.array(z.strictObject({ label: text(300, 'Anlage'), isOnline: z.boolean() })).max(40),
  /** As stated in each place that names them: head, invitation, minutes. */
  annexStatements: z.array(z.strictObject({ where: text(100, 'Wo'), wording: text(200, 'Wortlaut') })).max(10),
  /** What the paper asks for, by year; the check compares it with the table. */
  amounts: z
    .array(
      z.strictObject({
        label: text(200, 'Bezeichnung'),
        fiscalYear: fiscalYear.nullable(),
        amountCents,
        condition: text(300, 'Bedingung').nullable(),
      }),
    )
    .max(40),
  financeTable: z
    .strictObject({
      basis: z.enum(['PER_YEAR', 'TOTAL', 'UNSTATED']).meta({ title: 'Angaben' }),
      basisWording: text(100, 'Wortlaut').nullable(),
      product: z
        .string()
        .regex(/^\d{3,10}$/)
        .nullable(),
      partialBudget: z
        .string()
        .regex(/^\d{1,4}$/)
        .nullable(),
      rows: z.array(z.strictObject({ kind: z.enum(financeRows), fiscalYear: fiscalYear.nullable(), amountCents })).max(40),
    })
    .nullable(),
  /** Limits of amounts that title and text state, so that they can be compared. */
  limits: z
    .array(z.strictObject({ where: text(60, 'Wo'), cents: amountCents, isIncluded: z.boolean(), wording: text(200, 'Wortlaut') }))
    .max(20),
  cover: text(500, 'Deckung').nullable(),
  strategyId: StrategyId.nullable(),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type MunicipalPaper = z.output<typeof MunicipalPaper>;
export const MunicipalPaperView = MunicipalPaper.extend(recordHead);

const point = z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,80}$/), label: text(300, 'Bezeichnung') });

/** A strategy as it was resolved: what it wants, in which fields, until when, and what it says of its own shape. */
export const Strategy = z.strictObject({
  title: text(300, 'Titel'),
  shortName: text(60, 'Kurzname').nullable(),
  paperId: MunicipalPaperId.nullable(),
  guidelines: z.array(point).max(60),
  /** Also the goals of a paper that calls them so. */
  priorities: z.array(point.extend({ indicatorIds: z.array(IndicatorId).max(10).default([]).meta({ title: 'Kennzahlen' }) })).max(60),
  fields: z
    .array(
      point.extend({
        bodyId: AllianceBodyId.nullable(),
        subtopics: z.array(point.extend({ focus: z.array(text(200, 'Schwerpunkt')).max(30) })).max(60),
        focusAreas: z.array(text(300, 'Schwerpunkt')).max(30),
        /** What the text says how many there are. */
        claimedSubtopics: z.int().min(0).max(999).nullable(),
        claimWording: text(100, 'Wortlaut').nullable(),
      }),
    )
    .max(40),
  crossCuttingThemes: z.array(point).max(30),
  /** Counts the text claims; the check compares each with what is listed. */
  claims: z
    .array(
      z.strictObject({
        of: z.enum(['GUIDELINES', 'PRIORITIES', 'FIELDS', 'SUBTOPICS', 'CROSS_CUTTING', 'WORKING_GROUPS', 'EXPERTS']),
        value: z.int().min(0).max(9999),
        wording: text(200, 'Wortlaut').nullable(),
        where: text(100, 'Wo').nullable(),
      }),
    )
    .max(40),
  phases: z
    .array(
      z.strictObject({
        name: text(200, 'Phase'),
        state: text(100, 'Stand').nullable(),
        milestones: z
          .array(
            z.strictObject({
              label: text(300, 'Meilenstein'),
              due: Due,
              /** Who acts in this step; none: the source names nobody who is on record. */
              organisationIds: z.array(OrganisationId).max(5).default([]).meta({ title: 'Organisationen' }),
            }),
          )
          .max(40),
      }),
    )
    .max(30),
  validFrom: day('Gilt ab').nullable(),
  validYears: z.int().min(1).max(50).nullable().meta({ title: 'Gilt Jahre' }),
  /** Null: follows from validFrom and validYears. */
  reviewOn: day('Bilanz am').nullable(),
  indicatorRules: z.array(text(300, 'Regel für Kennzahlen')).max(20),
  followUp: z
    .strictObject({ bodyId: AllianceBodyId, wording: text(200, 'Wortlaut').nullable(), atLeastEveryMonths: z.int().min(1).max(60) })
    .nullable(),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type Strategy = z.output<typeof Strategy>;
export const StrategyView = Strategy.extend(recordHead);

export const paperReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'BUDGET_OFFICER', 'ANSWER_APPROVER', 'AUDITOR'] as const satisfies Role[];
export const paperWriters = ['OFFICE_EDITOR', 'OFFICE_LEAD'] as const satisfies Role[];
