import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import {
  changeOwnRegistration,
  registerParticipants,
  viewOwnRegistration,
  withdrawOwnRegistration,
} from '../../functions/registration/routes.ts';
import { LARGEST_PARTY } from '../../shared/domain/registration.ts';
import { freeSeats } from '../../shared/domain/seats.ts';
import { eventParent } from '../../shared/store/keys.ts';
import { linkOf } from '../../shared/store/link-store.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anAuthor, anEvent, someDates } from '../support/builders.ts';
import { aPerson, doorStores, enterParty, openDoor } from '../support/door.ts';
import { done } from './samples.ts';

/** Many at once on the real engine: places are never given twice, and nobody who fits is left waiting. */

const CAPACITY = 40;
const PARTIES = 64;
/** Mixed sizes that want far more than there is. */
const sizeOf = (index: number): number => [1, 2, 5, 1, 3, 8, 1, 4][index % 8] ?? 1;

beforeAll(async () => {
  await openRegisterOf2016();
  setClock('2026-03-02T09:00:00.000Z');
});
afterAll(() => {
  setClock();
});

async function anEventWithPlaces(capacity: number | null): Promise<string> {
  const { id } = await done(registerAllianceEvent, as('OFFICE_EDITOR'), { body: anEvent({ dates: someDates('2026-06-20') }) });
  await openDoor(id, { capacity });
  return id;
}

/** Everything that has to agree about an event's places. */
async function standing(eventId: string) {
  const { registrations, seats, doors } = doorStores();
  const [all, read, tickets] = await Promise.all([
    registrations.all('npa', eventParent('npa', eventId)),
    seats.seatsOf('npa', eventId),
    doors.ticketsOf('npa', eventId),
  ]);
  const headsOf = (status: string): number =>
    all.filter(({ state }) => state.status === status).reduce((sum, { state }) => sum + state.tickets.length, 0);
  const count = (status: string): number => tickets.filter((ticket) => ticket.status === status).length;
  return {
    all,
    seats: read,
    heads: { REGISTERED: headsOf('REGISTERED'), WAITLISTED: headsOf('WAITLISTED') },
    tickets: { VALID: count('VALID'), WAITLISTED: count('WAITLISTED'), all: tickets.length },
  };
}

function expectSound({ seats, heads, tickets }: Awaited<ReturnType<typeof standing>>): void {
  expect(seats.taken).toBe(heads.REGISTERED);
  expect(tickets.VALID).toBe(heads.REGISTERED);
  expect(seats.waiting).toBe(heads.WAITLISTED);
  expect(tickets.WAITLISTED).toBe(heads.WAITLISTED);
  expect(seats.taken).toBeLessThanOrEqual(seats.capacity ?? Number.POSITIVE_INFINITY);
}

const waitingThatFit = ({ all, seats }: Awaited<ReturnType<typeof standing>>) =>
  all.filter(({ state }) => state.status === 'WAITLISTED' && state.tickets.length <= (freeSeats(seats) ?? 0));

describe('64 parties at once for 40 places', () => {
  test('are all taken in, never more than fit, and the rest waits; withdrawals let the list move up in order', async () => {
    const eventId = await anEventWithPlaces(CAPACITY);
    const sizes = Array.from({ length: PARTIES }, (_, index) => sizeOf(index));
    await Promise.all(
      sizes.map((size) =>
        enterParty(
          eventId,
          Array.from({ length: size }, () => null),
        ),
      ),
    );
    const entered = await standing(eventId);
    expectSound(entered);
    expect(entered.all).toHaveLength(PARTIES);
    expect(entered.tickets.all).toBe(sizes.reduce((sum, size) => sum + size, 0));

    const { parties } = doorStores();
    const leaving = entered.all.filter((_, index) => index % 3 === 0);
    const moves = Array.from({ length: 6 }, () => parties.moveUpAll('npa', eventId, anAuthor()));
    await Promise.all([...leaving.map((one) => withdrawn(one.id)), ...moves]);
    await parties.moveUpAll('npa', eventId, anAuthor());
    const after = await standing(eventId);
    expectSound(after);
    expect(waitingThatFit(after)).toEqual([]);
    expect(after.all.filter(({ state }) => state.status === 'WITHDRAWN')).toHaveLength(leaving.length);
    expect(after.seats.taken).toBeGreaterThan(CAPACITY - Math.max(...sizes));
  }, 180_000);

  /** Whoever moved up in between is withdrawn as who they are then. */
  async function withdrawn(id: string): Promise<void> {
    const { parties, registrations } = doorStores();
    for (let round = 0; round < 20; round++) {
      const read = await registrations.get('npa', id);
      const refused = await parties.withdraw('npa', read, read.version, 'PERSON', anAuthor()).then(
        () => undefined,
        (error: { code?: string }) => error.code,
      );
      if (refused === undefined) return;
      expect(refused).toBe('recordChangedMeanwhile');
    }
    throw new Error('could not withdraw');
  }
});

