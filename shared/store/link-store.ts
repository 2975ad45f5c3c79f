import { timingSafeEqual } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import type { KeyTable } from './key-table.ts';

type LinkKind = 'registration' | 'invitation';

const signatureOf = (keys: KeyTable, kind: LinkKind, alliance: string, eventId: string, id: string): Promise<string> =>
  keys.markOf('link', [kind, alliance, eventId, id].join('|'));

/**
 * What proves that somebody was written to: `id.signature`, in the link of a mail or as the code of an invitation. It
 * belongs to one record of one event, names nobody, and holds as long as the key over all keys.
 */
export const linkOf = async (keys: KeyTable, kind: LinkKind, alliance: string, eventId: string, id: string): Promise<string> =>
  `${id}.${await signatureOf(keys, kind, alliance, eventId, id)}`;

/**
 * The record a link was made for, compared in constant time.
 * @throws linkInvalid for a link that was changed, or made for another kind, event or alliance
 */
export async function idFromLink(keys: KeyTable, kind: LinkKind, alliance: string, eventId: string, link: string): Promise<string> {
  const at = link.lastIndexOf('.');
  const id = link.slice(0, Math.max(0, at));
  const expected = Buffer.from(await signatureOf(keys, kind, alliance, eventId, id));
  const given = Buffer.from(link.slice(at + 1));
  if (at <= 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Failure('linkInvalid');
  return id;
}
