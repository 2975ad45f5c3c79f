import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { getDocumentProxy } from 'unpdf';
import { prepare } from '../../functions/document-pdf/build.ts';
import { answerPdf } from '../../functions/document-pdf/pdf.ts';
import { openFilesOf } from '../../shared/documents/open-files.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import { typstAssets } from '../../shared/documents/typst-assets.ts';
import { coverageOf, printable } from '../../shared/documents/typst-glyphs.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { aCorrection, aDraft, aLongAnswer, anAnswer, aTable, aUnit, text } from './answers.ts';
import { cellsOf, HOSTILE, read, unspaced } from './reading.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Node = { readonly role?: string; readonly children?: readonly Node[]; readonly type?: string };

const opened: Pdf[] = [];
/** The reader takes the bytes over, so it gets its own. */
async function open(answer: AnswerDocument): Promise<Pdf> {
  const pdf = await getDocumentProxy(new Uint8Array(answerPdf(answer)));
  opened.push(pdf);
  return pdf;
}
afterAll(async () => {
  await Promise.all(opened.map((pdf) => pdf.loadingTask.destroy()));
});

const pagesOf = async (pdf: Pdf) => await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)));

async function textOf(pdf: Pdf): Promise<string[]> {
  return await Promise.all(
    (await pagesOf(pdf)).map(async (page) => {
      const { items } = await page.getTextContent();
      return read(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
    }),
  );
}

async function structureOf(pdf: Pdf): Promise<Node[]> {
  const trees = await Promise.all((await pagesOf(pdf)).map(async (page) => (await page.getStructTree()) as Node | null));
  const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  return trees.flatMap((tree) => (tree === null ? [] : flat(tree)));
}
const having = (nodes: readonly Node[], role: string): Node[] => nodes.filter((node) => node.role === role);
/** A table over two pages is in the tree of both; what stands on a page has content there. */
const printed = (nodes: readonly Node[], role: string): Node[] => having(nodes, role).filter(({ children }) => (children ?? []).length > 0);

describe('the printed paper', () => {
  test('two renderings are equal to the byte, and another answer is another file', () => {
    const first = answerPdf(anAnswer());
    expect(Buffer.compare(first, answerPdf(anAnswer()))).toBe(0);
    expect(Buffer.compare(first, answerPdf(anAnswer({ composedAt: '2017-02-28T09:15:01.000Z' })))).not.toBe(0);
  });

  test('carries every cell as printed, the head and the issue note', async () => {
    const answer = anAnswer();
    const whole = (await textOf(await open(answer))).join(' ');
    for (const cell of cellsOf(answer, 'print').map(unspaced)) expect(unspaced(whole)).toContain(cell);
    expect(whole).toContain('29 536,03 Euro');
    for (const part of [
      'Kleine Anfrage zur schriftlichen Beantwortung mit Antwort der Landesregierung − Drucksache 17/7349 −',
      'Anfrage der Abgeordneten Ayşe Köroğlu, Doğan Yılmaz (ABC) und Jörg Weißenfels-Müller (XYZ) an die Landesregierung,',
      'Antwort der Niedersächsischen Staatskanzlei namens der Landesregierung vom 28.02.2017, gezeichnet Dr. Erika Beispiel',
      '6. Gab es Kulturveranstaltungen und, wenn ja, a) welche waren das, b) was haben sie bewirkt? Zu a)',
      '(Ausgegeben am 07.03.2017)',
    ])
      expect(whole).toContain(part);
  });

  test('has head and number on every page and repeats the head of a table', async () => {
    const pages = await textOf(await open(anAnswer()));
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Niedersächsischer Landtag − 17. Wahlperiode Drucksache 17/7539');
      expect(page).toMatch(new RegExp(`(?:^| )${index + 1}(?: |$)`));
    }
    const long = await textOf(await open(aLongAnswer()));
    const inTable = long.filter((page) => page.includes('Zusammenkunft'));
    expect(inTable.length).toBeGreaterThan(20);
    for (const page of inTable) expect(page).toContain('Tag Gegenstand Teilnehmende Ausgaben');
  });

  test('is tagged, German and titled, with headings in order and headers as headers', async () => {
    const pdf = await open(anAnswer());
    const { info, metadata } = await pdf.getMetadata();
    expect(info).toMatchObject({
      Language: 'de-DE',
      Title: 'Drucksache 17/7539: Was leistet das Bündnis?',
      Author: 'Niedersächsische Staatskanzlei',
    });
    expect(metadata?.get('pdfaid:part')).toBe('3');
    expect(metadata?.get('pdfaid:conformance')).toBe('A');
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const nodes = await structureOf(pdf);
    expect(having(nodes, 'H1')).toHaveLength(1);
    expect(having(nodes, 'H2')).toHaveLength(11);
    expect(having(nodes, 'H3')).toHaveLength(2);
    expect(printed(nodes, 'TH')).toHaveLength(10);
    expect(having(nodes, 'Caption').length).toBeGreaterThanOrEqual(4);
    expect(having(nodes, 'LI')).toHaveLength(3);
    expect(printed(nodes, 'TD')).toHaveLength(cellsOf(anAnswer(), 'print').filter((cell) => cell !== '').length - 10);
  });

  test('also passes the compiler’s checks of PDF/UA-1', () => {
    for (const answer of [anAnswer(), aDraft(), aCorrection()]) expect(answerPdf(answer, 'ua-1').length).toBeGreaterThan(10_000);
  });

  test('embeds the fonts that are shipped, and no other', async () => {
    const pdf = await open(anAnswer());
    const names = new Set<string>();
    for (const page of await pagesOf(pdf)) {
      const { fnArray, argsArray } = await page.getOperatorList();
      const SET_FONT = 37;
      for (const [index, operator] of fnArray.entries()) {
        if (operator !== SET_FONT) continue;
        const font = page.commonObjs.get(argsArray[index][0] as string) as { name: string; missingFile: boolean };
        expect(font.missingFile).toBe(false);
        names.add(font.name.replace(/^[A-Z]{6}\+/, ''));
      }
    }
    expect([...names].sort()).toEqual(['Arimo-Bold', 'Arimo-Regular']);
  });

  test('brings its tables along, the bytes of the published files', async () => {
    const pdf = await open(anAnswer());
    const attached = [...((await pdf.getAttachments()) ?? new Map()).entries()] as [string, { readonly filename: string }][];
    const files = openFilesOf(printableAnswer(anAnswer()));
    expect(new Set(attached.map(([, { filename }]) => filename))).toEqual(new Set(files.map(({ fileName }) => fileName)));
    for (const [id, { filename }] of attached) {
      const bytes = (await pdf.getAttachmentContent(id)) as unknown as Uint8Array;
      expect(Buffer.from(bytes).toString('utf8')).toBe(files.find(({ fileName }) => fileName === filename)?.content);
    }
  });

  test('a draft has its watermark, no paper number and no issue note', async () => {
    const pages = await textOf(await open(aDraft()));
    for (const page of pages) expect(page).toContain('Entwurf');
    expect(pages[0]).toContain('Entwurf – nicht zur Weitergabe');
    expect(pages.join(' ')).not.toMatch(/17\/7539|Ausgegeben/);
    expect((await textOf(await open(anAnswer()))).join(' ')).not.toContain('Entwurf');
  });

  test('a correction says what it corrects, old and new', async () => {
    const whole = (await textOf(await open(aCorrection()))).join(' ');
    expect(whole).toContain('Diese Antwort berichtigt die Antwort in der Drucksache 17/7539, ausgegeben am 07.03.2017.');
    expect(whole).toContain('46 256,77 Euro 47 021,77 Euro');
    expect(whole).toContain('gezeichnet In Vertretung Max Beispiel Staatssekretär');
  });

  test('a term without a form of its own has the general one', async () => {
    const whole = (await textOf(await open(anAnswer({ term: 19, questionPaper: '19/1', answerPaper: '19/2' })))).join(' ');
    expect(whole).toContain('Niedersächsischer Landtag − 19. Wahlperiode Drucksache 19/2');
  });
});

