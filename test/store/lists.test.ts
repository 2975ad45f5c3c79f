import { beforeAll, expect, test } from '@jest/globals';
import { initiativeRegistered } from '../../events/initiative-registered.ts';
import { initiativeStore } from '../../shared/store/initiative-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { anAuthor } from '../support/builders.ts';
import { freshTable } from '../support/engine.ts';

let table: Table;
const COUNT = 57;

beforeAll(async () => {
  table = await freshTable();
  const initiatives = initiativeStore(table);
  for (let index = 0; index < COUNT; index++) {
    const state = {
      name: `Initiative ${String(index).padStart(2, '0')}`,
      organisation: null,
      fieldOfAction: index % 7 === 0 ? 'sieben' : null,
      districtKey: null,
      website: null,
    };
    await initiatives.create(
      'npa',
      `initiative-${index}`,
      { state, event: initiativeRegistered({ fieldOfAction: state.fieldOfAction }) },
      anAuthor(),
    );
  }
});

async function walk(limit: number, keep: (field: string | null) => boolean, scope = ''): Promise<{ names: string[]; pages: number }> {
  const names: string[] = [];
  let cursor: string | undefined;
  for (let pages = 1; ; pages++) {
    const page = await initiativeStore(table).page({ alliance: 'npa' }, scope, { limit, cursor }, ({ state }) => keep(state.fieldOfAction));
    names.push(...page.items.map(({ state }) => state.name));
    if (page.cursor === null) return { names, pages };
    cursor = page.cursor;
  }
}

test.each([1, 7, 56, 57, 58, 100])('pages of %d show every record once, in order', async (limit) => {
  const { names } = await walk(limit, () => true);
  expect(names).toEqual([...names].sort());
  expect(new Set(names).size).toBe(COUNT);
});

test('a filter that fits few still finds them all', async () => {
  expect((await walk(3, (field) => field === 'sieben')).names).toHaveLength(9);
  expect((await walk(3, () => false)).names).toHaveLength(0);
});

test('a cursor is bound to its list: another filter, another alliance or a changed letter is refused', async () => {
  const initiatives = initiativeStore(table);
  const { cursor } = await initiatives.page({ alliance: 'npa' }, 'a', { limit: 5 }, () => true);
  const open = (alliance: string, scope: string, given: string | null) =>
    initiatives.page({ alliance }, scope, { limit: 5, cursor: given ?? '' }, () => true);
  await expect(open('npa', 'a', cursor)).resolves.toMatchObject({ items: expect.any(Array) });
  await expect(open('npa', 'b', cursor)).rejects.toMatchObject({ code: 'cursorInvalid' });
  await expect(open('lip', 'a', cursor)).rejects.toMatchObject({ code: 'cursorInvalid' });
  for (const changed of [`${cursor}x`, `A${cursor?.slice(1)}`, '', 'e30', Buffer.from('[1,2]').toString('base64url')]) {
    await expect(open('npa', 'a', changed)).rejects.toMatchObject({ code: 'cursorInvalid' });
  }
});

test('records added between two pages neither repeat nor hide the others', async () => {
  const initiatives = initiativeStore(table);
  const first = await initiatives.page({ alliance: 'npa' }, '', { limit: 20 }, () => true);
  await initiatives.create(
    'npa',
    'inserted',
    {
      state: { name: 'Initiative 00a', organisation: null, fieldOfAction: null, districtKey: null, website: null },
      event: initiativeRegistered({ fieldOfAction: null }),
    },
    anAuthor(),
  );
  const second = await initiatives.page({ alliance: 'npa' }, '', { limit: 100, cursor: first.cursor ?? '' }, () => true);
  const names = [...first.items, ...second.items].map(({ state }) => state.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(COUNT);
});
