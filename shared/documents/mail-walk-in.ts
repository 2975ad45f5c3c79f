import type { AllianceEvent } from '../domain/alliance-event.ts';
import type { Instant } from '../domain/calendar.ts';
import { formatInstant } from '../domain/calendar.ts';
import type { Person } from '../domain/participant.ts';
import { fullName } from '../domain/participant.ts';
import { whenInWords, whereInWords } from './event-words.ts';
import type { Letter } from './mail-letter.ts';

export type WalkInMail = {
  readonly event: AllianceEvent;
  readonly to: Person;
  readonly enteredAt: Instant;
  readonly door: string;
  /** Whom to ask: the office's line from the event's offer. */
  readonly contact: string;
  /** The event's notice of Art. 13 DSGVO. */
  readonly noticeText: string;
};

/** German mail to somebody who came without a registration and gave an address: what was kept when, the notice, and the way to have it erased. */
export function walkInLetter({ event, to, enteredAt, door, contact, noticeText }: WalkInMail): Letter {
  const where = whereInWords(event);
  return {
    subject: `Ihre Angaben vor Ort: ${event.title}`,
    parts: [
      { kind: 'text', text: `Guten Tag ${fullName(to)},` },
      {
        kind: 'text',
        text: 'Sie haben ohne Anmeldung an unserer Veranstaltung teilgenommen und uns am Eingang Ihren Namen und diese E-Mail-Adresse genannt. Wir haben Ihre Teilnahme erfasst und sagen Ihnen hier, was damit geschieht.',
      },
      {
        kind: 'facts',
        facts: [
          ['Veranstaltung', event.title],
          ['Termin', whenInWords(event.dates)],
          ...(where === null ? [] : [['Ort', where] as const]),
          ['Erfasst', `${formatInstant(enteredAt)}, ${door}`],
        ],
      },
      { kind: 'heading', text: 'Hinweis zum Datenschutz' },
      { kind: 'text', text: noticeText },
      { kind: 'heading', text: 'Auskunft, Berichtigung und Löschung' },
      {
        kind: 'text',
        text: `Möchten Sie wissen, was über Sie gespeichert ist, oder sollen Ihre Angaben berichtigt oder gelöscht werden? Dann wenden Sie sich bitte an: ${contact}\nNennen Sie dabei die Veranstaltung und diese E-Mail-Adresse. Waren Sie nicht dort, hat jemand Ihre Adresse irrtümlich angegeben; auch dann löschen wir sie.`,
      },
    ],
  };
}
