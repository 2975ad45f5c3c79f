import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { lanesOf } from '../../functions/door/lanes.ts';
import { getDoorCounts, getDoorList, listScans, recordScans, recountDoor } from '../../functions/door/routes.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import type { DoorEntry } from '../../shared/domain/door.ts';
import { LARGEST_BATCH, noCounts, OTHER_DOOR } from '../../shared/domain/door.ts';
import { MASKED_NAME } from '../../shared/domain/participant.ts';
import type { Consent } from '../../shared/domain/registration.ts';
import { contentHashOf } from '../../shared/store/door-store.ts';
import { commit } from '../../shared/store/table.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anAuthor, anEvent, someDates } from '../support/builders.ts';
import { aPerson, checkIn, doorStores, enterParty, headsOf, openDoor, plainTickets, undoOf, walkIn } from '../support/door.ts';
import { everyItem, fingerprintOf } from '../support/scan.ts';

const editor = as('OFFICE_EDITOR');
const NOON = '2026-05-20T10:00:00.000Z';
const [tabletA, tabletB] = [randomUUID(), randomUUID()];

type Sent = { readonly device?: string; readonly sentAt?: string; readonly who?: Caller };
const send = async (eventId: string, entries: readonly object[], { device = tabletA, sentAt = NOON, who = editor }: Sent = {}) =>
  await call(recordScans, who, { params: { eventId }, body: { deviceId: device, sentAt, entries } });
/** As a tablet does it: what the register is too busy for is sent again, and is the same fact. */
const sent = async (eventId: string, entries: readonly object[], more: Sent = {}): Promise<string[][]> => {
  let answer = await send(eventId, entries, more);
  for (let tries = 1; tries < 10 && answer.status === 503; tries++) answer = await send(eventId, entries, more);
  const { status, body, text } = answer;
  if (status !== 200) throw new Error(text);
  return (body.results as { outcome: string; reason: string | null }[]).map(({ outcome, reason }) =>
    reason === null ? [outcome] : [outcome, reason],
  );
};

/** An event of the office in Hildesheim's district with a door. */
async function anOpenDoor(more: Parameters<typeof openDoor>[1] = {}, dates = someDates('2026-05-20')): Promise<string> {
  const { body } = await call(registerAllianceEvent, editor, { body: anEvent({ dates }) });
  await openDoor(body.id, more);
  return body.id;
}
const ticketOf = async (eventId: string, ticketId: string) => await doorStores().doors.findTicket('npa', eventId, ticketId);
const scansOf = async (eventId: string, query: { outcome?: 'DUPLICATE' | 'REFUSED' } = {}) =>
  (await call(listScans, editor, { params: { eventId }, query })).body.items;
const listOf = async (eventId: string, names = true) =>
  (await call(getDoorList, editor, { params: { eventId }, ...(names ? { query: { names: 'true' } } : {}) })).body;

beforeAll(async () => {
  await openRegisterOf2016();
  setClock(NOON);
});

