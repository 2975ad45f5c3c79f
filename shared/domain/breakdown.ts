import * as z from 'zod';
import type { Alliance } from './alliance.ts';
import { themeLabel } from './alliance.ts';
import type { AllianceEvent } from './alliance-event.ts';
import { AllianceEventId, eventKindNames, heldBy, isSeries } from './alliance-event.ts';
import type { StatedFigure } from './attendance.ts';
import { Headcount, headcount } from './attendance.ts';
import { formatBudgetLine, parseBudgetLineKey } from './budget.ts';
import type { Day } from './calendar.ts';
import { day, fiscalYear, formatDay, instant } from './calendar.ts';
import { eventFilter } from './event-filter.ts';
import type { GroupLabel } from './grouping.ts';
import { grouped, groupOf, LAST } from './grouping.ts';
import type { Versioned } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, perHead, sumCents } from './money.ts';
import type { ReportingLine, ValueDate } from './posting.ts';
import { occasionNames, occasions } from './posting.ts';
import { officeNames } from './regions.ts';

/** By what an expenditure breakdown can be divided, up to three levels deep. */
export const dimensionNames = {
  section: 'Abschnitt',
  line: 'Zeile',
  event: 'Veranstaltung',
  campaign: 'Reihe',
  kind: 'Art der Veranstaltung',
  theme: 'Thema',
  office: 'Amt',
  occasion: 'Anlass',
  budgetLine: 'Haushaltsstelle',
  fiscalYear: 'Haushaltsjahr',
} as const;
export type Dimension = keyof typeof dimensionNames;
export const dimensions = Object.keys(dimensionNames) as [Dimension, ...Dimension[]];

/** Sections of a breakdown. What lies ahead on the as-of day is shown apart and never counted as held. */
export const positionNames = {
  HELD: 'Veranstaltungen',
  UPCOMING: 'Noch nicht durchgeführte Veranstaltungen',
  OTHER: 'Sonstige Ausgaben',
} as const;
export type Position = keyof typeof positionNames;
export const positions = Object.keys(positionNames) as [Position, ...Position[]];

/** Everything that amounts are added up by: one maintained sum per combination. Small, because many bookings share one. */
export type SumKey = {
  readonly eventId: string | null;
  readonly occasion: keyof typeof occasionNames | null;
  readonly reportingLine: ReportingLine;
  /** As made by `budgetLineKey`. */
  readonly budgetLine: string | null;
  readonly fiscalYear: number | null;
};
export type Sum = SumKey & { readonly amountCents: Cents; readonly bookings: number };

/** Whether a booking counts on a day: yes, no, or not to be said because only a latest day is known. */
export function countsOn({ kind, day }: ValueDate, asOf: Day): 'YES' | 'NO' | 'UNDETERMINED' {
  if (day <= asOf) return 'YES';
  return kind === 'ON' ? 'NO' : 'UNDETERMINED';
}

const list = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .max(300)
    .transform((raw) => raw.split(','))
    .pipe(z.array(item).max(20));

export const BreakdownQuery = z.strictObject({
  groupBy: list(z.enum(dimensions, { error: `Bitte gliedern Sie nach: ${dimensions.join(', ')}.` }))
    .refine((by) => by.length <= 3 && new Set(by).size === by.length, { error: 'Bitte höchstens drei Gliederungen, jede nur einmal.' })
    .optional()
    .meta({ title: 'Gliederung', description: 'Bis zu drei, mit Komma getrennt' }),
  section: z.enum(positions).optional().meta({ title: 'Abschnitt' }),
  ...eventFilter,
  eventId: AllianceEventId.optional().meta({ title: 'Veranstaltung' }),
  campaignId: AllianceEventId.optional().meta({ title: 'Reihe' }),
  occasion: z.enum(occasions).optional().meta({ title: 'Anlass' }),
  budgetLine: z
    .string()
    .regex(/^\d{4}-\d{5}(?:-\d{2})?$/)
    .optional()
    .meta({ title: 'Haushaltsstelle' }),
  fiscalYear: z
    .union([
      z.literal('UNKNOWN'),
      z
        .string()
        .regex(/^\d{4}$/)
        .transform(Number)
        .pipe(fiscalYear),
    ])
    .optional()
    .meta({ title: 'Haushaltsjahr' }),
  asOf: day('Stand (Wertstellung)').optional(),
  knownAt: instant('Kenntnisstand').optional(),
});
export type BreakdownQuery = z.output<typeof BreakdownQuery>;