describe('text of people stays text', () => {
  test.each(HOSTILE)('%s', async (sign) => {
    const table = aTable({
      id: 'x',
      title: sign,
      columns: [{ label: sign, kind: 'text' }],
      rows: [{ key: sign, cells: [text(sign)], sources: [] }],
      total: null,
    });
    const answer = anAnswer({ title: sign, askersPreamble: [sign], units: [aUnit(1, sign, { prose: [sign], tables: [table] })] });
    const whole = (await textOf(await open(answer))).join(' ');
    expect(unspaced(whole).split(unspaced(sign)).length).toBeGreaterThanOrEqual(6);
  });
});

describe('letters', () => {
  const covers = async () => coverageOf(await Promise.all(typstAssets().fonts.map((font) => readFile(font))));

  test('of names and of official typography are in the fonts', async () => {
    const inFont = await covers();
    const needed = 'KöroğluYılmazDoğanŞöförÇığßẞäöüÄÖÜéèêáàâñåøæœłŁřŘčČžŽšŠőŐűŰţțșŞŵŷđĐðþŃń„“‚‘–−…€§²½·•□';
    expect([...needed].filter((letter) => !inFont(letter))).toEqual([]);
  });

  test('that the fonts lack print as a box, and the paper still comes', async () => {
    const inFont = await covers();
    expect(printable({ a: ['漢 a\u0301 \u0007\ufeffb\tc\n✓ \ue000 x\u00ady \ud800'] }, inFont)).toEqual({
      a: ['□ á b c\n□ □ x\u00ady \ufffd'],
    });
    const answer = anAnswer({ title: 'Köroğlu \u0000漢\ud800 ✓' });
    expect((await textOf(await open(answer)))[0]).toContain('Köroğlu □\ufffd □');
  });
});

describe('what lies beside the bundle', () => {
  test('is the compiler, the fonts with their licence and the templates', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'document-pdf-'));
    try {
      await prepare(folder);
      expect((await readdir(folder)).sort()).toEqual(['fonts', 'templates', 'typst-compiler.node']);
      expect((await readdir(join(folder, 'fonts'))).sort()).toEqual([
        'Arimo_400Regular.ttf',
        'Arimo_400Regular_Italic.ttf',
        'Arimo_700Bold.ttf',
        'LICENSE_FONT',
      ]);
      expect((await readdir(join(folder, 'templates'))).sort()).toEqual(['paper.typ', 'report.typ', 'term-17.typ', 'term-any.typ']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

test('how long it takes, for information', () => {
  const timed = (name: string, answer: AnswerDocument) => {
    const started = performance.now();
    const { length } = answerPdf(answer);
    console.info(`PDF ${name}: ${Math.round(performance.now() - started)} ms, ${Math.round(length / 1024)} kB`);
  };
  timed('11 answers', anAnswer({ title: 'Erste Messung' }));
  timed('11 answers again, other title', anAnswer({ title: 'Zweite Messung' }));
  timed('2 000 rows', aLongAnswer());
  expect(answerPdf(aLongAnswer()).length).toBeLessThan(4_500_000);
});
