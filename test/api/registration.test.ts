import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setRetentionSettings } from '../../functions/privacy/routes.ts';
import {
  changeOwnRegistration,
  getPublicCalendar,
  getPublicEventCalendar,
  registerParticipants,
} from '../../functions/registration/routes.ts';
import { issueInvitation, listInvitations, withdrawInvitation } from '../../functions/registrations/routes.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import { usualPeriods } from '../../shared/domain/retention.ts';
import { as, call } from '../support/api.ts';
import { everyItem } from '../support/scan.ts';
import {
  anEventTaking,
  aParty,
  closePublicRegister,
  companion,
  editor,
  listOf,
  mailbox,
  nextHour,
  openPublicRegister,
  placesOf,
  registered,
  send,
  setNow,
  table,
  view,
  withdraw,
} from './registering.ts';
import { anInvitation, done } from './samples.ts';

/** What the public meets: registering without an account, the signed link, and the calendar. */

beforeAll(openPublicRegister);
afterAll(closePublicRegister);

describe('registering', () => {
  test('is answered alike for who is new, waits, was registered before, or is a program', async () => {
    const eventId = await anEventTaking({ capacity: 1 });
    const first = aParty();
    const answers = [
      await send(eventId, first),
      await send(eventId, aParty()),
      await send(eventId, first),
      await send(eventId, { ...first, email: first.email.toUpperCase() }),
      await send(eventId, aParty({ website: 'https://example.com' })),
    ];
    expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [201, '{"received":true}']));
    expect(new Set(answers.map(({ headers }) => JSON.stringify(headers))).size).toBe(1);
    expect((await listOf(eventId)).map(({ status }: { status: string }) => status)).toEqual(['REGISTERED', 'WAITLISTED']);
  });

  test('sent twice under one key is one registration, also when the second answer was lost', async () => {
    const eventId = await anEventTaking();
    const body = aParty();
    const answers = await Promise.all([send(eventId, body, 'one-key-0001'), send(eventId, body, 'one-key-0001')]);
    expect((await send(eventId, body, 'one-key-0001')).status).toBe(201);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    await mailbox.deliver();
    expect(await listOf(eventId)).toHaveLength(1);
    expect(mailbox.to(body.email)).toHaveLength(1);
  });

  test('keeps names, answers and needs sealed, and the version of the notice with every consent', async () => {
    const question = { id: 'anreise', label: 'Anreise', kind: 'CHOICE', choices: ['Bahn', 'Auto'], required: true };
    const eventId = await anEventTaking({ questions: [question], consents: ['LIST', 'PHOTO'] });
    const { link } = await registered(eventId, {
      organisation: 'Sprachlotsen e. V.',
      needs: 'Gebärdensprache',
      consents: ['PHOTO'],
      answers: [{ questionId: 'anreise', answer: 'Bahn' }],
      companions: [companion('Yusuf', 'Yılmaz'), companion()],
    });
    const own = (await view(eventId, link)).body;
    expect(own).toMatchObject({
      status: 'REGISTERED',
      statusText: 'Ihre Gruppe mit 3 Personen ist angemeldet.',
      needs: 'Gebärdensprache',
      consents: ['PHOTO'],
      answers: [{ questionId: 'anreise', answer: 'Bahn' }],
    });
    expect(own.heads.map(({ familyName }: { familyName: string | null }) => familyName)).toEqual(['Köroğlu', 'Yılmaz', null]);
    const [stored] = await listOf(eventId);
    expect([stored.noticeVersion, stored.consents]).toEqual([
      1,
      [expect.objectContaining({ kind: 'PHOTO', noticeVersion: 1, revokedAt: null })],
    ]);
  });

  test.each([
    ['a name', { givenName: '' }, '/givenName'],
    ['an address', { email: 'amira@' }, '/email'],
    ['a name without an address', { familyName: 'gewinn.example/los' }, '/familyName'],
    ['a given name without an address', { givenName: 'HTTPS gewinn' }, '/givenName'],
    ['a title without an address', { title: 'www.gewinn.example' }, '/title'],
    ['a companion without an address', { companions: [companion('Yusuf', 'y@gewinn.example')] }, '/companions/0/familyName'],
    ['the notice as it is now', { noticeVersion: 2 }, '/noticeVersion'],
    ['a required answer', {}, '/answers'],
    ['a consent that is asked for', { consents: ['NEWSLETTER'] }, '/consents/0'],
    ['a party that is not too large', { companions: Array.from({ length: 5 }, () => companion()) }, '/companions'],
    ['a code that is known', { invitation: 'geraten.aaaaaaaaaaaaaaaaaaaaaa', answers: [{ questionId: 'a', answer: 'b' }] }, '/invitation'],
  ])('asks for %s', async (_what, more, pointer) => {
    const eventId = await anEventTaking({ questions: [{ id: 'a', label: 'Warum?', kind: 'TEXT', choices: [], required: true }] });
    const { status, body } = await send(
      eventId,
      aParty({ ...(pointer === '/answers' ? {} : { answers: [{ questionId: 'a', answer: 'b' }] }), ...more }),
    );
    expect([status, body.errors?.[0].pointer]).toEqual([400, pointer]);
    expect(await placesOf(eventId)).toMatchObject({ registered: 0, waiting: 0 });
  });

  test.each([
    ['closed', { isOpen: false }],
    ['not open yet', { opensAt: '2030-01-01T00:00:00Z' }],
    ['over', { closesAt: '2020-01-01T00:00:00Z' }],
  ])('is refused while registration is %s', async (_state, more) => {
    const eventId = await anEventTaking(more);
    expect((await send(eventId, aParty())).body.code).toBe('registrationClosed');
  });

  test('at an event that is not public, not there, or of another alliance: one answer', async () => {
    const hidden = await anEventTaking({ isPublic: false });
    const shown = await anEventTaking();
    const answers = [
      await send(hidden, aParty()),
      await send('gibt-es-nicht', aParty()),
      await call(registerParticipants, null, { params: { eventId: shown, allianceId: 'lip' }, body: aParty() }),
      await call(registerParticipants, null, { params: { eventId: shown, allianceId: 'nirgends' }, body: aParty() }),
      await call(getPublicEventCalendar, null, { params: { eventId: hidden } }),
    ];
    const seen = answers.map(({ status, body: { correlationId: _own, ...problem } }) => JSON.stringify([status, problem]));
    expect(new Set(seen).size).toBe(1);
    expect(answers[0]?.body.code).toBe('allianceEventNotFound');
  });
});

