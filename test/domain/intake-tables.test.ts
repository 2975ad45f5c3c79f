import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPaper } from '../../shared/domain/intake-reading.ts';
import { formatEuro, sumCents } from '../../shared/domain/money.ts';
import type { PrintedRow } from '../support/paper-printing.ts';
import { notations, printAmount, printTable, wrap } from '../support/paper-printing.ts';

/** Tables that were printed and come back, prose that holds none, and what a table says beside its rows. */

/** Words of titles; none names a column or a sum. */
const nouns = [
  'Werkstatt',
  'Integrationskonferenz',
  'Sprachförderung',
  'Beratungsstelle',
  'Nachbarschaftshilfe',
  'Familienzentrum',
  'Grundschule',
];
const middles = [
  'für',
  'und',
  'im',
  'Lern- und',
  'interkulturelle',
  'Nord-/Süd-Dialog',
  '„Wohnen und Leben“,',
  'e. V.',
  'niederschwellige',
];
const aTitle = fc
  .tuple(fc.constantFrom(...nouns), fc.array(fc.tuple(fc.constantFrom(...middles), fc.constantFrom(...nouns)), { maxLength: 3 }))
  .map(([first, more]) => [first, ...more.flat()].join(' '));

const someCents = fc.oneof(
  fc.integer({ min: 1, max: 50_000_000 }),
  fc.integer({ min: 1, max: 500_000 }).map((euros) => euros * 100),
);
const aRow = fc.record({
  title: aTitle,
  cents: someCents,
  notation: fc.constantFrom(...notations),
  width: fc.integer({ min: 26, max: 60 }),
  divides: fc.boolean(),
  amountOn: fc.constantFrom('SAME' as const, 'NEXT' as const, 'AFTER_BLANK' as const),
  blankInside: fc.boolean(),
  breaksAt: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 6 }),
});
const MONTHS = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const aDay = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2015, max: 2022 }));
const iso = ([date, month, year]: readonly [number, number, number]) =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
const inWords = ([date, month, year]: readonly [number, number, number]) => `${date}. ${MONTHS[month - 1]} ${year}`;

const sentences = [
  'Die Maßnahme richtet sich an alle Menschen im Stadtteil und wird von Ehrenamtlichen getragen.',
  'Der Träger berichtet einmal im Jahr über den Stand der Arbeit.',
  'Hierzu dienen drei Angebote, die aufeinander aufbauen und gemeinsam besucht werden können.',
  'Das Vorhaben hat sich bewährt.',
];
const aDescription = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 4 }).map((said) => wrap(said.join(' '), 70, true));
const prose = sentences.join(' ');
const around = (table: string): string => `${wrap(prose, 60, true).join('\n')}\n\n${table}\n\n \n\n${wrap(prose, 50, true).join('\n')}`;

const rowsRead = (text: string) => {
  const { tables, proposals } = readPaper(text);
  return {
    tables,
    read: proposals.map(({ number, date, title, amountCents, certain }) => [number, date?.from ?? null, title, amountCents, certain]),
  };
};

describe('generated tables come back as they were', () => {
  const bare = { key: '', description: [] as readonly string[] };

  test('rows that begin with a day, some without', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aRow, aDay, fc.boolean()), { minLength: 2, maxLength: 12 }), (some) => {
        const rows = some.map(([row, day, isDated], at): PrintedRow => ({ ...bare, ...row, key: at === 0 || isDated ? inWords(day) : '' }));
        const { tables, read } = rowsRead(around(printTable('Datum Veranstaltung Ausgaben', rows)));
        expect(read).toEqual(
          some.map(([row, day, isDated], at) => [null, at === 0 || isDated ? iso(day) : null, row.title, row.cents, true]),
        );
        expect(tables).toMatchObject([{ kind: 'EXPENSE_LINE', rowCount: rows.length, sumCents: sumCents(rows.map(({ cents }) => cents)) }]);
      }),
    );
  });

  test('rows that begin with a number, with descriptions between and a sum that is right or not', () => {
    const difference = fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 500 }));
    const some = fc.array(fc.tuple(aRow, aDescription), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 1, max: 60 }),
        difference,
        fc.constantFrom('Summe:', 'insgesamt', 'Gesamtsumme', 'Summe der Zuwendungen'),
        (all, first, off, word) => {
          const rows = all.map(([row, description], at): PrintedRow => ({ ...row, key: `${first + at}.`, description }));
          const sum = sumCents(rows.map(({ cents }) => cents));
          const text = around(printTable('Nr. Vorhaben bewilligt', rows, ` ${word} ${formatEuro(sum + off + 100_000)} € `));
          const { tables, read } = rowsRead(text);
          expect(read).toEqual(all.map(([row], at) => [first + at, null, row.title, row.cents, true]));
          expect(tables).toMatchObject([{ kind: 'GRANT', sumCents: sum, statedSums: [{ kind: 'TOTAL', differenceCents: off + 100_000 }] }]);
        },
      ),
    );
  });

  test('rows that begin with neither', () => {
    fc.assert(
      fc.property(fc.array(aRow, { minLength: 2, maxLength: 12 }), (some) => {
        const rows = some.map((row): PrintedRow => ({ ...bare, ...row }));
        const { read } = rowsRead(around(printTable('Bezeichnung Betrag', rows)));
        expect(read).toEqual(some.map((row) => [null, null, row.title, row.cents, true]));
      }),
    );
  });

  test('the same text always reads the same, and every amount stands where it says', () => {
    fc.assert(
      fc.property(fc.array(aRow, { minLength: 1, maxLength: 6 }), (some) => {
        const text = around(
          printTable(
            'Bezeichnung Betrag',
            some.map((row): PrintedRow => ({ ...bare, ...row })),
          ),
        );
        const reading = readPaper(text);
        expect(readPaper(text)).toEqual(reading);
        for (const { start, end, line, printed } of reading.amounts) {
          expect(text.slice(start, end).replace(/\s+/gu, '')).toBe(printed.replace(/\s+/gu, ''));
          expect(line).toBe(text.slice(0, start).split('\n').length);
        }
      }),
    );
  });
});

