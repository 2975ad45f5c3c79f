import { describe, expect, test } from '@jest/globals';
import { machineText, qualityOf, readSum, readText, sheetText, withheld } from '../../shared/documents/cells.ts';
import { inert } from '../../shared/documents/csv-line.ts';
import { blocksOf } from '../../shared/documents/layout.ts';
import { namesOf, ofOffice, printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { Cell } from '../../shared/domain/answer-document.ts';
import { aCorrection, aDraft, anAnswer, attendance, aUnit, count, day, euro, text } from './answers.ts';

const empty: Cell = { kind: 'empty' };
const forms: readonly (readonly [Cell, screen: string, print: string, sheet: string, machine: string, quality: string])[] = [
  [text('Straße'), 'Straße', 'Straße', 'Straße', 'Straße', ''],
  [day('2016-03-16'), '16.03.2016', '16. März 2016', '16.03.2016', '2016-03-16', ''],
  [euro(2_953_603), '29.536,03 Euro', '29 536,03 Euro', '29.536,03', '29536.03', ''],
  [euro(-310), '−3,10 Euro', '−3,10 Euro', '-3,10', '-3.10', ''],
  [euro(0), '0,00 Euro', '0,00 Euro', '0,00', '0.00', ''],
  [count(1570), '1.570', '1 570', '1570', '1570', 'EXACT'],
  [count(600, 'MORE_THAN'), 'über 600', 'über 600', 'über 600', '600', 'MORE_THAN'],
  [count(670, 'ABOUT'), 'rund 670', 'rund 670', 'rund 670', '670', 'ABOUT'],
  [count(10_000, 'EXPECTED'), '10.000 erwartet', '10 000 erwartet', '10000 erwartet', '10000', 'EXPECTED'],
  [count(null, 'UNKNOWN'), 'nicht bekannt', 'nicht bekannt', 'nicht bekannt', '', 'UNKNOWN'],
  [count(0), '0', '0', '0', '0', 'EXACT'],
  [count(3, 'EXACT', true), '< 5', '< 5', '< 5', '', 'SUPPRESSED'],
  [empty, '–', '–', '', '', ''],
];
/** No-break spaces are checked on their own. */
const spaced = (value: string) => value.replaceAll('\u00a0', ' ');

describe('a cell', () => {
  test.each(forms)('%j', (cell, screen, print, sheet, machine, quality) => {
    expect(spaced(readText(cell, 'screen'))).toBe(screen);
    expect(spaced(readText(cell, 'print'))).toBe(print);
    expect(sheetText(cell)).toBe(sheet);
    expect(machineText(cell)).toBe(machine);
    expect(qualityOf(cell)).toBe(quality);
  });

  test('a printed amount and a printed number never break', () => {
    expect(readText(euro(2_953_603), 'print')).toBe('29\u00a0536,03\u00a0Euro');
    expect(readText(count(1570, 'ABOUT'), 'print')).toBe('rund\u00a01\u00a0570');
  });

  test('an empty cell of a sum row shows nothing: nothing was expected there', () => {
    expect(readSum(empty, 'print')).toBe('');
  });

  test.each(['=1+1', '+49', '-3', '@x', '\t=1', ' =1', '＝1', '－1'])('%j cannot run in a spreadsheet', (dangerous) => {
    expect(inert(dangerous)).toBe(`'${dangerous}`);
    expect(machineText(text(dangerous))).toBe(`'${dangerous}`);
    expect(sheetText(text(dangerous))).toBe(`'${dangerous}`);
  });

  test('the number behind a suppressed count is in no document', () => {
    expect(JSON.stringify(anAnswer())).toContain('"value":3,"qualifier":"EXACT","suppressed":true');
    expect(JSON.stringify(withheld(anAnswer()))).not.toContain('"value":3,');
    expect(JSON.stringify(withheld(aCorrection()).errata)).not.toContain('"value":4,');
  });
});

describe('the layout', () => {
  test('numbers questions as asked, with parts under "Zu a)"', () => {
    const { questions } = printableAnswer(anAnswer()).layout('print');
    expect(questions.map(({ no }) => no)).toEqual(['1.', '2.', '3.', '4.', '5.', '6.', '7.', '8.', '9.', '10.']);
    expect(questions[5]).toMatchObject({
      text: 'Gab es Kulturveranstaltungen und, wenn ja,',
      parts: ['a) welche waren das,', 'b) was haben sie bewirkt?'],
      answers: [{ heading: 'Zu a)' }, { heading: 'Zu b)' }],
    });
    expect(questions.flatMap(({ answers }) => answers)).toHaveLength(11);
  });

  test('says first what is not answered, with ground and reasons', () => {
    const [partial] = printableAnswer(anAnswer()).layout('screen').questions[4]?.answers ?? [];
    expect(partial?.blocks[0]).toEqual({
      kind: 'paragraph',
      text: 'Die Frage wird teilweise beantwortet. Grund: Kernbereich der Regierung (Art. 24 Abs. 3 der Verfassung).',
    });
    const refused = anAnswer({ units: [aUnit(1, 'Wer?', { disposition: 'REFUSED', ground: 'Wohl des Landes', reasoning: 'Weil.' })] });
    expect(printableAnswer(refused).layout('screen').questions[0]?.answers[0]?.blocks).toEqual([
      { kind: 'paragraph', text: 'Die Frage wird nicht beantwortet. Grund: Wohl des Landes.' },
      { kind: 'paragraph', text: 'Weil.' },
    ]);
  });

  test('makes lists of points', () => {
    expect(blocksOf(['Erstens:', '– eins', '– zwei\n– drei', 'Ende - nicht mehr.'])).toEqual([
      { kind: 'paragraph', text: 'Erstens:' },
      { kind: 'list', items: ['eins', 'zwei', 'drei'] },
      { kind: 'paragraph', text: 'Ende - nicht mehr.' },
    ]);
  });

  test('has the head of the 17th term', () => {
    const { head, kindLines, leadLines, byLines, issueNote, draftLabel } = printableAnswer(anAnswer()).layout('print');
    expect(head).toEqual({ left: 'Niedersächsischer Landtag − 17. Wahlperiode', right: 'Drucksache 17/7539' });
    expect(kindLines).toEqual(['Kleine Anfrage zur schriftlichen Beantwortung mit Antwort der Landesregierung', '− Drucksache 17/7349 −']);
    expect(leadLines.join(' ')).toBe(
      'Anfrage der Abgeordneten Ayşe Köroğlu, Doğan Yılmaz (ABC) und Jörg Weißenfels-Müller (XYZ) an die Landesregierung, ' +
        'eingegangen am 01.02.2017, an die Staatskanzlei übersandt am 06.02.2017',
    );
    expect(byLines).toEqual([
      'Antwort der Niedersächsischen Staatskanzlei namens der Landesregierung vom 28.02.2017, gezeichnet',
      'Dr. Erika Beispiel',
      'Chefin der Staatskanzlei',
    ]);
    expect(issueNote).toBe('(Ausgegeben am 07.03.2017)');
    expect(draftLabel).toBeNull();
  });

  test('a draft says so and claims no number, day or signature', () => {
    const { head, draftLabel, byLines, issueNote } = printableAnswer(aDraft()).layout('print');
    expect(draftLabel).toBe('Entwurf – nicht zur Weitergabe');
    expect(head.right).toBe('Drucksache 17/…');
    expect(byLines).toEqual(['Antwort der Niedersächsischen Staatskanzlei namens der Landesregierung']);
    expect(issueNote).toBeNull();
  });

  test('a deputy signs in Vertretung, and a correction names what it corrects', () => {
    const { byLines, correction } = printableAnswer(aCorrection()).layout('print');
    expect(byLines.slice(1)).toEqual(['In Vertretung', 'Max Beispiel', 'Staatssekretär']);
    expect(correction?.blocks[0]).toEqual({
      kind: 'paragraph',
      text: 'Diese Antwort berichtigt die Antwort in der Drucksache 17/7539, ausgegeben am 07.03.2017. Grund: Eine Rechnung vom Dezember 2016 wurde erst am 10. März 2017 gebucht.',
    });
  });

  test.each([
    ['Niedersächsische Staatskanzlei', 'der Niedersächsischen Staatskanzlei'],
    ['Staatskanzlei', 'der Staatskanzlei'],
    ['Niedersächsisches Finanzministerium', 'des Niedersächsischen Finanzministeriums'],
    ['Niedersächsisches Ministerium für Inneres und Sport', 'des Niedersächsischen Ministeriums für Inneres und Sport'],
    ['des Landesamts', 'des Landesamts'],
    ['Amt X', 'der Behörde „Amt X“'],
  ])('the answer of %s', (name, genitive) => {
    expect(ofOffice(name)).toBe(genitive);
  });

  test('names a faction once, after its last member', () => {
    const asker = (name: string, faction: string) => ({ name, faction });
    expect(namesOf([asker('A', 'X')])).toBe('A (X)');
    expect(namesOf([asker('A', 'X'), asker('B', 'X')])).toBe('A und B (X)');
    expect(namesOf([asker('A', 'X'), asker('B', 'Y'), asker('C', 'Y')])).toBe('A (X), B und C (Y)');
    expect(namesOf([])).toBe('');
  });

  test('a row that is shorter than its head keeps every column', () => {
    const short = { ...attendance, rows: [{ key: 'a', cells: [text('A')], sources: [] }] };
    const answer = anAnswer({ units: [aUnit(1, 'Wer?', { tables: [short] })] });
    const [block] = printableAnswer(answer).layout('screen').questions[0]?.answers[0]?.blocks ?? [];
    expect(block).toMatchObject({ kind: 'table', table: { rows: [{ cells: ['A', '–', '–'] }] } });
  });
});
