import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { importEverything } from '../../infra/local/import.ts';
import { type Machine, startMachine } from '../../infra/local/machine.ts';
import { madeOnce, sharedBundles } from './bundles.ts';

const spansTo = process.env.SPANS;
const span = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
  if (!spansTo) return await run();
  const from = performance.now();
  try { return await run(); } finally { appendFileSync(spansTo, `${what}\t${Math.round(performance.now() - from)}\n`); }
};
export const desktop = { width: 1280, height: 800 } as const;
export const tablet = { width: 834, height: 1112 } as const;
export type Size = typeof desktop | typeof tablet;

/**
 * Lambda's single process ends with the first context that is closed; some switch off what the tests are to see in force;
 * the last ones draw through an emulated graphics card, which takes a fifth of the tests' processor time.
 */
const unwanted = new Set([
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]);

/**
 * The Chromium that comes with an npm package: tests need nothing installed. Loopback is all it reaches.
 */
export async function openBrowser(): Promise<Browser> {
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((flag) => !unwanted.has(flag)),
      '--no-sandbox',
      '--disable-gpu',
      '--lang=de-DE',
      '--accept-lang=de-DE',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
    headless: true,
    env: { ...process.env, LANGUAGE: 'de', LANG: 'de_DE.UTF-8' },
  });
}

/** Someone at the portal, with everything the browser complained about. */
export type Visit = { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[]; readonly requests: string[] };

/**
 * Refusals of the API are part of a test and show in the console as failed loads; everything else there is a fault,
 * and so is a violation of the page's own security policy.
 */
export async function visit(browser: Browser, size: Size = desktop): Promise<Visit> {
  const context = await browser.newContext({ viewport: size, locale: 'de-DE', timezoneId: 'Europe/Berlin', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    const isRefusal = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  return { page, context, complaints, requests };
}

/** Through the sign-in page, as a person does it; afterwards the room in the address is open. */
export async function signInAs({ page }: Visit, origin: string, userId: string, hash = ''): Promise<void> {
  await span('signin', async () => {
  await page.goto(`${origin}/${hash}`);
  if (hash === '') await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.locator(`button[value="${userId}"]`).click();
  await page.locator('header.header').waitFor();
  await page.locator('h1').waitFor();
  });
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeResult = {
  readonly violations: readonly { id: string; help: string; nodes: readonly { html: string; failureSummary?: string }[] }[];
};

/**
 * Findings of axe as text, empty when there are none. Injected by evaluation, so the page's policy stays in force. Colours
 * do not depend on the width, and judging them takes most of the time, so it is done at desktop width only. What passed
 * stays in the page: of a large table it is megabytes.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await span('axe inject', async () => page.evaluate(await axeSource));
  const judgesColours = (page.viewportSize()?.width ?? desktop.width) >= desktop.width;
  return await span(`axe ${judgesColours}`, () => page.evaluate(async (colours) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResult> } };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'color-contrast': { enabled: colours } },
      resultTypes: ['violations'],
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`).join('\n')}`,
    );
  }, judgesColours));
}

/**
 * Findings of axe at desktop width alone: rooms whose page is the same at every width are judged once, for the sake of the
 * tests' time; that nothing runs out of a narrower page is measured apart.
 */
export const axeFindingsOnce = async (page: Page): Promise<string[]> =>
  (page.viewportSize()?.width ?? desktop.width) < desktop.width ? [] : await axeFindings(page);

type Recorded = { readonly id: string; readonly version: number };

export type Portal = {
  readonly machine: Machine;
  /** Somebody who has not signed in. */
  readonly stranger: (size?: Size) => Promise<Visit>;
  readonly as: (userId: string, hash?: string, size?: Size) => Promise<Visit>;
  /** Another hand in the alliance npa, outside the browser. @throws Error when refused */
  readonly send: (userId: string, method: string, path: string, body: object, version?: number) => Promise<Recorded>;
  /** Ends all visits. @returns what browsers complained about */
  readonly leave: () => Promise<string[]>;
  readonly stop: () => Promise<void>;
};

/** The data a first start leaves behind, imported once per run, with its keys and all its streams drained. */
const importedData = async (): Promise<string> =>
  await madeOnce('data', async (dataDir) => {
    const machine = await startMachine({ dataDir, prebuilt: await sharedBundles() });
    try {
      await importEverything(() => undefined, machine.table);
      await machine.drained();
    } finally {
      await machine.stop();
    }
    return dataDir;
  });

/** The real machine with the imported figures of 2016, and a browser in front of it. */
export async function openPortal(): Promise<Portal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'register-portal-'));
  const data = await span('open data', importedData);
  await span('open cp', () => cp(data, dataDir, { recursive: true }));
  const prebuilt = await span('open bundles', sharedBundles);
  const machine = await span('open machine', () => startMachine({ dataDir, prebuilt }));
  const browser = await span('open browser', openBrowser);
  const visits: Visit[] = [];
  const stranger = async (size: Size = desktop): Promise<Visit> => {
    const one = await visit(browser, size);
    visits.push(one);
    return one;
  };
  return {
    machine,
    stranger,
    as: async (userId, hash = '#/npa/ausgabenaufstellung', size = desktop) => {
      const one = await stranger(size);
      await signInAs(one, machine.origin, userId, hash);
      return one;
    },
    send: async (userId, method, path, body, version) => await span('send', async () => {
      const response = await fetch(`${machine.origin}/alliances/npa${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await machine.tokenFor(userId)}`,
          'content-type': 'application/json',
          ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Recorded;
    }),
    leave: async () => {
      const left = visits.splice(0);
      await span('leave', () => Promise.all(left.map(({ context }) => context.close())));
      return left.flatMap(({ complaints }) => complaints);
    },
    stop: async () => {
      await span('stop browser', () => browser.close());
      await span('stop machine', () => machine.stop());
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Changes the room by its address, without loading the page anew. */
export const goTo = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
};
export const heading = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
};
export const press = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
};
/** What was sent has been kept; the button says „Wird gespeichert …“ until then. */
export const saved = async (page: Page): Promise<void> => {
  await page.getByText('Gespeichert', { exact: true }).waitFor();
};
export const follow = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('link', { name, exact: true }).first().click();
};

/** Until the room has what it asked for. */
export async function settled(page: Page): Promise<void> {
  await span('settled', () => page.waitForLoadState('networkidle'));
  await page.locator('h1').waitFor();
  await page.getByText('Wird geladen …').waitFor({ state: 'detached' });
  await page.locator('.stale').waitFor({ state: 'detached' });
}

/** The room before stays until the next one is there; what is judged has to be the next one. */
export async function enter(page: Page, hash: string): Promise<void> {
  if ((await page.evaluate(() => location.hash)) !== hash) {
    await page.locator('h1').evaluate((before) => before.setAttribute('data-left', ''));
    await goTo(page, hash);
    await page.locator('h1:not([data-left])').waitFor();
  }
  await settled(page);
}

/** What is wrong with the room on the screen: findings of axe, too wide for the window, or a failure shown. */
export async function faultsHere(page: Page, where: string): Promise<string[]> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const failures = await page.locator('.kern-alert--danger').count();
  const faults = [
    ...(await axeFindingsOnce(page)),
    ...(sideways > 0 ? [`${sideways} px too wide`] : []),
    ...(failures > 0 ? ['shows a failure'] : []),
  ];
  return faults.map((fault) => `${where}: ${fault}`);
}

export async function faultsOf(page: Page, hash: string): Promise<string[]> {
  await enter(page, hash);
  return await faultsHere(page, hash);
}
