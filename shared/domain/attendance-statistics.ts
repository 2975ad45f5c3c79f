import * as z from 'zod';
import type { Alliance } from './alliance.ts';
import { themeLabel } from './alliance.ts';
import type { AllianceEvent } from './alliance-event.ts';
import { AllianceEventId, eventKindNames, heldBy, isSeries } from './alliance-event.ts';
import type { StatedFigure } from './attendance.ts';
import { Headcount, headcount, remainderOf } from './attendance.ts';
import type { Day } from './calendar.ts';
import { day, yearOf } from './calendar.ts';
import type { EventCounts, Told } from './event-counts.ts';
import { eventFilter } from './event-filter.ts';
import type { GroupLabel } from './grouping.ts';
import { grouped, groupOf, LAST } from './grouping.ts';
import { officeNames } from './regions.ts';

/**
 * How many came, by event, theme, office, kind or year: what the lists of the door counted, and beside it what was
 * stated. The two are never added and neither replaces the other. Unknown is not zero: every sum says how many events
 * could not say.
 */
export const statisticsDimensionNames = {
  event: 'Veranstaltung',
  theme: 'Thema',
  office: 'Amt',
  kind: 'Art der Veranstaltung',
  year: 'Jahr',
} as const;
export type StatisticsDimension = keyof typeof statisticsDimensionNames;
const dimensions = Object.keys(statisticsDimensionNames) as [StatisticsDimension, ...StatisticsDimension[]];

export const StatisticsQuery = z.strictObject({
  groupBy: z
    .string()
    .max(100)
    .transform((raw) => raw.split(','))
    .pipe(z.array(z.enum(dimensions, { error: `Bitte gliedern Sie nach: ${dimensions.join(', ')}.` })))
    .refine((by) => by.length <= 2 && new Set(by).size === by.length, { error: 'Bitte höchstens zwei Gliederungen, jede nur einmal.' })
    .optional()
    .meta({ title: 'Gliederung', description: 'Eine oder zwei, mit Komma getrennt; ohne Angabe nach Thema' }),
  ...eventFilter,
  year: z
    .string()
    .regex(/^(?:19|20|21)\d\d$/, { error: 'Bitte geben Sie das Jahr vierstellig an.' })
    .transform(Number)
    .optional()
    .meta({ title: 'Jahr des Beginns' }),
  eventId: AllianceEventId.optional().meta({ title: 'Veranstaltung' }),
  asOf: day('Stand').optional(),
});
export type StatisticsQuery = z.output<typeof StatisticsQuery>;

/** A sum over events. `value` is null when none of them could say; `without` could not, `withheld` are too small to be printed. */
export const Count = z.strictObject({ value: z.int().nullable(), without: z.int(), withheld: z.int() });
export type Count = z.output<typeof Count>;

const Held = z.strictObject({
  events: z.int(),
  registered: Count,
  present: Count,
  walkIns: Count,
  /** Registered and not come; only of events that are over and had a door. */
  noShows: Count,
  /** Registered at just these events: what a rate is a rate of. */
  noShowBase: z.int().nullable(),
  /** Distinct among those present; null where it was not counted, see `organisationsNote`. */
  organisations: z.int().nullable(),
  stated: Headcount,
});
const Planned = z.strictObject({
  events: z.int(),
  /** Begun, but nobody has confirmed that they were held. */
  unconfirmed: z.int(),
  registered: Count,
  present: Count,
  waiting: Count,
  places: Count,
  stated: Headcount,
});
const groupHead = {
  dimension: z.enum(dimensions),
  key: z.string(),
  label: z.string(),
  date: z.string().nullable(),
  held: Held,
  /** Null for readers of published numbers. */
  planned: Planned.nullable(),
};
const Leaf = z.strictObject({ ...groupHead, groups: z.array(z.never()).max(0) });
const Group = z.strictObject({ ...groupHead, groups: z.array(Leaf) });

export const AttendanceStatistics = z.strictObject({
  asOf: z.string().meta({ description: 'Stand, Europe/Berlin; Zählungen der Listen sind die jetzigen' }),
  audience: z.enum(['INTERNAL', 'PUBLISHED']).meta({ description: 'PUBLISHED: ohne kleine Zahlen' }),
  /** The smallest count printed for `PUBLISHED`. */
  smallestShown: z.int(),
  groupBy: z.array(z.enum(dimensions)),
  years: z.array(z.int()).meta({ description: 'Jahre, in denen es Veranstaltungen gibt, ohne Rücksicht auf die Auswahl' }),
  heldThisYear: z.int().meta({ description: 'Im Kalenderjahr des Stands durchgeführt; die Einschränkung auf ein Jahr gilt dafür nicht' }),
  held: Held,
  planned: Planned.nullable(),
  groups: z.array(Group),
  organisationsNote: z.string().nullable(),
  notes: z.array(z.string()),
});
export type AttendanceStatistics = z.output<typeof AttendanceStatistics>;
type Tally = Pick<z.output<typeof Group>, 'held' | 'planned'>;
export type StatisticsGroup = Omit<z.output<typeof Group>, 'groups'> & { readonly groups: readonly StatisticsGroup[] };

/** One event with what is known of it. */
export type CountedEvent = {
  readonly id: string;
  readonly event: AllianceEvent;
  readonly counts: EventCounts;
  /** Marks of the organisations present; null when they were not read. */
  readonly organisations: ReadonlySet<string> | null;
};
export type StatisticsFacts = {
  readonly alliance: Alliance | undefined;
  readonly figures: readonly StatedFigure[];
  readonly asOf: Day;
  readonly showsPlanned: boolean;
};

