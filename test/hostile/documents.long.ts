import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { answerPdf } from '../../functions/document-pdf/pdf.ts';
import { htmlOf, htmlPolicy } from '../../functions/documents/html.ts';
import { xlsxOf } from '../../functions/documents/xlsx.ts';
import { machineCsv, tableCsv } from '../../shared/documents/csv.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { anAnswer, aTable, aUnit, text } from '../documents/answers.ts';
import { unpacked } from '../documents/reading.ts';
import { openBrowser } from '../support/browser.ts';

/** S6: 60 payloads in every field of an answer, as page, paper and tables. What would run says so by `window.ran`. */

const RUN = 'window.ran=1';
const payloads: readonly string[] = [
  `<script>${RUN}</script>`,
  `<ScRiPt>${RUN}</sCrIpT>`,
  `<script src="data:text/javascript,${RUN}"></script>`,
  `<script\n>${RUN}</script\n>`,
  `</script><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `<!--><script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<img/src=x/onerror=${RUN}>`,
  `<img src="x" onerror="${RUN}">`,
  `<img src='x' onerror='${RUN}'>`,
  `<img src=\`x\` onerror=\`${RUN}\`>`,
  `"><img src=x onerror=${RUN}>`,
  `'><img src=x onerror=${RUN}>`,
  `" onmouseover="${RUN}" autofocus onfocus="${RUN}" x="`,
  `' onmouseover='${RUN}' autofocus onfocus='${RUN}' x='`,
  `" autofocus tabindex=1 onfocus=${RUN} x="`,
  `" style="animation-name:x" onanimationstart="${RUN}`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  `<body onload=${RUN}>`,
  `<body onpageshow=${RUN}>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<iframe src="javascript:parent.ran=1"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<select autofocus onfocus=${RUN}>`,
  `<textarea autofocus onfocus=${RUN}>`,
  `<marquee onstart=${RUN}>x</marquee>`,
  `<form action="javascript:${RUN}"><button autofocus>x</button></form>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href="jav&#x09;ascript:${RUN}">x</a>`,
  `javascript:${RUN}`,
  `data:text/html,<script>opener.ran=1</script>`,
  `<base href="http://x.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href="data:text/css,*{background:red}">`,
  `<style>@import 'http://x.example/'</style>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><script>${RUN}</script>">`,
  `<custom-element onclick=${RUN} autofocus tabindex=0 onfocus=${RUN}>`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}&#60;/script&#62;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `\u00ad<\u00adscript>${RUN}</script>`,
  `＜script＞${RUN}＜/script＞`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `#link("javascript:${RUN}")[x] /JS (app.alert(1)) /OpenAction /Launch /URI (http://x.example) http://x.example`,
];

const everywhere = (sign: string): AnswerDocument =>
  anAnswer({
    title: sign,
    askers: [{ name: sign, faction: sign }],
    askersPreamble: [sign],
    governmentPreamble: [sign],
    units: [
      aUnit(1, sign, {
        prose: [sign, `– ${sign}`],
        tables: [
          aTable({
            id: 'tabelle',
            title: sign,
            columns: [{ label: sign, kind: 'text' }],
            rows: [{ key: sign, cells: [text(sign)], sources: [{ type: 'EVENT', id: sign }] }],
            total: [text(sign)],
            notes: [sign],
          }),
        ],
      }),
    ],
  } as Partial<AnswerDocument>);

test('S6: there are 60 payloads', () => {
  expect(new Set(payloads).size).toBe(60);
});

