import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { recordScans } from '../../functions/door/routes.ts';
import {
  closePrivacyCase,
  eraseParticipants,
  findParticipants,
  getPrivacyCase,
  getPrivacyExport,
  listPrivacyCases,
  objectToListing,
  openPrivacyCase,
  setLegalHold,
} from '../../functions/privacy/routes.ts';
import { readSpecialNeeds, withdrawRegistration } from '../../functions/registrations/routes.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit } from '../../shared/store/table.ts';
import { as, call, openRegister } from '../support/api.ts';
import { enterParty, openDoor } from '../support/door.ts';
import { aPerson, type DoorStores, doorStores, eventOn, participate } from '../support/participants.ts';
import { everyItem } from '../support/scan.ts';
import { done } from './samples.ts';

const dpo = as('DPO');
const editor = as('OFFICE_EDITOR');
const lead = as('OFFICE_LEAD');
let table: Table;
let stores: DoorStores;
beforeAll(async () => {
  table = await openRegister();
  stores = doorStores(table);
});

type Chosen = { eventId: string; ticketId: string };
const open = async (kind: string, more: { email?: string | null; participants?: Chosen[] } = {}) =>
  await done(openPrivacyCase, dpo, { body: { kind, receivedOn: '2026-11-02', email: null, participants: [], ...more } });
const at = (one: { id: string }, version = 1) => ({ params: { caseId: one.id }, version });

const recordThem = async (eventId: string, entries: object[]) =>
  await done(recordScans, editor, {
    params: { eventId },
    body: { deviceId: '0b6c2f4e-6f0b-4c63-9a5e-0d7c5e1f2a3b', sentAt: new Date().toISOString(), entries },
  });

/** One person at three events, once present, and somebody else with another address at one of them. */
async function somebody(email: string) {
  const events = [await eventOn(stores, '2026-03-01'), await eventOn(stores, '2026-05-03'), await eventOn(stores, '2026-06-07')];
  const person = aPerson({ email, familyName: 'Größenwahn-Yılmaz', organisation: 'Verein Probe' });
  const participations: Chosen[] = [];
  for (const [index, eventId] of events.entries())
    participations.push({
      eventId,
      ticketId: await participate(stores, eventId, { person, needs: index === 1 ? 'Rampe' : null, present: index === 1 }),
    });
  const other = await participate(stores, events[1] ?? '', { person: aPerson({ email: `anders-${email}` }) });
  return { events, person, participations, other: { eventId: events[1] ?? '', ticketId: other } };
}

