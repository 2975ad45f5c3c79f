import * as z from 'zod';
import { AllianceEventId } from './alliance-event.ts';
import { day } from './calendar.ts';
import { recordHead } from './journal.ts';
import { text } from './text.ts';

/**
 * A number somebody stated, with what it is worth. "mehr als 500" is not 500, "nicht bekannt" is not 0, and a later
 * statement never overwrites an earlier one.
 */
export const qualifierNames = {
  EXACT: 'genau',
  MORE_THAN: 'mehr als',
  ABOUT: 'rund',
  EXPECTED: 'erwartet',
  UNKNOWN: 'nicht bekannt',
} as const;
export type Qualifier = keyof typeof qualifierNames;
/** From the strongest to the weakest: a sum is worth no more than its weakest part. */
export const qualifiers = Object.keys(qualifierNames) as [Qualifier, ...Qualifier[]];

export const basisNames = {
  REGISTERED: 'angemeldet',
  PRESENT: 'anwesend',
  COUNTED: 'gezählt',
  ESTIMATED: 'geschätzt',
  EXPECTED: 'erwartet',
  STATED: 'mitgeteilt',
} as const;
export type Basis = keyof typeof basisNames;
export const bases = Object.keys(basisNames) as [Basis, ...Basis[]];

/** What is counted. A figure about one thing is never added to a figure about another. */
export const subjectNames = { PERSONS: 'Teilnehmende', INITIATIVES: 'Initiativen', LOCAL_EVENTS: 'örtliche Veranstaltungen' } as const;
export type Subject = keyof typeof subjectNames;
export const subjects = Object.keys(subjectNames) as [Subject, ...Subject[]];

/** Heads; more than live in the state. */
export const LARGEST_COUNT = 10_000_000;

export const AttendanceFigure = z
  .strictObject({
    /** One event, or several that the source counts together. */
    eventIds: z
      .array(AllianceEventId)
      .min(1, { error: 'Bitte nennen Sie mindestens eine Veranstaltung.' })
      .max(100)
      .meta({ title: 'Veranstaltungen' }),
    subject: z.enum(subjects).meta({ title: 'Was gezählt wird' }),
    value: z.int().min(0, { error: 'Bitte geben Sie eine Zahl ab 0 an.' }).max(LARGEST_COUNT).nullable().meta({ title: 'Anzahl' }),
    qualifier: z.enum(qualifiers).meta({ title: 'Genauigkeit' }),
    basis: z.enum(bases).meta({ title: 'Grundlage' }),
    asOf: day('Stand').nullable(),
    source: text(200, 'Quelle'),
    printed: text(200, 'Wortlaut').nullable(),
  })
  .check((ctx) => {
    const { qualifier, value } = ctx.value;
    if ((qualifier === 'UNKNOWN') !== (value === null)) {
      ctx.issues.push({
        code: 'custom',
        path: ['value'],
        message: 'Bitte geben Sie eine Anzahl an, oder wählen Sie „nicht bekannt“ und lassen Sie sie leer. Unbekannt ist nicht 0.',
        input: ctx.value,
      });
    }
    if (new Set(ctx.value.eventIds).size !== ctx.value.eventIds.length)
      ctx.issues.push({ code: 'custom', path: ['eventIds'], message: 'Eine Veranstaltung ist doppelt genannt.', input: ctx.value });
  });
export type AttendanceFigure = z.output<typeof AttendanceFigure>;
export const AttendanceFigureView = z.strictObject({ ...AttendanceFigure.shape, ...recordHead });

/** One end of what a number can be; `strict` means that the value itself is excluded ("more than 500"). */
export const Bound = z.strictObject({ value: z.int(), strict: z.boolean() });
export type Bound = z.output<typeof Bound>;

/** How many there were, as far as anyone can say. */
export const Headcount = z.strictObject({
  subject: z.enum(subjects),
  /** The stated number, when one number is stated for the whole. */
  value: z.int().nullable(),
  qualifier: z.enum(qualifiers),
  atLeast: Bound.nullable(),
  atMost: Bound.nullable(),
  events: z.int(),
  eventsWithoutFigure: z.int(),
  figureIds: z.array(z.string()),
});
export type Headcount = z.output<typeof Headcount>;

export const weakest = (found: Iterable<Qualifier>): Qualifier => {
  let index = 0;
  for (const qualifier of found) index = Math.max(index, qualifiers.indexOf(qualifier));
  return qualifiers[index] ?? 'UNKNOWN';
};

type Interval = { readonly atLeast: Bound | null; readonly atMost: Bound | null };

/** What a single statement allows. About and expected name no bound at all. */
function intervalOf(value: number | null, qualifier: Qualifier): Interval {
  if (value === null || qualifier === 'UNKNOWN') return { atLeast: { value: 0, strict: false }, atMost: null };
  if (qualifier === 'EXACT') return { atLeast: { value, strict: false }, atMost: { value, strict: false } };
  if (qualifier === 'MORE_THAN') return { atLeast: { value, strict: true }, atMost: null };
  return { atLeast: null, atMost: null };
}

