import { nameParticles, sortingForm } from '../../../../shared/domain/participant.ts';

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

const WHOLE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Whether nothing of the code is missing. */
export const isWhole = (ticketId: string): boolean => WHOLE.test(ticketId);

export const looksLikeCode = (typed: string): boolean => PREFIX.test(typed.trim());

export const notACode = 'Das ist keine Eintrittskarte dieses Registers. Bitte suchen Sie die Person nach dem Namen.';
export const halfACode =
  'Von diesem Code fehlt ein Teil, deshalb ist nichts erfasst. Bitte scannen Sie die Eintrittskarte noch einmal, tippen Sie alle 36 Zeichen nach „NPA:“, oder suchen Sie nach dem Namen.';

/** The words of a search as a name: what follows a particle belongs to the family name, else the last word is it. */
export function namesTyped(typed: string): { readonly givenName: string; readonly familyName: string } {
  if (looksLikeCode(typed)) return { givenName: '', familyName: '' };
  const words = typed.split(/\s+/).filter(Boolean);
  const particle = words.findIndex((word, place) => place < words.length - 1 && nameParticles.has(word.toLowerCase()));
  const family = particle < 0 ? Math.max(0, words.length - 1) : particle;
  return { givenName: words.slice(0, family).join(' '), familyName: words.slice(family).join(' ') };
}

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
