import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { type BrowserContext, chromium as playwright } from 'playwright-core';
import { importEverything } from '../infra/local/import.ts';
import { importExample } from '../infra/local/import-example.ts';
import { freePort } from '../infra/local/listen.ts';
import { startMachine } from '../infra/local/machine.ts';
import type { Part } from './measure.ts';
import { figure, table, whole } from './measure.ts';

/*
 * Peculiar: Lighthouse brings 176 MB of packages, more than all the rest of the tools, so it is not one of them. Whoever
 * measures installs it beside the project and names the folder:
 *
 *   npm install --prefix ../lighthouse lighthouse@13.5.0
 *   LIGHTHOUSE=../lighthouse npm run bench -- pages
 */

type Form = 'desktop' | 'mobile';
type Place = { readonly name: string; readonly path: string; readonly user: string | null; readonly form: Form };

const LEAD = 'npa-office-lead';
const CITY = 'lip-office-lead';
const DOOR = 'npa-regional-editor-lw';
const room = (name: string, hash: string, user: string, form: Form = 'desktop'): Place => ({ name, path: `/#${hash}`, user, form });
const open = (name: string, path: string, form: Form): Place => ({ name, path, user: null, form });

/** The rooms that README shows, and what the public sees. */
const places: readonly Place[] = [
  open('sign-in', '/', 'desktop'),
  room('Ausgabenaufstellung', '/npa/ausgabenaufstellung', LEAD),
  room('Veranstaltungen', '/npa/veranstaltungen', LEAD),
  room('Teilnahme', '/npa/teilnahme', LEAD),
  room('Anfrage', '/npa/anfragen/anfrage-17-7349', LEAD),
  room('Gremien', '/npa/gremien', LEAD),
  room('Ergebnisse', '/npa/ergebnisse', LEAD),
  room('Berichte', '/npa/berichte', LEAD),
  room('Datenschutz', '/npa/datenschutz', LEAD),
  room('Förderung', '/lip/foerderung', CITY),
  room('Drucksachen', '/lip/drucksachen', CITY),
  room('Befunde', '/lip/befunde', CITY),
  room('Einlass', '/npa/einlass/beispiel-begegnung', DOOR),
  room('Einlass', '/npa/einlass/beispiel-begegnung', DOOR, 'mobile'),
  open('Termine', '/termine/npa', 'desktop'),
  open('Termine', '/termine/npa', 'mobile'),
  open('Anmeldung', '/termine/npa/beispiel-begegnung', 'desktop'),
  open('Anmeldung', '/termine/npa/beispiel-begegnung', 'mobile'),
];

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];
type Audit = {
  readonly score: number | null;
  readonly numericValue?: number;
  readonly title: string;
  readonly details?: { readonly items?: readonly { readonly transferSize?: number }[] };
};
type Report = {
  readonly categories: Readonly<
    Record<Category, { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }>
  >;
  readonly audits: Readonly<Record<string, Audit>>;
  readonly finalDisplayedUrl: string;
};
type Lighthouse = {
  readonly default: (url: string, flags: object, config?: object) => Promise<{ readonly lhr: Report } | undefined>;
  readonly desktopConfig: object;
};

async function openLighthouse(): Promise<Lighthouse> {
  const folder = process.env.LIGHTHOUSE;
  if (!folder) throw new Error('please install lighthouse beside the project and name the folder, see bench/pages.ts');
  const file = resolve(folder, 'node_modules/lighthouse/core/index.js');
  return (await import(pathToFileURL(file).href)) as Lighthouse;
}

/** Lambda's single process would end with the first page that is closed. */
const unwanted = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content']);

/** A browser with a port for Lighthouse; a page that it opens is signed in as whoever signed in here. */
async function browserFor(user: string | null, origin: string, port: number, folder: string): Promise<BrowserContext> {
  const context = await playwright.launchPersistentContext(folder, {
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((flag) => !unwanted.has(flag)), '--no-sandbox', '--lang=de-DE', `--remote-debugging-port=${port}`],
    headless: true,
    locale: 'de-DE',
  });
  if (user === null) return context;
  const page = await context.newPage();
  await page.goto(`${origin}/#/${user.split('-')[0]}/anfragen`);
  await page.locator(`button[value="${user}"]`).click();
  await page.locator('header.header').waitFor();
  return context;
}

const numberOf = (report: Report, audit: string): number => report.audits[audit]?.numericValue ?? Number.NaN;
const scoreOf = (report: Report, category: Category): number => Math.round((report.categories[category].score ?? Number.NaN) * 100);
const sent = (report: Report): readonly { readonly transferSize?: number }[] => report.audits['network-requests']?.details?.items ?? [];

/** What keeps a category from 100. */
const shortOf = (report: Report): string[] =>
  categories
    .filter((category) => category !== 'performance')
    .flatMap((category) =>
      report.categories[category].auditRefs
        .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 1)
        .map(({ id }) => id),
    );

function rowOf({ name, form }: Place, report: Report): string[] {
  return [
    name,
    form,
    ...categories.map((category) => String(scoreOf(report, category))),
    whole(sent(report).reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 1000),
    String(sent(report).length),
    ...['first-contentful-paint', 'largest-contentful-paint', 'interactive'].map((audit) => figure(numberOf(report, audit) / 1000)),
    figure(numberOf(report, 'cumulative-layout-shift')),
  ];
}

/** Caches and service workers are emptied before, cookies are not: whoever signed in stays so. */
async function measured({ default: measure, desktopConfig }: Lighthouse, url: string, form: Form, port: number): Promise<Report> {
  const flags = { port, onlyCategories: categories, logLevel: 'error', locale: 'de' };
  const result = await measure(url, flags, form === 'desktop' ? desktopConfig : undefined);
  if (!result) throw new Error(`no result for ${url}`);
  return result.lhr;
}

async function run(say: (progress: string) => void): Promise<string> {
  const lighthouse = await openLighthouse();
  const folder = await mkdtemp(join(tmpdir(), 'register-pages-'));
  const machine = await startMachine({ dataDir: join(folder, 'data'), skipMissing: true });
  try {
    await importEverything(() => undefined, machine.table);
    await importExample();
    await machine.drained();
    const rows: string[][] = [];
    const short = new Map<string, string[]>();
    for (const [user, theirs] of Map.groupBy(places, (place) => place.user)) {
      const port = await freePort();
      const context = await browserFor(user, machine.origin, port, join(folder, `browser-${user}`));
      for (const place of theirs) {
        say(`${place.name}, ${place.form}`);
        const report = await measured(lighthouse, `${machine.origin}${place.path}`, place.form, port);
        rows.push(rowOf(place, report));
        for (const audit of shortOf(report)) short.set(audit, [...(short.get(audit) ?? []), `${place.name} (${place.form})`]);
      }
      await context.close();
    }
    return [
      table(
        ['room', 'form', 'performance', 'accessibility', 'best practices', 'SEO', 'kB', 'requests', 'FCP s', 'LCP s', 'TTI s', 'CLS'],
        rows,
        [0, 1],
      ),
      '',
      `Lighthouse 13.5.0, one run each, empty cache, with its slow network and processor for the form. A room is opened by its address, so the way\nthrough the sign-in and back is in it; kB and requests as sent, everything together.`,
      ...[...short].map(([audit, where]) => `\`${audit}\` below 1: ${where.join(', ')}.`),
    ].join('\n');
  } finally {
    await machine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export const pages: Part = { title: 'Pages', run };
