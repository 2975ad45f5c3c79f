import type { Found, FoundRecord } from './finding.ts';
import type { FindingFacts, Rule } from './finding-facts.ts';
import { recordOf } from './finding-facts.ts';
import type { Organisation } from './organisation.ts';
import { namesakes } from './organisation-roles.ts';
import { editDistance } from './person-likeness.ts';
import { districts } from './regions.ts';
import { fold, quoted } from './text.ts';

/** The same name written in two ways. Never a reason to merge or to correct by itself: a person looks. */

/** Shorter words are a letter apart from too many others. */
const SHORTEST_PLACE = 7;
const SHORTEST_NAME = 5;
const SURELY_RIGHT = 1_000;

/** A word as it is written, and as it is compared. */
type Spelling = { readonly key: string; readonly word: string; readonly records: number };

const wordsOf = (text: string): string[] => text.split(/[^\p{L}]+/u).filter((word) => word.length >= SHORTEST_PLACE);

/** How many records write each word of a place's name so. */
function writtenPlaces({ events, measures }: FindingFacts): Map<string, Spelling> {
  const places = new Map<string, Spelling>();
  const names = [
    ...events.map(({ state }) => [state.place?.name ?? '']),
    ...measures.map(({ state }) => state.places.map(({ name }) => name)),
  ];
  for (const ofRecord of names) {
    for (const word of new Set(ofRecord.flatMap(wordsOf))) {
      const key = fold(word);
      places.set(key, { key, word, records: (places.get(key)?.records ?? 0) + 1 });
    }
  }
  return places;
}

const districtWords = (key: string | null | undefined): Spelling[] =>
  districts
    .filter((district) => key === undefined || district.key === key)
    .flatMap(({ name }) => wordsOf(name).map((word) => ({ key: fold(word), word, records: SURELY_RIGHT })));

/** One letter more, less or other; an ending ("Hannovers") is no other spelling, and a typing error seldom begins a word. */
const isOneLetterApart = (one: string, other: string): boolean =>
  one[0] === other[0] &&
  Math.abs(one.length - other.length) <= 1 &&
  !one.startsWith(other) &&
  !other.startsWith(one) &&
  editDistance(one, other) === 1;

/** What a record writes, and the words of the district it names: that one is spelt right. */
type Written = {
  readonly record: FoundRecord;
  readonly texts: readonly (string | null | undefined)[];
  readonly district: readonly Spelling[];
};

function writtenIn({ events, measures, proposals, sums }: FindingFacts): Written[] {
  const labels = Map.groupBy(sums, ({ eventId }): string | null => eventId);
  return [
    ...events.map(({ id, state: { title, place, note } }) => ({
      record: recordOf('EVENT', id, title),
      texts: [title, place?.name, place?.facility, note, ...(labels.get(id) ?? []).map(({ reportingLine }) => reportingLine.label)],
      district: place?.districtKey ? districtWords(place.districtKey) : [],
    })),
    ...measures.map(({ id, state }) => ({
      record: recordOf('MEASURE', id, state.title),
      texts: [state.title, state.text, state.note, ...state.places.map(({ name }) => name)],
      district: [],
    })),
    ...proposals.map(({ id, state }) => ({
      record: recordOf('PROPOSAL', id, state.title),
      texts: [state.title, state.text],
      district: [],
    })),
  ];
}

/** The spelling that more records write is the likelier one; which is right, a person says. */
const placeSpelling: Rule = (facts) => {
  const places = writtenPlaces(facts);
  const rightWords = new Set(districtWords(undefined).map(({ key }) => key));
  const nearest = new Map<string, Spelling | undefined>();
  const likelier = (key: string, among: Iterable<Spelling>): Spelling | undefined => {
    const own = places.get(key)?.records ?? 0;
    return [...among].find(
      (other) => isOneLetterApart(key, other.key) && (other.records > own || (other.records === own && other.key < key)),
    );
  };
  const inRegister = (key: string): Spelling | undefined => {
    if (!nearest.has(key)) nearest.set(key, likelier(key, places.values()));
    return nearest.get(key);
  };
  return writtenIn(facts).flatMap(({ record, texts, district }): Found[] => {
    const words = new Set(texts.flatMap((text) => wordsOf(text ?? '')).filter((word) => /^\p{Lu}/u.test(word)));
    return [...words].flatMap((word) => {
      const key = fold(word);
      const other = rightWords.has(key) ? undefined : (likelier(key, district) ?? inRegister(key));
      if (!other) return [];
      const sentence = `${quoted(word)} ist einen Buchstaben von ${quoted(other.word)} entfernt.`;
      return [{ rule: 'PLACE_SPELLING', sentence, records: [record], values: [word, other.word] }];
    });
  });
};

