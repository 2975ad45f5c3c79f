import { beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { recordScans } from '../../functions/door/routes.ts';
import { handler as endExpired } from '../../functions/invitation-expiry/handler.ts';
import {
  changeRegistration,
  correctParticipant,
  getRegistration,
  getRegistrationOffer,
  issueInvitation,
  listInvitations,
  listRegistrations,
  listWalkIns,
  readSpecialNeeds,
  registerByOffice,
  resendConfirmation,
  stateRegistrationOffer,
  withdrawInvitation,
  withdrawRegistration,
} from '../../functions/registrations/routes.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import { MASKED_NAME } from '../../shared/domain/participant.ts';
import { idFromLink } from '../../shared/store/link-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit } from '../../shared/store/table.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anEvent, someDates } from '../support/builders.ts';
import { aPerson, doorStores, enterParty, walkIn } from '../support/door.ts';
import { everyItem } from '../support/scan.ts';
import { aCaller, anInvitation, anOffer, done } from './samples.ts';

/** What staff do before an event: places, parties, invitations. */

const editor = as('OFFICE_EDITOR');
const NOON = '2026-05-20T10:00:00.000Z';
let table: Table;
beforeAll(async () => {
  table = await openRegisterOf2016();
  setClock(NOON);
});

async function anEventTaking(more: Partial<typeof anOffer> = {}): Promise<string> {
  const { id } = await done(registerAllianceEvent, editor, { body: anEvent({ dates: someDates('2026-06-20') }) });
  await done(stateRegistrationOffer, editor, { params: { eventId: id }, version: 0, body: { ...anOffer, ...more } });
  return id;
}
const companions = (count: number) => Array.from({ length: count }, () => ({ title: null, givenName: null, familyName: null }));
const register = async (eventId: string, more: Partial<typeof aCaller> = {}) =>
  await done(registerByOffice, editor, { params: { eventId }, body: { ...aCaller, ...more } });
const placesOf = async (eventId: string) => (await done(getRegistrationOffer, editor, { params: { eventId } })).places;
const listOf = async (eventId: string, query: Record<string, string> = {}) =>
  (await done(listRegistrations, editor, { params: { eventId }, query })).items;
const invite = async (eventId: string, more: Partial<typeof anInvitation> = {}) =>
  await done(issueInvitation, editor, { params: { eventId }, body: { ...anInvitation, ...more } });

describe('setting up registration', () => {
  test('the first version is asked for as "0", and only once', async () => {
    const { id: eventId } = await done(registerAllianceEvent, editor, { body: anEvent() });
    expect((await call(getRegistrationOffer, editor, { params: { eventId } })).body.code).toBe('offerNotFound');
    const sent = { params: { eventId }, version: 0, body: anOffer };
    expect((await call(stateRegistrationOffer, editor, sent)).status).toBe(200);
    expect((await call(stateRegistrationOffer, editor, sent)).body.code).toBe('recordChangedMeanwhile');
  });

  test('another text of the notice is another version, other changes are not', async () => {
    const eventId = await anEventTaking();
    const params = { eventId };
    const same = await done(stateRegistrationOffer, editor, { params, version: 1, body: { ...anOffer, contact: 'Andere' } });
    const other = await done(stateRegistrationOffer, editor, { params, version: 2, body: { ...anOffer, noticeText: 'Neuer Text' } });
    expect([same.notice.version, other.notice.version]).toEqual([1, 2]);
  });

  test('there are never fewer places than are taken, and the answer says how many those are', async () => {
    const eventId = await anEventTaking({ capacity: 10 });
    await register(eventId, { companions: companions(2) });
    const { status, body } = await call(stateRegistrationOffer, editor, {
      params: { eventId },
      version: 1,
      body: { ...anOffer, capacity: 2 },
    });
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'capacityTooSmall', '/capacity']);
    expect(body.detail).toContain('schon 3 Plätze');
    expect(await placesOf(eventId)).toEqual({ capacity: 10, registered: 3, reserved: 0, waiting: 0 });
  });

  test('with more places whoever waits moves up', async () => {
    const eventId = await anEventTaking({ capacity: 1 });
    await register(eventId);
    expect((await register(eventId)).status).toBe('WAITLISTED');
    await done(stateRegistrationOffer, editor, { params: { eventId }, version: 1, body: { ...anOffer, capacity: 2 } });
    expect(await placesOf(eventId)).toEqual({ capacity: 2, registered: 2, reserved: 0, waiting: 0 });
    expect((await listOf(eventId)).map(({ status }: { status: string }) => status)).toEqual(['REGISTERED', 'REGISTERED']);
  });
});

