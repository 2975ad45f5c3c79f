import { expect, test } from '@jest/globals';
import { importEverything, importReference } from '../../infra/local/import.ts';
import type { Table } from '../../shared/store/table.ts';
import { openRegister } from '../support/api.ts';
import { everyItem } from '../support/scan.ts';

/** The first start: everything once, in the order in which references are there, and finished by the next start when it is cut off. */

const KINDS = [
  ['Veranstaltungen', 'Zahlen', 'Ausgaben', 'Haushalt', 'Gremien', 'Sitze', 'Vorschläge', 'Maßnahmen', 'Kennzahlen', 'Freigaben'],
  ['Anfragen', 'Bündnisse'],
  ['Personen', 'Gremien', 'Sitze', 'Funktionen', 'Maßnahmen', 'Kennzahlen', 'Zusagen', 'Berichte', 'Sitzungen'],
  ['Organisationen', 'Rollen', 'Drucksachen', 'Strategien', 'Kennzahlen', 'Fonds', 'Zuwendungen', 'Fondsbuchungen'],
].flat();

const start = (table: Table, onDone: (done: number, of: number, what: string) => void = () => {}) => importEverything(onDone, table);
/** Keys without the instants in them: those are the start's own. */
const keysOf = async (table: Table): Promise<string[]> =>
  (await everyItem(table)).map(({ pk, sk }) => `${pk} ${sk}`.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')).sort((a, b) => (a < b ? -1 : 1));

let whole: string[] = [];

test('kind after kind, and a second start finds everything', async () => {
  const table = await openRegister();
  const kinds: string[] = [];
  let dones = 0;
  const { imported, summary } = await start(table, (done, of, what) => {
    dones += 1;
    expect([done, done <= of]).toEqual([dones, true]);
    if (kinds.at(-1) !== what) kinds.push(what);
  });
  expect([imported, kinds]).toEqual([true, KINDS]);
  expect(summary).toEqual(
    expect.arrayContaining([
      'Gremien:            19, Sitzungen 1, Zusagen 13',
      'Ergebnisse:         56 Vorschläge, 38 Maßnahmen, 72 Kennzahlen',
      'Fonds:              3, Zuwendungen 20, bewilligt 142.200,00 Euro',
    ]),
  );
  whole = await keysOf(table);
  expect((await start(table)).imported).toBe(false);
  expect(await keysOf(table)).toEqual(whole);
});

test('cut off again and again, it ends with the same records', async () => {
  const cut = await openRegister();
  // In the third the state's facts are complete, and only the rest is counted; the fourth ends among the last records.
  for (const at of [10, 300, 312, -15]) {
    const killed = start(cut, (done, of) => {
      if (done === (at < 0 ? of + at : at)) throw new Error('kill -9');
    });
    await expect(killed).rejects.toThrow('kill -9');
  }
  expect((await start(cut)).imported).toBe(true);
  expect(await keysOf(cut)).toEqual(whole);
});

test('without keys no person is taken over; a later start with keys adds the city’s bodies alone', async () => {
  const table = await openRegister();
  await importReference(() => {}, table);
  expect((await keysOf(table)).filter((key) => key.startsWith('lip#') && !key.startsWith('lip#ALLIANCE'))).toEqual([]);
  const kinds = new Set<string>();
  await start(table, (_done, _of, what) => kinds.add(what));
  expect([...kinds]).toEqual([...new Set(KINDS.slice(KINDS.indexOf('Personen')))]);
});
