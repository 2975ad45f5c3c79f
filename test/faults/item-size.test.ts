import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { draftMinutes, inviteToMeeting, planMeeting } from '../../functions/meetings/routes.ts';
import { getMeasure, stateMeasureStatus } from '../../functions/results/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { packStore } from '../../shared/store/pack-store.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { commit } from '../../shared/store/table.ts';
import { preparedFor, whoSucceeds } from '../api/prepared.ts';
import type { Targets } from '../api/samples.ts';
import { anEvent, bookedExpense, done, freshTargets, sampleOf } from '../api/samples.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { openDoor } from '../support/door.ts';
import { inflatedBody } from '../support/inflated.ts';
import { importRows, listRow } from '../support/participants-import.ts';
import { dueBy, measured } from '../support/results.ts';
import { scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';

/** No stored item grows beyond 100 kB, whatever is sent and however much belongs together. */

const LARGEST_ITEM_BYTES = 100_000;
const ATTENDEES = scale({ short: 40, full: 10_000 });
const EXPENSES = scale({ short: 4, full: 500 });
/** Rows whose largest body is smaller than this cannot make a large item at once; the long run sends all. */
const WORTH_SENDING = scale({ short: 200_000, full: 0 });
/** Their bodies are many small records, and many small transactions. */
const manySmall = new Set(scale({ short: ['recordScans', 'importParticipants', 'acceptFindings'], full: [] }));

const bytesOf = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + name.length + (value instanceof Uint8Array ? value.length : Buffer.byteLength(JSON.stringify(value))),
    0,
  );
const kindOf = ({ pk, sk }: Item): string =>
  `${String(pk).split('#')[1]} ${
    String(sk)
      .replace(/^[0-9a-f-]{36}#/, '')
      .split('#')[0]
  }`;

/** The largest item of each kind, in bytes. */
function largestOf(items: readonly Item[]): Map<string, number> {
  const largest = new Map<string, number>();
  for (const item of items) largest.set(kindOf(item), Math.max(largest.get(kindOf(item)) ?? 0, bytesOf(item)));
  return largest;
}
const largest = (items: readonly Item[]): number => Math.max(...largestOf(items).values());

let table: Table;
let about: Targets;
beforeAll(async () => {
  table = await openRegisterOf2016();
  about = await freshTargets('LW');
});

describe('R12: what belongs to one event may grow without an item growing with it', () => {
  test('ten times as many attendees and expenses: no item is larger by more than a few digits', async () => {
    const ahead = { from: '2099-05-08', to: '2099-05-08', startTime: null, endTime: null, wording: null };
    const { id: eventId } = await done(registerAllianceEvent, as('OFFICE_EDITOR'), { body: { ...anEvent('03254'), dates: ahead } });
    await openDoor(eventId);
    const grow = async (from: number, to: number, share: number) => {
      await importRows(
        eventId,
        Array.from({ length: to - from }, (_, index) => listRow(from + index)),
      );
      for (let count = 0; count < Math.round(EXPENSES * share); count++) await bookedExpense(eventId, {});
      return largestOf(await everyItem(table));
    };
    const small = await grow(0, ATTENDEES / 10, 0.1);
    const large = await grow(ATTENDEES / 10, ATTENDEES, 0.9);
    const grown = [...large].filter(([kind, bytes]) => bytes > (small.get(kind) ?? bytes) + 40);
    expect(grown).toEqual([]);
    const [kind, bytes] = [...large].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
    console.log(`R12: ${ATTENDEES} attendees and ${EXPENSES} expenses at one event; the largest item has ${bytes} bytes (${kind})`);
    expect(bytes).toBeLessThanOrEqual(LARGEST_ITEM_BYTES);
  });

  test('the check finds a list that grows inside an item', () => {
    const growing = (attendees: number): Item => ({ pk: 'npa#EVENT#1', sk: 'STATE', attendees: Array.from({ length: attendees }, String) });
    expect(bytesOf(growing(600))).toBeGreaterThan(bytesOf(growing(60)) + 40);
  });
});

const writing = routes.filter(({ method, request, id }) => method !== 'GET' && request.body !== undefined && id !== 'readPaperText');
const SHARES = [1, 0.5, 0.2, 0.05];