describe('prose is no table', () => {
  const said = fc.oneof(
    someCents.chain((cents) =>
      fc.constantFrom(...notations).map((notation) => ({
        cents,
        date: null,
        text: `Für den Verein standen ${printAmount(cents, notation === 'BLANK' ? 'POINT' : notation)} bereit.`,
      })),
    ),
    fc
      .tuple(someCents, aDay)
      .map(([cents, day]) => ({ cents, date: iso(day), text: `Am ${inWords(day)} wurden ${printAmount(cents, 'POINT')} ausgezahlt.` })),
    fc.constantFrom(...sentences).map((text) => ({ cents: null, date: null, text })),
  );

  test('whatever the width of its lines: no table, no figure that is not there, none missed', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 20 }), fc.integer({ min: 40, max: 90 }), fc.boolean(), (all, width, divides) => {
        const reading = readPaper(wrap(all.map(({ text }) => text).join(' '), width, divides).join(' \n'));
        expect(reading.tables).toEqual([]);
        expect(reading.proposals).toEqual([]);
        expect(reading.amounts.map(({ cents }) => cents)).toEqual(all.flatMap(({ cents }) => cents ?? []));
        expect(reading.dates.map(({ from }) => from)).toEqual(all.flatMap(({ date }) => date ?? []));
      }),
    );
  });

  test('S0-08: a paper without a figure has none', () => {
    const points = nouns.map((noun) => `• Einrichtung einer ${noun}`).join('\n\n');
    expect(readPaper(`Ausgangslage\n\n${points}\n\n${prose}`)).toMatchObject({ amounts: [], dates: [], tables: [], proposals: [] });
  });

  test.each([
    [
      'a word before the amount says so',
      'Der Rat gab dem Verein insgesamt 500 Euro\nDie Stadt erhielt vom Land weitere 300 Euro\nMehr war es nicht.',
    ],
    ['the sentence goes on below', 'Im ersten Jahr hat die Stadt 500 Euro\nund im zweiten hat sie 300 Euro\nausgezahlt'],
    ['a sentence ends between', 'Die Stadt zahlte 500 Euro\nDas war im ersten Jahr und hat gereicht.\nDas Land zahlte 300 Euro'],
  ])('amounts of a sentence may end lines: %s', (_why, text) => {
    const { tables, amounts } = readPaper(text);
    expect([tables, amounts.map(({ cents }) => cents)]).toEqual([[], [50_000, 30_000]]);
  });

  test('limits in a list are not rows', () => {
    const text =
      'Es gibt drei Stufen:\n\n1. Vorhaben bis zu einer Höhe von 5.000 €\n2. Vorhaben zwischen 5.000 € \n und 50.000 €\n3. Vorhaben der Stadt';
    expect(readPaper(text).tables).toEqual([]);
  });
});

