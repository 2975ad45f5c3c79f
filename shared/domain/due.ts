import * as z from 'zod';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { addDays } from './holidays.ts';
import { text } from './text.ts';

/** How exactly a source says when something is due or takes place. */
export const precisionNames = {
  DAY: 'auf den Tag',
  RANGE: 'von Tag bis Tag',
  MONTH: 'auf den Monat',
  QUARTER: 'auf das Quartal',
  HALF_YEAR: 'auf das Halbjahr',
  YEAR: 'auf das Jahr',
  AFTER: 'nach einem Zeitpunkt',
  EVENT: 'bis zu einem Anlass',
  RECURRING: 'wiederkehrend',
  CONTINUOUS: 'laufend',
  UNKNOWN: 'ohne Angabe',
} as const;
export type Precision = keyof typeof precisionNames;
export const precisions = Object.keys(precisionNames) as [Precision, ...Precision[]];

/**
 * A time as a source words it ("im März", "erstes Halbjahr", "ab Januar 2018", "erfolgt laufend"), verbatim, beside the
 * interval of days it means in Europe/Berlin. An end that the wording leaves open stays null: it is never made up.
 */
export const Due = z
  .strictObject({
    wording: text(200, 'Wortlaut der Frist').nullable(),
    precision: z.enum(precisions).meta({ title: 'Genauigkeit' }),
    from: day('Frühestens').nullable(),
    to: day('Spätestens').nullable(),
  })
  .check((ctx) => {
    const { from, to, wording, precision } = ctx.value;
    const fault = (path: string, message: string) => ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
    if (from !== null && to !== null && to < from) fault('to', 'Der späteste Tag liegt vor dem frühesten.');
    if (precision === 'DAY' && to === null) fault('to', 'Eine Frist auf den Tag braucht den Tag.');
    if (from === null && to === null && wording === null && precision !== 'UNKNOWN')
      fault('wording', 'Bitte geben Sie einen Tag an oder den Wortlaut.');
  });
export type Due = z.output<typeof Due>;

export const NOT_DUE: Due = { wording: null, precision: 'UNKNOWN', from: null, to: null };

/** First day on which it is late: the day after its last. Null while the wording leaves the end open. */
export const overdueFrom = ({ to }: Due): Day | null => (to === null ? null : addDays(to, 1));

export const isOverdue = (due: Due, on: Day): boolean => due.to !== null && due.to < on;

/** Whether its time has begun and is not over. */
export const isDueNow = ({ from, to }: Due, on: Day): boolean => (from !== null || to !== null) && (from ?? on) <= on && on <= (to ?? on);