export const PerHead = z.strictObject({ cents: z.int(), bound: z.enum(['EXACT', 'AT_MOST']), heads: z.int() });

export const flagNames = {
  WITHOUT_DATE: 'ohne Datum',
  WITHOUT_FISCAL_YEAR: 'ohne Haushaltsjahr',
  WITHOUT_BUDGET_LINE: 'ohne Haushaltsstelle',
  NOT_YET_HELD: 'noch nicht durchgeführt',
  CANCELLED: 'abgesagt',
} as const;
export type Flag = keyof typeof flagNames;

const groupHead = {
  dimension: z.enum(dimensions),
  key: z.string(),
  label: z.string(),
  date: z.string().nullable(),
  amountCents: z.int(),
  bookings: z.int(),
  flags: z.array(z.enum(Object.keys(flagNames) as [Flag, ...Flag[]])),
  headcount: Headcount.nullable(),
  perHead: PerHead.nullable(),
};
const Leaf = z.strictObject({ ...groupHead, groups: z.array(z.never()).max(0) });
const Middle = z.strictObject({ ...groupHead, groups: z.array(Leaf) });
export const BreakdownGroup = z.strictObject({ ...groupHead, groups: z.array(Middle) });
export type BreakdownGroup = Omit<z.output<typeof BreakdownGroup>, 'groups'> & { readonly groups: readonly BreakdownGroup[] };

/** What the amounts are joined with. */
export type BreakdownFacts = {
  readonly alliance: Alliance | undefined;
  readonly events: ReadonlyMap<string, Versioned<AllianceEvent>>;
  readonly figures: readonly StatedFigure[];
  readonly asOf: Day;
};

export type Joined = Sum & { readonly event: AllianceEvent | undefined; readonly position: Position; readonly campaign: string | null };

const positionOf = (sum: Sum, event: AllianceEvent | undefined, asOf: Day): Position => {
  if (sum.reportingLine.section === 'OTHER' || !event) return 'OTHER';
  return heldBy(event, asOf) || event.status === 'CANCELLED' ? 'HELD' : 'UPCOMING';
};

/** The outermost series an event belongs to, itself included. */
function campaignOf(eventId: string | null, events: BreakdownFacts['events']): string | null {
  let found: string | null = null;
  let current = eventId;
  for (let depth = 0; current !== null && depth < 10; depth++) {
    const event = events.get(current)?.state;
    if (event?.kind === 'CAMPAIGN') found = current;
    current = event?.campaignId ?? null;
  }
  return found;
}

export const join = (sums: readonly Sum[], { events, asOf }: BreakdownFacts): Joined[] =>
  sums.map((sum) => {
    const event = sum.eventId === null ? undefined : events.get(sum.eventId)?.state;
    return { ...sum, event, position: positionOf(sum, event, asOf), campaign: campaignOf(sum.eventId, events) };
  });

const without = <T>(value: T | undefined, matches: (value: T) => boolean): boolean => value === undefined || matches(value);

export const filterSums = (sums: readonly Joined[], query: BreakdownQuery): Joined[] =>
  sums.filter(
    (sum) =>
      without(query.section, (section) => sum.position === section) &&
      without(query.kind, (kind) => sum.event?.kind === kind) &&
      without(query.theme, (theme) => sum.event?.theme === theme) &&
      without(query.office, (office) => (sum.event?.responsibleOffice ?? 'NONE') === office) &&
      without(query.eventId, (eventId) => sum.eventId === eventId) &&
      without(query.campaignId, (campaignId) => sum.campaign === campaignId || sum.eventId === campaignId) &&
      without(query.occasion, (occasion) => sum.occasion === occasion) &&
      without(query.budgetLine, (line) => sum.budgetLine === line) &&
      without(query.fiscalYear, (year) => (sum.fiscalYear ?? 'UNKNOWN') === year),
  );

const ordered = (position: number, width = 6) => String(position).padStart(width, '0');

