import * as z from 'zod';
import { day } from './calendar.ts';
import { text } from './text.ts';

/** What a measured number is worth. Wider than a headcount's: ceilings and near values occur in targets. */
export const worthNames = {
  EXACT: 'genau',
  AT_LEAST: 'mindestens',
  MORE_THAN: 'mehr als',
  ABOUT: 'rund',
  NEARLY: 'knapp',
  UP_TO: 'bis zu',
  EXPECTED: 'erwartet',
  UNKNOWN: 'nicht bekannt',
} as const;
export type Worth = keyof typeof worthNames;
export const worths = Object.keys(worthNames) as [Worth, ...Worth[]];

const MOST = 1_000_000_000_000;
const isThousandth = (value: number): boolean => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6;

/** A number with at most three decimals; unknown is null, never 0. */
export const quantityValue = z
  .number({ error: 'Bitte geben Sie eine Zahl an.' })
  .min(0, { error: 'Bitte geben Sie eine Zahl ab 0 an.' })
  .max(MOST, { error: 'Diese Zahl ist zu groß.' })
  .refine(isThousandth, { error: 'Bitte höchstens drei Stellen nach dem Komma.' })
  .nullable();

/** One statement of a value: what, how sure, as of which day, from where. */
export const StatedValue = z
  .strictObject({
    value: quantityValue.meta({ title: 'Wert' }),
    /** Upper end where a source gives a range ("zwei bis drei"). */
    upTo: quantityValue.meta({ title: 'Bis' }),
    worth: z.enum(worths).meta({ title: 'Genauigkeit' }),
    /** Null: the source does not say as of when. */
    asOf: day('Stand').nullable(),
    printed: text(200, 'Wortlaut').nullable(),
    source: text(200, 'Fundstelle').nullable(),
  })
  .check((ctx) => {
    const { value, upTo, worth } = ctx.value;
    const fault = (path: string, message: string) => ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
    if ((value === null) !== (worth === 'UNKNOWN')) fault('value', 'Ein Wert ohne Zahl ist „nicht bekannt“, und nur dieser hat keine.');
    if (upTo !== null && (value === null || upTo <= value)) fault('upTo', 'Das obere Ende muss größer sein als das untere.');
  });
export type StatedValue = z.output<typeof StatedValue>;
