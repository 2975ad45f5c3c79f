import { useMemo } from 'preact/hooks';
import type { AllianceBody, BodyKind } from '../../../../shared/domain/alliance-body.ts';
import { bodyKindNames } from '../../../../shared/domain/alliance-body.ts';
import { germanOrder } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import type { SelectOption } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';

export type Body = Success<'listBodies'>['items'][number];
export type Person = Success<'listPersons'>['items'][number];

export const bodyHref = (alliance: string, ...path: readonly string[]): string => hrefOf(alliance, ['gremien', ...path].join('/'));

/** The name that is valid on a day; of a body that was not there yet or no longer, the nearest. */
export function bodyNameOn({ names }: Pick<AllianceBody, 'names'>, on = todayInBerlin()): string {
  const valid = names.find(({ validFrom, validTo }) => validFrom <= on && on <= (validTo ?? on));
  return (valid ?? names.at(-1))?.name ?? '';
}
/** As people at work call it. */
export const shortBodyName = (body: Pick<AllianceBody, 'names' | 'shortName'>): string => body.shortName ?? bodyNameOn(body);

/** All bodies the reader may enter, for lists and for choosing. */
export const bodiesOf = (alliance: string): Promise<Body[]> => everyPage((page) => call('listBodies', alliance, { query: page }));

const kinds = Object.keys(bodyKindNames) as BodyKind[];
export const inOrder = (bodies: readonly Body[]): Body[] =>
  bodies.toSorted(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.order - b.order || germanOrder.compare(bodyNameOn(a), bodyNameOn(b)),
  );
export const bodyOptions = (bodies: readonly Body[]): SelectOption[] => inOrder(bodies).map((body) => [body.id, shortBodyName(body)]);

export type Names = {
  /** The name, or for those who may not read names the same neutral word for the same person. */
  readonly of: (personId: string) => string;
  readonly persons: readonly Person[];
  readonly areKnown: boolean;
};

/** Names of members, for those who may read them. @param bodyId only persons of that body */
export function useNames(bodyId?: string): Names & { readonly reload: () => void; readonly loading: boolean } {
  const desk = useDesk();
  const areKnown = may(desk, 'listPersons');
  const { data, reload } = useLoaded(`${bodyId} ${areKnown}`, async () =>
    areKnown
      ? await everyPage((page) =>
          call('listPersons', desk.alliance, { query: { ...page, ...(bodyId === undefined ? {} : { bodyId: bodyId as Body['id'] }) } }),
        )
      : [],
  );
  return useMemo(
    () =>
      data ? { ...namesFrom(data, areKnown), reload, loading: false } : { of: () => '…', persons: [], areKnown, reload, loading: true },
    [data],
  );
}

function namesFrom(persons: readonly Person[], areKnown: boolean): Names {
  const byId = new Map<string, Person>(persons.map((person) => [person.id, person]));
  const neutral = new Map<string, string>();
  const neutralOf = (id: string): string => {
    const known = neutral.get(id) ?? `Person ${neutral.size + 1}`;
    neutral.set(id, known);
    return known;
  };
  const nameOf = (id: string): string => {
    const person = byId.get(id);
    if (person === undefined) return neutralOf(id);
    return person.mergedInto === null || !byId.has(person.mergedInto) ? person.fullName : nameOf(person.mergedInto);
  };
  return { of: nameOf, persons, areKnown };
}

/** To choose from: nobody who was merged into somebody else or erased. */
export const personOptions = (persons: readonly Person[]): SelectOption[] =>
  persons
    .filter(({ mergedInto, erasedOn }) => mergedInto === null && erasedOn === null)
    .toSorted((a, b) => germanOrder.compare(a.sortingName, b.sortingName))
    .map((person) => [person.id, person.fullName] as const);