/** The alliance's own single events that were or will be held, as `countAttendance` counts them. */
export const counts = (event: AllianceEvent): boolean =>
  event.ownership === 'OWN' && !isSeries(event) && (event.status === 'HELD' || event.status === 'PLANNED');

export const fits = (id: string, event: AllianceEvent, { kind, theme, office: wanted, year, eventId }: StatisticsQuery): boolean =>
  (kind === undefined || event.kind === kind) &&
  (theme === undefined || event.theme === theme) &&
  (wanted === undefined || (event.responsibleOffice ?? 'NONE') === wanted) &&
  (year === undefined || (event.dates.from !== null && yearOf(event.dates.from) === year)) &&
  (eventId === undefined || id === eventId);

export const yearsOf = (events: readonly AllianceEvent[]): number[] =>
  [...new Set(events.flatMap(({ dates }) => (dates.from === null ? [] : [yearOf(dates.from)])))].sort((a, b) => a - b);

function countOf(told: readonly Told[]): Count {
  const known = told.filter((one) => typeof one === 'number');
  const without = told.filter((one) => one === null).length;
  return {
    value: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0),
    without,
    withheld: told.length - known.length - without,
  };
}
const countEach = (events: readonly CountedEvent[], of: keyof EventCounts): Count => countOf(events.map(({ counts: one }) => one[of]));

/** What was stated; the one event of a joint figure without a figure of its own gets the bounds that are left for it. */
function statedFor(events: readonly CountedEvent[], figures: readonly StatedFigure[]): Headcount {
  const ids = events.map(({ id }) => id);
  const found = headcount('PERSONS', ids, figures);
  if (ids.length !== 1 || found.eventsWithoutFigure === 0) return found;
  const left = figures
    .filter(({ figure }) => figure.subject === 'PERSONS' && figure.eventIds.length > 1 && figure.eventIds.includes(ids[0] as never))
    .map(({ id, figure }) => ({ id, remainder: remainderOf(figure, figures) }))
    .find(({ remainder }) => remainder?.eventId === ids[0]);
  if (!left?.remainder) return found;
  return { ...found, atLeast: left.remainder.atLeast, atMost: left.remainder.atMost, figureIds: [left.id] };
}

function distinctOrganisations(events: readonly CountedEvent[]): number | null {
  const read = events.flatMap(({ organisations }) => (organisations === null ? [] : [organisations]));
  return read.length === 0 ? null : new Set(read.flatMap((marks) => [...marks])).size;
}

function heldTally(events: readonly CountedEvent[], figures: readonly StatedFigure[]): z.output<typeof Held> {
  const told = events.filter(({ counts: { noShows } }) => typeof noShows === 'number');
  return {
    events: events.length,
    registered: countEach(events, 'registered'),
    present: countEach(events, 'present'),
    walkIns: countEach(events, 'walkIns'),
    noShows: countEach(events, 'noShows'),
    noShowBase: countEach(told, 'registered').value,
    organisations: distinctOrganisations(events),
    stated: statedFor(
      events,
      figures.filter(({ figure }) => figure.basis !== 'EXPECTED'),
    ),
  };
}

const plannedTally = (events: readonly CountedEvent[], { figures, asOf }: StatisticsFacts): z.output<typeof Planned> => ({
  events: events.length,
  unconfirmed: events.filter(({ event: { dates } }) => dates.from !== null && dates.from <= asOf).length,
  registered: countEach(events, 'registered'),
  present: countEach(events, 'present'),
  waiting: countEach(events, 'waiting'),
  places: countEach(events, 'places'),
  stated: statedFor(events, figures),
});

function tallyOf(events: readonly CountedEvent[], facts: StatisticsFacts): Tally {
  const held = events.filter(({ event }) => heldBy(event, facts.asOf));
  const ahead = events.filter(({ event }) => !heldBy(event, facts.asOf));
  return { held: heldTally(held, facts.figures), planned: facts.showsPlanned ? plannedTally(ahead, facts) : null };
}

const labelOf: Record<StatisticsDimension, (counted: CountedEvent, facts: StatisticsFacts) => GroupLabel> = {
  event: ({ id, event }) => ({ key: id, label: event.title, order: event.dates.from ?? LAST, date: event.dates.from }),
  theme: ({ event: { theme } }, { alliance }) => groupOf(theme, theme === null ? '' : themeLabel(alliance, theme), 'ohne Thema'),
  office: ({ event: { responsibleOffice: id } }) => groupOf(id, id === null ? '' : officeNames[id], 'kein Amt (landesweit)'),
  kind: ({ event: { kind } }) => groupOf(kind, eventKindNames[kind], ''),
  year: ({ event: { dates } }) => {
    const year = dates.from === null ? null : String(yearOf(dates.from));
    return groupOf(year, year ?? '', 'ohne Datum');
  },
};

function group(events: readonly CountedEvent[], by: readonly StatisticsDimension[], facts: StatisticsFacts): StatisticsGroup[] {
  const [dimension, ...deeper] = by;
  if (dimension === undefined) return [];
  return grouped(events, (counted) => labelOf[dimension](counted, facts)).map(({ label: { key, label, date }, members }) => ({
    dimension,
    key,
    label,
    date,
    ...tallyOf(members, facts),
    groups: group(members, deeper, facts),
  }));
}

/** @param events those that fit the question; of them only held ones where what is planned is not shown */
export function statisticsOf(
  events: readonly CountedEvent[],
  by: readonly StatisticsDimension[],
  facts: StatisticsFacts,
): Tally & { readonly groups: readonly StatisticsGroup[] } {
  const shown = facts.showsPlanned ? events : events.filter(({ event }) => heldBy(event, facts.asOf));
  return { ...tallyOf(shown, facts), groups: group(shown, by, facts) };
}