describe('registering by telephone', () => {
  test('an address is not needed; with one, nobody is registered twice', async () => {
    const eventId = await anEventTaking();
    expect((await register(eventId)).origin).toBe('OFFICE');
    await register(eventId, { email: 'erika@example.org' });
    const { body } = await call(registerByOffice, editor, { params: { eventId }, body: { ...aCaller, email: 'Erika@Example.org' } });
    expect(body.code).toBe('alreadyRegistered');
  });

  test('the same call sent again is one registration', async () => {
    const eventId = await anEventTaking({ capacity: 3 });
    const sent = { params: { eventId }, body: aCaller, key: 'derselbe-anruf' };
    const [first, second] = [await call(registerByOffice, editor, sent), await call(registerByOffice, editor, sent)];
    expect(second.body).toEqual(first.body);
    expect((await placesOf(eventId)).registered).toBe(1);
  });

  test('a group goes to the waiting list whole; one who fits takes the place it leaves', async () => {
    const eventId = await anEventTaking({ capacity: 3 });
    await register(eventId, { companions: companions(1) });
    setClock('2026-05-20T10:00:01.000Z');
    await register(eventId, { familyName: 'Gruppe', companions: companions(1) });
    setClock('2026-05-20T10:00:02.000Z');
    await register(eventId, { familyName: 'Einzeln' });
    setClock(NOON);
    const parties: { status: string; waitingPlace: number | null }[] = await listOf(eventId);
    expect(parties.map(({ status, waitingPlace }) => [status, waitingPlace])).toEqual([
      ['REGISTERED', null],
      ['WAITLISTED', 1],
      ['REGISTERED', null],
    ]);
  });

  test('questions and the version of the notice are asked as on the public page', async () => {
    const question = { id: 'essen', label: 'Essen', kind: 'YES_NO', choices: [], required: true };
    const eventId = await anEventTaking({ questions: [question] });
    const { body } = await call(registerByOffice, editor, { params: { eventId }, body: aCaller });
    expect(body.errors[0]).toMatchObject({ pointer: '/answers', detail: 'Bitte beantworten Sie „Essen“.' });
    const outdated = await call(registerByOffice, editor, { params: { eventId }, body: { ...aCaller, noticeVersion: 7 } });
    expect(outdated.body.errors[0].pointer).toBe('/noticeVersion');
  });

  test('no name stands in the table outside what is sealed', async () => {
    const eventId = await anEventTaking();
    await register(eventId, { familyName: 'Kanarienvogelname', email: 'kanarie@example.org', organisation: 'Kanarienverein' });
    for (const name of [table.name, keyTableNameOf(table.name)]) {
      const stored = (await everyItem({ ...table, name })).map((item) => JSON.stringify(item)).join('\n');
      expect(stored).not.toMatch(/kanarie/i);
    }
  });
});

