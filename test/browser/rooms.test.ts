import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  atBothSizes,
  axeFindings,
  enter,
  faultsAt,
  follow,
  goTo,
  heading,
  openPortal,
  type Portal,
  settled,
  tablet,
} from '../support/browser.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
}, 180_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const lead = 'npa-office-lead';
const editor = 'npa-office-editor';

const rooms: readonly (readonly [string, string])[] = [
  ['#/npa/ausgabenaufstellung', lead],
  ['#/npa/ausgabenaufstellung?groupBy=theme%2Coffice%2Cline&kind=REGIONAL_CONFERENCE', lead],
  ['#/npa/veranstaltungen', lead],
  ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16', lead],
  ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16/journal', lead],
  ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16/bearbeiten', lead],
  ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16/verlegen', lead],
  ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16/absagen', lead],
  ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16/teilnehmende', lead],
  ['#/npa/veranstaltungen/neu', lead],
  ['#/npa/initiativen', lead],
  ['#/npa/initiativen/neu', lead],
  ['#/npa/haushalt', lead],
  ['#/npa/haushalt/freigabe', lead],
  ['#/npa/ausgaben', editor],
  ['#/npa/ausgaben/neu', editor],
  ['#/npa/ausgaben/q9-01', editor],
  ['#/npa/ausgaben/q9-01/berichtigen', editor],
  ['#/npa/ausgaben/q9-01/journal', 'npa-auditor'],
  ['#/npa/haushalt/ansatz', 'npa-budget-officer'],
  ['#/npa/haushalt/gesamtsumme', 'npa-budget-officer'],
];

async function faultsOf(page: Page, hash: string): Promise<string[]> {
  await enter(page, hash);
  const text = (await page.locator('body').innerText()).replaceAll('keine Kosten- und Leistungsrechnung', '');
  const failures = await page.locator('.kern-alert--danger:not(.reconciliation)').count();
  return [
    ...(await atBothSizes(page, async () => await faultsAt(page))),
    ...(/\bkosten/i.test(text) ? ['says „Kosten“'] : []),
    ...(failures > 0 ? ['shows a failure'] : []),
  ].map((fault) => `${hash}: ${fault}`);
}

describe('every room', () => {
  test('is free of findings of axe, fits the width of a desk and of a tablet, and says „Ausgaben“', async () => {
    const findings: string[] = [];
    for (const [person, theirs] of Map.groupBy(rooms, ([, one]) => one)) {
      const { page } = await portal.as(person, theirs[0]?.[0]);
      for (const [hash] of theirs) findings.push(...(await faultsOf(page, hash)));
    }
    expect(findings).toEqual([]);
  }, 120_000);

  test('is behind a door without findings', async () => {
    const { page } = await portal.stranger(tablet);
    await page.goto(portal.machine.origin);
    await page.getByRole('button', { name: 'Anmelden' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test('in the dark is as free of findings', async () => {
    const { page } = await portal.as(lead);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('tr.total').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test('has its own title and focus, and the back button leads to the room before', async () => {
    const { page } = await portal.as(editor);
    await follow(page, 'Veranstaltungen');
    await heading(page, 'Veranstaltungen');
    expect(await page.title()).toBe('Veranstaltungen – Bündnisregister');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.goBack();
    await heading(page, 'Ausgabenaufstellung');
  });
});

describe('small', () => {
  test.each([
    ['#/npa/ausgabenaufstellung', 'Ausgabenaufstellung', 2],
    ['#/npa/veranstaltungen', 'Veranstaltungen', 2],
    ['#/npa/veranstaltungen/konferenz-sprache-2016-03-16', 'Integrationskonferenz „Werkstatt Sprache“', 10],
    ['#/npa/ausgaben', 'Ausgaben', 2],
    ['#/npa/haushalt', 'Haushalt', 1],
  ])('%s opens with a known number of requests', async (hash, title, most) => {
    const { page, requests } = await portal.as(lead, hash);
    await heading(page, title);
    await settled(page);
    expect(requests.filter((request) => request.includes(`${portal.machine.origin}/alliances/`))).toHaveLength(most);
    const fonts = requests.filter((request) => request.endsWith('.woff2'));
    expect([fonts.length > 0, fonts.filter((font) => !/-latin-\d/.test(font))]).toEqual([true, []]);
  });

  test('the program of the first room stays below 60 kB, and assets are kept for ever', async () => {
    const { page, requests } = await portal.as(editor);
    await heading(page, 'Ausgabenaufstellung');
    const programs = new Set(requests.flatMap((request) => /GET (\S+\.js)$/.exec(request)?.[1] ?? []));
    const answers = await Promise.all([...programs].map((address) => fetch(address, { headers: { 'accept-encoding': 'gzip' } })));
    expect(new Set(answers.map(({ headers }) => headers.get('cache-control')))).toEqual(new Set(['public, max-age=31536000, immutable']));
    expect(answers.reduce((sum, { headers }) => sum + Number(headers.get('content-length')), 0)).toBeLessThan(60_000);
  });

  test.each([
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
  ])('styles are sent as accepted: %s', async (accepted, sent) => {
    const html = await (await fetch(portal.machine.origin)).text();
    const styles = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1] ?? '';
    const response = await fetch(portal.machine.origin + styles, { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(sent);
    expect(await response.text()).toContain('Fira Sans');
  });

  test('a file that is not there is not found, and the page allows no script or style of its own', async () => {
    expect((await fetch(`${portal.machine.origin}/assets/nothing.js`)).status).toBe(404);
    expect((await fetch(`${portal.machine.origin}/assets/manifest.json`)).status).toBe(404);
    const policy = (await fetch(portal.machine.origin)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });
});

/** `PORTAL_PICTURES=docs/images npx jest test/browser/rooms` draws the pictures of the documentation anew. */
const folder = process.env.PORTAL_PICTURES;
if (folder !== undefined)
  test('pictures for the documentation', async () => {
    const { page } = await portal.as(lead);
    await page.locator('tr.total').waitFor();
    await writeFile(`${folder}/ausgabenaufstellung.png`, await page.screenshot());
    await goTo(page, '#/npa/veranstaltungen/konferenz-sprache-2016-03-16');
    await heading(page, 'Integrationskonferenz „Werkstatt Sprache“');
    await writeFile(`${folder}/veranstaltung.png`, await page.screenshot());
  });
