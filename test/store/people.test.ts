import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../../shared/domain/participant.ts';
import type { MasterKey } from '../../shared/store/key-table.ts';
import { keyTable, seal, unseal } from '../../shared/store/key-table.ts';
import type { ParticipantAt, PersonStore } from '../../shared/store/person-store.ts';
import { personStore } from '../../shared/store/person-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit, getItem } from '../../shared/store/table.ts';
import { freshTable } from '../support/engine.ts';
import { everyItem } from '../support/scan.ts';

/** A master key in memory that counts how often it is asked. */
function aMaster(): MasterKey & { readonly asked: () => number } {
  const own = randomBytes(32);
  let asked = 0;
  return {
    asked: () => asked,
    newKey: async () => {
      const plain = new Uint8Array(randomBytes(32));
      return { plain, wrapped: seal(own, plain, 'master') };
    },
    open: async (wrapped) => {
      asked += 1;
      return unseal(own, wrapped, 'master');
    },
  };
}

const aPerson = (more: Partial<Person> = {}): Person => ({
  title: 'Prof. Dr. Ing.',
  givenName: 'Yılmaz',
  familyName: 'Köroğlu-Weiß',
  email: 'Koeroglu@Müller-Verein.example',
  organisation: 'Übungsverein',
  function: null,
  answers: [],
  ...more,
});

let table: Table;
let keysTable: Table;
beforeAll(async () => {
  table = await freshTable();
  keysTable = { name: `${table.name}-keys`, client: table.client };
});

const open = (master: MasterKey) => {
  const keys = keyTable(keysTable, master);
  return { keys, people: personStore(table, keys) };
};
const somebody = (): ParticipantAt => ({ alliance: 'npa', eventId: 'probe', ticketId: randomUUID() });

async function keep(people: PersonStore, at: ParticipantAt, person: Person, needs: string | null = null): Promise<void> {
  const writes = await people.writesFor(at, person, needs);
  const mark = { pk: 'mark', sk: at.ticketId, commitId: at.ticketId };
  await commit(table, [{ put: { item: mark }, refusal: 'internal' }, ...writes], { key: mark, commitId: at.ticketId });
}

const master = aMaster();

describe('a participant', () => {
  test('is read back as written, and nothing of it stands in either table in plain', async () => {
    const { people } = open(master);
    const at = somebody();
    await keep(people, at, aPerson(), 'Dolmetschen ins Dari');
    expect(await people.find(at)).toEqual(aPerson());
    expect(await people.findNeeds(at)).toEqual({ needs: 'Dolmetschen ins Dari' });
    const everything = JSON.stringify([await everyItem(table), await everyItem(keysTable)], (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const plain of ['Köroğlu', 'ğlu', 'Yılmaz', 'bungsverein', 'oeroglu', 'Dari']) expect(everything).not.toContain(plain);
  });

  test('cannot be read once the key is gone, nor be found by the address', async () => {
    const { people, keys } = open(master);
    const [gone, stays] = [somebody(), somebody()];
    await keep(people, gone, aPerson());
    await keep(people, stays, aPerson());
    await keys.forget(gone.alliance, gone.eventId, gone.ticketId, aPerson().email);
    expect(await people.find(gone)).toBeUndefined();
    expect(await people.find(stays)).toEqual(aPerson());
    expect((await people.ofEvent('npa', 'probe')).has(gone.ticketId)).toBe(false);
    const found = await keys.participantsWith('npa', 'KOEROGLU@xn--mller-verein-dlb.example');
    expect(found.map(({ ticketId }) => ticketId)).toContain(stays.ticketId);
    expect(found.map(({ ticketId }) => ticketId)).not.toContain(gone.ticketId);
  });

  test('opens at its own place only: a sealed item moved to another ticket is refused', async () => {
    const { people } = open(master);
    const key = randomBytes(32);
    const sealed = seal(key, Buffer.from('{}'), 'a|PERSON#1');
    expect(Buffer.from(unseal(key, sealed, 'a|PERSON#1')).toString()).toBe('{}');
    expect(() => unseal(key, sealed, 'a|PERSON#2')).toThrow();
    expect(() => unseal(randomBytes(32), sealed, 'a|PERSON#1')).toThrow();
    expect(() => unseal(key, sealed.with(sealed.length - 1, (sealed.at(-1) ?? 0) ^ 1), 'a|PERSON#1')).toThrow();
    expect(await people.find(somebody())).toBeUndefined();
  });

  test('corrected fields replace the earlier ones; an erased person cannot be corrected back', async () => {
    const { people, keys } = open(master);
    const at = somebody();
    await keep(people, at, aPerson());
    const writes = await people.replacing(at, aPerson({ organisation: 'Neuer Verein' }));
    await commit(table, writes ?? [], { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    expect((await people.find(at))?.organisation).toBe('Neuer Verein');
    await keys.forget(at.alliance, at.eventId, at.ticketId, aPerson().email);
    expect(await people.replacing(at, aPerson())).toBeUndefined();
  });
});

describe('the key over all keys', () => {
  test('is made once, however many functions start at the same moment', async () => {
    const fresh = await freshTable();
    const keysOfFresh: Table = { name: `${fresh.name}-keys`, client: fresh.client };
    const one = aMaster();
    const marks = await Promise.all(Array.from({ length: 12 }, () => keyTable(keysOfFresh, one).markOf('address', 'x')));
    expect(new Set(marks).size).toBe(1);
    expect(await getItem(keysOfFresh, { pk: 'KEK', sk: '1' })).toBeDefined();
  });

  test('is opened once per instance', async () => {
    const one = aMaster();
    const fresh = await freshTable();
    const keys = keyTable({ name: `${fresh.name}-keys`, client: fresh.client }, one);
    await Promise.all([keys.markOf('address', 'a'), keys.markOf('organisation', 'b'), keys.personKeys('npa', 'probe')]);
    await keys.newPersonKey('npa', 'probe', 't');
    expect(one.asked()).toBe(1);
  });

  test('another master key opens nothing', async () => {
    await open(master).keys.markOf('address', 'x');
    await expect(open(aMaster()).keys.markOf('address', 'x')).rejects.toThrow();
  });
});

test('marks: equal for equal, different by purpose, and no hash that a list of addresses would find', async () => {
  const { keys } = open(master);
  expect(await keys.organisationMark('npa', 'Übungsverein e. V.')).toBe(await keys.organisationMark('npa', 'UEBUNGSVEREIN e.V.'));
  expect(await keys.organisationMark('npa', 'Anderer')).not.toBe(await keys.organisationMark('npa', 'Übungsverein e. V.'));
  expect(await keys.organisationMark('lip', 'Übungsverein e. V.')).not.toBe(await keys.organisationMark('npa', 'Übungsverein e. V.'));
  expect(await keys.markOf('address', 'x')).not.toBe(await keys.markOf('organisation', 'x'));
});

test('attempts are counted per mark and minute, also in parallel', async () => {
  const { keys } = open(master);
  const now = '2026-11-23T10:00:30.000Z';
  const counts = await Promise.all(Array.from({ length: 20 }, () => keys.countAttempt('npa', 'quelle', now)));
  expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(await keys.countAttempt('npa', 'quelle', '2026-11-23T10:01:00.000Z')).toBe(1);
  expect(await keys.countAttempt('npa', 'andere', now)).toBe(1);
});
