import type { AllianceEvent } from '../domain/alliance-event.ts';
import type { Person } from '../domain/participant.ts';
import { fullName } from '../domain/participant.ts';
import { whenInWords, whereInWords } from './event-words.ts';
import type { Letter, LetterPart } from './mail-letter.ts';

/** Why a party is written to. */
export type PartyOccasion =
  | 'REGISTERED'
  | 'WAITLISTED'
  | 'MOVED_UP'
  | 'CHANGED'
  | 'WITHDRAWN'
  | 'ALREADY_REGISTERED'
  | 'EVENT_MOVED'
  | 'EVENT_CANCELLED';

export type PartyTicket = { readonly ticketId: string; readonly inlineId: string; readonly name: string | null };

export type PartyMail = {
  readonly occasion: PartyOccasion;
  readonly event: AllianceEvent;
  /** The person who registered. */
  readonly to: Person;
  readonly heads: number;
  /** One per head; empty on the waiting list. */
  readonly tickets: readonly PartyTicket[];
  readonly isWaiting: boolean;
  readonly ownPage: string;
  /** Whom to ask: the office's line from the event's offer. */
  readonly contact: string;
  /** Set when somebody else gave the person's data: what Art. 14 DSGVO asks to be told. */
  readonly noticeText: string | null;
};

/** Side of a ticket's picture as it is shown. */
export const TICKET_PIXELS = 185;

/** What a ticket's code says; the door reads it with or without the prefix. */
export const ticketCode = (ticketId: string): string => `NPA:${ticketId}`;

type Wording = { readonly subject: string; readonly opening: string };

const wordings: Readonly<Record<PartyOccasion, (event: AllianceEvent, heads: number) => Wording>> = {
  REGISTERED: ({ title }, heads) => ({
    subject: `Anmeldung bestätigt: ${title}`,
    opening:
      heads === 1
        ? 'Sie sind angemeldet. Wir freuen uns auf Sie.'
        : `Ihre Gruppe mit ${heads} Personen ist angemeldet. Wir freuen uns auf Sie.`,
  }),
  WAITLISTED: ({ title }) => ({
    subject: `Warteliste: ${title}`,
    opening:
      'Zurzeit sind alle Plätze vergeben. Sie stehen auf der Warteliste und rücken von selbst nach, sobald genug Plätze frei sind. Dann schreiben wir Ihnen sofort. Bitte reisen Sie ohne diese Zusage nicht an.',
  }),
  MOVED_UP: ({ title }) => ({
    subject: `Platz frei geworden: ${title}`,
    opening:
      'Sie sind von der Warteliste nachgerückt und jetzt angemeldet. Können Sie doch nicht kommen, sagen Sie bitte ab: Andere warten noch.',
  }),
  CHANGED: ({ title }) => ({
    subject: `Anmeldung geändert: ${title}`,
    opening:
      'Wir haben Ihre Änderung gespeichert. Frühere Eintrittskarten dieser Anmeldung gelten weiter, soweit die Person noch angemeldet ist.',
  }),
  WITHDRAWN: ({ title }) => ({
    subject: `Abmeldung bestätigt: ${title}`,
    opening: 'Ihre Anmeldung ist abgesagt, Ihre Eintrittskarten gelten nicht mehr. Danke, dass Sie den Platz frei gemacht haben.',
  }),
  ALREADY_REGISTERED: ({ title }) => ({
    subject: `Sie sind bereits angemeldet: ${title}`,
    opening:
      'Mit dieser E-Mail-Adresse besteht schon eine Anmeldung. Die neuen Angaben haben wir nicht übernommen. Ihre Anmeldung können Sie über den Link ansehen und ändern. Haben Sie das Formular nicht selbst ausgefüllt, brauchen Sie nichts zu tun.',
  }),
  EVENT_MOVED: ({ title }) => ({
    subject: `Verlegt: ${title}`,
    opening:
      'Termin oder Ort haben sich geändert. Ihre Anmeldung gilt weiter. Bitte übernehmen Sie den neuen Termin in Ihren Kalender. Passt er Ihnen nicht, sagen Sie bitte ab.',
  }),
  EVENT_CANCELLED: ({ title }) => ({
    subject: `Abgesagt: ${title}`,
    opening: 'Die Veranstaltung findet leider nicht statt. Sie brauchen sich nicht abzumelden, Ihre Eintrittskarten gelten nicht mehr.',
  }),
};

function factsOf(event: AllianceEvent): LetterPart {
  const where = whereInWords(event);
  const before = event.movedFrom === null ? [] : [['Bisher', whenInWords(event.movedFrom)] as const];
  return {
    kind: 'facts',
    facts: [
      ['Veranstaltung', event.title],
      ['Termin', whenInWords(event.dates)],
      ...before,
      ...(where === null ? [] : [['Ort', where] as const]),
    ],
  };
}

function ticketParts(tickets: readonly PartyTicket[]): LetterPart[] {
  if (tickets.length === 0) return [];
  return [
    { kind: 'heading', text: tickets.length === 1 ? 'Ihre Eintrittskarte' : 'Ihre Eintrittskarten' },
    { kind: 'text', text: 'Bitte zeigen Sie den Code am Eingang, auf dem Telefon oder ausgedruckt.' },
    ...tickets.map(({ ticketId, inlineId, name }, index): LetterPart => {
      const whose = name ?? `Person ${index + 1}`;
      return {
        kind: 'picture',
        inlineId,
        alt: `QR-Code der Eintrittskarte für ${whose}`,
        caption: `${whose}\n${ticketCode(ticketId)}`,
        pixels: TICKET_PIXELS,
      };
    }),
  ];
}

/** The own page ends with the registration; after that there is nothing to change. */
const hasOwnPage = (occasion: PartyOccasion): boolean => occasion !== 'WITHDRAWN' && occasion !== 'EVENT_CANCELLED';

/** German mail to the person who registered: what happened, the event, tickets, and the way to change or cancel. */
export function partyLetter({ occasion, event, to, heads, tickets, isWaiting, ownPage, contact, noticeText }: PartyMail): Letter {
  const { subject, opening } = wordings[occasion](event, heads);
  const waits = isWaiting && occasion !== 'WAITLISTED' && hasOwnPage(occasion);
  return {
    subject,
    parts: [
      { kind: 'text', text: `Guten Tag ${fullName(to)},` },
      { kind: 'text', text: opening },
      ...(waits ? [{ kind: 'text', text: 'Sie stehen weiter auf der Warteliste.' } as const] : []),
      factsOf(event),
      ...(hasOwnPage(occasion)
        ? [
            { kind: 'link', text: 'Anmeldung ansehen, ändern oder absagen', href: ownPage } as const,
            { kind: 'text', text: 'Der Link gehört zu Ihrer Anmeldung. Bitte geben Sie ihn nicht weiter.' } as const,
          ]
        : []),
      ...ticketParts(tickets),
      ...(noticeText === null
        ? []
        : [
            { kind: 'heading', text: 'Hinweis zum Datenschutz' } as const,
            {
              kind: 'text',
              text: `Ihre Angaben hat uns die Person oder Stelle mitgeteilt, die Sie angemeldet hat.\n${noticeText}`,
            } as const,
          ]),
      { kind: 'text', text: `Fragen beantwortet Ihnen: ${contact}` },
    ],
  };
}
