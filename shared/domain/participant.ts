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

/** A name stands in mails of the register to addresses that anybody may enter: with an address in it, it would be a stranger's mail. */
const carriesAddress = /https?|:\/\/|www\.|[@/]/iu;

const partOfName = (max: number, title: string) =>
  text(max, title).refine((clean) => !carriesAddress.test(clean.normalize('NFKC')), {
    error: 'Bitte nur den Namen, keine Internet- oder E-Mail-Adresse.',
  });

/** As it is entered. */
export const personName = {
  /** Academic title, e.g. `Prof. Dr. Ing.`; never part of the name when sorting. */
  title: partOfName(60, 'Titel').nullable(),
  givenName: partOfName(100, 'Vorname').nullable(),
  /** With its particle: `von Below-Neufeldt`. */
  familyName: partOfName(100, 'Nachname'),
};

/** As it is kept: a stricter rule for entering must not lock up what was entered before it. */
export const PersonName = z.strictObject({
  title: text(60, 'Titel').nullable(),
  givenName: text(100, 'Vorname').nullable(),
  familyName: text(100, 'Nachname'),
});
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
  ...PersonName.shape,
  email: emailAddress.nullable(),
  organisation: text(200, 'Organisation').nullable(),
  function: text(200, 'Funktion').nullable(),
  answers: z.array(answer).max(10),
});
export type Person = z.output<typeof Person>;

/** Answers in the order of the event's questions; last those whose question is not asked any more, and has lost its wording. */
export function answersInOrder(
  questions: readonly { readonly id: string; readonly label: string }[],
  answers: Person['answers'],
): { questionId: string; question: string; answer: string }[] {
  const asked = questions.flatMap(({ id, label }) =>
    answers
      .filter(({ questionId }) => questionId === id)
      .map(({ questionId, answer: given }) => ({ questionId, question: label, answer: given })),
  );
  const former = answers.filter(({ questionId }) => !questions.some(({ id }) => id === questionId));
  return [...asked, ...former.map(({ questionId, answer: given }) => ({ questionId, question: FORMER_QUESTION, answer: given }))];
}
export const FORMER_QUESTION = 'Frühere Frage';

/** Art. 9 risk: kept apart, seen by the event's team only, ended when the alliance's period for them is over. */
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
