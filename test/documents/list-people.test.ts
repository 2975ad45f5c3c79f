import { describe, expect, test } from '@jest/globals';
import { isFailure } from '../../shared/domain/failures.ts';
import { columnLetters, columnsOf, type ListTable, rowsOf } from '../../shared/domain/participant-list.ts';
import { splitName } from '../../shared/domain/participant-list-name.ts';

const aTable = (...[header = [], ...rows]: readonly (readonly string[])[]): ListTable => ({
  header: { line: 1, cells: header },
  rows: rows.map((cells, index) => ({ line: index + 2, cells })),
});
const read = (table: ListTable) => rowsOf(table, columnsOf(table.header));
const faultsOf = (table: ListTable) =>
  read(table).flatMap((row) =>
    row.ok ? [] : row.faults.map(({ column, heading, detail }) => `${row.line} ${column} ${heading}: ${detail}`),
  );
const fieldsOf = (...header: string[]) =>
  Object.fromEntries(Object.entries(columnsOf({ line: 1, cells: header }).columns).map(([meaning, { heading }]) => [meaning, heading]));

describe('a name in one cell', () => {
  test.each([
    ['Köroğlu, Yılmaz', null, 'Yılmaz', 'Köroğlu'],
    ['Prof. Dr. Ing. Anna von Below-Neufeldt', 'Prof. Dr. Ing.', 'Anna', 'von Below-Neufeldt'],
    ['von Below-Neufeldt, Prof. Dr. Ing. Anna', 'Prof. Dr. Ing.', 'Anna', 'von Below-Neufeldt'],
    ['Below-Neufeldt, Anna von', null, 'Anna', 'von Below-Neufeldt'],
    ['Dr. Weiß, Jörg', 'Dr.', 'Jörg', 'Weiß'],
    ['Weiß, Jörg, Dr.', 'Dr.', 'Jörg', 'Weiß'],
    ['Weiß', null, null, 'Weiß'],
    ['Dr. Weiß', 'Dr.', null, 'Weiß'],
    ['von der Heide', null, null, 'von der Heide'],
    ['Herr Prof.Dr. h. c. Karl Ben Müller', 'Prof.Dr. h.c.', 'Karl Ben', 'Müller'],
    ['Dr. C. Müller', 'Dr.', 'C.', 'Müller'],
    ['Dipl.-Sozialpädagogin (FH) Maria zur Mühlen', 'Dipl.-Sozialpädagogin (FH)', 'Maria', 'zur Mühlen'],
    ['Anna Müller M.A.', 'M.A.', 'Anna', 'Müller'],
    ['Omar Al Khatib', null, 'Omar', 'Al Khatib'],
    ['Al Gore', null, 'Al', 'Gore'],
    ['Mohammed bin Salman al-Rashid', null, 'Mohammed', 'bin Salman al-Rashid'],
    ['Jan van de Velde', null, 'Jan', 'van de Velde'],
    ['Şťastná, Zuzana Marie', null, 'Zuzana Marie', 'Şťastná'],
    ['Dr.', 'Dr.', null, null],
  ])('%s', (raw, title, givenName, familyName) => {
    expect(splitName(raw)).toEqual({ title, givenName, familyName });
  });

  test('commas that leave open what is what', () => {
    expect(splitName('Weiß, Jörg, Hannover')).toBeUndefined();
  });
});

