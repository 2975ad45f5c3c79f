import { describe, expect, test } from '@jest/globals';
import { docxOf } from '../../functions/documents/docx.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import { aCorrection, aDraft, aLongAnswer, anAnswer, aUnit } from './answers.ts';
import { assertWellFormed, cellsOf, HOSTILE, read, unpacked } from './reading.ts';

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
/** Text of the paragraphs of a part, in order. */
const paragraphs = (xml: string): string[] =>
  (xml.match(/<w:p[ >][\s\S]*?<\/w:p>/g) ?? []).map((paragraph) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, text = '']) => text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity))
      .join(''),
  );
const bodyOf = async (answer = anAnswer()) => unpacked(await docxOf(printableAnswer(answer)))['word/document.xml'] ?? '';

describe('the document for editing', () => {
  test('is well formed, German throughout, and has every cell', async () => {
    const files = unpacked(await docxOf(printableAnswer(anAnswer())));
    for (const [name, xml] of Object.entries(files)) if (/\.(?:xml|rels)$/.test(name)) assertWellFormed(xml);
    expect(files['word/styles.xml']).toContain('w:val="de-DE"');
    const texts = paragraphs(files['word/document.xml'] ?? '').map(read);
    for (const cell of cellsOf(anAnswer(), 'screen').map(read)) expect(texts).toContain(cell);
  });

  test('has real headings, lists and header rows that repeat', async () => {
    const body = await bodyOf();
    expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(1);
    expect(body.match(/<w:pStyle w:val="Heading2"\/>/g)).toHaveLength(11);
    expect(body.match(/<w:pStyle w:val="Heading3"\/>/g)).toHaveLength(2);
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(4);
    expect(body.match(/<w:numPr>/g)).toHaveLength(3);
  });

  test('runs nothing: the page number is the only field, nothing is linked or loaded', async () => {
    const files = unpacked(await docxOf(printableAnswer(anAnswer())));
    const all = Object.values(files).join('\n');
    expect([...all.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, instruction = '']) => instruction.trim())).toEqual(['PAGE']);
    expect(all).not.toMatch(/<w:fldSimple|TargetMode="External"|vbaProject|<w:object|<w:hyperlink/);
  });

  test.each(HOSTILE)('%s stays text', async (sign) => {
    const files = unpacked(await docxOf(printableAnswer(anAnswer({ title: sign, units: [aUnit(1, sign, { prose: [sign] })] }))));
    for (const [name, xml] of Object.entries(files)) if (/\.(?:xml|rels)$/.test(name)) assertWellFormed(xml);
    expect(paragraphs(files['word/document.xml'] ?? '').filter((text) => text === sign)).toHaveLength(2);
  });

  test('a draft says so on every page, a correction shows what changed', async () => {
    const header = (files: Record<string, string>) => Object.entries(files).find(([name]) => name.startsWith('word/header'))?.[1] ?? '';
    expect(header(unpacked(await docxOf(printableAnswer(aDraft()))))).toContain('Entwurf – nicht zur Weitergabe');
    expect(header(unpacked(await docxOf(printableAnswer(anAnswer()))))).not.toContain('Entwurf');
    const texts = paragraphs(await bodyOf(aCorrection())).map(read);
    expect(texts).toEqual(expect.arrayContaining(['Berichtigte Angaben', '46.256,77 Euro', '47.021,77 Euro', '< 5', '12']));
  });

  test('two renderings are equal to the byte, and dated when the answer was composed', async () => {
    const [first, second] = [await docxOf(printableAnswer(anAnswer())), await docxOf(printableAnswer(anAnswer()))];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(unpacked(first)['docProps/core.xml']).toContain('2017-02-28T09:15:00Z');
  });

  test('2 000 rows', async () => {
    const started = performance.now();
    const body = await bodyOf(aLongAnswer());
    console.info(`DOCX of 2 000 rows: ${Math.round(performance.now() - started)} ms`);
    expect(body.match(/<w:tr>|<w:tr /g)).toHaveLength(2008);
  });
});
