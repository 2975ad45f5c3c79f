import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Table } from '../../shared/store/table.ts';
import { everyItem } from './scan.ts';

/** What a test over all rows needs to point a call at somebody else's records: ids by name, the places they stand in, and marks. */

/** Every id among the records of a sample, by the name of its place. */
export function idsOf(targets: object, prefix = ''): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [name, value] of Object.entries(targets)) {
    if (name === 'districtKey') continue;
    if (typeof value === 'string') ids.set(`${prefix}${name}`, value);
    else if (value && typeof value === 'object') for (const inner of idsOf(value, `${prefix}${name}.`)) ids.set(...inner);
  }
  return ids;
}

export type Place = { readonly path: readonly string[]; readonly name: string };

/** Where in a call ids of the given records stand. */
export function placesOf(sent: unknown, names: ReadonlyMap<string, string>, path: readonly string[] = []): Place[] {
  if (typeof sent === 'string') {
    const name = names.get(sent);
    return name === undefined ? [] : [{ path, name }];
  }
  if (sent === null || typeof sent !== 'object') return [];
  return Object.entries(sent).flatMap(([key, inner]) => placesOf(inner, names, [...path, key]));
}

/** The same call with another value in one place. */
export function replaced<Sent>(sent: Sent, [step, ...rest]: readonly string[], value: unknown): Sent {
  if (step === undefined) return value as Sent;
  if (Array.isArray(sent)) return sent.map((inner, index) => (String(index) === step ? replaced(inner, rest, value) : inner)) as Sent;
  const fields = sent as Record<string, unknown>;
  return { ...fields, [step]: replaced(fields[step], rest, value) } as Sent;
}

/** An id of the same form that nothing has. */
export const missingLike = (id: string): string =>
  [...id].map((letter, index) => (index < id.length - 6 ? letter : other(letter))).join('');
const other = (letter: string): string => (/[0-9]/.test(letter) ? String((Number(letter) + 7) % 10) : /[a-f]/.test(letter) ? '3' : letter);

/** Texts that people wrote: they begin with a capital and go on in small letters, unlike ids, days, codes and statuses. */
const isWritten = (text: string): boolean => /^\p{Lu}[^#]*\p{Ll}/u.test(text) && !/\d{4}-\d{2}-\d{2}T/.test(text);

function marked(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return isWritten(value) ? `${value} ${mark}` : value;
  if (Array.isArray(value)) return value.map((inner) => marked(inner, mark));
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner, mark)]));
}

/**
 * Puts a mark into every text that people wrote in the records of an alliance, journal included, past our own API.
 * @returns how many items carry it
 */
export async function plantMark(table: Table, isTheirs: (item: Item) => boolean, mark: string): Promise<number> {
  let count = 0;
  for (const item of await everyItem(table)) {
    if (!isTheirs(item)) continue;
    const fields = { ...item, state: marked(item.state, mark), after: marked(item.after, mark) };
    if (JSON.stringify([fields.state, fields.after]) === JSON.stringify([item.state, item.after])) continue;
    await table.client.send(new PutCommand({ TableName: table.name, Item: fields }));
    count += 1;
  }
  return count;
}
