import * as z from 'zod';
import { BodyPerson, PersonId } from './alliance-body.ts';
import { recordHead } from './journal.ts';
import { PersonName, personName } from './participant.ts';
import { fold, text } from './text.ts';

/** What stands for the name of somebody whose name is gone. */
export const ERASED_PERSON = 'Person gelöscht';

/** A person with the name for those who may read it. */
export const BodyPersonView = BodyPerson.extend({
  ...recordHead,
  /** Null once the person is erased. */
  name: PersonName.nullable(),
  /** As one reads it; „Person gelöscht“ once the name is gone. */
  fullName: z.string(),
  /** What lists sort by. */
  sortingName: z.string(),
});
export type BodyPersonView = z.output<typeof BodyPersonView>;

export const RecordPerson = z.strictObject({ ...personName, ...BodyPerson.pick({ isPublicFunction: true, source: true }).shape });
export const RenamePerson = z.strictObject(personName);
const reason = text(500, 'Begründung');
export const MergePersons = z.strictObject({ intoPersonId: PersonId, reason });
export const SeparatePersons = z.strictObject({ reason });
export const KeepPersonsApart = z.strictObject({
  otherPersonId: PersonId,
  /** False: takes back what was said before. */
  isDistinct: z.boolean().default(true).meta({ title: 'Verschiedene Personen' }),
});

/** Two records that may be one person. A likeness of names is a reason to look, never one to merge. */
export const MergeSuggestion = z.strictObject({
  persons: z.tuple([BodyPersonView, BodyPersonView]),
  /** 0 to 1; 1: the same name. */
  likeness: z.number().min(0).max(1),
});

/** Letters to change, add or leave out to get from one word to the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    const next = [line];
    for (let column = 1; column <= b.length; column++) {
      const change = (row[column - 1] ?? 0) + (a[line - 1] === b[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const SAME_WORD = 0.75;
const MISSING_WORD = 0.05;
/** Below this two names are not suggested as one person's. */
export const SUGGESTED_LIKENESS = 0.78;

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  const isInitial = Math.min(a.length, b.length) === 1 && a[0] === b[0];
  if (isInitial) return 0.8;
  if (Math.abs(a.length - b.length) > longer * (1 - SAME_WORD)) return 0;
  return 1 - editDistance(a, b) / longer;
}

/** A name as it is compared: folded words, without the title. */
export type ComparedName = { readonly words: readonly string[]; readonly family: readonly string[] };
export function comparedName({ givenName, familyName }: PersonName): ComparedName {
  const family = fold(familyName).split(' ');
  return { words: [...(givenName === null ? [] : fold(givenName).split(' ')), ...family], family };
}

/** Each word of the shorter name with the best word left of the longer; 0 as soon as one has none. */
function wordsLikeness(shorter: readonly string[], longer: readonly string[]): number {
  const left = [...longer];
  let sum = 0;
  for (const word of shorter) {
    const scores = left.map((other) => wordLikeness(word, other));
    const best = Math.max(0, ...scores);
    if (best < SAME_WORD) return 0;
    left.splice(scores.indexOf(best), 1);
    sum += best;
  }
  return sum / shorter.length;
}

/**
 * How alike two names are, 0 to 1: every word of the shorter must be found in the longer, words too many weigh little
 * (a second given name is often left out). A family name alone is compared with family names only.
 */
export function nameLikeness(a: ComparedName, b: ComparedName): number {
  const isInOrder = a.words.length === b.words.length ? a.words.join(' ') <= b.words.join(' ') : a.words.length < b.words.length;
  const [shorter, longer] = isInOrder ? [a, b] : [b, a];
  const isFamilyOnly = shorter.words.length === shorter.family.length;
  const found = wordsLikeness(shorter.words, isFamilyOnly ? longer.family : longer.words);
  return Math.max(0, found - MISSING_WORD * (longer.words.length - shorter.words.length));
}