describe('a request about the own data', () => {
  test('finds every participation with the address, however it is written, and is due in a month', async () => {
    const { participations } = await somebody('auskunft@bücher.example');
    const one = await open('ACCESS', { email: ' AUSKUNFT@xn--bcher-kva.example ' });
    expect(one).toMatchObject({ kind: 'ACCESS', status: 'OPEN', dueOn: '2026-12-02', outcome: null });
    const ticketsOf = (list: Chosen[]) => new Set(list.map(({ ticketId }) => ticketId));
    expect(ticketsOf(one.participants)).toEqual(ticketsOf(participations));
    expect((await done(listPrivacyCases, dpo, {})).items.map(({ id }: { id: string }) => id)).toContain(one.id);
  });

  test('nothing found is an answer, and a case', async () => {
    const one = await open('ACCESS', { email: 'niemand@example.org' });
    expect(one.participants).toEqual([]);
    expect((await done(getPrivacyExport, dpo, { params: { caseId: one.id } })).participations).toEqual([]);
    const closed = await done(closePrivacyCase, dpo, { ...at(one), body: { outcome: 'NOTHING_FOUND' } });
    expect(closed).toMatchObject({ status: 'DONE', outcome: 'NOTHING_FOUND', version: 2 });
    expect((await done(listPrivacyCases, dpo, { query: { status: 'DONE' } })).items).toHaveLength(1);
  });

  test('about nobody is refused at the field; a name that was asked is enough', async () => {
    const body = { kind: 'ACCESS', receivedOn: '2026-11-02', email: null, participants: [] };
    const refused = await call(openPrivacyCase, dpo, { body });
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ pointer: '/email', detail: 'Bitte geben Sie eine E-Mail-Adresse oder einen Namen an.' }],
    ]);
    const asked = await done(openPrivacyCase, dpo, { body: { ...body, name: 'Nie Dagewesen' } });
    expect((await done(getPrivacyCase, dpo, { params: { caseId: asked.id } })).possibleOutcomes).toContain('NOTHING_FOUND');
    expect(JSON.stringify(await everyItem(table))).not.toContain('Dagewesen');
  });

  test('ends only as its kind can, and as a mistake while nothing was done', async () => {
    const { participations } = await somebody('arten@example.org');
    const outcomes = async (kind: string) => {
      const { id } = await open(kind, { email: 'arten@example.org' });
      return (await done(getPrivacyCase, dpo, { params: { caseId: id } })).possibleOutcomes;
    };
    const any = ['WITHDRAWN', 'OPENED_BY_MISTAKE', 'IDENTITY_NOT_PROVEN', 'EXCESSIVE'];
    expect(await outcomes('ACCESS')).toEqual(['ACCESS_GIVEN', ...any]);
    expect(await outcomes('RECTIFICATION')).toEqual(['RECTIFIED', ...any]);
    expect(await outcomes('OBJECTION')).toEqual(any);
    expect(await outcomes('ERASURE')).toEqual([...any, 'LEGAL_HOLD', 'PUBLIC_TASK']);
    const access = await open('ACCESS', { email: 'arten@example.org' });
    expect((await call(closePrivacyCase, dpo, { ...at(access), body: { outcome: 'LEGAL_HOLD' } })).body.code).toBe('privacyStepNotAllowed');
    expect(await done(closePrivacyCase, dpo, { ...at(access), body: { outcome: 'OPENED_BY_MISTAKE' } })).toMatchObject({ status: 'DONE' });
    const erasure = await open('ERASURE', { email: 'arten@example.org' });
    await done(eraseParticipants, editor, { ...at(erasure), body: { participants: participations.slice(0, 1) } });
    const begun = await done(getPrivacyCase, dpo, { params: { caseId: erasure.id } });
    expect(begun.possibleOutcomes).not.toContain('OPENED_BY_MISTAKE');
  });

  test('people without an address are found by name and chosen by a person', async () => {
    const { events, participations } = await somebody('name@example.org');
    const { items, isCutOff } = await done(findParticipants, editor, { body: { name: 'groessenwahn yilmaz' } });
    const found = items.filter(({ eventId }: Chosen) => events.includes(eventId));
    expect([found.length, isCutOff]).toEqual([3, false]);
    expect(found[0]).toMatchObject({ name: 'Ada Größenwahn-Yılmaz', isErased: false, heldBecause: null });
    const chosen = participations.slice(0, 1);
    expect((await open('ACCESS', { participants: chosen })).participants).toEqual(chosen);
    expect((await call(findParticipants, editor, { body: { name: 'x' } })).body.code).toBe('requestInvalid');
    const unknown = [{ eventId: events[0] ?? '', ticketId: 'gibt-es-nicht' }];
    const body = { kind: 'ACCESS', receivedOn: '2026-11-02', email: null, participants: unknown };
    expect((await call(openPrivacyCase, dpo, { body })).body.code).toBe('participantNotFound');
  });

  test('the address is kept nowhere: not with the case, not in its journal', async () => {
    await open('ACCESS', { email: 'nirgends-zu-finden@example.org' });
    expect(JSON.stringify([await everyItem(table), await everyItem(stores.keysTable)])).not.toContain('nirgends');
  });

  test('sent twice it is one case', async () => {
    const sent = { body: { kind: 'ACCESS', receivedOn: '2026-11-02', email: 'zweimal@example.org', participants: [] }, key: 'zweimal-1' };
    const [first, second] = [await done(openPrivacyCase, dpo, sent), await done(openPrivacyCase, dpo, sent)];
    expect(second).toEqual(first);
  });
});

