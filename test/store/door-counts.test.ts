import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as fc from 'fast-check';
import { countScans } from '../../functions/consumers.ts';
import { recordEntry } from '../../functions/door/record-entry.ts';
import { handler } from '../../functions/scan-counter/handler.ts';
import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import type { DoorCounts, DoorEntry } from '../../shared/domain/door.ts';
import { countsOf, isPresent } from '../../shared/domain/door.ts';
import { countsKey, SCAN_PREFIX } from '../../shared/store/keys.ts';
import type { Item } from '../../shared/store/table.ts';
import { openRegister } from '../support/api.ts';
import { checkIn, doorStores, headsOf, plainTickets, undoOf, walkIn } from '../support/door.ts';
import { everyItem } from '../support/scan.ts';

const NOW = '2026-05-20T10:00:00.000Z';
const RUNS = 12;

beforeAll(openRegister);

/** Sends entries as one device does, until none is to be sent again. */
async function deliver(eventId: string, entries: readonly object[], deviceId: string): Promise<void> {
  const at = {
    alliance: 'npa',
    eventId: eventId as AllianceEventId,
    doors: ['Haupteingang', 'Nebeneingang'],
    deviceId,
    receivedAt: NOW,
    skewSeconds: 0,
    by: 'person-a',
  };
  for (const entry of entries) await recordEntry(at, entry as DoorEntry, doorStores());
}

/** The stream's records of every fact of these events, in any order. */
async function recordsOf(...eventIds: readonly string[]): Promise<DynamoDBRecord[]> {
  const items = (await everyItem(doorStores().table)).filter(
    ({ sk, fact }) => String(sk).startsWith(SCAN_PREFIX) && eventIds.includes((fact as { eventId: string }).eventId),
  );
  return items.map((item, index) => asRecord(item, String(index + 1)));
}
const asRecord = (item: Item, SequenceNumber: string): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber, NewImage: marshall(item) as Record<string, AttributeValue> as never },
});
const renumbered = (records: readonly DynamoDBRecord[], prefix: string): DynamoDBRecord[] =>
  records.map((record, index) => ({ ...record, dynamodb: { ...record.dynamodb, SequenceNumber: `${prefix}${index}` } }));
const hand = async (records: readonly DynamoDBRecord[]): Promise<string[]> => {
  const event: DynamoDBStreamEvent = { Records: [...records] };
  return (await handler(event)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};
const countsNow = async (eventId: string): Promise<DoorCounts> => await doorStores().counts.countsOf('npa', eventId);
const factsOf = async (eventId: string) => (await doorStores().doors.scansOf('npa', eventId)).map(({ fact }) => fact);

/** Some of everything at an event of its own. */
async function busyDoor(checkIns = 8): Promise<string> {
  const eventId = randomUUID();
  const tickets = await plainTickets(eventId, checkIns);
  const first = checkIn(tickets[0] ?? '');
  const scans = [first, ...tickets.slice(1).map((id) => checkIn(id)), checkIn(tickets[1] ?? ''), undoOf(first), checkIn('fremd')];
  await deliver(eventId, [...scans, walkIn(), headsOf(30), headsOf(-2)], randomUUID());
  return eventId;
}

const shuffled = <T>(values: readonly T[], by: number): T[] =>
  values
    .map((value, index) => [(index * by) % 101, value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);

describe('the consumer', () => {
  test('is asked for facts of doors only, and may write', () => {
    expect(countScans).toMatchObject({ trigger: { kind: 'stream', sortKeyPrefix: SCAN_PREFIX }, table: 'update', area: 'scan-counter' });
  });

  test('counts each fact once, however often and in whatever order it is handed over', async () => {
    const eventId = await busyDoor();
    const records = await recordsOf(eventId);
    expect(await hand(records.slice(0, 7))).toEqual([]);
    for (const by of [37, 61]) expect(await hand(shuffled([...records, ...records.slice(3)], by))).toEqual([]);
    expect(await countsNow(eventId)).toEqual({
      present: 8,
      walkIns: 1,
      duplicates: 1,
      refused: 1,
      heads: { 'Haupteingang|2026-05-20 VM': 28 },
    });
    expect(await countsNow(eventId)).toEqual(countsOf(await factsOf(eventId)));
  });

  test('two of them with the same records at once still count once', async () => {
    const eventId = await busyDoor(40);
    const records = await recordsOf(eventId);
    await Promise.all([37, 53, 61, 89].map(async (by) => expect(await hand(shuffled(records, by))).toEqual([])));
    expect(await countsNow(eventId)).toEqual(countsOf(await factsOf(eventId)));
  });

  test('more facts than one transaction takes', async () => {
    const eventId = await busyDoor(200);
    expect(await hand(await recordsOf(eventId))).toEqual([]);
    expect(await countsNow(eventId)).toEqual(countsOf(await factsOf(eventId)));
  });

  test('stops at what it cannot read, and asks for it and the rest again; what came before is counted', async () => {
    const [one, two] = [await busyDoor(), await busyDoor()];
    const records = [...(await recordsOf(one)), ...renumbered(await recordsOf(two), 'b')];
    const broken = records.map((record, index) =>
      index === records.length - 6 ? asRecord({ alliance: 'npa', fact: { kind: 'NEW' } }, '99') : record,
    );
    expect(await hand(broken)).toEqual(['99']);
    expect(await countsNow(one)).toEqual(countsOf(await factsOf(one)));
    expect(await countsNow(two)).not.toEqual(countsOf(await factsOf(two)));
    expect(await hand(records)).toEqual([]);
    expect(await countsNow(two)).toEqual(countsOf(await factsOf(two)));
  });

  test('an event that fails is asked for again from its first fact, and those before it are not', async () => {
    const [one, two] = [await busyDoor(), await busyDoor()];
    const { table } = doorStores();
    const spoil = async (present: unknown) =>
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: countsKey('npa', two),
          UpdateExpression: 'SET present = :present',
          ExpressionAttributeValues: { ':present': present },
        }),
      );
    await spoil('kein Zähler');
    const [first, second] = [await recordsOf(one), renumbered(await recordsOf(two), 'b')];
    expect(await hand([...first, ...second])).toEqual(['b0']);
    await spoil(0);
    expect(await hand(second)).toEqual([]);
    for (const eventId of [one, two]) expect(await countsNow(eventId)).toEqual(countsOf(await factsOf(eventId)));
  });
});