function lineLabel({ reportingLine, event, eventId, occasion, position }: Joined): GroupLabel {
  const label = reportingLine.label ?? event?.title ?? (occasion === null ? (eventId ?? '') : occasionNames[occasion]);
  const date = reportingLine.date ?? (reportingLine.label === null ? (event?.dates.from ?? null) : null);
  return {
    key: `${eventId ?? occasion}#${reportingLine.section}#${reportingLine.label ?? ''}`,
    label,
    order: `${ordered(positions.indexOf(position), 1)}#${reportingLine.order === null ? LAST : ordered(reportingLine.order)}#${date ?? LAST}#${label}`,
    date,
  };
}

const labelOf: Record<Dimension, (sum: Joined, facts: BreakdownFacts) => GroupLabel> = {
  section: ({ position }) => ({
    key: position,
    label: positionNames[position],
    order: ordered(positions.indexOf(position), 1),
    date: null,
  }),
  line: (sum) => lineLabel(sum),
  event: ({ event, eventId }) =>
    event && eventId !== null
      ? { key: eventId, label: event.title, order: event.dates.from ?? LAST, date: event.dates.from }
      : { key: 'NONE', label: 'ohne Veranstaltung', order: `${LAST}${LAST}`, date: null },
  campaign: ({ campaign }, { events }) => groupOf(campaign, events.get(campaign ?? '')?.state.title ?? '', 'keine Reihe'),
  kind: ({ event }) => groupOf(event?.kind, event ? eventKindNames[event.kind] : '', 'ohne Veranstaltung'),
  theme: ({ event }, { alliance }) =>
    groupOf(event?.theme, event?.theme ? themeLabel(alliance, event.theme) : '', event ? 'ohne Thema' : 'ohne Veranstaltung'),
  office: ({ event }) =>
    groupOf(
      event?.responsibleOffice,
      event?.responsibleOffice ? officeNames[event.responsibleOffice] : '',
      'kein Amt (landesweit oder ohne Veranstaltung)',
    ),
  occasion: ({ occasion }) => groupOf(occasion, occasion === null ? '' : occasionNames[occasion], 'Veranstaltung'),
  budgetLine: ({ budgetLine }) =>
    groupOf(budgetLine, budgetLine === null ? '' : formatBudgetLine(parseBudgetLineKey(budgetLine)), 'Haushaltsstelle nicht bekannt'),
  fiscalYear: ({ fiscalYear }) =>
    groupOf(fiscalYear === null ? null : String(fiscalYear), String(fiscalYear), 'Haushaltsjahr nicht bekannt'),
};

/** The key of a sum in one dimension, as `group` makes it: finds the members of a group again. */
export const keyOf = (dimension: Dimension, sum: Joined, facts: BreakdownFacts): string => labelOf[dimension](sum, facts).key;

function flagsOf(sums: readonly Joined[], date: Day | null, dimension: Dimension): Flag[] {
  const flags: Flag[] = [];
  if (
    (dimension === 'line' || dimension === 'event') &&
    date === null &&
    sums.some(({ position, event }) => position !== 'OTHER' || (dimension === 'event' && event))
  )
    flags.push('WITHOUT_DATE');
  if (sums.some(({ fiscalYear }) => fiscalYear === null)) flags.push('WITHOUT_FISCAL_YEAR');
  if (sums.some(({ budgetLine }) => budgetLine === null)) flags.push('WITHOUT_BUDGET_LINE');
  if (sums.some(({ position }) => position === 'UPCOMING')) flags.push('NOT_YET_HELD');
  if (sums.some(({ event }) => event?.status === 'CANCELLED')) flags.push('CANCELLED');
  return flags;
}

/** Heads only where the whole amount belongs to single events of the alliance's own that were held by the day. */
export function headsOf(sums: readonly Joined[], { figures, asOf }: BreakdownFacts): Headcount | null {
  const own = sums.every(
    ({ event, reportingLine }) =>
      event !== undefined && reportingLine.section === 'EVENTS' && event.ownership === 'OWN' && !isSeries(event) && heldBy(event, asOf),
  );
  if (!own || sums.length === 0) return null;
  return headcount(
    'PERSONS',
    [...new Set(sums.flatMap(({ eventId }) => (eventId === null ? [] : [eventId])))],
    figures.filter(({ figure }) => figure.basis !== 'EXPECTED'),
  );
}

