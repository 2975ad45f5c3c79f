import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aHeldEvent, aRegisteredEvent, visit } from '../support/attendance.ts';
import { axeFindings, faultsOf, heading, openPortal, type Portal, settled as roomSettled } from '../support/browser.ts';
import { someDates } from '../support/builders.ts';
import { aPerson, enterParty, openDoor } from '../support/door.ts';

/** The room of attendance, as each role finds it: figures of 2016 without a door, events of 2026 with one. */

let portal: Portal;
let asked = '';
beforeAll(async () => {
  portal = await openPortal();
  const dates = someDates('2026-05-20');
  const at = (name: string, districtKey: string) => ({ place: { name, districtKey, facility: null }, dates });
  await aHeldEvent(
    { came: 41, walkIns: 6, stayedAway: 12, organisations: ['Diakonie', 'Sportverein', 'Diakonie'] },
    { ...at('Hildesheim', '03254'), title: 'Werkstattgespräch „Sprache im Betrieb“' },
  );
  await aHeldEvent(
    { came: 28, walkIns: 5, stayedAway: 9 },
    { ...at('Oldenburg', '03403'), theme: 'arbeit', title: 'Werkstattgespräch „Erste Stelle“' },
  );
  await aHeldEvent({ came: 3 }, { ...at('Lüneburg', '03355'), kind: 'WORKSHOP', title: 'Kleiner Kreis Lüneburg' });
  asked = await aRegisteredEvent({ ...at('Hildesheim', '03254'), dates: someDates('2099-03-04'), title: 'Werkstattgespräch „Wohnen“' });
  const question = {
    id: 'forum',
    label: 'An welchem Forum möchten Sie teilnehmen?',
    kind: 'CHOICE' as const,
    choices: ['Mieten', 'Bauen'],
    required: false,
  };
  await openDoor(asked, { capacity: 24, questions: [question] });
  for (let index = 0; index < 22; index++)
    await enterParty(asked, [aPerson({ answers: [{ questionId: 'forum', answer: index < 19 ? 'Mieten' : 'Bauen' }] })]);
  await visit(asked, { stayedAway: 4 });
}, 120_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const lead = 'npa-office-lead';
const editor = 'npa-office-editor';
const member = 'npa-parliament-reader';
const region = 'npa-regional-editor-lg';

const opened = async (user: string, hash = '#/npa/teilnahme'): Promise<Page> => {
  const { page } = await portal.as(user, hash);
  await settled(page);
  return page;
};
async function settled(page: Page): Promise<void> {
  await heading(page, 'Teilnahme');
  await page.locator('.notes').waitFor();
  await roomSettled(page);
}
const tile = async (page: Page, name: string): Promise<string> =>
  (await page.locator('.tile', { has: page.getByText(name, { exact: true }) }).innerText()).replace(/\s+/g, ' ');
const row = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('row', { name }).first().innerText()).replace(/\s+/g, ' ');

