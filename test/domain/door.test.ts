import { describe, expect, test } from '@jest/globals';
import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import type { Decision, StoredScan, Ticket } from '../../shared/domain/door.ts';
import {
  checkIn,
  countHeads,
  countsOf,
  DoorBatch,
  halfDayOf,
  happenedAt,
  isPresent,
  LARGEST_BATCH,
  listUsableUntil,
  messageOf,
  personOfWalkIn,
  type Scan,
  skewSeconds,
  undo,
  WalkInPerson,
  walkInTicket,
} from '../../shared/domain/door.ts';
import type { TicketId } from '../../shared/domain/registration.ts';

const AT = '2026-05-20T08:00:00.000Z';
const LATER = '2026-05-20T09:00:00.000Z';
const aTicket = (more: Partial<Ticket> = {}): Ticket => ({
  ...walkInTicket({ id: 'karte-1' as TicketId, eventId: 'probe' as AllianceEventId }, { organisationMark: null, isNamed: true }),
  registrationId: 'anmeldung',
  origin: 'PUBLIC',
  ...more,
});
const inside = (liveScans = 1, more: Partial<Ticket> = {}) => aTicket({ liveScans, presentAt: AT, presentDoor: 'Haupteingang', ...more });
const said = ({ outcome, reason, effect }: Decision) => [outcome, reason, effect.present, effect.walkIns, effect.heads];

describe('check-in', () => {
  test.each([
    ['a valid ticket comes in', aTicket(), ['PRESENT', null, 1, 0, 0]],
    ['who is in already is a duplicate', inside(), ['DUPLICATE', null, 0, 0, 0]],
    ['somebody without registration counts as such', aTicket({ origin: 'WALK_IN' }), ['PRESENT', null, 1, 1, 0]],
    ['and only once', inside(1, { origin: 'WALK_IN' }), ['DUPLICATE', null, 0, 0, 0]],
    ['a cancelled ticket is refused', aTicket({ status: 'CANCELLED' }), ['REFUSED', 'TICKET_CANCELLED', 0, 0, 0]],
    ['also of somebody who is in', inside(1, { status: 'CANCELLED' }), ['REFUSED', 'TICKET_CANCELLED', 0, 0, 0]],
    ['who waits is refused', aTicket({ status: 'WAITLISTED' }), ['REFUSED', 'TICKET_WAITLISTED', 0, 0, 0]],
    ['no ticket of this event', undefined, ['REFUSED', 'TICKET_UNKNOWN', 0, 0, 0]],
  ] as const)('%s', (_what, ticket, expected) => {
    expect(said(checkIn(ticket, LATER, 'Hof'))).toEqual(expected);
  });

  test('the earliest scan says when somebody came, in whatever order scans arrive', () => {
    expect(checkIn(inside(1, { presentAt: LATER }), AT, 'Hof').ticket).toMatchObject({ presentAt: AT, presentDoor: 'Hof', liveScans: 2 });
    expect(checkIn(inside(), LATER, 'Hof').ticket).toMatchObject({ presentAt: AT, presentDoor: 'Haupteingang', liveScans: 2 });
  });
});

