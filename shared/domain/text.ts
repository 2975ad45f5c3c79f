import * as z from 'zod';

/**
 * Text as people type it: NFC (Unicode UAX #15), outer blanks removed, no control and no bidirectional-override
 * characters, so that what is stored looks like what was meant. Length counts code points.
 */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the purpose
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u180E\u200E\u200F\u2028-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0001}-\u{E007F}]/u;

/**
 * More marks on one letter than any writing has: normalising takes time with their square, a minute for 100 000.
 * The bound is that of the Stream-Safe Text Format (UAX #15, section 13).
 */
const piledUp = /\p{M}{31}/u;

/** In composed form (NFC); text with marks piled up stays as it is, and `text()` refuses it. */
export const composed = (raw: string): string => (piledUp.test(raw) ? raw : raw.normalize('NFC'));

const codePoints = (text: string): number => [...text].length;

/** The rules of a text are made once for each length: every check makes a schema, and every text one for its title alone. */
const upTo = new Map<number, ReturnType<typeof textUpTo>>();

function textUpTo(max: number) {
  const tooLong = `Bitte höchstens ${max} Zeichen.`;
  return z
    .string()
    .max(max * 4, { error: tooLong })
    .refine((raw) => raw.isWellFormed(), { error: 'Der Text enthält ein unvollständiges Zeichen.' })
    .refine((raw) => !piledUp.test(raw), { error: 'Der Text enthält einen Buchstaben mit zu vielen Zeichen darüber oder darunter.' })
    .transform((raw) => raw.normalize('NFC').trim())
    .refine((clean) => clean.length > 0, { error: 'Bitte füllen Sie das Feld aus.' })
    .refine((clean) => codePoints(clean) <= max, { error: tooLong })
    .refine((clean) => !forbidden.test(clean), {
      error: 'Der Text enthält Steuerzeichen. Bitte tippen Sie ihn neu, statt ihn einzufügen.',
    });
}

export function text(max: number, title: string) {
  const rules = upTo.get(max) ?? textUpTo(max);
  upTo.set(max, rules);
  return rules.meta({ title, maxLength: max, minLength: 1 });
}

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,78}[a-z0-9]$/, { error: 'Das ist keine Kennung eines Datensatzes.' });

/** Identifier of a record: a UUID, or the readable slug that a takeover of older data gave it. */
export const recordId = <const Brand extends string>(title: string) => slug.brand<Brand>().meta({ title });

const tooManyMarks = /(\p{M}{30})\p{M}+/gu;
const unseen = /[\p{M}\p{Cf}\u115F\u1160]/gu;
const folds: Record<string, string> = { ß: 'ss', ä: 'ae', ö: 'oe', ü: 'ue', ı: 'i', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ς: 'σ' };

/**
 * The form in which two spellings of one German text are equal: lower case, ß = ss, ü = ue, ğ = g, no punctuation, and
 * nothing that is not seen (soft hyphens, joiners, fillers).
 * For searching and for duplicate warnings only; never shown and never a reason to merge by itself.
 */
export const fold = (raw: string): string =>
  raw
    .replace(tooManyMarks, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßäöüıøæœłđς]/gu, (letter) => folds[letter] ?? letter)
    .normalize('NFKD')
    .replace(unseen, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

let collator: Intl.Collator | undefined;

/** German collation (DIN 5007-1) for everything a person reads as a list; its tables are loaded when first compared. */
export const germanOrder = {
  compare: (a: string, b: string): number => {
    collator ??= new Intl.Collator('de', { numeric: true });
    return collator.compare(a, b);
  },
};

/** A text in German quotation marks; quotation marks inside it become single ones. */
export const quoted = (raw: string): string => `„${raw.replaceAll('„', '‚').replaceAll('“', '‘')}“`;