describe('limits', () => {
  test('ten registrations from one network address in a minute, then a minute of patience', async () => {
    const eventId = await anEventTaking();
    const many = await Promise.all(Array.from({ length: 12 }, () => send(eventId, aParty())));
    const refused = many.filter(({ status }) => status === 429);
    expect([many.filter(({ status }) => status === 201).length, refused.length]).toEqual([10, 2]);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await send(await anEventTaking(), aParty())).status).toBe(201);
  });

  test('forty in an hour', async () => {
    const eventId = await anEventTaking();
    const start = Date.parse('2026-04-01T09:00:00Z');
    const statuses: number[] = [];
    for (let round = 0; round < 5; round++) {
      setNow(start + round * 60_000);
      const answers = await Promise.all(Array.from({ length: 9 }, () => send(eventId, aParty({ website: 'x' }))));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(40);
    nextHour();
  });

  test('five mails to one address, then the same answer and no mail', async () => {
    const eventId = await anEventTaking();
    const body = aParty();
    for (let round = 0; round < 8; round++) expect((await send(eventId, body)).status).toBe(201);
    await mailbox.deliver();
    expect(mailbox.to(body.email)).toHaveLength(5);
  });

  test('count marks only: neither address is kept', async () => {
    const eventId = await anEventTaking();
    await send(eventId, aParty({ email: 'gezaehlt@example.org' }));
    const kept = JSON.stringify(await everyItem({ ...table, name: keyTableNameOf(table.name) }));
    expect(kept.match(/127\.0\.0\.1|gezaehlt/g)).toBeNull();
  });
});