describe('undo', () => {
  const scan = (more: Partial<StoredScan> = {}): StoredScan => ({
    kind: 'CHECK_IN',
    outcome: 'PRESENT',
    isUndone: false,
    count: 0,
    ...more,
  });
  test.each([
    ['the only scan: gone', scan(), inside(), ['UNDONE', null, -1, 0, 0]],
    ['of somebody without registration', scan({ kind: 'WALK_IN' }), inside(1, { origin: 'WALK_IN' }), ['UNDONE', null, -1, -1, 0]],
    ['one of two: still there', scan(), inside(2), ['STILL_PRESENT', null, 0, 0, 0]],
    ['a duplicate counts like the first', scan({ outcome: 'DUPLICATE' }), inside(2), ['STILL_PRESENT', null, 0, 0, 0]],
    ['twice', scan({ isUndone: true }), inside(), ['REFUSED', 'ALREADY_UNDONE', 0, 0, 0]],
    ['what was refused', scan({ outcome: 'REFUSED' }), aTicket(), ['REFUSED', 'NOTHING_TO_UNDO', 0, 0, 0]],
    ['an undo', scan({ kind: 'UNDO', outcome: 'UNDONE' }), aTicket(), ['REFUSED', 'NOTHING_TO_UNDO', 0, 0, 0]],
    ['heads', scan({ kind: 'HEADS', outcome: 'COUNTED', count: 12 }), undefined, ['UNDONE', null, 0, 0, -12]],
    ['what has not arrived', undefined, undefined, ['NOT_YET', null, 0, 0, 0]],
  ] as const)('%s', (_what, stored, ticket, expected) => {
    expect(said(undo(stored, ticket))).toEqual(expected);
  });

  /** Scans of one ticket as they arrive; an undo that comes too early is sent again at the end. */
  function arriving(order: readonly ('A' | 'B' | 'undo A')[]): { present: boolean; counted: number } {
    let ticket = aTicket();
    let counted = 0;
    const kept = new Map<string, StoredScan>();
    const decideOn = (step: 'A' | 'B' | 'undo A') => (step === 'undo A' ? undo(kept.get('A'), ticket) : checkIn(ticket, AT, 'Hof'));
    for (const step of [...order, ...order].filter((each, index, all) => all.indexOf(each) === index || each === 'undo A')) {
      const decision = decideOn(step);
      if (decision.reason === 'ALREADY_UNDONE' || decision.outcome === 'NOT_YET') continue;
      kept.set(step, scan({ outcome: decision.outcome }));
      if (step === 'undo A') kept.set('A', scan({ isUndone: true }));
      ticket = decision.ticket ?? ticket;
      counted += decision.effect.present;
    }
    return { present: isPresent(ticket), counted };
  }

  test.each([
    [['A', 'B', 'undo A']],
    [['A', 'undo A', 'B']],
    [['B', 'A', 'undo A']],
    [['B', 'undo A', 'A']],
    [['undo A', 'A', 'B']],
    [['undo A', 'B', 'A']],
  ] as const)('%j: B is still in force, so the person is there, counted once', (order) => {
    expect(arriving(order)).toEqual({ present: true, counted: 1 });
  });
});

