import { fold } from './text.ts';

/**
 * Titles that might mean the same. Only ever a suggestion: a person judges, and both records stay.
 *
 * Two titles are alike by the stems they share and by their letters (trigrams, so that compounds of the same words come
 * near). Only pairs that share a stem are looked at: found over an index from stems to titles, not each against each.
 */
export type Titled = { readonly id: string; readonly title: string };
export type Suggestion<T extends Titled> = { readonly first: T; readonly second: T; readonly likeness: number; readonly shared: string[] };

/** In hundredths; below it two titles have little more in common than their field. */
const ALIKE = 37;
/** A stem, or two together, in more titles than this names a field of work and no single proposal. */
const MOST_TITLES = 60;

const fillers = new Set(
  'aber alle allen auch beim bessere besseren dass dem den denen der des die das durch eine einen einer eines fuer gegen ihre ihren mehr mit neue neuen neuer nicht oder sein sind sowie stets ueber unter und vom von werden zum zur zwischen'.split(
    ' ',
  ),
);
const endings = /(?:ungen|eren|ern|ung|ens|en|er|em|es|st|e|n|s)$/;
const SHORTEST_STEM = 4;

/** "Räume" and "Raum", "stärken" and "stärker" are one: no umlaut, no ending. */
function stemOf(word: string): string {
  const bare = fold(word.normalize('NFD').replace(/\p{M}/gu, ''));
  const stem = bare.replace(endings, '');
  return stem.length >= SHORTEST_STEM ? stem : bare;
}

function stemsOf(title: string): Set<string> {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_STEM && !fillers.has(fold(word)));
  return new Set(words.map(stemOf));
}

function trigramsOf(stems: ReadonlySet<string>): Set<string> {
  const trigrams = new Set<string>();
  for (const stem of stems) for (let at = 0; at + 3 <= stem.length; at += 1) trigrams.add(stem.slice(at, at + 3));
  return trigrams;
}

function inBoth<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): T[] {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  return [...small].filter((member) => large.has(member));
}

type Read<T> = { readonly record: T; readonly stems: ReadonlySet<string>; readonly trigrams: ReadonlySet<string> };

/** 0 to 100: half the stems both have (Jaccard), half the letters both have (Dice over trigrams). */
function likenessOf(one: Read<unknown>, other: Read<unknown>): { likeness: number; shared: string[] } {
  const shared = inBoth(one.stems, other.stems);
  const words = shared.length / (one.stems.size + other.stems.size - shared.length);
  const letters = (2 * inBoth(one.trigrams, other.trigrams).length) / (one.trigrams.size + other.trigrams.size);
  return { likeness: Math.round(50 * (words + letters)), shared };
}

const pairKey = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** What a title is found by: each of its stems and each two of them, for where the single ones are in too many titles. */
const entriesOf = (stems: ReadonlySet<string>): string[] => {
  const sorted = [...stems].sort();
  return sorted.flatMap((stem, index) => [stem, ...sorted.slice(index + 1).map((next) => `${stem} ${next}`)]);
};

function indexOf(read: readonly Read<unknown>[]): Map<string, number[]> {
  const titlesOf = new Map<string, number[]>();
  for (const [index, { stems }] of read.entries()) {
    for (const entry of entriesOf(stems)) {
      const sofar = titlesOf.get(entry);
      if (sofar) sofar.push(index);
      else titlesOf.set(entry, [index]);
    }
  }
  return titlesOf;
}

/** Positions of the titles behind this one that share with it what not too many share. */
function candidatesFor(index: number, { stems }: Read<unknown>, titlesOf: ReadonlyMap<string, readonly number[]>): Set<number> {
  const lists = entriesOf(stems).map((entry) => titlesOf.get(entry) ?? []);
  return new Set(lists.filter(({ length }) => length <= MOST_TITLES).flatMap((list) => list.filter((other) => other > index)));
}

/** @param judged pairs a person has decided about, either way round */
export function nearDoubles<T extends Titled>(records: readonly T[], judged: readonly (readonly [string, string])[]): Suggestion<T>[] {
  const settled = new Set(judged.map(([one, other]) => pairKey(one, other)));
  const read: Read<T>[] = records.map((record) => {
    const stems = stemsOf(record.title);
    return { record, stems, trigrams: trigramsOf(stems) };
  });
  const titlesOf = indexOf(read);
  const found = read.flatMap((one, index) =>
    [...candidatesFor(index, one, titlesOf)].flatMap((position) => {
      const other = read[position];
      if (!other || settled.has(pairKey(one.record.id, other.record.id))) return [];
      const { likeness, shared } = likenessOf(one, other);
      return likeness < ALIKE ? [] : [{ first: one.record, second: other.record, likeness, shared }];
    }),
  );
  return found.sort((a, b) => b.likeness - a.likeness || (pairKey(a.first.id, a.second.id) < pairKey(b.first.id, b.second.id) ? -1 : 1));
}