describe('the signed link', () => {
  test('is one registration of one event: changed, guessed or taken elsewhere it leads nowhere', async () => {
    const [eventId, other] = [await anEventTaking(), await anEventTaking()];
    const { link } = await registered(eventId);
    const [id = '', signature = ''] = link.split('.');
    const stranger = await registered(eventId);
    const wrong = [`${id}.${signature.slice(0, -1)}x`, `${id}.`, id, '-', `${stranger.link.split('.')[0]}.${signature}`];
    const answers = [...(await Promise.all(wrong.map((one) => view(eventId, one)))), await view(other, link)];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'linkInvalid']));
    expect((await view(eventId, link)).status).toBe(200);
  });

  test('shows the own data and nobody else’s', async () => {
    const eventId = await anEventTaking();
    await registered(eventId, { familyName: 'Fremdperson' });
    const { link } = await registered(eventId);
    expect((await view(eventId, link)).text).not.toContain('Fremdperson');
  });

  test('calls off once; a second time changes nothing, and then there is nothing to change', async () => {
    const eventId = await anEventTaking();
    const { link, sent } = await registered(eventId);
    expect([(await withdraw(eventId, link)).status, (await withdraw(eventId, link)).status]).toEqual([200, 200]);
    const { email: _address, noticeVersion: _version, ...fields } = sent;
    const changed = await call(changeOwnRegistration, null, { params: { eventId }, body: { ...fields, link } });
    expect([changed.status, changed.body.code]).toEqual([404, 'linkInvalid']);
    expect((await view(eventId, link)).body).toMatchObject({ status: 'WITHDRAWN', isOpen: false });
    expect(await placesOf(eventId)).toMatchObject({ registered: 0 });
  });

  test('says for how long needs are kept as the office has set it, and where the event is shown', async () => {
    const eventId = await anEventTaking();
    const { link } = await registered(eventId);
    const seen = async () => (await view(eventId, link)).body;
    expect(await seen()).toMatchObject({ asked: { needsErasedAfter: '14 Tage' }, event: { page: `/termine/npa/${eventId}` } });
    const periods = { ...usualPeriods, SPECIAL_NEEDS: { months: 1, days: 3, archive: 'NONE' } };
    const { version } = await done(setRetentionSettings, as('OFFICE_LEAD'), { version: 0, body: { periods } });
    expect((await seen()).asked.needsErasedAfter).toBe('1 Monat und 3 Tage');
    await done(setRetentionSettings, as('OFFICE_LEAD'), { version, body: { periods: usualPeriods } });
  });

  test('opens no door after the event', async () => {
    const eventId = await anEventTaking();
    const { link } = await registered(eventId);
    setNow('2026-06-21T10:00:00.000Z');
    expect((await withdraw(eventId, link)).body.code).toBe('registrationClosed');
    expect((await view(eventId, link)).body.isOpen).toBe(false);
    nextHour();
  });
});

describe('changing one’s own registration', () => {
  const fieldsOf = ({ email: _address, noticeVersion: _version, ...fields }: ReturnType<typeof aParty>) => fields;
  const change = async (eventId: string, body: object) => await call(changeOwnRegistration, null, { params: { eventId }, body });

  test('names, consents and needs are as sent; what was given stays in the record as revoked', async () => {
    const eventId = await anEventTaking({ consents: ['LIST', 'PHOTO'] });
    const { link, sent, email } = await registered(eventId, {
      consents: ['LIST'],
      needs: 'Rampe',
      companions: [companion('Yusuf', 'Yılmaz')],
    });
    const ticketId = (await view(eventId, link)).body.heads[1].ticketId;
    const answer = await change(eventId, {
      ...fieldsOf(sent),
      link,
      familyName: 'Köroğlu-Meyer',
      consents: ['PHOTO'],
      needs: null,
      companions: [{ ticketId, ...companion() }],
    });
    expect(answer.body).toMatchObject({ needs: null, consents: ['PHOTO'] });
    expect(answer.body.heads.map(({ familyName }: { familyName: string | null }) => familyName)).toEqual(['Köroğlu-Meyer', null]);
    const [stored] = await listOf(eventId);
    expect(stored.consents.map(({ kind, revokedAt }: { kind: string; revokedAt: string | null }) => [kind, revokedAt !== null])).toEqual([
      ['LIST', true],
      ['PHOTO', false],
    ]);
    await mailbox.deliver();
    expect(mailbox.to(email)[0]?.subject).toContain('Anmeldung geändert');
    const named = await change(eventId, { ...fieldsOf(sent), link, companions: [{ ticketId, ...companion('Neu', 'Benannt') }] });
    expect(named.body.heads[1].familyName).toBe('Benannt');
  });

  test('companions who are left out give their places to who waits', async () => {
    const eventId = await anEventTaking({ capacity: 3 });
    const { link, sent } = await registered(eventId, { companions: [companion('Bleibt', 'Hier'), companion('Geht', 'Weg')] });
    const waiting = await registered(eventId);
    const [, stays, goes] = (await view(eventId, link)).body.heads;
    const body = { ...fieldsOf(sent), link, companions: [{ ...companion('Bleibt', 'Hier'), ticketId: stays.ticketId }] };
    expect((await change(eventId, body)).body.heads).toHaveLength(2);
    await mailbox.deliver();
    expect(mailbox.to(waiting.email)[0]?.subject).toContain('Platz frei geworden');
    expect(await placesOf(eventId)).toMatchObject({ registered: 3, waiting: 0 });
    const back = await change(eventId, { ...body, companions: [{ ...companion(), ticketId: goes.ticketId }] });
    expect([back.status, back.body.errors[0].pointer]).toEqual([400, '/companions/0/ticketId']);
  });

  test('takes no address into a name', async () => {
    const eventId = await anEventTaking();
    const { link, sent } = await registered(eventId);
    const { status, body } = await change(eventId, { ...fieldsOf(sent), link, givenName: 'www.gewinn.example' });
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/givenName', detail: 'Bitte nur den Namen, keine Internet- oder E-Mail-Adresse.' }],
    ]);
  });

  test('the journal says which fields, and the same again says nothing', async () => {
    const eventId = await anEventTaking();
    const { link, sent } = await registered(eventId);
    const body = { ...fieldsOf(sent), link, organisation: 'Geheimverein' };
    await change(eventId, body);
    await change(eventId, body);
    const entries = (await everyItem(table)).filter(
      ({ sk, event }) =>
        String(sk).startsWith('JOURNAL#') && (event as { name: string; data: { eventId: string } }).data.eventId === eventId,
    );
    const changes = entries
      .map(({ event }) => event as { name: string; data: object })
      .filter(({ name }) => name === 'RegistrationChanged');
    expect(changes.map(({ data }) => data)).toEqual([{ eventId, changed: ['organisation'] }]);
  });
});