describe('the export', () => {
  test('holds all of the person over all events and nothing of others', async () => {
    const { participations, events } = await somebody('alles@example.org');
    const one = await open('ACCESS', { email: 'alles@example.org' });
    await stores.needsReads.record('npa', events[1] ?? '', {
      at: '2026-05-02T10:00:00.000Z',
      role: 'REGIONAL_EDITOR',
      subject: 'jemand',
      tickets: participations.map(({ ticketId }) => ticketId),
    });
    const exported = await done(getPrivacyExport, dpo, { params: { caseId: one.id } });
    expect(exported.participations).toHaveLength(participations.length);
    const present = exported.participations.find(({ eventId }: Chosen) => eventId === events[1]);
    expect(present).toMatchObject({
      eventTitle: 'Probe',
      dates: { from: '2026-05-03' },
      place: 'Hildesheim',
      person: { givenName: 'Ada', familyName: 'Größenwahn-Yılmaz', email: 'alles@example.org', organisation: 'Verein Probe' },
      needs: 'Rampe',
      needsRead: [{ at: '2026-05-02T10:00:00.000Z', role: 'REGIONAL_EDITOR' }],
      isPresent: true,
      presentAt: '2026-05-03T08:00:00.000Z',
      keptUntil: [
        { dataClass: 'PRESENCE', endsOn: '2027-05-03' },
        { dataClass: 'SPECIAL_NEEDS', endsOn: '2026-05-17' },
      ],
    });
    expect(present.recipients).toEqual([
      'Geschäftsstelle des Bündnisses in der Staatskanzlei',
      expect.stringContaining('Leine-Weser'),
      expect.stringContaining('Betrieb des Registers'),
      expect.stringContaining('Versand der E-Mails'),
      expect.stringContaining('Tür'),
    ]);
    expect(JSON.stringify(exported)).not.toContain('anders-');
    expect(JSON.stringify(exported)).not.toContain('jemand');
    expect(exported.cases).toEqual([{ kind: 'ACCESS', receivedOn: '2026-11-02', status: 'OPEN' }]);
  });

  test('with registration, consents, notice and every scan of the door', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    await openDoor(eventId);
    const consents = [
      { kind: 'PHOTO' as const, noticeVersion: 1, givenAt: '2026-04-01T08:00:00.000Z', revokedAt: '2026-04-02T08:00:00.000Z' },
    ];
    const { tickets } = await enterParty(eventId, [aPerson({ email: 'mit-tuer@example.org' }), null], { consents });
    const [first, second] = ['5f3d0d5e-9d5b-4c62-8a64-1f0d4b7a9c21', '6f3d0d5e-9d5b-4c62-8a64-1f0d4b7a9c21'];
    const scan = (scanId: string, minute: string) => ({
      kind: 'CHECK_IN',
      scanId,
      door: 'Haupteingang',
      scannedAt: `2026-05-03T08:${minute}:00Z`,
      ticketId: tickets[0],
      source: 'QR',
    });
    const undo = { kind: 'UNDO', scanId: randomUUID(), door: 'Haupteingang', scannedAt: '2026-05-03T08:20:00Z', undoes: second };
    await recordThem(eventId, [scan(first, '00'), scan(second, '10'), undo]);
    const one = await open('ACCESS', { email: 'mit-tuer@example.org' });
    const { participations } = await done(getPrivacyExport, dpo, { params: { caseId: one.id } });
    expect(participations).toHaveLength(1);
    expect(participations[0]).toMatchObject({ origin: 'PUBLIC', registration: { noticeVersion: 1, consents, status: 'REGISTERED' } });
    expect(participations[0].scans).toMatchObject([
      { outcome: 'PRESENT', isTakenBack: false, inWords: 'anwesend' },
      { outcome: 'DUPLICATE', isTakenBack: true, inWords: 'doppelt (später zurückgenommen)' },
      { outcome: 'STILL_PRESENT', isTakenBack: false, inWords: 'doppelte Erfassung zurückgenommen' },
    ]);
  });

  test('of somebody who withdrew says when, why the door refused, and that needs end at once', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    await openDoor(eventId);
    const { registrationId, tickets } = await enterParty(eventId, [aPerson({ email: 'abgesagt@example.org' })]);
    const ticketId = tickets[0] ?? '';
    await commit(table, (await stores.people.replacing({ alliance: 'npa', eventId, ticketId }, aPerson(), 'Rampe')) ?? [], {
      key: { pk: 'none', sk: ticketId },
      commitId: ticketId,
    });
    await done(withdrawRegistration, editor, { params: { eventId, registrationId }, version: 1, body: {} });
    await recordThem(eventId, [
      {
        kind: 'CHECK_IN',
        scanId: randomUUID(),
        door: 'Haupteingang',
        scannedAt: '2026-05-03T08:00:00Z',
        ticketId,
        source: 'QR',
      },
    ]);
    const one = await open('ACCESS', { participants: [{ eventId, ticketId }] });
    const [found] = (await done(getPrivacyCase, dpo, { params: { caseId: one.id } })).found;
    expect(found).toMatchObject({ isCancelled: true, cancelledAt: expect.any(String) });
    const [exported] = (await done(getPrivacyExport, dpo, { params: { caseId: one.id } })).participations;
    expect(exported).toMatchObject({ status: 'CANCELLED', cancelledAt: found.cancelledAt, isPresent: false });
    expect(exported.scans).toMatchObject([{ outcome: 'REFUSED', inWords: 'abgewiesen: Die Anmeldung wurde abgesagt.' }]);
    expect(exported.keptUntil).toContainEqual({ dataClass: 'SPECIAL_NEEDS', endsOn: expect.stringMatching(/^\d{4}-/) });
  });

  test('reading special needs for it is written down like any other reading', async () => {
    const { events } = await somebody('gelesen@example.org');
    const one = await open('ACCESS', { email: 'gelesen@example.org' });
    await done(getPrivacyExport, dpo, { params: { caseId: one.id } });
    const again = await done(getPrivacyExport, lead, { params: { caseId: one.id } });
    const withNeeds = again.participations.find(({ eventId }: Chosen) => eventId === events[1]);
    expect(withNeeds.needsRead.map(({ role }: { role: string }) => role)).toEqual(['DPO']);
  });

  test('counts a reading only for those whose needs were shown', async () => {
    const eventId = await eventOn(stores, '2099-05-03');
    const early = await participate(stores, eventId, { person: aPerson(), needs: 'Rampe' });
    await done(readSpecialNeeds, editor, { params: { eventId } });
    const late = await participate(stores, eventId, { person: aPerson(), needs: 'Vegan' });
    const readOf = async (ticketId: string) => {
      const { id } = await open('ACCESS', { participants: [{ eventId, ticketId }] });
      return (await done(getPrivacyExport, dpo, { params: { caseId: id } })).participations[0].needsRead;
    };
    expect(await readOf(late)).toEqual([]);
    expect(await readOf(early)).toMatchObject([{ role: 'OFFICE_EDITOR' }]);
    expect(await readOf(late)).toMatchObject([{ role: 'DPO' }]);
  });

  test('is on an open case only, and so are the names', async () => {
    await somebody('zweck@example.org');
    const one = await open('ACCESS', { email: 'zweck@example.org' });
    expect((await done(getPrivacyCase, dpo, { params: { caseId: one.id } })).found).toHaveLength(3);
    await done(closePrivacyCase, dpo, { ...at(one), body: { outcome: 'ACCESS_GIVEN' } });
    expect((await call(getPrivacyExport, dpo, { params: { caseId: one.id } })).body.code).toBe('privacyCaseClosed');
    expect((await done(getPrivacyCase, dpo, { params: { caseId: one.id } })).found).toEqual([]);
  });
});