/** Expenditure per head only where the divisor has a lower end: then the quotient has an upper one. */
export function perHeadOf(amountCents: Cents, heads: Headcount | null): z.output<typeof PerHead> | null {
  if (!heads?.atLeast || heads.atLeast.value <= 0 || heads.eventsWithoutFigure > 0) return null;
  const exact = heads.qualifier === 'EXACT';
  return exact || heads.qualifier === 'MORE_THAN'
    ? { cents: perHead(amountCents, heads.atLeast.value), bound: exact ? 'EXACT' : 'AT_MOST', heads: heads.atLeast.value }
    : null;
}

/** Divides amounts by the dimensions, one level after the other, with the sum at every level. */
export function group(sums: readonly Joined[], by: readonly Dimension[], facts: BreakdownFacts): BreakdownGroup[] {
  const [dimension, ...deeper] = by;
  if (dimension === undefined) return [];
  return grouped(sums, (sum) => labelOf[dimension](sum, facts)).map(({ label, members }): BreakdownGroup => {
    const amountCents = sumCents(members.map((member) => member.amountCents));
    const heads = headsOf(members, facts);
    return {
      dimension,
      key: label.key,
      label: label.label,
      date: label.date,
      amountCents,
      bookings: members.reduce((count, member) => count + member.bookings, 0),
      flags: flagsOf(members, label.date, dimension),
      headcount: heads,
      perHead: perHeadOf(amountCents, heads),
      groups: group(members, deeper, facts),
    };
  });
}

/** Something about the amounts that a reader must know before quoting them. */
export type Finding = { readonly rule: string; readonly amountCents: Cents; readonly bookings: number; readonly sentence: string };

const inWords = (bookings: number): string => (bookings === 1 ? '1 Buchung' : `${bookings} Buchungen`);

/** What is missing or open in a selection, each with its amount and what to do. */
export function findingsIn(sums: readonly Joined[], undetermined: { amountCents: Cents; bookings: number }, asOf: Day): Finding[] {
  const finding = (rule: string, about: readonly Joined[], sentence: (amount: string, bookings: number) => string): Finding[] => {
    if (about.length === 0) return [];
    const amountCents = sumCents(about.map((sum) => sum.amountCents));
    const bookings = about.reduce((count, sum) => count + sum.bookings, 0);
    return [{ rule, amountCents, bookings, sentence: sentence(formatEuro(amountCents), bookings) }];
  };
  const undated = sums.filter((sum) => sum.position !== 'OTHER' && lineLabel(sum).date === null);
  return [
    ...(undetermined.bookings === 0
      ? []
      : [
          {
            rule: 'VALUE_DATE_UNDETERMINED',
            ...undetermined,
            sentence: `Nicht enthalten: ${inWords(undetermined.bookings)} über ${formatEuro(undetermined.amountCents)} Euro, von denen nur ein spätester Tag bekannt ist; ob sie bis zum ${formatDay(asOf)} gehören, steht nicht fest.`,
          },
        ]),
    ...finding(
      'FISCAL_YEAR_MISSING',
      sums.filter(({ fiscalYear }) => fiscalYear === null),
      (amount, bookings) =>
        `Ohne Haushaltsjahr: ${inWords(bookings)} über ${amount} Euro. Eine Aufteilung nach Jahren ist erst möglich, wenn das Jahr je Zeile ergänzt ist (Umbuchung).`,
    ),
    ...finding('LINE_DATE_MISSING', undated, (amount, bookings) => `In Zeilen ohne Datum: ${inWords(bookings)} über ${amount} Euro.`),
    ...finding(
      'EVENT_NOT_YET_HELD',
      sums.filter(({ position }) => position === 'UPCOMING'),
      (amount) =>
        `${amount} Euro entfallen auf Veranstaltungen, die zum ${formatDay(asOf)} nicht durchgeführt oder nicht als durchgeführt bestätigt sind.`,
    ),
    ...finding(
      'EVENT_CANCELLED',
      sums.filter(({ event }) => event?.status === 'CANCELLED'),
      (amount) => `${amount} Euro entfallen auf abgesagte Veranstaltungen.`,
    ),
  ];
}