describe('the list of parties', () => {
  test('in the order of registration, filtered by status, page by page', async () => {
    const eventId = await anEventTaking({ capacity: 2 });
    for (const [second, familyName] of ['Eins', 'Zwei', 'Drei'].entries()) {
      setClock(`2026-05-20T10:00:0${second}.000Z`);
      await register(eventId, { familyName });
    }
    setClock(NOON);
    const { items, cursor } = await done(listRegistrations, editor, { params: { eventId }, query: { limit: '2' } });
    const rest = await done(listRegistrations, editor, { params: { eventId }, query: { limit: '2', cursor } });
    const names = [...items, ...rest.items].map(({ heads }: { heads: { name: string }[] }) => heads[0]?.name);
    expect(names).toEqual(['Probe Eins', 'Probe Zwei', 'Probe Drei']);
    expect(await listOf(eventId, { status: 'WAITLISTED' })).toHaveLength(1);
    const elsewhere = await call(listRegistrations, editor, { params: { eventId }, query: { limit: '2', cursor, status: 'REGISTERED' } });
    expect(elsewhere.body.code).toBe('cursorInvalid');
  });

  test('who objected is masked with the organisation; who was erased has no name', async () => {
    const eventId = await anEventTaking();
    const masked = await enterParty(eventId, [aPerson({ familyName: 'Geheim', organisation: 'Kleiner Verein' }), null]);
    const erased = await enterParty(eventId, [aPerson({ familyName: 'Fort' })]);
    const { doors, keys } = doorStores();
    const write = doors.ticketWrite('npa', { id: masked.tickets[0] as never, eventId: eventId as never }, { isMasked: true });
    await commit(table, [write], { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    await keys.forget('npa', eventId, erased.tickets[0] ?? '', null);
    const items: { id: string; heads: object[] }[] = await listOf(eventId);
    expect(items.find(({ id }) => id === masked.registrationId)?.heads).toMatchObject([
      { name: MASKED_NAME, organisation: null, isMasked: true, isErased: false },
      { name: null, isErased: false },
    ]);
    expect(items.find(({ id }) => id === erased.registrationId)?.heads).toMatchObject([{ name: null, isErased: true }]);
    expect(JSON.stringify(items)).not.toMatch(/Geheim|Kleiner Verein|Fort"/);
  });

  test('withdrawn, the places go to whoever waits; a second withdrawal and another event are told apart', async () => {
    const eventId = await anEventTaking({ capacity: 1 });
    const first = await register(eventId);
    const second = await register(eventId);
    const params = { eventId, registrationId: first.id };
    const other = await anEventTaking();
    const foreign = await call(withdrawRegistration, editor, { params: { ...params, eventId: other }, version: 1, body: {} });
    expect(foreign.body.code).toBe('registrationNotFound');
    expect((await call(withdrawRegistration, editor, { params, version: 1, body: {} })).body.withdrawnBy).toBe('OFFICE');
    expect((await call(withdrawRegistration, editor, { params, version: 2, body: {} })).body.code).toBe('registrationClosed');
    expect((await listOf(eventId, { status: 'REGISTERED' }))[0].id).toBe(second.id);
    expect(await placesOf(eventId)).toEqual({ capacity: 1, registered: 1, reserved: 0, waiting: 0 });
  });
});

describe('invitations', () => {
  test('keep places free, under the number of places', async () => {
    const eventId = await anEventTaking({ capacity: 3 });
    await invite(eventId, { places: 2 });
    expect(await placesOf(eventId)).toEqual({ capacity: 3, registered: 0, reserved: 2, waiting: 0 });
    const { body } = await call(issueInvitation, editor, { params: { eventId }, body: { ...anInvitation, places: 2 } });
    expect([body.code, body.errors[0].pointer]).toEqual(['capacityTooSmall', '/places']);
    expect(body.detail).toContain('noch 1 ');
    await register(eventId);
    expect((await register(eventId)).status).toBe('WAITLISTED');
    const waiting = await call(issueInvitation, editor, { params: { eventId }, body: { ...anInvitation, places: 1 } });
    expect(waiting.body.detail).toContain('Warteliste');
  });

  test('twenty at once for ten places: none is given twice', async () => {
    const eventId = await anEventTaking({ capacity: 10 });
    const body = { ...anInvitation, places: 1 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(issueInvitation, editor, { params: { eventId }, body })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(new Set(answers.filter(({ status }) => status !== 201).map((answer) => answer.body.code))).toEqual(
      new Set(['capacityTooSmall']),
    );
    expect((await placesOf(eventId)).reserved).toBe(10);
  });

  test('the code leads to this invitation and to no other, in no other event', async () => {
    const eventId = await anEventTaking();
    const { id } = await invite(eventId);
    const [{ code }] = (await done(listInvitations, editor, { params: { eventId } })).items;
    const { keys } = doorStores();
    expect(await idFromLink(keys, 'invitation', 'npa', eventId, code)).toBe(id);
    const changed = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    for (const [kind, alliance, event, link] of [
      ['invitation', 'npa', eventId, changed],
      ['invitation', 'npa', 'anderes', code],
      ['invitation', 'lip', eventId, code],
      ['registration', 'npa', eventId, code],
      ['invitation', 'npa', eventId, id],
      ['invitation', 'npa', eventId, ''],
    ] as const)
      await expect(idFromLink(keys, kind, alliance, event, link)).rejects.toMatchObject({ code: 'linkInvalid' });
  });

  test('ended, what was not used is free at once, for whoever waits', async () => {
    const eventId = await anEventTaking({ capacity: 2 });
    const { id } = await invite(eventId, { places: 2 });
    await register(eventId);
    const params = { eventId, invitationId: id };
    await done(withdrawInvitation, editor, { params, version: 1, body: {} });
    expect(await placesOf(eventId)).toEqual({ capacity: 2, registered: 1, reserved: 0, waiting: 0 });
    expect((await call(withdrawInvitation, editor, { params, version: 2, body: {} })).body.code).toBe('invitationEnded');
    expect((await done(listInvitations, editor, { params: { eventId } })).items[0].code).toBeNull();
  });

  test('past its end the night frees it, once, and nothing else', async () => {
    const eventId = await anEventTaking({ capacity: 4 });
    await invite(eventId, { places: 2, expiresAt: '2026-05-21T22:00:00Z' });
    await invite(eventId, { places: 2 });
    await register(eventId);
    await endExpired();
    expect(await placesOf(eventId)).toEqual({ capacity: 4, registered: 0, reserved: 4, waiting: 1 });
    setClock('2026-05-21T22:00:01.000Z');
    await endExpired();
    await endExpired();
    setClock(NOON);
    expect(await placesOf(eventId)).toEqual({ capacity: 4, registered: 1, reserved: 2, waiting: 0 });
  });

  test('no invitation ends before it begins', async () => {
    const eventId = await anEventTaking();
    const { body } = await call(issueInvitation, editor, { params: { eventId }, body: { ...anInvitation, expiresAt: NOON } });
    expect(body.errors[0].pointer).toBe('/expiresAt');
  });
});

describe('special needs', () => {
  test('the team reads them by name, and every reading is kept without them', async () => {
    const eventId = await anEventTaking();
    await register(eventId, { familyName: 'Rad', needs: 'Rollstuhlplatz' });
    const gone = await register(eventId, { familyName: 'Weg', needs: 'Vegan' });
    await done(withdrawRegistration, editor, { params: { eventId, registrationId: gone.id }, version: 1, body: {} });
    const first = await done(readSpecialNeeds, editor, { params: { eventId } });
    expect(first.items).toMatchObject([{ name: 'Probe Rad', needs: 'Rollstuhlplatz' }]);
    const { readings } = await done(readSpecialNeeds, as('REGIONAL_EDITOR'), { params: { eventId } });
    expect(readings.map(({ role }: { role: string }) => role).sort()).toEqual(['OFFICE_EDITOR', 'REGIONAL_EDITOR']);
    const stored = (await everyItem(table)).filter(({ sk }) => String(sk).startsWith('READ#')).map((item) => JSON.stringify(item));
    expect(stored.join()).not.toMatch(/Rollstuhl|Rad/);
  });

  test('the head of the office does not', async () => {
    const eventId = await anEventTaking();
    expect((await call(readSpecialNeeds, as('OFFICE_LEAD'), { params: { eventId } })).status).toBe(403);
  });
});

describe('putting right what is wrong', () => {
  type Head = { ticketId: string; title: string | null; givenName: string | null; familyName: string | null };
  const bodyOf = ({ heads, email, organisation, function: role, answers }: { heads: Head[] } & Record<string, unknown>) => ({
    heads,
    email,
    organisation,
    function: role,
    answers,
  });
  /** The party as it is stored, with its heads made other. */
  async function change(eventId: string, registrationId: string, more: object = {}, version?: number) {
    const params = { eventId, registrationId };
    const stored = await done(getRegistration, editor, { params });
    return await call(changeRegistration, editor, { params, version: version ?? stored.version, body: { ...bodyOf(stored), ...more } });
  }
  const named = (ticketId: string, familyName: string | null, givenName: string | null = 'Ayşe'): Head => ({
    ticketId,
    title: null,
    givenName,
    familyName,
  });

  test('names, organisation and function; tickets and needs stay, the journal says which fields and no value', async () => {
    const eventId = await anEventTaking();
    const { id, tickets } = await register(eventId, { familyName: 'Falschname', needs: 'Rollstuhlplatz', companions: companions(1) });
    const heads = [named(tickets[0], 'Kanarienname'), named(tickets[1], 'Begleitname', null)];
    const { status, body } = await change(eventId, id, { heads, organisation: 'Kanarienverein' });
    expect([status, body.version, body.tickets]).toEqual([200, 2, tickets]);
    const [party] = await listOf(eventId);
    expect(party.heads.map(({ name }: { name: string }) => name)).toEqual(['Ayşe Kanarienname', 'Begleitname']);
    expect((await done(readSpecialNeeds, editor, { params: { eventId } })).items).toMatchObject([{ needs: 'Rollstuhlplatz' }]);
    const stored = (await everyItem(table)).map((item) => JSON.stringify(item));
    expect(stored.find((item) => item.includes('RegistrationChanged') && item.includes(id))).toContain(
      '["name","companions","organisation"]',
    );
    expect(stored.join()).not.toMatch(/Kanarien|Falschname|Begleitname/);
  });

  test('what nobody changed makes no entry; an older version is told so; heads neither come nor go', async () => {
    const eventId = await anEventTaking();
    const { id, tickets } = await register(eventId);
    expect((await change(eventId, id)).body.version).toBe(1);
    await change(eventId, id, { organisation: 'Verein' });
    expect((await change(eventId, id, { organisation: 'Anderer' }, 1)).body.code).toBe('recordChangedMeanwhile');
    expect((await change(eventId, id, { heads: [named(tickets[0], 'A'), named(tickets[0], 'B')] })).body.errors[0].pointer).toBe('/heads');
    expect((await change(eventId, id, { heads: [named(tickets[0], null)] })).body.errors[0].pointer).toBe('/heads/0/familyName');
  });

  test('a wrong name is put right though a question is open; a wrong answer is refused', async () => {
    const eventId = await anEventTaking();
    const { id, tickets } = await register(eventId);
    const question = { id: 'essen', label: 'Essen', kind: 'YES_NO', choices: [], required: true };
    await done(stateRegistrationOffer, editor, { params: { eventId }, version: 1, body: { ...anOffer, questions: [question] } });
    expect((await change(eventId, id, { heads: [named(tickets[0], 'Neu')] })).status).toBe(200);
    const wrong = await change(eventId, id, { answers: [{ questionId: 'essen', answer: 'vielleicht' }] });
    expect(wrong.body.errors[0].pointer).toBe('/answers/0');
    await change(eventId, id, { answers: [{ questionId: 'essen', answer: 'Ja' }] });
    expect((await listOf(eventId))[0].answers).toEqual([{ questionId: 'essen', question: 'Essen', answer: 'Ja' }]);
    // An answer outlives its question, which has no wording any more.
    await done(stateRegistrationOffer, editor, { params: { eventId }, version: 2, body: anOffer });
    expect((await change(eventId, id, { organisation: 'Verein', answers: [] })).status).toBe(200);
    expect((await listOf(eventId))[0].answers).toEqual([{ questionId: 'essen', question: 'Frühere Frage', answer: 'Ja' }]);
  });

  test('another address finds the person and bars a second registration; the wrong one does neither any more', async () => {
    const eventId = await anEventTaking();
    const { id, tickets } = await register(eventId, { email: 'falsch@example.org' });
    await register(eventId, { email: 'vergeben@example.org' });
    expect((await change(eventId, id, { email: 'vergeben@example.org' })).body.code).toBe('alreadyRegistered');
    expect((await change(eventId, id, { email: 'richtig@example.org' })).status).toBe(200);
    const { keys } = doorStores();
    expect(await keys.participantsWith('npa', 'falsch@example.org')).toEqual([]);
    expect(await keys.participantsWith('npa', 'richtig@example.org')).toEqual([{ eventId, ticketId: tickets[0] }]);
    const again = await call(registerByOffice, editor, { params: { eventId }, body: { ...aCaller, email: 'richtig@example.org' } });
    expect(again.body.code).toBe('alreadyRegistered');
    await register(eventId, { email: 'falsch@example.org' });
    // Back again, over a lookup that was released before.
    expect((await change(eventId, id, { email: 'erste@example.org' })).status).toBe(200);
    expect((await change(eventId, id, { email: 'richtig@example.org' })).status).toBe(200);
    expect((await change(eventId, id, { email: 'Richtig@Example.org' })).status).toBe(200);
    expect(await keys.registrationOf('npa', eventId, 'richtig@example.org')).toBe(id);
  });

  test('who was erased is not named again, and who was withdrawn stays as they were', async () => {
    const eventId = await anEventTaking();
    const { id, tickets } = await register(eventId);
    const gone = await register(eventId);
    await done(withdrawRegistration, editor, { params: { eventId, registrationId: gone.id }, version: 1, body: {} });
    expect((await change(eventId, gone.id, { organisation: 'Verein' })).body.code).toBe('registrationClosed');
    await doorStores().keys.forget('npa', eventId, tickets[0], null);
    expect((await change(eventId, id, { heads: [named(tickets[0], 'Neu')] })).body.code).toBe('personErased');
    const params = { eventId, registrationId: id };
    expect((await call(resendConfirmation, editor, { params, body: {} })).body.code).toBe('personErased');
    const other = { eventId: await anEventTaking(), registrationId: id };
    expect((await call(getRegistration, editor, { params: other })).body.code).toBe('registrationNotFound');
  });

  test('whoever came without a registration is listed with the name, and put right', async () => {
    const eventId = await anEventTaking();
    const came = walkIn({ givenName: 'Eva', familyName: 'Falsch', email: null, organisation: 'Verein' });
    const nameless = walkIn();
    const body = { deviceId: '00000000-0000-4000-8000-000000000001', sentAt: came.scannedAt, entries: [came, nameless] };
    await done(recordScans, editor, { params: { eventId }, body });
    const right = { title: 'Dr.', givenName: 'Eva', familyName: 'Richtig', organisation: null };
    const correct = async (ticketId: string) => await call(correctParticipant, editor, { params: { eventId, ticketId }, body: right });
    expect((await correct(came.ticketId)).status).toBe(200);
    expect((await correct(nameless.ticketId)).body.code).toBe('personErased');
    const { tickets } = await register(eventId);
    expect((await correct(tickets[0])).body.code).toBe('participantNotFound');
    const { items } = await done(listWalkIns, editor, { params: { eventId } });
    expect(items).toEqual([{ ticketId: came.ticketId, ...right, present: true }]);
  });

  test('the confirmation once more: a reason of its own each time, the same call only once, none without an address', async () => {
    const eventId = await anEventTaking();
    const { id } = await register(eventId, { email: 'noch-einmal@example.org' });
    const sent = { params: { eventId, registrationId: id }, body: {}, key: 'noch-einmal' };
    const [first, second] = [await call(resendConfirmation, editor, sent), await call(resendConfirmation, editor, sent)];
    expect([first.status, second.body]).toEqual([200, first.body]);
    expect((await done(resendConfirmation, editor, { ...sent, key: 'und-noch-einmal' })).version).toBe(3);
    const silent = await register(eventId);
    const { body } = await call(resendConfirmation, editor, { params: { eventId, registrationId: silent.id }, body: {} });
    expect(body.code).toBe('addressMissing');
  });
});
