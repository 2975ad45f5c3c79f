import type { BodyPerson, PersonId } from './alliance-body.ts';
import { at, Failure } from './failures.ts';
import type { PersonName } from './participant.ts';
import { type ComparedName, comparedName, nameLikeness, SUGGESTED_LIKENESS } from './person-likeness.ts';
import type { Kept } from './standing-person.ts';
import { standingOf } from './standing-person.ts';
import { fold } from './text.ts';

/** Persons who were said to be different, as records that stand today. */
function keptApart(persons: readonly Kept<BodyPerson>[]): Set<string> {
  const standing = standingOf(persons);
  return new Set(persons.flatMap(({ id, state }) => state.distinctFrom.map((other) => pairOf(standing(id as PersonId), standing(other)))));
}
const pairOf = (a: string, b: string): string => [a, b].sort().join(' ');

const MOST_SUGGESTIONS = 200;
export type AlikePair = { readonly ids: readonly [string, string]; readonly likeness: number };

/** Pairs of standing persons with like names, the most alike first; never those kept apart, merged or erased. */
export function alikePairs(persons: readonly Kept<BodyPerson>[], names: ReadonlyMap<string, PersonName>): AlikePair[] {
  const apart = keptApart(persons);
  const compared = persons.flatMap(({ id, state }): [string, ComparedName][] => {
    const name = state.mergedInto === null && state.erasedOn === null ? names.get(id) : undefined;
    return name === undefined ? [] : [[id, comparedName(name)]];
  });
  const pairs = compared.flatMap(([id, one], index) =>
    compared.slice(index + 1).map(([other, two]) => ({ ids: [id, other] as const, likeness: nameLikeness(one, two) })),
  );
  return pairs
    .filter(({ ids: [a, b], likeness }) => likeness >= SUGGESTED_LIKENESS && !apart.has(pairOf(a, b)))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_SUGGESTIONS);
}

const refused = (detail: string): Failure => new Failure('mergeNotAllowed', { detail });

/** @throws mergeNotAllowed when it would make a chain, or they were said to be different; personErased */
export function assertMayMerge(person: Kept<BodyPerson>, into: Kept<BodyPerson>, persons: readonly Kept<BodyPerson>[]): void {
  if (person.id === into.id) throw refused('Das ist derselbe Datensatz.');
  if (person.state.erasedOn !== null || into.state.erasedOn !== null) throw new Failure('personErased');
  if (person.state.mergedInto !== null) throw refused('Dieser Datensatz ist schon zusammengeführt. Bitte trennen Sie ihn zuerst.');
  if (into.state.mergedInto !== null)
    throw refused('Das Ziel ist selbst zusammengeführt. Bitte wählen Sie den Datensatz, der für beide steht.');
  if (persons.some(({ state }) => state.mergedInto === person.id))
    throw refused('Dieser Datensatz steht schon für einen anderen. Bitte führen Sie umgekehrt zusammen oder trennen Sie zuerst.');
  if (keptApart(persons).has(pairOf(person.id, into.id)))
    throw refused('Es ist festgehalten, dass es verschiedene Personen sind. Bitte nehmen Sie das zuerst zurück.');
}

/** Reasons stand in the journal, and no name may. @throws requestInvalid */
export function assertNamesNobody(reason: string, names: readonly (PersonName | undefined)[]): void {
  const said = new Set(fold(reason).split(' '));
  const words = names.flatMap((name) => (name === undefined ? [] : comparedName(name).words));
  if (words.some((word) => word.length > 2 && said.has(word)))
    throw at('requestInvalid', '/reason', 'Bitte begründen Sie ohne Namen: Die Begründung steht dauerhaft im Journal.');
}

/** This person and all records merged into the same one: what belongs to one person. */
export function recordsOf<One extends Kept<BodyPerson>>(person: One, persons: readonly One[]): One[] {
  const standing = standingOf(persons);
  const own = standing(person.id as PersonId);
  return persons.filter(({ id }) => standing(id as PersonId) === own);
}