describe('columns', () => {
  test.each([
    [['Vorname', 'Name', 'E-Mail'], { givenName: 'Vorname', familyName: 'Name', email: 'E-Mail' }],
    [['NAME', 'Email', 'Verein'], { fullName: 'NAME', email: 'Email', organisation: 'Verein' }],
    [
      ['Name, Vorname', 'e-mail-adresse', 'Einrichtung'],
      { fullName: 'Name, Vorname', email: 'e-mail-adresse', organisation: 'Einrichtung' },
    ],
    [
      ['akad.  Titel', 'VORNAME', 'Familienname:', 'Position'],
      { title: 'akad. Titel', givenName: 'VORNAME', familyName: 'Familienname:', function: 'Position' },
    ],
    [
      ['First name', 'Last name', 'Mail', 'Organization', 'ID'],
      { givenName: 'First name', familyName: 'Last name', email: 'Mail', organisation: 'Organization', externalId: 'ID' },
    ],
    [['Nr.', 'Nachname', 'Begleitpersonen'], { externalId: 'Nr.', familyName: 'Nachname', companions: 'Begleitpersonen' }],
  ])('%j', (header, expected) => {
    expect(fieldsOf(...header)).toEqual(expected);
  });

  test('what is not known is told, what is known to be of no use is not', () => {
    const { unknown, ignored, hasEmail } = columnsOf({ line: 1, cells: ['Anrede', 'Name', 'Schuhgröße', '', 'Bemerkung'] });
    expect(unknown).toEqual([{ index: 2, column: 'C', heading: 'Schuhgröße' }]);
    expect([ignored.map(({ heading }) => heading), hasEmail]).toEqual([['Anrede', 'Bemerkung'], false]);
  });

  test.each([
    [['Name', 'Verein', 'Organisation'], /„Verein“ \(Spalte B\) und „Organisation“ \(Spalte C\)/],
    [['Vorname', 'Name', 'Nachname'], /„Name“ \(Spalte B\) und „Nachname“ \(Spalte C\)/],
    [['Vorname', 'Name, Vorname'], /„Name, Vorname“ \(Spalte B\) und „Vorname“ \(Spalte A\)/],
    [['Name', 'Begleitpersonen', 'Personenzahl'], /Begleitpersonen.*Personenzahl/],
    [['E-Mail', 'Ort'], /fehlt die Überschrift einer Spalte mit Namen/],
  ])('%j is refused', (cells, reason) => {
    expect.assertions(1);
    try {
      columnsOf({ line: 1, cells });
    } catch (error) {
      expect(isFailure(error, 'requestInvalid') && error.detail).toMatch(reason);
    }
  });

  test('letters as spreadsheets count', () => {
    expect([0, 25, 26, 49, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AX', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});

describe('people', () => {
  test('a row names a person; what it leaves empty is null', () => {
    const table = aTable(
      ['Titel', 'Vorname', 'Nachname', 'E-Mail', 'Verein', 'Funktion', 'ID'],
      ['Prof. Dr. Ing.', ' Anna ', 'von\n Below-Neufeldt', 'Anna@Köln.de', 'Flüchtlingsrat e. V.', 'Vorstand', '00123'],
      ['', '', 'Yılmaz'],
    );
    expect(read(table)).toEqual([
      {
        line: 2,
        ok: true,
        partySize: 1,
        person: {
          title: 'Prof. Dr. Ing.',
          givenName: 'Anna',
          familyName: 'von Below-Neufeldt',
          email: 'Anna@Köln.de',
          organisation: 'Flüchtlingsrat e. V.',
          function: 'Vorstand',
          externalId: '00123',
        },
      },
      {
        line: 3,
        ok: true,
        partySize: 1,
        person: { title: null, givenName: null, familyName: 'Yılmaz', email: null, organisation: null, function: null, externalId: null },
      },
    ]);
  });

  test('letters put together from two are one', () => {
    const [row] = read(aTable(['Nachname'], ['Ko\u0308rog\u0306lu']));
    expect(row?.ok && row.person.familyName).toBe('Köroğlu');
  });

  test('those who come along are counted with the person, a number of people includes it', () => {
    const sizes = (heading: string, ...cells: string[]) =>
      read(aTable(['Name', heading], ...cells.map((cell) => ['Weiß', cell]))).map((row) =>
        row.ok ? row.partySize : row.faults[0]?.detail,
      );
    expect(sizes('Begleitpersonen', '', '0', '2', '24')).toEqual([1, 1, 3, 25]);
    expect(sizes('Personenzahl', '', '1', '25')).toEqual([1, 1, 25]);
    for (const bad of ['26', '0', '-1', 'zwei', '1,5'])
      expect(sizes('Personenzahl', bad)).toEqual([expect.stringMatching(/ganze Zahl.*25/)]);
    expect(sizes('Begleitpersonen', '25')).toEqual([expect.stringMatching(/ganze Zahl/)]);
  });
});

describe('faults name the cell', () => {
  const HEAD = ['Vorname', 'Nachname', 'E-Mail', 'Organisation', 'ID'];
  test.each([
    ['no name', ['Anna', ''], /^2 B Nachname: Der Nachname fehlt\.$/],
    ['an address that is none', ['Anna', 'Weiß', 'anna(at)beispiel.de'], /^2 C E-Mail: .*vollständige E-Mail-Adresse/],
    ['an address of a name', ['Anna', 'Weiß', 'Anna <anna@beispiel.de>'], /^2 C E-Mail: /],
    ['too long', ['A'.repeat(101), 'Weiß'], /^2 A Vorname: Bitte höchstens 100 Zeichen\.$/],
    ['much too long', ['Anna', 'Weiß', '', 'x'.repeat(100_000)], /^2 D Organisation: Bitte höchstens 200 Zeichen\.$/],
    ['a control character', ['Anna', 'We\u0001iß'], /^2 B Nachname: Der Text enthält Steuerzeichen/],
    ['a sign that turns the reading direction', ['Anna', '\u202eßieW'], /^2 B Nachname: Der Text enthält Steuerzeichen/],
    ['a letter lost in saving', ['Y?lmaz', 'K\ufffdro\ufffdlu'], /^2 A Vorname: .*verloren gegangen.*2 B Nachname: .*verloren gegangen/s],
    ['more cells than headings', ['Anna', 'Weiß', '', '', '', 'zu viel'], /^2 F : Die Zeile hat mehr Zellen als die Überschrift/],
  ])('%s', (_what, cells, expected) => {
    expect(faultsOf(aTable(HEAD, cells)).join('\n')).toMatch(expected);
  });

  test('of two equal addresses or ids the later row is told the first', () => {
    const table = aTable(
      HEAD,
      ['Anna', 'Weiß', 'info@Köln.de', '', '7'],
      ['Bea', 'Weiß', 'INFO@xn--kln-sna.DE', '', '8'],
      ['Cem', 'Weiß', 'info@bonn.de', '', ' 7'],
      ['Dan', 'Weiß', '', '', ''],
      ['Eva', 'Weiß', '', '', ''],
    );
    expect(read(table).map(({ ok }) => ok)).toEqual([true, false, false, true, true]);
    expect(faultsOf(table)).toEqual([
      expect.stringMatching(/^3 C E-Mail: .*schon in Zeile 2/),
      expect.stringMatching(/^4 E ID: .*schon in Zeile 2/),
    ]);
  });

  test('all faults of a row at once, a name that cannot be told apart among them', () => {
    expect(faultsOf(aTable(['Name', 'E-Mail', 'Personen'], ['Weiß, Jörg, Hannover', 'x', 'y']))).toEqual([
      expect.stringMatching(/^2 A Name: .*Nachname, Vorname/),
      expect.stringMatching(/^2 B E-Mail: /),
      expect.stringMatching(/^2 C Personen: /),
    ]);
  });
});
