import { sortingForm } from '../../../../shared/domain/participant.ts';

const PREFIX = /^NPA[:Ö;]/i;
const TICKET = /^[a-z0-9][a-z0-9-]{1,78}[a-z0-9]$/;

/**
 * The ticket a code names: `NPA:<ticketId>`. A scanner that types American keys on a German keyboard writes `Ö` for `:`
 * and `ß` for `-`.
 * @returns undefined for anything else
 */
export function ticketIn(code: string): string | undefined {
  const typed = code.trim();
  if (!PREFIX.test(typed)) return undefined;
  const id = typed.slice(4).replaceAll('ß', '-').toLowerCase();
  return TICKET.test(id) ? id : undefined;
}

export const looksLikeCode = (typed: string): boolean => PREFIX.test(typed.trim());

export const notACode = 'Das ist keine Eintrittskarte dieses Registers. Bitte suchen Sie die Person nach dem Namen.';

/** Given and family name of a written-out name, as far as its sorting form tells where the family name begins. */
export function namesIn(name: string, sortName: string | null): { readonly givenName: string; readonly familyName: string } {
  const words = name.split(' ');
  for (let family = 1; family < words.length; family++) {
    for (let given = 0; given < family; given++) {
      const parts = { givenName: words.slice(given, family).join(' '), familyName: words.slice(family).join(' ') };
      if (sortingForm({ title: null, ...parts }) === sortName) return parts;
    }
  }
  return { givenName: '', familyName: name };
}