describe('what a table says beside its rows', () => {
  const table = (...lines: string[]) => readPaper(lines.join('\n')).tables[0];

  test('a sum that differs is named to the cent', () => {
    const found = table('Bezeichnung Betrag', 'Miete 1.000,00 €', 'Honorar 500,00 €', 'Summe: 1.600,00 €');
    expect(found?.statedSums).toMatchObject([{ statedCents: 160_000, computedCents: 150_000, differenceCents: 10_000, line: 4 }]);
    expect(found?.remarks).toEqual([
      'Die Summe im Text ist 1.600,00 €, die der gelesenen Zeilen 1.500,00 €; der Unterschied ist 100,00 €.',
    ]);
  });

  test('a carry at the foot of a page is compared with what stands above it, and is no row', () => {
    const found = table(
      'Bezeichnung Betrag',
      'Miete 1.000,00 €',
      'Honorar 500,00 €',
      'Übertrag 1.500,00 €',
      'Druck 20,00 €',
      'Summe 1.520,00 €',
    );
    expect(found).toMatchObject({ rowCount: 3, sumCents: 152_000, remarks: [] });
    expect(found?.statedSums.map(({ kind, differenceCents }) => [kind, differenceCents])).toEqual([
      ['SUBTOTAL', 0],
      ['TOTAL', 0],
    ]);
  });

  test('a part of a row is not added, a balance is no row', () => {
    const found = table(
      'Bezeichnung Betrag',
      'Miete 1.000,00 €',
      'davon Heizung 200,00 €',
      'Honorar 500,00 €',
      'Saldo ordentliches Ergebnis -1.500,00',
    );
    expect(found).toMatchObject({ rowCount: 2, sumCents: 150_000 });
  });

  test('headings in euro make a point one of thousands; without them it stays open and is not added', () => {
    expect(table('Bezeichnung Betrag in Euro', 'Miete 1.320', 'Honorar 500,00')).toMatchObject({ sumCents: 182_000, uncertainRows: 0 });
    expect(table('Bezeichnung Betrag', 'Miete 320,00', 'Honorar 500,00')).toMatchObject({ sumCents: 82_000, uncertainRows: 0 });
    const found = table('Bezeichnung Betrag', 'Miete 1.320', 'Honorar 500,00 €');
    expect(found).toMatchObject({ sumCents: 50_000, uncertainRows: 1, remarks: ['Nicht sicher gelesen: 1 Zeile.'] });
  });

  test('numbers need no point under a heading of numbers', () => {
    const { proposals } = readPaper('Nr. Bezeichnung Betrag\n1 Chor 1,00 €\n2 Tanz 2,00 €');
    expect(proposals.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Chor'],
      [2, 'Tanz'],
    ]);
  });

  test('a row with two amounts is not certain', () => {
    const { proposals } = readPaper('Bezeichnung Betrag\nMiete 100,00 € 200,00 €\nHonorar 500,00 €');
    expect(proposals.map(({ amountCents, certain }) => [amountCents, certain])).toEqual([
      [20_000, false],
      [50_000, true],
    ]);
  });

  test('a title may go on with a number that is not the next row', () => {
    const { proposals } = readPaper('1. Chor 100,00 €\n2. Werkstatt für die\n3. Klasse 200,00 €\n3. Fest 300,00 €');
    expect(proposals.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Chor'],
      [2, 'Werkstatt für die 3. Klasse'],
      [3, 'Fest'],
    ]);
  });

  test('page numbers and running heads are of no row', () => {
    const text =
      'Landtag Drucksache 1\nBezeichnung Betrag\nMiete 1,00 €\n- 1 -\n\fLandtag Drucksache 2\nHonorar\nund Druck 2,00 €\n\fLandtag Drucksache 3\nPorto 3,00 €';
    expect(readPaper(text).proposals.map(({ title, lines }) => [title, lines.from, lines.to])).toEqual([
      ['Miete', 3, 3],
      ['Honorar und Druck', 6, 7],
      ['Porto', 9, 9],
    ]);
  });

  test('a tab or a legal form shows where the project begins; nothing else is taken for it', () => {
    const { proposals } = readPaper(
      'Nr. Organisation Projekt bewilligt\n1. Probe e.V. Chor 1,00 €\n2. Probewerk\tTheater 2,00 €\n3. Probe gGmbH Tanz 3,00 €\n4. Probewerk Musik 4,00 €',
    );
    expect(proposals.map(({ organisation, title }) => [organisation, title])).toEqual([
      ['Probe e.V.', 'Chor'],
      ['Probewerk', 'Theater'],
      ['Probe gGmbH', 'Tanz'],
      [null, 'Probewerk Musik'],
    ]);
  });
});