describe('invitations', () => {
  test('bring registered places while others wait, until they are used up; another event’s code is none', async () => {
    const eventId = await anEventTaking({ capacity: 3 });
    await done(issueInvitation, editor, { params: { eventId }, body: { ...anInvitation, places: 2 } });
    const [{ code }] = (await done(listInvitations, editor, { params: { eventId }, query: {} })).items;
    await registered(eventId);
    expect((await registered(eventId)).mail.subject).toContain('Warteliste');
    const both = await Promise.all([send(eventId, aParty({ invitation: code })), send(eventId, aParty({ invitation: code }))]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect((await send(eventId, aParty({ invitation: code }))).body.code).toBe('invitationUsedUp');
    expect(await placesOf(eventId)).toEqual({ capacity: 3, registered: 3, reserved: 0, waiting: 1 });
    expect((await send(await anEventTaking(), aParty({ invitation: code }))).body.errors[0].pointer).toBe('/invitation');
  });

  test('that end let who waits move up', async () => {
    const eventId = await anEventTaking({ capacity: 1 });
    const { id: invitationId } = await done(issueInvitation, editor, { params: { eventId }, body: { ...anInvitation, places: 1 } });
    const { email } = await registered(eventId);
    await done(withdrawInvitation, editor, { params: { eventId, invitationId }, version: 1, body: {} });
    await mailbox.deliver();
    expect(mailbox.to(email)[0]?.subject).toContain('Platz frei geworden');
  });
});

test('the feed holds public events only, and the download the one event', async () => {
  const [shown, hidden] = [await anEventTaking(), await anEventTaking({ isPublic: false })];
  const feed = await call(getPublicCalendar, null);
  expect([feed.status, feed.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(feed.text).toContain(`npa-${shown}@npa-register`);
  expect(feed.text).not.toContain(hidden);
  expect((await call(getPublicCalendar, null, { params: { allianceId: 'nirgends' } })).body.code).toBe('allianceNotFound');
  const file = await call(getPublicEventCalendar, null, { params: { eventId: shown } });
  expect(file.headers['content-disposition']).toBe('attachment; filename="termin.ics"');
});

test('what people gave stands nowhere in the main table: no name, no address, no answer, no need', async () => {
  const eventId = await anEventTaking();
  const planted = {
    givenName: 'Zoraya',
    familyName: 'Xanthoff',
    organisation: 'Xanthverein',
    function: 'Xanthwart',
    needs: 'Xanthbedarf',
  };
  const { link, sent } = await registered(eventId, { ...planted, email: 'zoraya@xanthoff.example' });
  const { email: _address, noticeVersion: _version, ...fields } = sent;
  await call(changeOwnRegistration, null, { params: { eventId }, body: { ...fields, link, title: 'Xanthdoktor' } });
  await withdraw(eventId, link);
  await mailbox.deliver();
  const stored = [...(await everyItem(table)), ...(await everyItem({ ...table, name: keyTableNameOf(table.name) }))];
  const text = stored
    .map((item) => JSON.stringify(item, (_key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)))
    .join('\n');
  expect(text.match(/zoraya|xanth/gi)).toBeNull();
});