describe('every role', () => {
  const everywhere = [
    '#/npa/teilnahme',
    '#/npa/teilnahme?groupBy=event',
    '#/npa/teilnahme?groupBy=year%2Ckind',
    '#/npa/teilnahme?year=2016&kind=STATE_CONFERENCE&groupBy=event',
  ];
  test.each([lead, member, region])(
    'finds the room free of findings of axe at a desk and on a tablet: %s',
    async (user) => {
      const page = await opened(user, everywhere[0]);
      const findings: string[] = [];
      for (const hash of everywhere) findings.push(...(await faultsOf(page, hash)));
      expect(findings).toEqual([]);
    },
    60_000,
  );

  test('in the dark as well', async () => {
    const page = await opened(lead, '#/npa/teilnahme?year=2026');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('the office', () => {
  test('with 2016 alone sees what was stated with its bounds, and that nobody counted', async () => {
    const page = await opened(lead, '#/npa/teilnahme?year=2016&kind=STATE_CONFERENCE&groupBy=event');
    expect(await tile(page, 'Anwesend laut Listen')).toContain('nicht gezählt');
    expect(await tile(page, 'Mitgeteilt')).toContain('1.570');
    expect(await row(page, 'Werkstatt Wohnen')).toContain('weniger als 470');
    expect(await row(page, 'Werkstatt Arbeit')).toContain('mehr als 600');
    expect(await page.locator('.chart text', { hasText: 'weniger als 470' }).count()).toBe(1);
  });

  test('sees the lists of 2026: present, no-shows with their base, open registrations and who waits', async () => {
    const page = await opened(lead, '#/npa/teilnahme');
    await page.getByLabel('Jahr', { exact: true }).selectOption('2026');
    await settled(page);
    expect(page.url()).toContain('year=2026');
    expect(await tile(page, 'Durchgeführt')).toBe('Durchgeführt 3 Veranstaltungen');
    expect(await tile(page, 'Anwesend laut Listen')).toContain('83');
    expect(await tile(page, 'Nicht erschienen')).toContain('21 von 93 Angemeldeten');
    await page.getByRole('button', { name: 'Einschränkung aufheben' }).click();
    await settled(page);
    expect(await tile(page, 'Offene Anmeldungen')).toContain('22 bei 1 Veranstaltung mit 24 Plätzen');
    expect(await tile(page, 'Auf der Warteliste')).toContain('4');
  });

  test('goes from a theme to its events and from there to one', async () => {
    const page = await opened(lead, '#/npa/teilnahme?year=2026');
    await page.getByRole('link', { name: 'Sprache' }).first().click();
    await settled(page);
    await page.getByRole('link', { name: 'Werkstattgespräch „Sprache im Betrieb“' }).click();
    await heading(page, 'Werkstattgespräch „Sprache im Betrieb“');
  });

  test('sees how questions were answered, and what of it may be handed on', async () => {
    const page = await opened(editor, `#/npa/teilnahme?groupBy=event&eventId=${asked}`);
    expect(await row(page, 'Bauen')).toBe('Bauen 3 < 5');
    expect(await row(page, 'Mieten')).toBe('Mieten 19 zurückgehalten');
  });

  test('fetches the table as a file', async () => {
    const page = await opened(lead, '#/npa/teilnahme?year=2026');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'XLSX' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^teilnahme-npa-stand-\d{4}-\d\d-\d\d\.xlsx$/);
  });

  test('is told in words when there is nothing', async () => {
    const page = await opened(lead, '#/npa/teilnahme?year=2016&theme=nirgends');
    expect(await page.getByText('Zu dieser Auswahl gibt es keine Veranstaltung.').count()).toBe(1);
  });
});

test('a region sees its own events and no choice of offices', async () => {
  const page = await opened(region, '#/npa/teilnahme?groupBy=event');
  const table = await page.getByRole('table').innerText();
  for (const foreign of ['Hildesheim', 'Werkstattgespräch', 'Werkstatt Arbeit']) expect(table).not.toContain(foreign);
  expect(await row(page, 'Kleiner Kreis Lüneburg')).toContain('3');
  expect(await page.getByLabel('Amt', { exact: true }).count()).toBe(0);
});

test('the Landtag sees no small number, learns why, and no planned event', async () => {
  const page = await opened(member, '#/npa/teilnahme?groupBy=event&year=2026');
  expect(await page.getByText('Ohne kleine Zahlen').count()).toBe(1);
  expect(await row(page, 'Kleiner Kreis Lüneburg')).toContain('< 5');
  expect(await row(page, 'Kleiner Kreis Lüneburg')).toContain('zurückgehalten');
  expect(await row(page, 'Gesamt')).toContain('mehr als 80');
  expect(await row(page, 'Gesamt')).toContain('mindestens 90');
  expect(await page.getByText('Werkstattgespräch „Wohnen“').count()).toBe(0);
  expect(await page.getByText('Auf der Warteliste').count()).toBe(0);
});

/** `PORTAL_PICTURES=docs/images npx jest test/browser/statistics` draws the picture of the documentation anew. */
const folder = process.env.PORTAL_PICTURES;
if (folder !== undefined)
  test('pictures for the documentation', async () => {
    const page = await opened(lead, '#/npa/teilnahme');
    await writeFile(`${folder}/teilnahme.png`, await page.screenshot({ fullPage: true }));
  });