/** Facts of the two reports, printed anew with the peculiarities of their print. */
describe('the tables of the reports', () => {
  const reference = (name: string) => JSON.parse(readFileSync(new URL(`../../infra/local/reference/${name}`, import.meta.url), 'utf8'));
  type Line = { section: string; label: string; date: string | null; order: number };
  type Expense = { amountCents: number; reportingLine: Line | null };
  const dayInWords = (day: string) => inWords([Number(day.slice(8)), Number(day.slice(5, 7)), Number(day.slice(0, 4))]);

  const events = (reference('npa-2016.json').expenses as Expense[])
    .flatMap(({ amountCents, reportingLine }) =>
      reportingLine?.section === 'EVENTS' && reportingLine.order <= 23 ? [{ ...reportingLine, amountCents }] : [],
    )
    .sort((a, b) => a.order - b.order);

  test('S2: the 23 events of question 9 come back, with 403 858,76', () => {
    const rows = events.map(({ label, date, amountCents, order }): PrintedRow => {
      const isLong = label.length > 46;
      return {
        key: date === null ? '' : dayInWords(date),
        title: label,
        cents: amountCents,
        notation: 'BLANK',
        width: 62,
        divides: true,
        amountOn: isLong ? (order % 2 === 0 ? 'AFTER_BLANK' : 'NEXT') : 'SAME',
        blankInside: order % 3 === 0,
        breaksAt: order === 18 ? 0 : null,
        description: [],
      };
    });
    const word = ['Ko', 'sten'].join('');
    const text = around(printTable(`Datum Veranstaltung ${word}`, rows));
    expect(text).toMatch(/\p{L}-\n/u);
    const { tables, proposals } = readPaper(text);
    expect(tables).toMatchObject([{ kind: 'EXPENSE_LINE', rowCount: 23, sumCents: 40_385_876, uncertainRows: 0 }]);
    expect(tables[0]?.header?.repeatedOn).toHaveLength(1);
    expect(tables[0]?.remarks).toEqual([expect.stringContaining('Schreiben Sie „Ausgaben“')]);
    expect(proposals.map(({ title, date, amountCents }) => [title, date?.from ?? null, amountCents])).toEqual(
      events.map(({ label, date, amountCents }) => [label, date, amountCents]),
    );
  });

  test('the further expenditure of question 10 in mixed notations', () => {
    const others = (reference('npa-2016.json').expenses as Expense[])
      .flatMap(({ amountCents, reportingLine }) => (reportingLine?.section === 'OTHER' ? [{ ...reportingLine, amountCents }] : []))
      .sort((a, b) => a.order - b.order)
      .slice(1, 10);
    const rows = others.map(({ label, amountCents, order }): PrintedRow => {
      const isLong = label.length > 75;
      return {
        key: '',
        title: label,
        cents: amountCents,
        notation: order === 9 ? 'PLAIN' : 'POINT',
        width: 76,
        divides: true,
        amountOn: isLong ? 'AFTER_BLANK' : 'SAME',
        blankInside: false,
        breaksAt: null,
        description: [],
      };
    });
    const [, ...printed] = printTable('', rows).split('\n');
    const { tables, proposals } = readPaper(`Es entstanden folgende Ausgaben:\n\n${printed.join('\n')}`);
    expect(tables).toMatchObject([{ rowCount: 9, sumCents: sumCents(others.map(({ amountCents }) => amountCents)) }]);
    expect(proposals.map(({ title }) => title)).toEqual(others.map(({ label }) => label));
  });

  test('the 18 grants come back, with 142 200,00 and the sum compared', () => {
    type Grant = {
      no: number | null;
      fiscalYear: number;
      organisationId: string;
      project: string;
      decision: { amountCents: number } | null;
    };
    type Organisation = { id: string; name: string };
    const { grants } = reference('lip-fund.json') as { grants: Grant[] };
    const organisations = (reference('organisations.json').alliances as { organisations: Organisation[] }[]).flatMap(
      (each) => each.organisations,
    );
    const nameOf = (id: string) => organisations.find((each) => each.id === id)?.name ?? '';
    const given = grants.filter(({ fiscalYear, decision }) => fiscalYear === 2020 && decision);
    const rows = given.map(({ organisationId, project, decision }, at): PrintedRow => {
      const title = `${nameOf(organisationId)} ${project}`;
      return {
        key: `${at + 1}.`,
        title,
        cents: decision?.amountCents ?? 0,
        notation: 'POINT',
        width: 52,
        divides: true,
        amountOn: title.length > 48 ? 'AFTER_BLANK' : 'SAME',
        blankInside: true,
        breaksAt: null,
        description: [...wrap(prose, 80, true), ...(at === 5 ? ['1. Erster Abend: Einführung ', '2. Zweiter Abend: Vertiefung '] : [])],
      };
    });
    const text = `Höhe des Titels: 128.900 € \n\n${printTable('Nr. Organisation Projekt bewilligt', rows, ' Summe: 142.200,00 € ')}`;
    const { tables, proposals } = readPaper(text);
    expect(tables).toMatchObject([
      { kind: 'GRANT', rowCount: 18, sumCents: 14_220_000, statedSums: [{ differenceCents: 0 }], remarks: [] },
    ]);
    expect(proposals.map(({ number }) => number)).toEqual(given.map((_, at) => at + 1));
    expect(proposals.map(({ organisation, title }) => (organisation === null ? title : `${organisation} ${title}`))).toEqual(
      rows.map(({ title }) => title),
    );
  });
});