describe('a recount', () => {
  test('gives what the consumer counted, and sets right what was off', async () => {
    const eventId = await busyDoor();
    await hand(await recordsOf(eventId));
    const { counts, table } = doorStores();
    const right = await countsNow(eventId);
    expect(await counts.recount('npa', eventId)).toEqual({ before: right, after: right });
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: countsKey('npa', eventId),
        UpdateExpression: 'ADD present :off',
        ExpressionAttributeValues: { ':off': 5 },
      }),
    );
    expect(await counts.recount('npa', eventId)).toEqual({ before: { ...right, present: right.present + 5 }, after: right });
  });

  test('while the consumer counts loses nothing and doubles nothing', async () => {
    const eventId = await busyDoor(60);
    const records = await recordsOf(eventId);
    const { counts } = doorStores();
    const counting = (async () => {
      for (let start = 0; start < records.length; start += 5) await hand(records.slice(start, start + 5));
    })();
    const recounting = (async () => {
      for (let round = 0; round < 4; round++) await counts.recount('npa', eventId);
    })();
    await Promise.all([counting, recounting]);
    expect(await countsNow(eventId)).toEqual(countsOf(await factsOf(eventId)));
  });
});

describe('whatever order two devices come back in', () => {
  type Step = { readonly kind: 'SCAN' | 'WALK_IN' | 'HEADS' | 'UNDO'; readonly of: number };
  const steps = fc.array(fc.record({ kind: fc.constantFrom<Step['kind']>('SCAN', 'SCAN', 'WALK_IN', 'HEADS', 'UNDO'), of: fc.nat(11) }), {
    minLength: 2,
    maxLength: 12,
  });

  function entriesOf(plan: readonly Step[], tickets: readonly string[]): ({ scanId: string } & Record<string, unknown>)[] {
    const entries: ({ scanId: string } & Record<string, unknown>)[] = [];
    for (const { kind, of } of plan) {
      const earlier = entries[of % Math.max(1, entries.length)];
      if (kind === 'SCAN') entries.push(checkIn(tickets[of % tickets.length] ?? ''));
      else if (kind === 'WALK_IN') entries.push(walkIn());
      else if (kind === 'UNDO' && earlier) entries.push(undoOf(earlier));
      else entries.push(headsOf(of + 1));
    }
    return entries;
  }

  /** What must stand at the end, from the set of entries alone: an undo of a scan takes it back, an undo of an undo nothing. */
  function model(entries: readonly Record<string, unknown>[]): { present: number; walkIns: number; heads: number } {
    const undone = new Set(entries.filter(({ kind }) => kind === 'UNDO').map(({ undoes }) => undoes));
    const inForce = entries.filter(({ kind, scanId }) => kind !== 'UNDO' && !undone.has(scanId));
    const there = (kind: string) => new Set(inForce.filter((entry) => entry.kind === kind).map(({ ticketId }) => ticketId)).size;
    const heads = inForce.reduce((sum, entry) => sum + (entry.kind === 'HEADS' ? Number(entry.count) : 0), 0);
    return { present: there('CHECK_IN') + there('WALK_IN'), walkIns: there('WALK_IN'), heads };
  }

  test('counts, presence of tickets and the set of entries say the same', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.nat(100)), async (plan, chance) => {
        const eventId = randomUUID();
        const tickets = await plainTickets(eventId, 3);
        const entries = entriesOf(plan, tickets);
        const next = () => chance.next().value as number;
        const anyOrder = () =>
          entries
            .map((entry) => [next(), entry] as const)
            .sort(([a], [b]) => a - b)
            .map(([, entry]) => entry);
        // each device holds everything, in its own order, and sends it until nothing waits; both at once
        const [a, b] = [
          [...anyOrder(), ...anyOrder()],
          [...anyOrder(), ...entries],
        ];
        await Promise.all([deliver(eventId, a, randomUUID()), deliver(eventId, b, randomUUID())]);
        await deliver(eventId, entries, randomUUID());
        const records = await recordsOf(eventId);
        await hand(shuffled(records, next() + 1));
        await hand(shuffled(records, next() + 1));
        const counts = await countsNow(eventId);
        const present = (await doorStores().doors.ticketsOf('npa', eventId)).filter(isPresent);
        const heads = Object.values(counts.heads).reduce((sum, count) => sum + count, 0);
        expect({ present: counts.present, walkIns: counts.walkIns, heads }).toEqual(model(entries));
        expect(present).toHaveLength(counts.present);
        expect(present.filter(({ origin }) => origin === 'WALK_IN')).toHaveLength(counts.walkIns);
      }),
      { numRuns: RUNS },
    );
  });
});
