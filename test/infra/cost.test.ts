import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { costTable, monthlyTotal, prices, sizes } from '../../infra/cost.ts';

const document = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

test('docs/deploy.md prints exactly the table that is computed', () => {
  expect(document).toContain(`\n\n${costTable()}\n\n`);
});

test('docs/deploy.md names the source of every price', () => {
  const rows = document.split('### Prices')[1]?.match(/^\| `\w+` \|/gm) ?? [];
  expect(new Set(rows.map((row) => row.slice(3, -3)))).toEqual(new Set(Object.keys(prices)));
});

test.each(Object.entries(prices))('the price of %s in docs/deploy.md is the one that is used', (name, price) => {
  const cell = document.match(new RegExp(`^\\| \`${name}\` \\| ([\\d.]+) per ([^|]+) \\|`, 'm'));
  const units: Record<string, number> = { million: 1e6, '10 000': 1e4 };
  const factor = Object.entries(units).find(([word]) => cell?.[2]?.startsWith(word))?.[1] ?? 1;
  expect(Number(cell?.[1]) / factor).toBeCloseTo(price, 14);
});

test('a larger size costs more', () => {
  const totals = sizes.map(monthlyTotal);
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
});
