import * as z from 'zod';
import { AllianceEventId } from './alliance-event.ts';
import { BudgetLine } from './budget.ts';
import { day, fiscalYear } from './calendar.ts';
import { amountCents } from './money.ts';
import { text } from './text.ts';

/** What an expense without an event was for. */
export const occasionNames = {
  CONSULTING: 'Beratertätigkeiten',
  DESIGN: 'Gestaltung und Aufrufmaterialien',
  ONLINE: 'Online-Aktivitäten',
  CONSUMABLES: 'Verbrauchsmaterial',
  PUBLICATIONS: 'Publikationen',
  AWARD_APPLICATION: 'Bewerbung um Preise',
  PUBLIC_RELATIONS: 'Abstimmung der Öffentlichkeitsarbeit',
  USAGE_RIGHTS: 'Nutzungsrechte',
  CATERING: 'Verpflegung bei politischen Gesprächen',
  OTHER: 'Sonstiges',
} as const;
export type Occasion = keyof typeof occasionNames;
export const occasions = Object.keys(occasionNames) as [Occasion, ...Occasion[]];

/** Where an expense is shown: with the events, or with everything else. One expense stands in exactly one place. */
export const sectionNames = { EVENTS: 'Veranstaltungen', OTHER: 'Sonstige Ausgaben' } as const;
export const sections = Object.keys(sectionNames) as ['EVENTS', 'OTHER'];

/** The rule by which a row got its place, kept with every row. */
export const allocationRuleNames = {
  WITH_PUBLICATIONS: 'über alle Haushaltstitel, einschließlich anlassbezogener Publikationen',
  NOT_IN_EVENTS: 'nicht in den Beträgen der Veranstaltungen enthalten',
} as const;
export const allocationRules = Object.keys(allocationRuleNames) as ['WITH_PUBLICATIONS', 'NOT_IN_EVENTS'];

/** The row of a breakdown under which an expense is printed. Without a label it is the event or the occasion itself. */
export const ReportingLine = z.strictObject({
  section: z.enum(sections).meta({ title: 'Abschnitt' }),
  label: text(300, 'Bezeichnung der Zeile').nullable(),
  /** The day printed beside the row; a row may have none. */
  date: day('Datum der Zeile').nullable(),
  /** Position in print; rows without one follow by date. */
  order: z.int().min(1).max(9999).nullable().meta({ title: 'Reihenfolge im Druck' }),
  allocationRule: z.enum(allocationRules).meta({ title: 'Zuordnungsregel' }),
});
export type ReportingLine = z.output<typeof ReportingLine>;

export const assignment = {
  eventId: AllianceEventId.nullable().meta({ title: 'Veranstaltung' }),
  occasion: z.enum(occasions).nullable().meta({ title: 'Anlass' }),
};

export const assertAssigned = (
  ctx: z.core.ParsePayload<{ eventId: string | null; occasion: string | null; reportingLine?: ReportingLine | null }>,
): void => {
  const { eventId, occasion, reportingLine } = ctx.value;
  if ((eventId === null) === (occasion === null)) {
    ctx.issues.push({
      code: 'custom',
      path: ['eventId'],
      message: 'Bitte wählen Sie entweder eine Veranstaltung oder, ohne Veranstaltung, einen Anlass.',
      input: ctx.value,
    });
  }
  if (eventId === null && reportingLine?.section === 'EVENTS') {
    ctx.issues.push({
      code: 'custom',
      path: ['reportingLine', 'section'],
      message: 'Ohne Veranstaltung steht eine Ausgabe unter „Sonstige Ausgaben“.',
      input: ctx.value,
    });
  }
};

/** One amount at one place. A rebooking has two that add up to zero, everything else has one. */
export const Posting = z.strictObject({
  amountCents,
  ...assignment,
  reportingLine: ReportingLine,
  fiscalYear: fiscalYear.nullable(),
  budgetLine: BudgetLine.nullable(),
});
export type Posting = z.output<typeof Posting>;

/**
 * The value date in the book of record: the day itself, or, for lines taken over from a printed answer, a day that it
 * is not later than. Before that day nobody can say whether the line counts.
 */
export const ValueDate = z.strictObject({ kind: z.enum(['ON', 'NOT_LATER_THAN']), day: day('Wertstellung') });
export type ValueDate = z.output<typeof ValueDate>;

export const lineFor = (eventId: string | null, given: ReportingLine | null): ReportingLine =>
  given ?? {
    section: eventId === null ? 'OTHER' : 'EVENTS',
    label: null,
    date: null,
    order: null,
    allocationRule: eventId === null ? 'NOT_IN_EVENTS' : 'WITH_PUBLICATIONS',
  };
