import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeQR } from 'qr/decode.js';
import { cancelAllianceEvent, moveAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { informWalkIns, sendRegistrationMail } from '../../functions/consumers.ts';
import { recordScans } from '../../functions/door/routes.ts';
import { getPublicEventCalendar } from '../../functions/registration/routes.ts';
import { resendConfirmation } from '../../functions/registrations/routes.ts';
import { call } from '../support/api.ts';
import { someDates } from '../support/builders.ts';
import {
  anEventTaking,
  aParty,
  closePublicRegister,
  companion,
  editor,
  linkIn,
  listOf,
  mailbox,
  openPublicRegister,
  placesOf,
  registered,
  send,
  setNow,
  view,
  withdraw,
} from './registering.ts';
import { done } from './samples.ts';

/** What follows from the journal: mails, each once, and the waiting list that moves up. */

beforeAll(openPublicRegister);
afterAll(closePublicRegister);

const ticketsIn = ({ attachments }: { attachments: readonly { contentType: string; contentBase64: string }[] }) =>
  attachments.filter(({ contentType }) => contentType === 'image/gif');

describe('the mail after registering', () => {
  test('confirms, with a calendar and a ticket per head that a scanner reads', async () => {
    const eventId = await anEventTaking();
    const { mail } = await registered(eventId, { companions: [companion()] });
    expect(mail.subject).toContain('Anmeldung bestätigt');
    const [stored] = await listOf(eventId);
    const tickets = stored.tickets as string[];
    expect(ticketsIn(mail)).toHaveLength(2);
    for (const [index, ticket] of ticketsIn(mail).entries())
      expect(codeIn(Buffer.from(ticket.contentBase64, 'base64'))).toBe(`NPA:${tickets[index]}`);
    const file = mail.attachments.find(({ fileName }) => fileName === 'termin.ics');
    expect(file?.contentType).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(Buffer.from(file?.contentBase64 ?? '', 'base64').toString()).toContain(`UID:npa-${eventId}@npa-register`);
  });

  test('to who waits brings neither; moving up brings both', async () => {
    const eventId = await anEventTaking({ capacity: 2 });
    const first = await registered(eventId, { companions: [companion()] });
    const second = await registered(eventId);
    const third = await registered(eventId);
    expect([second.mail.subject, second.mail.attachments]).toEqual([expect.stringContaining('Warteliste'), []]);
    expect((await view(eventId, third.link)).body.statusText).toBe('Sie stehen auf der Warteliste. Vor Ihnen wartet 1 Gruppe.');
    expect((await withdraw(eventId, first.link)).body.status).toBe('WITHDRAWN');
    await mailbox.deliver();
    const [moved] = mailbox.to(second.email);
    expect([moved?.subject, moved && ticketsIn(moved).length]).toEqual([expect.stringContaining('Platz frei geworden'), 1]);
    expect(mailbox.to(first.email)[0]?.subject).toContain('Abmeldung bestätigt');
    expect(await placesOf(eventId)).toMatchObject({ registered: 2, waiting: 0 });
  });

  test('a newcomer behind a large party that does not fit moves up at once', async () => {
    const eventId = await anEventTaking({ capacity: 4 });
    await registered(eventId, { companions: [companion(), companion()] });
    await registered(eventId, { companions: [companion(), companion()] });
    const small = await registered(eventId);
    expect(mailbox.to(small.email).map(({ subject }) => subject.split(':')[0])).toEqual(['Platz frei geworden', 'Warteliste']);
    expect(await placesOf(eventId)).toMatchObject({ registered: 4, waiting: 3 });
  });

  test('says that one is registered already, with the link, and takes nothing over', async () => {
    const eventId = await anEventTaking();
    const { email, link } = await registered(eventId);
    await send(eventId, aParty({ email, givenName: 'Jemand', familyName: 'Anderes' }));
    await mailbox.deliver();
    const [again] = mailbox.to(email);
    expect([again?.subject, again && linkIn(again.text)]).toEqual([expect.stringContaining('Sie sind bereits angemeldet'), link]);
    expect(again?.text).not.toContain('Anderes');
    expect((await view(eventId, link)).body.heads[0].familyName).toBe('Köroğlu');
  });

  test('is sent again when the office asks for it, with the tickets and the same link', async () => {
    const eventId = await anEventTaking();
    const { email, link } = await registered(eventId);
    const [{ id }] = await listOf(eventId);
    await done(resendConfirmation, editor, { params: { eventId, registrationId: id }, body: {} });
    await mailbox.deliver();
    const [again, first] = mailbox.to(email);
    expect([again?.subject, again && linkIn(again.text)]).toEqual([first?.subject, link]);
    expect(again && ticketsIn(again)).toHaveLength(1);
  });

  test('is sent once, however often the journal is handed over', async () => {
    const eventId = await anEventTaking();
    await registered(eventId);
    const before = mailbox.mails().length;
    expect(await mailbox.deliverAgain()).toEqual({ batchItemFailures: [] });
    expect(mailbox.mails()).toHaveLength(before);
  });
});

test('a mail service that is away fails the entry, which is sent once it is back', async () => {
  const eventId = await anEventTaking();
  const body = aParty();
  await mailbox.whileAway(async () => {
    await send(eventId, body);
    await expect(mailbox.deliver()).rejects.toThrow('not followed: npa#REGISTRATION#');
  });
  await mailbox.deliver();
  expect(mailbox.to(body.email).map(({ subject }) => subject.split(':')[0])).toEqual(['Anmeldung bestätigt']);
});

describe('an event that is moved or cancelled', () => {
  test('is told to everybody who is registered or waits, each once, with the calendar as it is now', async () => {
    const eventId = await anEventTaking({ capacity: 1 });
    const [first, waiting, gone] = [await registered(eventId), await registered(eventId), await registered(eventId)];
    await withdraw(eventId, gone.link);
    await mailbox.deliver();
    const before = mailbox.to(gone.email).length;
    const dates = someDates('2026-07-01');
    await done(moveAllianceEvent, editor, { params: { eventId }, version: 1, body: { dates, place: null, reason: 'Sturm' } });
    await mailbox.deliver();
    await mailbox.deliverAgain();
    await mailbox.deliver();
    const told = mailbox.mails().filter(({ subject }) => subject.startsWith('Verlegt'));
    expect(told.map(({ to }) => to).sort()).toEqual([first.email, waiting.email].sort());
    expect(mailbox.to(gone.email)).toHaveLength(before);
    const calendarOf = (mail: (typeof told)[number] | undefined) =>
      Buffer.from(mail?.attachments.find(({ fileName }) => fileName === 'termin.ics')?.contentBase64 ?? '', 'base64').toString();
    const file = calendarOf(told.find(({ to }) => to === first.email));
    expect(file).toContain('SEQUENCE:2');
    expect(file).toContain('DTSTART;VALUE=DATE:20260701');
    await done(cancelAllianceEvent, editor, { params: { eventId }, version: 2, body: { reason: 'Sturm' } });
    await mailbox.deliver();
    const [last] = mailbox.to(first.email);
    expect(last?.subject).toContain('Abgesagt');
    expect(calendarOf(last)).toMatch(/SEQUENCE:3[\s\S]*STATUS:CANCELLED/);
    expect((await call(getPublicEventCalendar, null, { params: { eventId } })).text).toContain('STATUS:CANCELLED');
    expect((await send(eventId, aParty())).body.code).toBe('registrationClosed');
  });
});

describe('somebody entered at the door', () => {
  const sent = { deviceId: randomUUID(), sentAt: '2026-06-20T08:00:00.000Z' };
  const person = { givenName: 'Selin', familyName: 'Aksoy', organisation: null };
  const walkIn = (email: string | null, ticketId: string = randomUUID()) => ({
    kind: 'WALK_IN',
    scanId: randomUUID(),
    ticketId,
    door: 'Haupteingang',
    scannedAt: sent.sentAt,
    person: { ...person, email },
  });
  async function scan(eventId: string, ...entries: object[]): Promise<void> {
    setNow(sent.sentAt);
    await done(recordScans, editor, { params: { eventId }, body: { ...sent, entries } });
  }

  test('is told once what was kept, and only who gave an address', async () => {
    const eventId = await anEventTaking({ doors: ['Haupteingang'], noticeText: 'Verantwortlich ist die Staatskanzlei.' });
    await mailbox.deliver();
    const before = mailbox.mails().length;
    const one = walkIn('selin@example.org');
    await scan(eventId, one, walkIn(null), { ...walkIn(null), person: null });
    await scan(eventId, one, walkIn('selin@example.org', one.ticketId));
    await mailbox.deliver();
    expect(await mailbox.deliverAgain()).toEqual({ batchItemFailures: [] });
    expect(mailbox.mails()).toHaveLength(before + 1);
    const [mail] = mailbox.to('selin@example.org');
    for (const part of ['Selin Aksoy', 'Erfasst: 20.06.2026, 10:00 Uhr, Haupteingang', 'Verantwortlich ist die Staatskanzlei.'])
      expect(mail?.text).toContain(part);
  });

  test('under the ticket of somebody who registered is told nothing: that person was told before', async () => {
    const eventId = await anEventTaking();
    const { email } = await registered(eventId);
    const [{ tickets }] = await listOf(eventId);
    const before = mailbox.mails().length;
    await scan(eventId, walkIn(email, tickets[0]));
    await mailbox.deliver();
    expect(mailbox.mails()).toHaveLength(before);
  });

  test('is told once the mail service is back', async () => {
    const eventId = await anEventTaking();
    await mailbox.deliver();
    await mailbox.whileAway(async () => {
      await scan(eventId, walkIn('spaeter@example.org'));
      await expect(mailbox.deliver()).rejects.toThrow('not followed: npa#DOOR#');
    });
    await mailbox.deliver();
    expect(mailbox.to('spaeter@example.org')).toHaveLength(1);
  });

  test('comes by a stream of its own to the function that writes to people', () => {
    expect(informWalkIns).toMatchObject({ area: sendRegistrationMail.area, trigger: { kind: 'stream', sortKeyPrefix: 'SCAN#' } });
  });
});

/** What a camera would read: the GIF as the library draws it, one byte per pixel and uncompressed, back into pixels. */
function codeIn(gif: Buffer): string {
  const [width, height] = [gif.readUInt16LE(6), gif.readUInt16LE(8)];
  const pixels = pixelsOf(gif, width * height);
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [index, value] of pixels.entries()) data.set([value, value, value, 255], index * 4);
  return decodeQR({ width, height, data });
}

function pixelsOf(gif: Buffer, count: number): number[] {
  const pixels: number[] = [];
  const imageStart = gif.indexOf(0x2c, 13 + 3 * 128) + 10 + 1;
  for (let at = imageStart; gif[at] !== 0 && pixels.length < count; at += (gif[at] ?? 0) + 1)
    // Each block begins with a code that clears the table; after it a code is a pixel.
    for (const code of gif.subarray(at + 2, at + 1 + (gif[at] ?? 0))) if (code < 2) pixels.push(code === 0 ? 255 : 0);
  return pixels;
}
