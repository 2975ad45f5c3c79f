import type { PersonName } from './participant.ts';
import { nameParticles } from './participant.ts';

/*
 * A name in one cell, taken apart. Nothing is lost: what is neither title nor particle stays in the name, in its order.
 * Peculiar: a single letter is a given name's initial, so `h. c.` counts as a title only as a pair.
 */

const ABBREVIATIONS =
  'prof|dr|dres|priv|doz|dipl|ing|med|dent|vet|phil|rer|nat|pol|soz|sc|oec|jur|iur|theol|päd|paed|psych|inform|kfm|betriebsw|verw|wirt|habil|hum|mult|mag|apl|em|h\\.c|e\\.h';
const abbreviated = new RegExp(`^(?:(?:${ABBREVIATIONS})\\.[-/]?)+$`, 'iu');
const spelledOut = /^(?:Prof|Professor|Professorin|Dr|Doktor|PD|Dipl\.-\p{L}{2,40}\.?|\(FH\))$/u;
const degree = /^(?:M\.A\.|B\.A\.|M\.Sc\.|B\.Sc\.|M\.Ed\.|B\.Ed\.|M\.Eng\.|B\.Eng\.|LL\.M\.|LL\.B\.|MBA|Ph\.D\.|PhD|MdL|MdB|MdEP)$/u;
const address = /^(?:Herrn?|Frau)$/u;

const isTitle = (word: string): boolean => abbreviated.test(word) || spelledOut.test(word) || degree.test(word);

/** Capitalised, these are particles all the same; `Ben`, `Al` or `La` may be a given name. */
const capitalised = new Set(['Von', 'Van', 'De', 'Del', 'Di', 'Dos', 'Zu', 'Zur', 'El', 'Bin', 'Ibn', 'Al']);

const startsFamily = (word: string, index: number): boolean => nameParticles.has(word) || (index > 0 && capitalised.has(word));

const wordsOf = (raw: string): string[] =>
  raw
    .replace(/\b([he])\.\s+([ch])\.(?=\s|$)/giu, '$1.$2.')
    .split(/\s+/u)
    .filter((word) => word !== '' && !address.test(word));

type Parts = { readonly titles: readonly string[]; readonly names: readonly string[] };

function partsOf(raw: string): Parts {
  const words = wordsOf(raw);
  const from = words.findIndex((word) => !isTitle(word));
  if (from < 0) return { titles: words, names: [] };
  const to = words.findLastIndex((word) => !isTitle(word));
  return { titles: [...words.slice(0, from), ...words.slice(to + 1)], names: words.slice(from, to + 1) };
}

const joined = (words: readonly string[]): string | null => words.join(' ') || null;

type SplitName = { [Part in keyof PersonName]: string | null };

/** `Below-Neufeldt, Anna von`: particles at the end belong to the family name. */
function inverted(family: readonly string[], given: readonly string[], titles: readonly string[]): SplitName {
  const kept = given.findLastIndex((word) => !nameParticles.has(word)) + 1;
  return { title: joined(titles), familyName: joined([...given.slice(kept), ...family]), givenName: joined(given.slice(0, kept)) };
}

function inOrder(names: readonly string[], titles: readonly string[]): SplitName {
  const particle = names.slice(0, -1).findIndex(startsFamily);
  const from = particle < 0 ? names.length - 1 : particle;
  return {
    title: joined(titles),
    givenName: joined(names.slice(0, Math.max(0, from))),
    familyName: joined(names.slice(Math.max(0, from))),
  };
}

/**
 * `Köroğlu, Yılmaz` and `Prof. Dr. Ing. Anna von Below-Neufeldt`; one word alone is a family name.
 * @param raw one line of text
 * @returns all null for a cell without a name; undefined when commas leave open which part is what
 */
export function splitName(raw: string): SplitName | undefined {
  const parts = raw.split(',').map(partsOf);
  const titles = parts.flatMap((part) => part.titles);
  const [family = [], given, ...more] = parts.map(({ names }) => names).filter((names) => names.length > 0);
  if (more.length > 0) return undefined;
  return given === undefined ? inOrder(family, titles) : inverted(family, given, titles);
}