describe('the list for the door', () => {
  const consent = (revokedAt: string | null): Consent => ({ kind: 'PHOTO', noticeVersion: 1, givenAt: NOON, revokedAt });

  test('names in the order of a German list, organisations with them, and neither unless asked for', async () => {
    const eventId = await anOpenDoor();
    for (const familyName of ['Zander', 'von Öhlmann', 'Ohlsen', 'Ähre']) await enterParty(eventId, [aPerson({ familyName })]);
    await enterParty(eventId, [aPerson({ title: 'Dr.', familyName: 'Öhl', organisation: 'Sportverein' }), null]);
    const { heads, doors, title } = await listOf(eventId);
    expect(heads.map(({ name }: { name: string | null }) => name)).toEqual([
      'Erika Ähre',
      'Dr. Erika Öhl',
      null,
      'Erika von Öhlmann',
      'Erika Ohlsen',
      'Erika Zander',
    ]);
    expect(heads[2]).toMatchObject({ naming: 'NONE', companionOf: heads[1].ticketId, organisation: null });
    expect(heads[1]).toMatchObject({ organisation: 'Sportverein', status: 'VALID', origin: 'PUBLIC', present: false });
    expect([doors, title]).toEqual([['Haupteingang', 'Nebeneingang'], anEvent().title]);
    const nameless = await listOf(eventId, false);
    expect(nameless.heads).toHaveLength(6);
    expect(JSON.stringify(nameless)).not.toMatch(/Öhl|Sportverein/);
  });

  test('who objected to lists is masked, with the organisation', async () => {
    const eventId = await anOpenDoor();
    const { tickets } = await enterParty(eventId, [aPerson({ familyName: 'Geheim', organisation: 'Kleiner Verein' })]);
    const { doors, table } = doorStores();
    const write = doors.ticketWrite('npa', { id: tickets[0] as never, eventId: eventId as never }, { isMasked: true });
    await commit(table, [write], { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    const list = await listOf(eventId);
    expect(list.heads).toMatchObject([{ name: MASKED_NAME, sortName: null, organisation: null, naming: 'MASKED' }]);
    expect(JSON.stringify(list)).not.toMatch(/Geheim|Kleiner/i);
  });

  test('without names it is told who has one, and a companion points to the lead only while the lead may be named', async () => {
    const eventId = await anOpenDoor();
    const { tickets } = await enterParty(eventId, [aPerson(), null, aPerson({ familyName: 'Zweite' })]);
    const told = async () =>
      new Map(
        (await listOf(eventId, false)).heads.map(
          ({ ticketId, ...head }: { ticketId: string; name: string | null; naming: string; companionOf: string | null }) => [
            ticketId,
            [head.name, head.naming, head.companionOf],
          ],
        ),
      );
    const [lead = '', companion, named] = tickets;
    expect(await told()).toEqual(
      new Map([
        [lead, [null, 'NAMED', null]],
        [companion, [null, 'NONE', lead]],
        [named, [null, 'NAMED', null]],
      ]),
    );
    const { doors, table } = doorStores();
    for (const [change, naming] of [
      [{ isMasked: true }, 'MASKED'],
      [{ isMasked: false, isNamed: false }, 'NONE'],
    ] as const) {
      const write = doors.ticketWrite('npa', { id: lead as never, eventId: eventId as never }, change);
      await commit(table, [write], { key: { pk: 'none', sk: 'none' }, commitId: naming });
      const now = await told();
      expect([now.get(lead), now.get(companion)]).toEqual([
        [null, naming, null],
        [null, 'NONE', null],
      ]);
    }
  });

  test('consent to photos is that of the person, as it stands', async () => {
    const eventId = await anOpenDoor();
    const consents = async (given: readonly Consent[], origin: 'PUBLIC' | 'IMPORT' = 'PUBLIC') =>
      (await enterParty(eventId, [aPerson(), aPerson()], { consents: given, origin })).tickets;
    const [given, companion] = await consents([consent(null)]);
    const [revoked] = await consents([consent(NOON)]);
    const [refused] = await consents([]);
    const [again] = await consents([consent(NOON), consent(null)]);
    const [notAsked] = await consents([], 'IMPORT');
    const came = walkIn();
    await sent(eventId, [came]);
    const of = new Map((await listOf(eventId)).heads.map((head: { ticketId: string; photoConsent: boolean }) => [head.ticketId, head]));
    const consentOf = (id = '') => (of.get(id) as { photoConsent: boolean | null }).photoConsent;
    expect([given, revoked, refused, again].map(consentOf)).toEqual([true, false, false, true]);
    expect([companion, notAsked, came.ticketId].map(consentOf)).toEqual([null, null, null]);
  });

  test.each([
    ['2026-05-20', '2026-05-21T04:00:00.000Z'],
    ['2026-05-23', '2026-05-21T10:00:00.000Z'],
    [null, '2026-05-21T10:00:00.000Z'],
  ])('of an event on %s is kept until %s', async (day, until) => {
    const eventId = await anOpenDoor({}, someDates(day));
    expect(await listOf(eventId)).toMatchObject({ usableUntil: until, loadedAt: NOON });
  });

  test("another office's event is as if it were not there, and one without a door says so", async () => {
    const eventId = await anOpenDoor();
    const [other, missing] = [{ params: { eventId } }, { params: { eventId: 'gibt-es-nicht' } }];
    const regional = as('REGIONAL_EDITOR', { office: 'LG' });
    const bodies = { [recordScans.id]: { deviceId: tabletA, sentAt: NOON, entries: [headsOf(1)] }, [recountDoor.id]: {} };
    for (const row of [getDoorList, recordScans, listScans, getDoorCounts, recountDoor]) {
      const body = row.method === 'POST' ? { body: bodies[row.id] } : {};
      const [foreign, nowhere] = [await call(row, regional, { ...other, ...body }), await call(row, regional, { ...missing, ...body })];
      expect([foreign.status, foreign.body.code]).toEqual([404, 'allianceEventNotFound']);
      expect({ ...foreign.body, correlationId: '' }).toEqual({ ...nowhere.body, correlationId: '' });
    }
    const { body: plain } = await call(registerAllianceEvent, editor, { body: anEvent() });
    expect((await send(plain.id, [headsOf(1)])).body.code).toBe('offerNotFound');
    expect((await listOf(plain.id)).code).toBe('offerNotFound');
  });
});

describe('check-in', () => {
  test('two tablets scan one ticket: one presence, one duplicate, however often they send', async () => {
    const eventId = await anOpenDoor();
    const { tickets } = await enterParty(eventId);
    const [a, b] = [checkIn(tickets[0] ?? ''), checkIn(tickets[0] ?? '', { scannedAt: '2026-05-20T07:30:00.000Z', door: 'Nebeneingang' })];
    expect(await sent(eventId, [a])).toEqual([['PRESENT']]);
    expect(await sent(eventId, [b], { device: tabletB })).toEqual([['DUPLICATE']]);
    const before = await fingerprintOf(doorStores().table);
    for (const sentAt of [NOON, '2026-05-20T09:59:00.000Z']) {
      expect(await sent(eventId, [a, b], { device: tabletB, sentAt })).toEqual([['PRESENT'], ['DUPLICATE']]);
      expect(await sent(eventId, [b, a], { sentAt })).toEqual([['DUPLICATE'], ['PRESENT']]);
    }
    expect(await fingerprintOf(doorStores().table)).toBe(before);
    expect(await ticketOf(eventId, tickets[0] ?? '')).toMatchObject({ liveScans: 2, presentAt: b.scannedAt, presentDoor: 'Nebeneingang' });
    expect(await scansOf(eventId, { outcome: 'DUPLICATE' })).toMatchObject([{ scanId: b.scanId, deviceId: tabletB, isUndone: false }]);
  });

  test('200 scans of one ticket at once: one is first, all others are duplicates', async () => {
    const eventId = await anOpenDoor();
    const { tickets } = await enterParty(eventId);
    const at = (index: number) => new Date(Date.parse('2026-05-20T08:00:00.000Z') + ((index * 73) % 200) * 1000).toISOString();
    const results = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => (await sent(eventId, [checkIn(tickets[0] ?? '', { scannedAt: at(index) })]))[0]?.[0]),
    );
    expect(results.filter((outcome) => outcome === 'PRESENT')).toHaveLength(1);
    expect(results.filter((outcome) => outcome === 'DUPLICATE')).toHaveLength(199);
    expect(await ticketOf(eventId, tickets[0] ?? '')).toMatchObject({ liveScans: 200, presentAt: '2026-05-20T08:00:00.000Z' });
  });

  test('a cancelled ticket, a waiting one, another event’s and none at all get their reason, and are listed', async () => {
    const [eventId, otherId] = [await anOpenDoor({ capacity: 1 }), await anOpenDoor()];
    const first = await enterParty(eventId);
    const waiting = await enterParty(eventId);
    const elsewhere = await enterParty(otherId);
    const { parties, registrations } = doorStores();
    await parties.withdraw('npa', await registrations.get('npa', first.registrationId), 1, 'OFFICE', anAuthor());
    const entries = [first.tickets[0], waiting.tickets[0], elsewhere.tickets[0], 'gibt-es-nicht'].map((id) => checkIn(id ?? ''));
    const { body } = await send(eventId, entries);
    expect(body.results.map(({ outcome, reason, message }: Record<string, string>) => [outcome, reason, message])).toEqual([
      ['REFUSED', 'TICKET_CANCELLED', 'Die Anmeldung wurde abgesagt.'],
      ['REFUSED', 'TICKET_WAITLISTED', 'Die Person steht auf der Warteliste.'],
      ['REFUSED', 'TICKET_UNKNOWN', 'Diese Eintrittskarte gehört nicht zu dieser Veranstaltung.'],
      ['REFUSED', 'TICKET_UNKNOWN', 'Diese Eintrittskarte gehört nicht zu dieser Veranstaltung.'],
    ]);
    expect(await scansOf(eventId, { outcome: 'REFUSED' })).toHaveLength(4);
    expect(await ticketOf(otherId, elsewhere.tickets[0] ?? '')).toMatchObject({ liveScans: 0 });
  });

  test('one id with two contents: the first is kept, the second refused', async () => {
    const eventId = await anOpenDoor();
    const [one, two] = await plainTickets(eventId, 2);
    const first = checkIn(one ?? '');
    const other = { ...first, ticketId: two };
    expect(await sent(eventId, [first, other])).toEqual([['PRESENT'], ['REFUSED', 'SCAN_ID_REUSED']]);
    expect(await sent(eventId, [other, first])).toEqual([['REFUSED', 'SCAN_ID_REUSED'], ['PRESENT']]);
    expect(await ticketOf(eventId, two ?? '')).toMatchObject({ liveScans: 0 });
    expect(await scansOf(eventId)).toHaveLength(1);
  });

  test('500 in one request, answered in their order; 501 are refused with the reason', async () => {
    const eventId = await anOpenDoor();
    const tickets = await plainTickets(eventId, 50);
    const entries = Array.from({ length: LARGEST_BATCH }, (_, index) => checkIn(tickets[index % 50] ?? ''));
    const { body } = await send(eventId, entries);
    expect(body.results.map(({ scanId }: { scanId: string }) => scanId)).toEqual(entries.map(({ scanId }) => scanId));
    expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...Array(50).fill('PRESENT'),
      ...Array(450).fill('DUPLICATE'),
    ]);
    const refused = await send(eventId, [...entries, checkIn(tickets[0] ?? '')]);
    expect([refused.status, refused.body.errors[0].detail]).toEqual([400, 'Bitte höchstens 500 Erfassungen auf einmal.']);
  });

  test.each([
    ['a day behind', '2026-05-19T10:00:00.000Z', 86_400],
    ['a day ahead', '2026-05-21T10:00:00.000Z', -86_400],
  ])('a tablet whose clock is %s: both clocks are kept, the time is set right', async (_what, sentAt, skewSeconds) => {
    const eventId = await anOpenDoor();
    const [ticket] = await plainTickets(eventId, 1);
    const scannedAt = new Date(Date.parse(sentAt) - 3_600_000).toISOString();
    const answer = await send(eventId, [checkIn(ticket ?? '', { scannedAt })], { sentAt });
    expect(answer.body).toMatchObject({ skewSeconds, receivedAt: NOON });
    expect(await scansOf(eventId)).toMatchObject([{ scannedAt, happenedAt: '2026-05-20T09:00:00.000Z', receivedAt: NOON, skewSeconds }]);
  });
});