/** Letters alone, without the legal form: "gEMiDe e.V." and "gEMiDe" are one spelling. */
const lettersOf = (name: string): string =>
  name
    .trimEnd()
    .replace(/(?:e\.\s?V\.|gGmbH|GmbH)$/u, '')
    .replace(/[^\p{L}]/gu, '');

const isMisspelt = (name: string, spelling: string): boolean => {
  const [one, other] = [lettersOf(name), lettersOf(spelling)];
  return one !== other && Math.min(one.length, other.length) >= SHORTEST_NAME && editDistance(one, other) <= 2;
};

const spellingsOf = ({ name, spellings }: Organisation): string[] => spellings.filter((spelling) => isMisspelt(name, spelling));

const organisationSpelling: Rule = ({ organisations }) =>
  organisations.flatMap(({ id, state }) =>
    spellingsOf(state).map((spelling) => ({
      rule: 'ORGANISATION_SPELLING' as const,
      sentence: `${quoted(state.name)} ist auch ${quoted(spelling)} geschrieben.`,
      records: [recordOf('ORGANISATION', id, state.name)],
      values: [state.name, spelling],
    })),
  );

const organisationsAlike: Rule = ({ organisations }) =>
  namesakes(organisations).map((alike) => ({
    rule: 'ORGANISATIONS_ALIKE',
    sentence: `${alike.map(({ state }) => quoted(state.name)).join(' und ')} teilen sich einen Namen oder eine Schreibweise.`,
    records: alike.map(({ id, state }) => recordOf('ORGANISATION', id, state.name)),
    values: alike.map(({ state }) => state.name),
  }));

/** Titles that differ in one word, and in that by one letter; "Modul 1" and "Modul 2" are two titles. */
function isTitleMisspelt(one: string, other: string): boolean {
  const [left, right] = [fold(one).split(' '), fold(other).split(' ')];
  if (left.length !== right.length) return false;
  const differing = left.flatMap((word, index) => (word === right[index] ? [] : [[word, right[index] ?? ''] as const]));
  const [pair] = differing;
  if (!pair || differing.length > 1) return false;
  const [a, b] = pair;
  return Math.min(a.length, b.length) >= SHORTEST_NAME && !/\d/.test(a + b) && editDistance(a, b) === 1;
}

const projectTitleSpelling: Rule = ({ grants }) =>
  grants.flatMap((one, index) =>
    grants
      .slice(index + 1)
      .filter((other) => isTitleMisspelt(one.state.project, other.state.project))
      .map((other) => ({
        rule: 'PROJECT_TITLE_SPELLING' as const,
        sentence: `${quoted(one.state.project)} und ${quoted(other.state.project)} unterscheiden sich in einem Buchstaben.`,
        records: [one, other].map(({ id, state }) => recordOf('GRANT', id, state.project)),
        values: [one.state.project, other.state.project],
      })),
  );

/** Names are for those who may read them in the rooms of persons; here stand records only. */
const personsAlike: Rule = ({ alikePersons }) =>
  alikePersons.map(({ ids, likeness }) => ({
    rule: 'PERSONS_ALIKE',
    sentence: `Zwei Personen haben zu ${Math.round(likeness * 100)} % gleiche Namen; es könnte dieselbe Person sein.`,
    records: ids.map((id) => recordOf('PERSON', id, 'Person')),
    values: [Math.round(likeness * 100)],
  }));

export const spellingRules: readonly Rule[] = [placeSpelling, organisationSpelling, organisationsAlike, projectTitleSpelling, personsAlike];
