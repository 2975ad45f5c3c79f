import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright, type Request } from 'playwright-core';
import { CLIENT_ID } from '../../infra/local/identity.ts';
import { importEverything } from '../../infra/local/import.ts';
import { type Machine, startMachine } from '../../infra/local/machine.ts';
import { madeOnce, sharedBundles } from './bundles.ts';

export const desktop = { width: 1280, height: 800 } as const;
export const tablet = { width: 834, height: 1112 } as const;
export type Size = typeof desktop | typeof tablet;

/**
 * Lambda's single process ends with the first context that is closed, and without a zygote every page is a whole program
 * to start; some switch off what the tests are to see in force; the last ones draw through an emulated graphics card,
 * which takes a fifth of the tests' processor time.
 */
const unwanted = new Set([
  '--single-process',
  '--no-zygote',
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

/** What a page has asked for and not yet got. */
type Traffic = { readonly open: Set<Request>; asked: number };
const traffic = new WeakMap<Page, Traffic>();
function follows(page: Page): void {
  const seen: Traffic = { open: new Set(), asked: 0 };
  traffic.set(page, seen);
  page.on('request', (request) => {
    seen.open.add(request);
    seen.asked += 1;
  });
  const ended = (request: Request): boolean => seen.open.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
}

/**
 * Refusals of the API are part of a test and show in the console as failed loads; everything else there is a fault,
 * and so is a violation of the page's own security policy.
 */
export async function visit(browser: Browser, size: Size = desktop): Promise<Visit> {
  const context = await browser.newContext({ viewport: size, locale: 'de-DE', timezoneId: 'Europe/Berlin', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    const isRefusal = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  follows(page);
  return { page, context, complaints, requests };
}

/** Through the sign-in page, as a person does it; afterwards the room in the address is open. */
export async function signInAs({ page }: Visit, origin: string, userId: string, hash = ''): Promise<void> {
  await page.goto(`${origin}/${hash}`);
  if (hash === '') await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.locator(`button[value="${userId}"]`).click();
  await page.locator('header.header').waitFor();
  await page.locator('h1').waitFor();
}

/**
 * The same without the provider's pages being drawn, which takes longer than most of what is tested afterwards: the
 * browser holds the provider's session and returns to the portal with a code that is redeemed there as always.
 */
async function returnAs({ page, context }: Visit, { origin, issuer }: Machine, userId: string, hash: string): Promise<void> {
  const [state, verifier] = [randomUUID(), randomBytes(32).toString('base64url')];
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    redirect_uri: `${origin}/`,
    response_type: 'code',
    scope: 'openid',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const asked = await context.request.get(`${issuer}/auth?${query}`);
  const answered = await context.request.post(asked.url(), { form: { user: userId } });
  await page.addInitScript(
    (pending) => {
      if (new URLSearchParams(location.search).get('state') === pending.state) sessionStorage.setItem('sign-in', JSON.stringify(pending));
    },
    { state, verifier, hash },
  );
  await page.goto(answered.url());
  await page.locator('header.header').waitFor();
  await page.locator('h1').waitFor();
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
  if (!isThere) await page.evaluate(await axeSource);
  const judgesColours = (page.viewportSize()?.width ?? desktop.width) >= desktop.width;
  return await page.evaluate(async (colours) => {
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
  }, judgesColours);
}

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
  await cp(await importedData(), dataDir, { recursive: true });
  const machine = await startMachine({ dataDir, prebuilt: await sharedBundles() });
  const browser = await openBrowser();
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
      if (hash === '') await signInAs(one, machine.origin, userId);
      else await returnAs(one, machine, userId, hash);
      return one;
    },
    send: async (userId, method, path, body, version) => {
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
    },
    leave: async () => {
      const left = visits.splice(0);
      await Promise.all(left.map(({ context }) => context.close()));
      return left.flatMap(({ complaints }) => complaints);
    },
    stop: async () => {
      await browser.close();
      await machine.stop();
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

/** Nothing on the screen is still to come, and a few frames later, when effects have run, neither. */
const isDrawn = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const isWaiting = document.querySelector('.stale') !== null || document.body.innerText.includes('Wird geladen …');
    return !isWaiting && document.querySelector('h1') !== null;
  });
const SETTLES_WITHIN_MS = 20_000;

/** Until the room has what it asked for. @throws Error when it is still waiting for something */
export async function settled(page: Page): Promise<void> {
  const seen = traffic.get(page);
  if (!seen) throw new Error('a page of no visit');
  for (const deadline = Date.now() + SETTLES_WITHIN_MS; ; await pause(10)) {
    const { asked } = seen;
    if (seen.open.size === 0 && (await isDrawn(page)) && seen.open.size === 0 && seen.asked === asked) return;
    if (Date.now() > deadline)
      throw new Error(`still waiting for ${[...seen.open].map((request) => request.url()).join(', ') || 'something to be drawn'}`);
  }
}

const roomOf = (hash: string): string => hash.split('?')[0] ?? '';

/** The room before stays until the next one is there; what is judged has to be the next one. */
export async function enter(page: Page, hash: string): Promise<void> {
  const from = await page.evaluate(() => location.hash);
  if (from !== hash) {
    const isOther = roomOf(from) !== roomOf(hash);
    if (isOther) await page.locator('h1').evaluate((before) => before.setAttribute('data-left', ''));
    await goTo(page, hash);
    if (isOther) await page.locator('h1:not([data-left])').waitFor();
  }
  await settled(page);
}

/**
 * What somebody finds at a desk and, the room being the same, on a tablet; afterwards the window is a desk's again.
 * Entering each room once is what makes these tests bearable.
 */
export async function atBothSizes(page: Page, look: (size: Size) => Promise<readonly string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const size of [desktop, tablet]) {
    await page.setViewportSize(size);
    await settled(page);
    found.push(...(await look(size)).map((fault) => `${size.width} px: ${fault}`));
  }
  await page.setViewportSize(desktop);
  return found;
}

/** Findings of axe at this size, and whether the page is too wide for it. */
export async function faultsAt(page: Page): Promise<string[]> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [...(await axeFindings(page)), ...(sideways > 0 ? [`${sideways} px too wide`] : [])];
}

/** What is wrong with the room on the screen: findings of axe, too wide for the window, or a failure shown. */
export async function faultsHere(page: Page, where: string): Promise<string[]> {
  const failures = await page.locator('.kern-alert--danger').count();
  const faults = [...(await atBothSizes(page, async () => await faultsAt(page))), ...(failures > 0 ? ['shows a failure'] : [])];
  return faults.map((fault) => `${where}: ${fault}`);
}

export async function faultsOf(page: Page, hash: string): Promise<string[]> {
  await enter(page, hash);
  return await faultsHere(page, hash);
}
