import { createHash, randomUUID } from 'node:crypto';

/** A new record's id: random, so that date and title never become a key. Tests set their own. */
export const ids: { next: () => string } = { next: () => randomUUID() };

/**
 * The id that the same parts always make (RFC 9562, version 8 over SHA-256): a second try or a second import meets what
 * the first one made. Parts that name a person are to be marks, never what they mark.
 */
export function idFrom(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