const addBounds = (bounds: readonly (Bound | null)[]): Bound | null =>
  bounds.reduce<Bound | null>(
    (sum, bound) => (sum === null || bound === null ? null : { value: sum.value + bound.value, strict: sum.strict || bound.strict }),
    { value: 0, strict: false },
  );

export type StatedFigure = { readonly id: string; readonly changedAt: string; readonly figure: AttendanceFigure };

/** Later statements stand for earlier ones about the same events; the earlier stay in the register and in the list. */
function latestFirst(figures: readonly StatedFigure[]): StatedFigure[] {
  return [...figures].sort((a, b) =>
    a.figure.asOf === b.figure.asOf ? (a.changedAt < b.changedAt ? 1 : -1) : (a.figure.asOf ?? '') < (b.figure.asOf ?? '') ? 1 : -1,
  );
}

/**
 * How many came to a set of events: statements about several events together go first (the largest that fits whole),
 * then the statements about the events that remain. What nobody stated stays open and is counted as such.
 */
export function headcount(subject: Subject, eventIds: readonly string[], figures: readonly StatedFigure[]): Headcount {
  const { used, open } = cover(eventIds, latestFirst(figures.filter(({ figure }) => figure.subject === subject)));
  const gaps = Array.from({ length: open }, () => intervalOf(null, 'UNKNOWN'));
  const intervals = [...used.map(({ figure }) => intervalOf(figure.value, figure.qualifier)), ...gaps];
  const whole = used.length > 0 && open === 0 && used.every(({ figure }) => figure.value !== null);
  const found: Qualifier[] = used.map(({ figure }) => figure.qualifier);
  return {
    subject,
    value: whole ? used.reduce((sum, { figure }) => sum + (figure.value ?? 0), 0) : null,
    qualifier: used.length === 0 || open > 0 ? 'UNKNOWN' : weakest(found),
    atLeast: addBounds(intervals.map(({ atLeast }) => atLeast)),
    atMost: addBounds(intervals.map(({ atMost }) => atMost)),
    events: eventIds.length,
    eventsWithoutFigure: open,
    figureIds: used.map(({ id }) => id),
  };
}

/** The statements that together say most about the events without counting one twice, and how many events stay open. */
function cover(eventIds: readonly string[], figures: readonly StatedFigure[]): { used: StatedFigure[]; open: number } {
  const open = new Set(eventIds);
  const used = [...figures]
    .sort((a, b) => b.figure.eventIds.length - a.figure.eventIds.length)
    .filter(({ figure }) => {
      const fits = figure.eventIds.every((id) => open.has(id));
      if (fits) for (const id of figure.eventIds) open.delete(id);
      return fits;
    });
  return { used, open: open.size };
}

/**
 * What a joint figure says about the one event of it that has none of its own: 1 570 together, more than 500 and more
 * than 600 for two of the three, leaves fewer than 470 for the third.
 * @returns undefined when more or fewer than one event has no figure of its own, or the joint figure has no upper end
 */
export function remainderOf(
  joint: AttendanceFigure,
  singles: readonly StatedFigure[],
): { eventId: string; atLeast: Bound | null; atMost: Bound | null } | undefined {
  const own = (id: string) =>
    latestFirst(singles).find(
      ({ figure }) =>
        figure.subject === joint.subject && figure.eventIds.length === 1 && figure.eventIds[0] === id && figure.value !== null,
    );
  const without = joint.eventIds.filter((id) => !own(id));
  const eventId = without[0];
  if (without.length !== 1 || eventId === undefined) return undefined;
  const whole = intervalOf(joint.value, joint.qualifier);
  const others = joint.eventIds
    .filter((id) => id !== eventId)
    .map((id) => intervalOf(own(id)?.figure.value ?? null, own(id)?.figure.qualifier ?? 'UNKNOWN'));
  const least = addBounds(others.map(({ atLeast }) => atLeast));
  const most = addBounds(others.map(({ atMost }) => atMost));
  if (whole.atMost === null || least === null) return undefined;
  const floor =
    whole.atLeast !== null && most !== null
      ? { value: Math.max(0, whole.atLeast.value - most.value), strict: whole.atLeast.strict || most.strict }
      : { value: 0, strict: false };
  return {
    eventId,
    atLeast: floor,
    atMost: { value: Math.max(0, whole.atMost.value - least.value), strict: whole.atMost.strict || least.strict },
  };
}

/** The bound in words: `weniger als 470`, `höchstens 38`. */
export const boundInWords = (bound: Bound, side: 'atLeast' | 'atMost'): string =>
  side === 'atMost'
    ? `${bound.strict ? 'weniger als' : 'höchstens'} ${bound.value}`
    : `${bound.strict ? 'mehr als' : 'mindestens'} ${bound.value}`;
