import * as z from 'zod';
import { fold, text } from './text.ts';

/**
 * What is kept of a person who comes to one event. There is no profile over events: the same person at two events is
 * two participants, found together only by a request of that person (`docs/adr/0012-…`).
 * Never asked for: date of birth, nationality, residence status, religion (DOMAIN section 5, data minimisation).
 */

const emailForm = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,190}\.[^\s@<>()[\]\\,;:".\d]{2,63}$/u;

export const emailAddress = z
  .string()
  .max(1_000, { error: 'Die E-Mail-Adresse ist zu lang.' })
  .transform((raw) => raw.normalize('NFC').trim())
  .refine((clean) => clean.length <= 254 && emailForm.test(clean) && !clean.includes('..'), {
    error: 'Bitte geben Sie eine vollständige E-Mail-Adresse an, zum Beispiel name@beispiel.de.',
  })
  .meta({ title: 'E-Mail', maxLength: 254 });

/** The form in which two writings of one address are equal: domain in lower-case ASCII (IDNA), local part in lower case. */
export function sameAddressForm(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const ascii = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain.toLowerCase();
  return `${email.slice(0, at).normalize('NFKC').toLowerCase()}@${ascii}`;
}

export const personName = {
  /** Academic title, e.g. `Prof. Dr. Ing.`; never part of the name when sorting. */
  title: text(60, 'Titel').nullable(),
  givenName: text(100, 'Vorname').nullable(),
  /** With its particle: `von Below-Neufeldt`. */
  familyName: text(100, 'Nachname'),
};
export const PersonName = z.strictObject(personName);
export type PersonName = z.output<typeof PersonName>;

const answer = z.strictObject({
  questionId: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .meta({ title: 'Frage' }),
  answer: text(500, 'Antwort'),
});

/** The sealed fields of one participant. */
export const Person = z.strictObject({
  ...personName,
  email: emailAddress.nullable(),
  organisation: text(200, 'Organisation').nullable(),
  function: text(200, 'Funktion').nullable(),
  answers: z.array(answer).max(10),
});
export type Person = z.output<typeof Person>;

/** Art. 9 risk: kept apart, seen by the event's team only, ended 14 days after the event. */
export const SpecialNeeds = z.strictObject({ needs: text(500, 'Besondere Bedarfe') });
export type SpecialNeeds = z.output<typeof SpecialNeeds>;

export const consentKinds = ['LIST', 'PHOTO', 'NEWSLETTER'] as const;
export const consentNames = {
  LIST: 'Mein Name darf in der Liste der Teilnehmenden stehen, die alle Teilnehmenden erhalten.',
  PHOTO: 'Auf Fotos der Veranstaltung darf ich erkennbar sein.',
  NEWSLETTER: 'Ich möchte den Newsletter des Bündnisses erhalten.',
} as const satisfies Record<(typeof consentKinds)[number], string>;

/** Title, given name, family name, as one addresses an envelope. */
export const fullName = ({ title, givenName, familyName }: PersonName): string =>
  [title, givenName, familyName].filter((part) => part !== null).join(' ');

/** Particles of family names, as they are written before one in the languages whose names occur here. */
export const nameParticles: ReadonlySet<string> = new Set(
  'von vom van de del della di dal der den dem du da dos das la le zu zur zum am im al el abu bin ibn bint ben ter ten'.split(' '),
);

/** What a family name sorts by: particles behind, folded (DIN 5007-2). */
export function sortingForm({ familyName, givenName }: PersonName): string {
  const words = familyName.split(' ');
  const first = words.findIndex((word) => !nameParticles.has(word.toLowerCase()));
  const turned = first <= 0 ? words : [...words.slice(first), ...words.slice(0, first)];
  return fold(`${turned.join(' ')} ${givenName ?? ''}`);
}

/** What stands in lists for somebody who objected to being listed (Art. 21 DSGVO). */
export const MASKED_NAME = 'Teilnahme ohne Namensnennung';
