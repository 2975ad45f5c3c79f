import { createHash } from 'node:crypto';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { getDocumentProxy } from 'unpdf';
import type { Item } from '../../shared/store/table.ts';

/** People with a word of their own in every field, and how such a word is looked for wherever the register writes. */

export const PEOPLE = 20;

export type Planted = {
  readonly index: number;
  readonly title: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly organisation: string;
  readonly function: string;
  readonly answer: string;
  readonly needs: string;
};
const aPlanted = (index: number): Planted => {
  const no = `zq${String(index).padStart(2, '0')}`;
  return {
    index,
    title: `Dr. Titü${no}x`,
    givenName: `Vorñ${no}x`,
    familyName: `Nachß${no}x`,
    email: `post${no}x@haus${no}x.example`,
    organisation: `Vereiñ${no}x`,
    function: `Vorsitß${no}x`,
    answer: `Antwört${no}x`,
    needs: `Bedärf${no}x`,
  };
};
const from = (first: number, count: number): readonly Planted[] => Array.from({ length: count }, (_, index) => aPlanted(first + index));
export const planted = from(0, PEOPLE);
/** In a meeting, and nowhere else. */
export const guests = from(PEOPLE, 2);
/** Who asked, who signed, who was paid, and whose address is a list's. */
export const printed = from(PEOPLE + 2, 4);
/** Somebody whom only a control names. */
export const aside = from(99, 1);
export const everybody = [...planted, ...guests, ...printed];
export const [byPublic, byOffice, byList, byDoor] = [planted.slice(0, 7), planted.slice(7, 12), planted.slice(12, 16), planted.slice(16)];
export const isErased = ({ index }: Planted): boolean => index % 2 === 0;
export const erased = planted.filter(isErased);
export const staying = planted.filter((one) => !isErased(one));

/** Which fields a way in takes. */
export const fieldsOf = (one: Planted): string[] => {
  const always = [one.givenName, one.familyName, one.email, one.organisation];
  if (byDoor.includes(one)) return always;
  return byList.includes(one) ? [...always, one.title, one.function] : [...always, one.title, one.function, one.answer, one.needs];
};
export const wordsOf = (one: Planted): string[] => [
  one.title,
  one.givenName,
  one.familyName,
  one.email,
  one.organisation,
  one.function,
  one.answer,
  one.needs,
];

/** A word as it may be hidden: escaped, encoded at any of three offsets, decomposed, folded, hashed. */
export function formsOf(word: string): string[] {
  const spelled = [word, word.normalize('NFD'), word.toLowerCase(), word.toUpperCase()];
  const encoded = spelled.flatMap((one) => {
    const bytes = Buffer.from(one);
    const base64 = [0, 1, 2].map((offset) => {
      const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .replace(/=+$/, '');
      return shifted.slice(offset === 0 ? 0 : offset + 1, shifted.length - (shifted.length % 4 === 0 ? 0 : 1));
    });
    const escaped = [...one]
      .map((letter) => (letter.charCodeAt(0) > 126 ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter))
      .join('');
    const base64url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
    return [one, encodeURIComponent(one), escaped, ...base64, ...base64url, bytes.toString('hex')];
  });
  const hashed = [word, word.toLowerCase(), word.normalize('NFD')].flatMap((one) =>
    ['sha1', 'sha256'].flatMap((algorithm) =>
      (['hex', 'base64', 'base64url'] as const).map((as) => createHash(algorithm).update(one).digest(as)),
    ),
  );
  return [...new Set([...encoded, ...hashed])].filter((form) => form.length >= SHORTEST_FORM);
}
const SHORTEST_FORM = 7;
type Forms = ReadonlyMap<string, readonly string[]>;
const formsOfPeople = new WeakMap<readonly Planted[], Forms>();
/** All forms of all words by how they begin, so that a text is walked through once. */
function formsByBeginning(people: readonly Planted[]): Forms {
  const known = formsOfPeople.get(people);
  if (known) return known;
  const marks = people.flatMap(({ index }) => [`zq${String(index).padStart(2, '0')}x`, `ZQ${String(index).padStart(2, '0')}X`]);
  const forms = [...people.flatMap((one) => wordsOf(one).flatMap(formsOf))];
  const made = Map.groupBy(forms, (form) => form.slice(0, SHORTEST_FORM));
  for (const mark of marks) made.set(mark, [mark]);
  formsOfPeople.set(people, made);
  return made;
}
const MARK_LENGTH = 5;
/** Every form of a word of these people that the text holds. */
export function hitsIn(text: string, people: readonly Planted[]): string[] {
  const forms = formsByBeginning(people);
  const hits = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    for (const form of forms.get(text.slice(at, at + SHORTEST_FORM)) ?? []) if (text.startsWith(form, at)) hits.add(form);
    for (const mark of forms.get(text.slice(at, at + MARK_LENGTH)) ?? []) hits.add(mark);
  }
  return [...hits];
}

export const asText = (items: readonly Item[]): string =>
  JSON.stringify(items, (_, value) =>
    value instanceof Uint8Array ? [Buffer.from(value).toString('latin1'), Buffer.from(value).toString('base64')] : value,
  );

/** The words of a PDF, without their places. */
export const pdfText = async ({ bytes }: { readonly bytes: Uint8Array }): Promise<string> => {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => (await (await pdf.getPage(index + 1)).getTextContent()).items),
  );
  await pdf.loadingTask.destroy();
  return pages
    .flat()
    .map((item) => ('str' in item ? item.str : ''))
    .join('');
};

/** Everything the stream of a table still holds, record by record. */
export async function streamRecords(tableName: string): Promise<string[]> {
  const client = new DynamoDBStreamsClient({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '', region: 'eu-central-1' });
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  const found: string[] = [];
  for (const { StreamArn } of Streams) {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      let iterator = (await client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })))
        .ShardIterator;
      for (let page = 0; iterator && page < 200; page++) {
        const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }));
        found.push(...Records.map((record) => asText([record as unknown as Item])));
        if (Records.length === 0) break;
        iterator = NextShardIterator;
      }
    }
  }
  client.destroy();
  return found;
}

/** The engine gives a map's attributes back in any order. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, inOrder(inner)]);
}
