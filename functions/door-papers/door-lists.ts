import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import type { Ticket } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { fullName, MASKED_NAME, sortingForm } from '../../shared/domain/participant.ts';
import { germanOrder } from '../../shared/domain/text.ts';

/** What a badge says of somebody who gave no name, or objected to being listed. */
const GUEST = 'Gast';
/** Letters that find room; longer names and organisations end with an ellipsis. */
const MOST_LETTERS = 88;

const shortened = (value: string): string => {
  const letters = [...value];
  return letters.length <= MOST_LETTERS ? value : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
};

export type Listed = { readonly name: string | null; readonly organisation: string | null; readonly isMasked: boolean };

/** Everybody with a place, in the order of a German list; who has no name, or must not be listed, at its end. */
export function listedOf(tickets: readonly Ticket[], people: ReadonlyMap<string, Person>): Listed[] {
  const entries = tickets
    .filter(({ status }) => status === 'VALID')
    .map(({ id, isMasked }) => {
      const person = isMasked ? undefined : people.get(id);
      return {
        id,
        order: person ? sortingForm(person) : null,
        listed: {
          name: person ? shortened(fullName(person)) : null,
          organisation: person?.organisation ? shortened(person.organisation) : null,
          isMasked,
        },
      };
    });
  const inOrder = entries.sort((a, b) => {
    if (a.order === null || b.order === null) return Number(a.order === null) - Number(b.order === null) || (a.id < b.id ? -1 : 1);
    return germanOrder.compare(a.order, b.order) || (a.id < b.id ? -1 : 1);
  });
  return inOrder.map(({ listed }) => listed);
}

/** Heads of one file. */
const LARGEST_PART = 2000;

export type Part = {
  readonly heads: readonly Listed[];
  readonly first: number /** Empty, or ` (Teil 2 von 3)`. */;
  readonly label: string;
};

/** @param no from 1; beyond the last part nobody is in it */
export function partOf(listed: readonly Listed[], no: number): Part {
  const parts = Math.ceil(listed.length / LARGEST_PART);
  const from = (no - 1) * LARGEST_PART;
  return { heads: listed.slice(from, from + LARGEST_PART), first: from + 1, label: parts > 1 ? ` (Teil ${no} von ${parts})` : '' };
}

export const badgesOf = ({ heads }: Part) => heads.map(({ name, organisation }) => ({ name: name ?? GUEST, organisation }));

export const sheetRowsOf = ({ heads, first }: Part) =>
  heads.map(({ name, organisation, isMasked }, index) => ({ no: first + index, name: isMasked ? MASKED_NAME : name, organisation }));

export function datesOf({ dates, place }: AllianceEvent): string {
  const { from, to, wording } = dates;
  const when =
    from === null || to === null ? (wording ?? 'ohne Datum') : from === to ? formatDay(from) : `${formatDay(from)} bis ${formatDay(to)}`;
  return place === null ? when : `${when}, ${place.name}`;
}
