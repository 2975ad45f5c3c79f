import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Browser } from 'playwright-core';
import { htmlOf, htmlPolicy } from '../../functions/documents/html.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { axeFindings, desktop, openBrowser, tablet, visit } from '../support/browser.ts';
import { aCorrection, aDraft, anAnswer, aTable, aUnit, text } from './answers.ts';
import { cellsOf, HOSTILE, read } from './reading.ts';

const faults: string[] = [];
const parsed = (html: string): Tree.Document => parse(html, { onParseError: ({ code }) => faults.push(code) });

const elementsIn = (node: Tree.Node): Tree.Element[] => {
  const own = 'tagName' in node ? [node] : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(elementsIn) : [])];
};
const textIn = (node: Tree.Node): string => {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map((child) => (child.nodeName === 'br' ? '\n' : textIn(child))).join('') : '';
};
const attribute = (element: Tree.Element | undefined, name: string): string | undefined =>
  element?.attrs.find((one) => one.name === name)?.value;
const named = (root: Tree.Node, ...names: string[]): Tree.Element[] => elementsIn(root).filter(({ tagName }) => names.includes(tagName));

const hostile = (sign: string): AnswerDocument =>
  anAnswer({
    title: sign,
    askers: [{ name: sign, faction: sign }],
    askersPreamble: [sign],
    units: [
      aUnit(1, sign, {
        prose: [sign],
        tables: [
          aTable({
            id: sign,
            title: sign,
            columns: [{ label: sign, kind: 'text' }],
            rows: [{ key: sign, cells: [text(sign)], sources: [{ type: 'EVENT', id: sign }] }],
            total: [text(sign)],
            notes: [sign],
          }),
        ],
      }),
    ],
  });

describe('the page', () => {
  const page = parsed(htmlOf(printableAnswer(anAnswer())));

  test('parses without a fault, in German, with one main heading and no level left out', () => {
    expect(faults).toEqual([]);
    expect(attribute(named(page, 'html')[0], 'lang')).toBe('de');
    const levels = named(page, 'h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    for (const landmark of ['header', 'main', 'footer', 'nav']) expect(named(page, landmark)).toHaveLength(1);
    expect(textIn(named(page, 'title')[0] as Tree.Node)).toBe('Drucksache 17/7539: Was leistet das Bündnis?');
  });

  test('has every cell in its place, a caption per table and scopes on the headers', () => {
    const tables = named(page, 'table');
    expect(tables.map((table) => attribute(table, 'data-table-id'))).toEqual([
      'teilnehmende',
      'gesamtausgaben',
      'ausgaben-je-veranstaltung',
      'weitere-ausgaben',
    ]);
    expect(tables.flatMap((table) => named(table, 'th', 'td').map((cell) => read(textIn(cell))))).toEqual(
      cellsOf(anAnswer(), 'screen').map(read),
    );
    for (const table of tables) {
      expect(named(table, 'caption')).toHaveLength(1);
      for (const header of named(table, 'th')) expect(attribute(header, 'scope')).toMatch(/^(?:row|col)$/);
    }
  });

  test('links every table to its data, published or not', () => {
    const links = (html: string) =>
      named(parsed(html), 'a')
        .filter((link) => attribute(link, 'data-table-id'))
        .map((link) => attribute(link, 'href'));
    expect(links(htmlOf(printableAnswer(anAnswer())))).toContain('/open-data/npa/anfrage-17-7349/teilnehmende.csv');
    expect(new Set(links(htmlOf(printableAnswer(aDraft()))))).toEqual(
      new Set(['/alliances/npa/inquiries/anfrage-17-7349/document?format=json']),
    );
  });

  test('a draft says so, an answer does not; a correction shows old and new', () => {
    expect(read(textIn(parsed(htmlOf(printableAnswer(aDraft())))))).toContain('Entwurf – nicht zur Weitergabe');
    expect(read(textIn(page))).not.toContain('nicht zur Weitergabe');
    const correction = read(textIn(parsed(htmlOf(printableAnswer(aCorrection())))));
    expect(correction).toContain('Diese Antwort berichtigt die Antwort in der Drucksache 17/7539');
    expect(correction).toContain('46.256,77 Euro47.021,77 Euro');
  });

  test('its policy allows the one style sheet by its checksum, and nothing that runs', () => {
    const [style] = named(page, 'style');
    const checksum = createHash('sha256')
      .update(textIn(style as Tree.Node))
      .digest('base64');
    expect(htmlPolicy).toBe(
      `default-src 'none'; style-src 'sha256-${checksum}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
    );
    const meta = named(page, 'meta').find((one) => attribute(one, 'http-equiv'));
    expect(htmlPolicy.startsWith(attribute(meta, 'content') ?? 'none')).toBe(true);
    expect(named(page, 'script', 'img', 'iframe', 'object', 'link', 'form', 'svg')).toEqual([]);
    expect(elementsIn(page).flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on') || name === 'style'))).toEqual([]);
  });
});

describe('text of people stays text', () => {
  const shape = (html: string) => elementsIn(parsed(html)).map(({ tagName }) => tagName);
  const harmless = shape(htmlOf(printableAnswer(hostile('x'))));

  test.each(HOSTILE)('%s', (sign) => {
    const html = htmlOf(printableAnswer(hostile(sign)));
    expect(shape(html)).toEqual(harmless);
    const page = parsed(html);
    expect(textIn(named(page, 'h1')[0] as Tree.Node)).toBe(sign);
    expect(attribute(named(page, 'tr').at(1), 'data-row-key')).toBe(sign);
    for (const link of named(page, 'a')) expect(attribute(link, 'href')).toMatch(/^[#/]/);
  });
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
  });

  test.each([
    ['answer', anAnswer, desktop],
    ['answer on a tablet', anAnswer, tablet],
    ['draft', aDraft, desktop],
    ['correction', aCorrection, tablet],
  ] as const)(
    '%s: no finding of axe, no complaint, nothing wider than the window',
    async (_name, make, size) => {
      const { page, context, complaints } = await visit(browser, size);
      await page.route('http://127.0.0.1/**', async (route) => {
        await route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': htmlPolicy },
          body: htmlOf(printableAnswer(make())),
        });
      });
      await page.goto('http://127.0.0.1/answer');
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('caption') as Element).fontWeight)).toBe('600');
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );
});