/** Sends the row's largest bodies, the largest first, until one is taken. @returns the statuses */
async function pushed(row: RouteRow): Promise<number[]> {
  const statuses: number[] = [];
  const targets = await freshTargets('LW', { area: row.area, like: about });
  const sent = await preparedFor(row, targets);
  for (const share of SHARES) {
    const answer = await call(row, whoSucceeds(row), { ...sent, body: inflatedBody(row, sent.body, share) });
    statuses.push(answer.status);
    if (answer.status < 300) break;
  }
  return statuses;
}

describe('R12: the largest that a row lets in is taken or refused, never a fault', () => {
  const nobody = { eventId: 'keine' } as Targets;
  const worth = writing.filter(
    (row) =>
      !manySmall.has(row.id) && Buffer.byteLength(JSON.stringify(inflatedBody(row, sampleOf(row, nobody).body) ?? null)) > WORTH_SENDING,
  );

  test.each(worth.map((row) => [row.id, row] as const))('R12: %s', async (_id, row) => {
    for (const status of await pushed(row)) {
      expect(status).toBeLessThan(500);
      expect([200, 201, 400, 403, 404, 409, 412, 413, 422]).toContain(status);
    }
  });
});

describe('R12: what is added to a record over the years', () => {
  const editor = as('OFFICE_EDITOR');
  const long = (characters: number): string => 'ä'.repeat(characters);
  const refusal = /größer als 95 kB.*kürzen/;

  test('statuses of a measure: the one that would make it too large is refused, and the measure stays as it was', async () => {
    const step = { label: long(300), due: dueBy(null, { wording: long(60) }), state: null };
    const { id: measureId } = await measured({ bodyId: null, schedule: Array.from({ length: 60 }, () => step), text: long(3_000) });
    const state = (version: number) =>
      call(stateMeasureStatus, editor, {
        params: { measureId },
        version,
        body: { status: 'RUNNING', asOf: '2018-05-08', wording: long(300), source: long(200) },
      });
    let version = 1;
    let answer = await state(version);
    while (answer.status < 300) answer = await state(++version);
    expect([answer.status, answer.body.code]).toEqual([413, 'bodyTooLarge']);
    expect(answer.body.detail).toMatch(refusal);
    const { body } = await call(getMeasure, editor, { params: { measureId } });
    expect([body.version, body.statuses.length]).toEqual([version, version]);
  });

  test('an agenda that is kept twice from the invitation on, and minutes', async () => {
    const meeting = sampleOf(planMeeting, about).body as { agenda: object[] };
    const agenda = Array.from({ length: 60 }, (_, index) => ({
      id: `punkt-${index}`,
      label: String(index),
      title: long(450),
      paper: null,
      isPublic: true,
    }));
    const { id: meetingId } = await done(planMeeting, editor, { body: { ...meeting, agenda } });
    const invited = await call(inviteToMeeting, editor, { params: { meetingId }, version: 1, body: { invitedOn: '2018-05-02' } });
    expect([invited.status, invited.body.detail]).toEqual([413, expect.stringMatching(refusal)]);
    const { meetings = { meetingId: '' } } = await freshTargets('LW', { area: 'meetings', like: about });
    const passages = Array.from({ length: 20 }, () => ({ agendaItemId: 'top-1', text: long(3_000) }));
    const sent = await preparedFor(draftMinutes, { ...about, meetings: meetings as never });
    const minuted = await call(draftMinutes, editor, { ...sent, body: { ...(sent.body as object), passages } });
    expect(minuted.status).toBeGreaterThanOrEqual(400);
    expect(minuted.status).toBeLessThan(500);
  });

  test('a frozen document is kept in parts, none larger than an item may be, and read back whole', async () => {
    const packs = packStore(table);
    const place = { alliance: 'npa', type: 'REPORT', id: 'groß', version: 1 } as const;
    const document = { text: Array.from({ length: 8_000 }, () => randomUUID()).join('') };
    const { writes, packHash } = packs.freezing(place, document, 'zu groß');
    expect(writes.length).toBeGreaterThan(1);
    await commit(table, writes, { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    expect(await packs.read(place, z.strictObject({ text: z.string() }), packHash)).toEqual(document);
  });

  test('after everything above was pushed to its limits, the largest item is still below 100 kB', async () => {
    const items = await everyItem(table);
    console.log(`R12: ${items.length} items, the largest ${largest(items)} bytes`);
    expect(largest(items)).toBeLessThanOrEqual(LARGEST_ITEM_BYTES);
  });
});