describe('undo', () => {
  test('waits for its scan, counts once, and says what it cannot take back', async () => {
    const eventId = await anOpenDoor();
    const [ticket, cancelled] = await plainTickets(eventId, 2);
    const scan = checkIn(ticket ?? '');
    const gone = undoOf(scan);
    const early = await send(eventId, [gone], { device: tabletB });
    expect(early.body.results).toMatchObject([{ outcome: 'NOT_YET', ticketId: null, message: expect.any(String) }]);
    expect(await scansOf(eventId)).toEqual([]);
    // in the order of the batch: the undo comes before its scan and is to be sent again
    expect(await sent(eventId, [gone, scan])).toEqual([['NOT_YET'], ['PRESENT']]);
    expect(await sent(eventId, [gone])).toEqual([['UNDONE']]);
    expect(await sent(eventId, [gone, scan, undoOf(scan)])).toEqual([['UNDONE'], ['PRESENT'], ['REFUSED', 'ALREADY_UNDONE']]);
    expect(await ticketOf(eventId, ticket ?? '')).toMatchObject({ liveScans: 0, presentAt: null });
    const refused = checkIn(`${cancelled}-x`);
    expect(await sent(eventId, [refused, undoOf(refused), undoOf(gone)])).toEqual([
      ['REFUSED', 'TICKET_UNKNOWN'],
      ['REFUSED', 'NOTHING_TO_UNDO'],
      ['REFUSED', 'NOTHING_TO_UNDO'],
    ]);
    expect((await scansOf(eventId)).filter(({ isUndone }: { isUndone: boolean }) => isUndone)).toMatchObject([{ scanId: scan.scanId }]);
  });

  test('of somebody without registration: not there any more, the ticket stays and may come again', async () => {
    const eventId = await anOpenDoor();
    const came = walkIn();
    expect(await sent(eventId, [came, undoOf(came)])).toEqual([['PRESENT'], ['UNDONE']]);
    expect((await listOf(eventId)).heads).toMatchObject([{ ticketId: came.ticketId, origin: 'WALK_IN', present: false }]);
    expect(await sent(eventId, [checkIn(came.ticketId)])).toEqual([['PRESENT']]);
    const effects = (await scansOf(eventId)).map(({ effect }: { effect: object }) => effect);
    expect(effects.reduce((sum: number, { walkIns }: { walkIns: number }) => sum + walkIns, 0)).toBe(1);
  });

  test('of heads counts at the door and in the half-day in which they were counted', async () => {
    const eventId = await anOpenDoor();
    const morning = headsOf(40, { scannedAt: '2026-05-20T09:59:59.000Z' });
    setClock('2026-05-20T15:00:00.000Z');
    const back = undoOf(morning, { door: 'Nebeneingang', scannedAt: '2026-05-20T14:00:00.000Z' });
    const noon = headsOf(5, { scannedAt: '2026-05-20T10:00:00.000Z' });
    expect(await sent(eventId, [morning, noon, back], { sentAt: '2026-05-20T15:00:00.000Z' })).toEqual([
      ['COUNTED'],
      ['COUNTED'],
      ['UNDONE'],
    ]);
    setClock(NOON);
    const facts = await scansOf(eventId);
    const of = ({ scanId }: { scanId: string }) => facts.find((fact: { scanId: string }) => fact.scanId === scanId);
    expect(of(morning)).toMatchObject({ halfDay: '2026-05-20 VM', effect: { heads: 40 }, isUndone: true });
    expect(of(noon)).toMatchObject({ halfDay: '2026-05-20 NM' });
    expect(of(back)).toMatchObject({ door: 'Haupteingang', halfDay: '2026-05-20 VM', effect: { heads: -40 } });
  });
});