describe('S6: the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
  });

  /** Whether anything ran, was asked for, or opened, in a page shown with its policy or without any. */
  async function happened(page: Page, html: string, policy: string | null): Promise<string[]> {
    const asked: string[] = [];
    await page.route('**/*', async (route) => {
      const address = route.request().url();
      if (address !== 'http://127.0.0.1/answer') {
        asked.push(address);
        return await route.abort();
      }
      const headers = policy === null ? {} : { 'content-security-policy': policy };
      await route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html });
    });
    await page.goto('http://127.0.0.1/answer');
    const ran = await page.evaluate(async () => {
      for (const element of document.querySelectorAll<HTMLElement>('*')) {
        element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        element.focus();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 'ran' in window;
    });
    await page.unroute('**/*');
    return [...(ran ? ['a script ran'] : []), ...asked.map((address) => `asked for ${address}`)];
  }
  const bare = (html: string): string => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, '');

  test('the checker sees what runs, and what the policy alone keeps from running', async () => {
    const page = await browser.newPage();
    const naive = `<!doctype html><title>x</title><p>${payloads[0]}</p>`;
    expect(await happened(page, naive, null)).toEqual(['a script ran']);
    expect(await happened(page, naive, htmlPolicy)).toEqual([]);
    expect(bare(htmlOf(printableAnswer(anAnswer())))).not.toMatch(/http-equiv/i);
    await page.close();
  });

  test.each(['with its policy', 'without any policy'])(
    'nothing of 60 payloads runs %s',
    async (which) => {
      const page = await browser.newPage();
      const found: string[] = [];
      for (const payload of payloads) {
        const html = htmlOf(printableAnswer(everywhere(payload)));
        const isOn = which === 'with its policy';
        for (const what of await happened(page, isOn ? html : bare(html), isOn ? htmlPolicy : null)) found.push(`${payload}: ${what}`);
      }
      await page.close();
      expect(found).toEqual([]);
    },
    300_000,
  );
});

describe('S6: the paper', () => {
  const active = /\/(?:JS|JavaScript|Launch|OpenAction|AA|URI|SubmitForm|ImportData|GoToR|GoToE|RichMedia)\b/;

  /** Everything of a PDF that is structure: what is packed unpacked, without the strings and contents that hold text. */
  function structureOf(bytes: Uint8Array): string {
    const parts: string[] = [];
    const pdf = Buffer.from(bytes);
    const whole = pdf.toString('latin1');
    for (const { index, 0: start } of whole.matchAll(/stream\r?\n/g)) {
      if (whole.slice(index - 3, index) === 'end') continue;
      const dictionary = whole.slice(Math.max(0, index - 400), index);
      if (!dictionary.slice(dictionary.lastIndexOf('obj')).includes('/ObjStm')) continue;
      const from = index + start.length;
      parts.push(inflateSync(pdf.subarray(from, whole.indexOf('endstream', from))).toString('latin1'));
    }
    const outside = whole.replace(/stream\r?\n[\s\S]*?endstream/g, '');
    // strings may hold pairs of brackets, so the innermost go first
    let bare = [outside, ...parts].join('\n').replace(/\\[\s\S]/g, '');
    for (let before = ''; before !== bare; ) [before, bare] = [bare, bare.replace(/\([^()]*\)/g, '')];
    return bare;
  }

  test('an action that stands in it is seen', () => {
    expect(structureOf(Buffer.from('1 0 obj <</OpenAction <</S /JavaScript /JS (x)>>>> endobj'))).toMatch(active);
    expect(structureOf(Buffer.from('1 0 obj <</Title (a /JS b)>> endobj'))).not.toMatch(active);
  });

  test('no payload becomes an action, a link or a script', () => {
    const folder = mkdtempSync(join(tmpdir(), 'register-paper-'));
    const file = join(folder, 'paper.pdf');
    const isChecked = spawnSync('qpdf', ['--version']).status === 0;
    const plain = structureOf(answerPdf(anAnswer()));
    expect(plain.length).toBeGreaterThan(2_000);
    for (const payload of payloads) {
      const pdf = answerPdf(everywhere(payload));
      expect([payload, active.exec(structureOf(pdf))?.[0]]).toEqual([payload, undefined]);
      if (!isChecked) continue;
      writeFileSync(file, pdf);
      expect([payload, spawnSync('qpdf', ['--check', file]).status]).toEqual([payload, 0]);
    }
    rmSync(folder, { recursive: true });
    console.info(`S6 papers: ${payloads.length} PDF, qpdf ${isChecked ? 'asked' : 'not there'}`);
  }, 300_000);
});

describe('S6: the tables', () => {
  test('every payload is in every table file as it is, and none is a formula', async () => {
    for (const payload of payloads) {
      const document = printableAnswer(everywhere(payload));
      const guarded = payload.startsWith('-') ? `'${payload}` : payload;
      const [placed] = document.tables;
      if (!placed) throw new Error('the answer has no table');
      const [row] = parse(tableCsv(placed.table), { columns: true }) as Record<string, string>[];
      expect(Object.values(row ?? {})).toContain(guarded);
      const cells = parse(machineCsv(document), { columns: true }) as Record<string, string>[];
      expect(cells.map(({ value }) => value)).toContain(guarded);
      for (const xml of Object.values(unpacked(await xlsxOf(document)))) expect(xml).not.toMatch(/<f[\s>/]|<hyperlink/);
    }
  }, 300_000);
});