describe('the public door in a rush', () => {
  const body = (more: object = {}) => ({
    ...aPerson(),
    email: 'eine@example.org',
    companions: [],
    needs: null,
    consents: [],
    noticeVersion: 1,
    ...more,
  });

  test('one address sent eight times at once under eight keys is one registration', async () => {
    const eventId = await anEventWithPlaces(null);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call(registerParticipants, null, { params: { eventId }, body: body() })),
    );
    expect(answers.map(({ status, body: answer }) => [status, answer])).toEqual(answers.map(() => [201, { received: true }]));
    const after = await standing(eventId);
    expectSound(after);
    expect([after.all.length, after.seats.taken]).toEqual([1, 1]);
  });

  test('changing and calling off at once leaves one of the two states, with places that agree', async () => {
    const eventId = await anEventWithPlaces(CAPACITY);
    await call(registerParticipants, null, {
      params: { eventId },
      body: body({ companions: Array.from({ length: 9 }, () => ({ title: null, givenName: null, familyName: null })) }),
    });
    const [{ id } = { id: '' }] = (await standing(eventId)).all;
    const link = await linkOf(doorStores().keys, 'registration', 'npa', eventId, id);
    const { heads } = (await call(viewOwnRegistration, null, { params: { eventId }, body: { link } })).body;
    const { email: _address, noticeVersion: _version, companions: _all, ...fields } = body();
    const fewer = { ...fields, link, companions: heads.slice(1, 4) };
    const [changed, calledOff] = await Promise.all([
      call(changeOwnRegistration, null, { params: { eventId }, body: fewer }),
      call(withdrawOwnRegistration, null, { params: { eventId }, body: { link } }),
    ]);
    expect(calledOff.status).toBe(200);
    expect([200, 404]).toContain(changed.status);
    const after = await standing(eventId);
    expectSound(after);
    expect(after.seats.taken).toBe(0);
  });

  test('the largest party with every name changes in one transaction', async () => {
    const eventId = await anEventWithPlaces(null);
    const named = Array.from({ length: LARGEST_PARTY - 1 }, (_, index) => ({
      title: null,
      givenName: 'Person',
      familyName: `Nummer ${index}`,
    }));
    const sent = await call(registerParticipants, null, { params: { eventId }, body: body({ companions: named }) });
    expect(sent.status).toBe(201);
    const [{ id } = { id: '' }] = (await standing(eventId)).all;
    const link = await linkOf(doorStores().keys, 'registration', 'npa', eventId, id);
    const { heads } = (await call(viewOwnRegistration, null, { params: { eventId }, body: { link } })).body;
    expect(heads).toHaveLength(LARGEST_PARTY);
    const { email: _address, noticeVersion: _version, companions: _all, ...fields } = body();
    const companions = heads.slice(1, 13).map((head: object) => ({ ...head, familyName: 'Anders' }));
    const answer = await call(changeOwnRegistration, null, {
      params: { eventId },
      body: { ...fields, organisation: 'Verein', link, companions },
    });
    expect([answer.status, answer.body.heads?.length]).toEqual([200, 13]);
    expectSound(await standing(eventId));
  });
});
