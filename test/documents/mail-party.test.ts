import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { letterHtml, letterText } from '../../shared/documents/mail-letter.ts';
import type { PartyMail, PartyOccasion } from '../../shared/documents/mail-party.ts';
import { partyLetter } from '../../shared/documents/mail-party.ts';
import { walkInLetter } from '../../shared/documents/mail-walk-in.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import { anAlliance, anEvent, someDates } from '../support/builders.ts';

const event = register(anEvent({ title: 'Werkstatt <Sprache> & Arbeit', dates: someDates('2026-11-23') }), anAlliance());
const aMail = (more: Partial<PartyMail> = {}): PartyMail => ({
  occasion: 'REGISTERED',
  event,
  to: { title: 'Dr.', givenName: 'Amira', familyName: 'Köroğlu', email: 'a@example.org', organisation: null, function: null, answers: [] },
  heads: 2,
  tickets: [
    { ticketId: 'karte-eins', inlineId: 'karte-1', name: 'Dr. Amira Köroğlu' },
    { ticketId: 'karte-zwei', inlineId: 'karte-2', name: null },
  ],
  isWaiting: false,
  ownPage: 'https://register.example.org/termine/npa/x/anmeldung#id.zeichen',
  contact: 'Geschäftsstelle, 0511 120-0',
  noticeText: null,
  ...more,
});
const written = (more: Partial<PartyMail> = {}) => {
  const letter = partyLetter(aMail(more));
  return { subject: letter.subject, text: letterText(letter, 'Geschäftsstelle'), html: letterHtml(letter, 'Geschäftsstelle') };
};

const occasions: readonly (readonly [PartyOccasion, string, string])[] = [
  ['REGISTERED', 'Anmeldung bestätigt', 'Ihre Gruppe mit 2 Personen ist angemeldet'],
  ['WAITLISTED', 'Warteliste', 'rücken von selbst nach'],
  ['MOVED_UP', 'Platz frei geworden', 'jetzt angemeldet'],
  ['CHANGED', 'Anmeldung geändert', 'Änderung gespeichert'],
  ['WITHDRAWN', 'Abmeldung bestätigt', 'gelten nicht mehr'],
  ['ALREADY_REGISTERED', 'Sie sind bereits angemeldet', 'besteht schon eine Anmeldung'],
  ['EVENT_MOVED', 'Verlegt', 'Termin oder Ort haben sich geändert'],
  ['EVENT_CANCELLED', 'Abgesagt', 'findet leider nicht statt'],
];

describe('a mail to a party', () => {
  test.each(occasions)('%s says so in subject, text and HTML', (occasion, subject, opening) => {
    const mail = written({ occasion });
    expect(mail.subject).toBe(`${subject}: Werkstatt <Sprache> & Arbeit`);
    expect(mail.text).toContain(opening);
    expect(mail.html).toContain(opening);
    expect(mail.text).toContain('Guten Tag Dr. Amira Köroğlu,');
  });

  test('brings a picture per ticket, with its code in letters for who sees no pictures', () => {
    const { html, text } = written();
    expect(html.match(/<img [^>]*src="cid:karte-\d"/g)).toHaveLength(2);
    expect(html).toContain('alt="QR-Code der Eintrittskarte für Person 2"');
    expect(text).toContain('NPA:karte-eins');
  });

  test.each(['WITHDRAWN', 'EVENT_CANCELLED'] as const)('%s leads nowhere any more', (occasion) => {
    expect(written({ occasion, tickets: [] }).text).not.toContain('https://');
  });

  test('to somebody who was registered by others brings the notice of Art. 14', () => {
    expect(written({ noticeText: 'Verantwortlich ist die Staatskanzlei.' }).text).toContain('Verantwortlich ist die Staatskanzlei.');
    expect(written().text).not.toContain('Verantwortlich');
  });

  test.each(occasions)('%s is whole HTML, loads nothing from elsewhere and lets no text become markup', (occasion) => {
    const { html } = written({ occasion });
    const faults: string[] = [];
    parse(html, { onParseError: ({ code }) => faults.push(code) });
    expect(faults).toEqual([]);
    expect(html).not.toMatch(/<script|<link|src="http|url\(|<Sprache>/);
    expect(html).toContain('Werkstatt &lt;Sprache&gt; &amp; Arbeit');
  });
});

test('a mail to somebody entered at the door says when, where, what is done with it, and how to have it erased', () => {
  const { to, contact } = aMail();
  const noticeText = 'Verantwortlich ist die Staatskanzlei.';
  const letter = walkInLetter({ event, to, contact, noticeText, enteredAt: '2026-11-23T08:40:00.000Z', door: 'Haupteingang' });
  const text = letterText(letter, contact);
  expect(letter.subject).toBe('Ihre Angaben vor Ort: Werkstatt <Sprache> & Arbeit');
  for (const part of ['Dr. Amira Köroğlu', 'Erfasst: 23.11.2026, 09:40 Uhr, Haupteingang', noticeText, 'gelöscht werden', contact])
    expect(text).toContain(part);
});
