import type { Grant } from '../domain/access.ts';
import { parseGrant } from '../domain/access.ts';

/**
 * The entries of a list claim. API Gateway's JWT authorizer hands every claim to the function as a string, a list as
 * `[a b]`; the local gateway does the same. Entries are compared whole, never searched for. Only a blank parts them, which
 * no group's name can hold: a comma can be part of one.
 */
export function listClaim(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const inner = value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : value;
  return inner.split(' ').filter((entry) => entry !== '');
}

export const grantsOf = (value: unknown): Grant[] =>
  listClaim(value).flatMap((entry) => {
    const grant = parseGrant(entry);
    return grant ? [grant] : [];
  });