describe('an objection', () => {
  test('masks every chosen participation, and the case ends when all are', async () => {
    const { participations, other } = await somebody('widerspruch@example.org');
    const one = await open('OBJECTION', { email: 'widerspruch@example.org' });
    const first = await done(objectToListing, editor, { ...at(one), body: { participants: participations.slice(0, 1) } });
    expect(first).toMatchObject({ masked: 1, version: 2 });
    expect((await call(closePrivacyCase, editor, { ...at(one, 2), body: { outcome: 'MASKED' } })).body.code).toBe('privacyStepNotAllowed');
    await done(objectToListing, editor, { ...at(one, 2), body: { participants: participations } });
    const masked = async ({ eventId, ticketId }: Chosen) => (await stores.doors.findTicket('npa', eventId, ticketId))?.isMasked;
    expect(await Promise.all(participations.map(masked))).toEqual([true, true, true]);
    expect(await masked(other)).toBe(false);
    expect(await done(closePrivacyCase, editor, { ...at(one, 3), body: { outcome: 'MASKED' } })).toMatchObject({ status: 'DONE' });
  });
});

describe('an erasure', () => {
  test('ends the person and keeps presence, once and again', async () => {
    const { participations, other, events } = await somebody('weg@example.org');
    const one = await open('ERASURE', { email: 'weg@example.org' });
    const ticketsBefore = await stores.doors.ticketsOf('npa', events[1] ?? '');
    const erased = await done(eraseParticipants, editor, { ...at(one), body: { participants: participations } });
    expect(erased).toMatchObject({ erased: 3, version: 2 });
    for (const { eventId, ticketId } of participations) {
      expect(await stores.people.find({ alliance: 'npa', eventId, ticketId })).toBeUndefined();
      expect(await stores.people.findNeeds({ alliance: 'npa', eventId, ticketId })).toBeUndefined();
    }
    expect(await stores.people.find({ alliance: 'npa', ...other })).toBeDefined();
    const unnamed = ticketsBefore.map((ticket) =>
      participations.some(({ ticketId }) => ticketId === ticket.id) ? { ...ticket, isNamed: false } : ticket,
    );
    expect(new Set(await stores.doors.ticketsOf('npa', events[1] ?? ''))).toEqual(new Set(unnamed));
    expect((await open('ACCESS', { email: 'weg@example.org' })).participants).toEqual([]);
    const again = await done(eraseParticipants, lead, { ...at(one, 2), body: { participants: participations } });
    expect(again).toMatchObject({ erased: 3, version: 3 });
    expect(await done(closePrivacyCase, dpo, { ...at(one, 3), body: { outcome: 'ERASED' } })).toMatchObject({ status: 'DONE' });
  });

  test('is not the data protection officer’s to carry out, and not of another kind of case', async () => {
    const { participations, other } = await somebody('trennung@example.org');
    const one = await open('ACCESS', { email: 'trennung@example.org' });
    const sent = { ...at(one), body: { participants: participations } };
    expect((await call(eraseParticipants, dpo, sent)).status).toBe(403);
    expect((await call(eraseParticipants, editor, sent)).body.code).toBe('privacyStepNotAllowed');
    const erasure = await open('ERASURE', { email: 'trennung@example.org' });
    expect((await call(eraseParticipants, editor, { ...at(erasure), body: { participants: [other] } })).body.code).toBe(
      'participantNotFound',
    );
    expect((await call(eraseParticipants, editor, { ...at(erasure, 7), body: { participants: participations } })).status).toBe(412);
    expect(await stores.people.find({ alliance: 'npa', ...(participations[0] as Chosen) })).toBeDefined();
  });

  test('is refused with the reason while an event is held, for all that were chosen', async () => {
    const { participations, events } = await somebody('gesperrt@example.org');
    await done(setLegalHold, lead, {
      params: { eventId: events[2] ?? '' },
      version: 0,
      body: { hold: { reason: 'DISPUTE', until: null } },
    });
    const one = await open('ERASURE', { email: 'gesperrt@example.org' });
    const { found } = await done(getPrivacyCase, editor, { params: { caseId: one.id } });
    expect(found.find(({ eventId }: Chosen) => eventId === events[2]).heldBecause).toContain('Rechtsstreit');
    const refused = await call(eraseParticipants, editor, { ...at(one), body: { participants: participations } });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'legalHold',
      'Gesperrt bis auf Weiteres: Rechtsstreit oder Anspruch.',
    ]);
    expect(await stores.people.find({ alliance: 'npa', ...(participations[0] as Chosen) })).toBeDefined();
    const free = participations.filter(({ eventId }) => eventId !== events[2]);
    expect(await done(eraseParticipants, editor, { ...at(one), body: { participants: free } })).toMatchObject({ erased: 2 });
    expect(await done(closePrivacyCase, editor, { ...at(one, 2), body: { outcome: 'LEGAL_HOLD' } })).toMatchObject({ status: 'REFUSED' });
  });
});