describe('somebody who was not on the list', () => {
  const person = { givenName: 'Şükran', familyName: 'Köroğlu', email: 'koeroglu@beispiel.de', organisation: 'Quartierswerk Probe' };
  const stored = async (): Promise<string> => {
    const { table } = doorStores();
    const items = await Promise.all([everyItem(table), everyItem({ ...table, name: keyTableNameOf(table.name) })]);
    return JSON.stringify(items, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value));
  };

  test('is kept sealed, shown at the door, counted by organisation, and found by nobody who looks at what is stored', async () => {
    const eventId = await anOpenDoor();
    const came = walkIn(person);
    const answer = await send(eventId, [came]);
    expect(answer.body.results).toMatchObject([{ outcome: 'PRESENT', ticketId: came.ticketId }]);
    const found = (await stored()) + answer.text;
    for (const word of ['Şükran', 'Köroğlu', 'koeroglu', 'Quartierswerk']) expect(found.toLowerCase()).not.toContain(word.toLowerCase());
    expect((await listOf(eventId)).heads).toMatchObject([
      { name: 'Şükran Köroğlu', organisation: 'Quartierswerk Probe', origin: 'WALK_IN', present: true, photoConsent: null },
    ]);
    const { keys } = doorStores();
    expect(await ticketOf(eventId, came.ticketId)).toMatchObject({
      isNamed: true,
      head: 0,
      registrationId: null,
      organisationMark: await keys.organisationMark('npa', 'QUARTIERSWERK probe'),
    });
    expect(await keys.participantsWith('npa', 'Koeroglu@Beispiel.de')).toEqual([{ eventId, ticketId: came.ticketId }]);
  });

  test('an organisation alone is counted, and nobody is named', async () => {
    const eventId = await anOpenDoor();
    const came = walkIn({ givenName: null, familyName: null, email: null, organisation: 'Quartierswerk Probe' });
    expect(await sent(eventId, [came, walkIn()])).toEqual([['PRESENT'], ['PRESENT']]);
    expect(await ticketOf(eventId, came.ticketId)).toMatchObject({ isNamed: false, organisationMark: expect.any(String) });
    expect((await listOf(eventId)).heads).toMatchObject([{ name: null }, { name: null }]);
  });

  test('sent again changes nothing, and does not bring back who was erased', async () => {
    const eventId = await anOpenDoor();
    const came = walkIn(person);
    expect(await sent(eventId, [came])).toEqual([['PRESENT']]);
    const { keys, people, doors, table } = doorStores();
    const at = { alliance: 'npa', eventId, ticketId: came.ticketId };
    const write = doors.ticketWrite('npa', { id: came.ticketId as never, eventId: eventId as never }, { isNamed: false });
    await commit(table, [write, ...people.emptying(at)], { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    await keys.forget('npa', eventId, came.ticketId, person.email);
    const before = [await fingerprintOf(table), await fingerprintOf({ ...table, name: keyTableNameOf(table.name) })];
    expect(await sent(eventId, [came], { device: tabletB })).toEqual([['PRESENT']]);
    expect([await fingerprintOf(table), await fingerprintOf({ ...table, name: keyTableNameOf(table.name) })]).toEqual(before);
    expect(await sent(eventId, [{ ...came, scanId: randomUUID() }])).toEqual([['DUPLICATE']]);
    expect(await people.find(at)).toBeUndefined();
    expect((await listOf(eventId)).heads).toMatchObject([{ name: null, present: true }]);
  });
});

describe('counts', () => {
  test('are what the consumer counted, with the places beside them; a recount says both', async () => {
    const eventId = await anOpenDoor({ capacity: 3 });
    const { tickets } = await enterParty(eventId, [aPerson(), null]);
    await enterParty(eventId, [aPerson(), aPerson()]);
    await sent(eventId, [checkIn(tickets[0] ?? ''), checkIn(tickets[0] ?? ''), walkIn(), headsOf(12)]);
    const asked = await call(getDoorCounts, as('REGIONAL_COMMISSIONER'), { params: { eventId } });
    expect(asked.body).toEqual({ counts: noCounts, seats: { capacity: 3, taken: 2, waiting: 2 } });
    const { doors, counts } = doorStores();
    const facts = (await doors.scansOf('npa', eventId)).map(({ fact }) => fact);
    await counts.count('npa', eventId, facts);
    const counted = { present: 2, walkIns: 1, duplicates: 1, refused: 0, heads: { 'Haupteingang|2026-05-20 VM': 12 } };
    expect((await call(getDoorCounts, editor, { params: { eventId } })).body.counts).toEqual(counted);
    const recounted = await call(recountDoor, editor, { params: { eventId }, body: {} });
    expect(recounted.body).toEqual({ before: counted, after: counted });
    expect((await listOf(eventId)).counts).toEqual(counted);
  });
});

test('what names one ticket or one scan keeps its order; everything else runs side by side', () => {
  const entry = (kind: DoorEntry['kind'], scanId: string, more: object = {}) => ({ kind, scanId, ...more }) as DoorEntry;
  expect(
    lanesOf([
      entry('CHECK_IN', 's1', { ticketId: 't1' }),
      entry('CHECK_IN', 's2', { ticketId: 't2' }),
      entry('HEADS', 's3'),
      entry('UNDO', 's4', { undoes: 's5' }),
      entry('CHECK_IN', 's6', { ticketId: 't1' }),
      entry('CHECK_IN', 's5', { ticketId: 't2' }),
      entry('HEADS', 's3'),
    ]),
  ).toEqual([
    [0, 4],
    [1, 3, 5],
    [2, 6],
  ]);
});

test('facts are listed page by page, each once, in the order in which they happened', async () => {
  const eventId = await anOpenDoor();
  const tickets = await plainTickets(eventId, 7);
  await sent(
    eventId,
    tickets.map((ticketId, minute) => checkIn(ticketId, { scannedAt: `2026-05-20T08:0${7 - minute}:00.000Z` })),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '3', ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await call(listScans, editor, { params: { eventId }, query });
    seen.push(...body.items.map(({ ticketId }: { ticketId: string }) => ticketId));
    cursor = body.cursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(tickets.toReversed());
  const { body } = await call(listScans, editor, { params: { eventId }, query: { limit: '3' } });
  const elsewhere = await anOpenDoor();
  const foreign = await call(listScans, editor, { params: { eventId: elsewhere }, query: { limit: '3', cursor: body.cursor } });
  expect(foreign).toMatchObject({ status: 400, body: { code: 'cursorInvalid' } });
});

test('heads at a door the event does not name are counted, all under one name', async () => {
  const eventId = await anOpenDoor();
  await sent(eventId, [headsOf(2, { door: 'Kellerfenster' }), headsOf(3, { door: 'Dach' }), headsOf(1)]);
  const doors = (await scansOf(eventId)).map(({ door, effect }: { door: string; effect: { heads: number } }) => [door, effect.heads]);
  expect(doors.sort()).toEqual([
    ['Haupteingang', 1],
    [OTHER_DOOR, 2],
    [OTHER_DOOR, 3],
  ]);
});

test('no hash of a walk-in depends on the name: what is left after an erasure cannot be tried against names', async () => {
  const eventId = await anOpenDoor();
  const came = walkIn({ givenName: 'Erika', familyName: 'Probe', email: null, organisation: null });
  await sent(eventId, [came]);
  const [kept] = await doorStores().doors.scansOf('npa', eventId);
  expect(kept?.contentHash).toBe(contentHashOf({ ...came, person: true }));
});