describe('time', () => {
  test.each([
    ['2026-11-23T10:59:59.999Z', '2026-11-23 VM'],
    ['2026-11-23T11:00:00.000Z', '2026-11-23 NM'],
    ['2026-07-01T09:59:59.999Z', '2026-07-01 VM'],
    ['2026-07-01T10:00:00.000Z', '2026-07-01 NM'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02 VM'],
    // the day on which clocks go forward is an hour shorter before noon, the one on which they go back an hour longer
    ['2026-03-29T09:59:59.999Z', '2026-03-29 VM'],
    ['2026-03-29T10:00:00.000Z', '2026-03-29 NM'],
    ['2026-10-25T10:59:59.999Z', '2026-10-25 VM'],
    ['2026-10-25T11:00:00.000Z', '2026-10-25 NM'],
  ])('%s lies in %s of Berlin', (at, halfDay) => {
    expect(halfDayOf(at)).toBe(halfDay);
  });

  test.each([
    ['a day behind', '2026-05-19T08:00:30.000Z', 86_400 + 30],
    ['a day ahead', '2026-05-21T08:00:00.000Z', -86_400 + 60],
    ['right', '2026-05-20T08:00:58.000Z', 2],
  ])('a device that is %s', (_what, sentAt, skew) => {
    const receivedAt = '2026-05-20T08:01:00.000Z';
    expect(skewSeconds(sentAt, receivedAt)).toBe(skew);
  });

  test.each([
    ['a clock a day behind is set right', '2026-05-19T07:00:00.000Z', 86_400, '2026-05-20T07:00:00.000Z'],
    ['a clock a day ahead, too', '2026-05-21T07:00:00.000Z', -86_400, '2026-05-20T07:00:00.000Z'],
    ['the way of the request is no wrong clock', '2026-05-20T07:00:00.000Z', 120, '2026-05-20T07:00:00.000Z'],
    ['nothing happens after it was received', '2026-05-20T08:00:00.001Z', 0, '2026-05-20T08:00:00.000Z'],
  ])('%s', (_what, scannedAt, skew, expected) => {
    expect(happenedAt(scannedAt, skew, '2026-05-20T08:00:00.000Z')).toBe(expected);
  });

  test.each([
    ['the day before: a day', '2026-07-01', '2026-06-29T08:00:00.000Z', '2026-06-30T08:00:00.000Z'],
    ['on its day: six hours after midnight', '2026-07-01', '2026-07-01T10:00:00.000Z', '2026-07-02T04:00:00.000Z'],
    ['in winter time', '2026-12-01', '2026-12-01T10:00:00.000Z', '2026-12-02T05:00:00.000Z'],
    ['over the night in which clocks go forward', '2026-03-28', '2026-03-28T20:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ['without a day: a day', null, '2026-07-01T10:00:00.000Z', '2026-07-02T10:00:00.000Z'],
  ])('a list is kept %s', (_what, to, now, until) => {
    expect(listUsableUntil({ to }, now)).toBe(until);
  });
});

describe('somebody who was not on the list', () => {
  const said = { givenName: null, familyName: null, email: null, organisation: null };
  test.each([
    ['a full name', { ...said, givenName: 'Erika', familyName: 'Muster' }, { givenName: 'Erika', familyName: 'Muster' }],
    ['a given name alone', { ...said, givenName: 'Erika' }, { givenName: null, familyName: 'Erika' }],
    ['an organisation alone names nobody', { ...said, organisation: 'Sportverein' }, null],
    ['nothing at all', said, null],
  ])('%s', (_what, sent, person) => {
    const kept = personOfWalkIn(WalkInPerson.parse(sent));
    if (person === null) expect(kept).toBeNull();
    else expect(kept).toMatchObject(person);
  });

  test('an address needs somebody to whom it belongs', () => {
    expect(WalkInPerson.safeParse({ ...said, email: 'a@beispiel.de' }).success).toBe(false);
    expect(WalkInPerson.safeParse({ ...said, email: 'a@beispiel.de', givenName: 'Erika' }).success).toBe(true);
  });
});

test('what is no plain success is said in German', () => {
  expect(messageOf({ outcome: 'PRESENT', reason: null })).toBeNull();
  expect(messageOf({ outcome: 'REFUSED', reason: 'TICKET_CANCELLED' })).toBe('Die Anmeldung wurde abgesagt.');
  for (const outcome of ['DUPLICATE', 'NOT_YET'] as const) expect(messageOf({ outcome, reason: null })).toMatch(/\.$/);
});

test('a batch holds 500 entries and no more', () => {
  const batch = (length: number) => ({
    deviceId: '0b6c2f4e-6f0b-4c63-9a5e-0d7c5e1f2a3b',
    sentAt: AT,
    entries: Array.from({ length }, () => ({
      kind: 'HEADS',
      scanId: '5f3d0d5e-9d5b-4c62-8a64-1f0d4b7a9c21',
      door: 'Hof',
      scannedAt: AT,
      count: 1,
    })),
  });
  expect(DoorBatch.safeParse(batch(LARGEST_BATCH)).success).toBe(true);
  expect(DoorBatch.safeParse(batch(LARGEST_BATCH + 1)).success).toBe(false);
  expect(DoorBatch.safeParse(batch(0)).success).toBe(false);
});

test('counts add what facts say, heads per door and half-day', () => {
  const fact = (decision: Decision, more: Partial<Scan> = {}) =>
    ({ door: 'Hof', halfDay: '2026-05-20 VM', outcome: decision.outcome, effect: decision.effect, ...more }) as Scan;
  expect(
    countsOf([
      fact(checkIn(aTicket(), AT, 'Hof')),
      fact(checkIn(inside(), AT, 'Hof')),
      fact(checkIn(undefined, AT, 'Hof')),
      fact(checkIn(aTicket({ origin: 'WALK_IN' }), AT, 'Hof')),
      fact(countHeads(7)),
      fact(countHeads(-2)),
      fact(countHeads(5), { halfDay: '2026-05-20 NM' }),
    ]),
  ).toEqual({ present: 2, walkIns: 1, duplicates: 1, refused: 1, heads: { 'Hof|2026-05-20 VM': 5, 'Hof|2026-05-20 NM': 5 } });
});
