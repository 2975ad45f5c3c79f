import { describe, expect, test } from '@jest/globals';
import { sameAddressForm } from '../../shared/domain/participant.ts';
import { comparedName, nameLikeness, SUGGESTED_LIKENESS } from '../../shared/domain/person-likeness.ts';
import { fold, germanOrder, text } from '../../shared/domain/text.ts';

/** S10: two writings of one thing are found to be the same, two things are not taken for one, and what is not seen is refused. */

const nfd = (word: string): string => word.normalize('NFD');

/** Two writings of one name: how a search, a list of organisations or an import meets them. */
const same: readonly (readonly [what: string, one: string, other: string])[] = [
  ['composed and decomposed', 'Köroğlu', nfd('Köroğlu')],
  ['composed and decomposed, two marks', 'Nguyễn', nfd('Nguyễn')],
  ['marks in another order', 'ạ\u0302b', 'a\u0302\u0323b'],
  ['capitals', 'FLÜCHTLINGSRAT', 'Flüchtlingsrat'],
  ['capital sharp s', 'STRAẞE', 'Straße'],
  ['sharp s in capitals', 'STRASSE', 'Straße'],
  ['sharp s written out', 'Gross', 'Groß'],
  ['umlaut written out', 'Mueller', 'Müller'],
  ['umlaut written out in capitals', 'GOETTINGEN', 'Göttingen'],
  ['dotless i', 'Yıldız', 'Yildiz'],
  ['capital i with a dot', 'İSTANBUL', 'istanbul'],
  ['breve', 'Doğan', 'Dogan'],
  ['cedilla', 'Şahin', 'Sahin'],
  ['comma below and cedilla', 'Ștefan', 'Ştefan'],
  ['stroke', 'Łukasz', 'Lukasz'],
  ['stroke of the North', 'Søren', 'Soren'],
  ['ligature of letters', 'Æbelø', 'Aebelo'],
  ['ligature of French', 'Cœur', 'Coeur'],
  ['typographic ligature fi', 'ﬁnden', 'finden'],
  ['typographic ligature ffl', 'Griﬄ', 'Griffl'],
  ['typographic ligature st', 'Feﬆ', 'Fest'],
  ['long s', 'Haus', 'Hauſ'],
  ['a zero-width space', 'Sprach\u200bförderung', 'Sprachförderung'],
  ['a joiner', 'Sprach\u200dförderung', 'Sprachförderung'],
  ['a non-joiner', 'Sprach\u200cförderung', 'Sprachförderung'],
  ['a word joiner', 'Sprach\u2060förderung', 'Sprachförderung'],
  ['a soft hyphen', 'Sprach\u00adförderung', 'Sprachförderung'],
  ['a byte order mark', '\ufeffSprachförderung', 'Sprachförderung'],
  ['a grapheme joiner', 'Sprach\u034fförderung', 'Sprachförderung'],
  ['a Hangul filler', 'Sprach\u3164förderung', 'Sprachförderung'],
  ['a no-break space', 'Stadt\u00a0Nord', 'Stadt Nord'],
  ['a narrow space', 'Stadt\u202fNord', 'Stadt Nord'],
  ['two spaces', 'Stadt  Nord', 'Stadt Nord'],
  ['a tab', 'Stadt\tNord', 'Stadt Nord'],
  ['another hyphen', 'Nord‑Süd', 'Nord-Süd'],
  ['a dash', 'Nord–Süd', 'Nord-Süd'],
  ['another apostrophe', 'O’Neill', "O'Neill"],
  ['quotation marks', '„Haus der Kulturen“', 'Haus der Kulturen'],
  ['full-width letters', 'ＡＢＣ １２', 'ABC 12'],
  ['final sigma', 'ΟΔΟΣ', 'οδος'],
];

const addresses: readonly (readonly [what: string, one: string, other: string])[] = [
  ['punycode', 'anna@xn--mnchen-3ya.de', 'anna@münchen.de'],
  ['punycode, decomposed', 'anna@xn--mnchen-3ya.de', `anna@${nfd('münchen')}.de`],
  ['capitals', 'Anna@Beispiel.DE', 'anna@beispiel.de'],
  ['full-width', 'ａnna@beispiel.de', 'anna@beispiel.de'],
];

const apart: readonly (readonly [string, string])[] = [
  ['Stadt Nord', 'Stadt Süd'],
  ['Verein A', 'Verein B'],
  ['Müller', 'Möller'],
  ['Maier', 'Meyer'],
  ['Haus 1', 'Haus 11'],
  ['Haus 1', 'Haus 2'],
  ['AG Integration', 'AG Inklusion'],
  ['Nordstadt', 'Nord Stadt West'],
  ['Frauen', 'Frau'],
  ['Bund', 'Bünde'],
  ['Masse', 'Maske'],
  ['Yıldız', 'Yıldırım'],
  ['Łódź', 'Lod'],
  ['Αθήνα', 'Афины'],
  ['Москва', 'Moskau'],
  ['Sahin', 'Zahin'],
  ['Caritas', 'Caritasverband'],
  ['Diakonie', 'Diakon'],
  ['10 Jahre', '100 Jahre'],
  ['a', 'b'],
];

/** Whether a comparison takes the pairs it should for the same, and no other. */
const judge = (equal: (one: string, other: string) => boolean) => ({
  missed: same.filter(([, one, other]) => !equal(one, other)).map(([what]) => what),
  merged: apart.filter(([one, other]) => equal(one, other)),
});

describe('S10: writings of one name', () => {
  test('the register has 40 pairs of the same and 20 that differ', () => {
    expect([same.length, apart.length]).toEqual([40, 20]);
  });

  test('all are found, none is taken for another', () => {
    expect(judge((one, other) => fold(one) === fold(other))).toEqual({ missed: [], merged: [] });
  });

  test('comparing capitals alone misses most, and comparing letters of ASCII merges', () => {
    expect(judge((one, other) => one.toLowerCase() === other.toLowerCase()).missed.length).toBeGreaterThan(30);
    const ascii = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '');
    expect(judge((one, other) => ascii(one) === ascii(other)).merged.length).toBeGreaterThan(2);
  });

  test('a person under either writing is suggested as one, never merged by itself', () => {
    const named = (familyName: string) => comparedName({ title: null, givenName: 'Anna', familyName });
    const missed = same.filter(([, one, other]) => nameLikeness(named(one), named(other)) < SUGGESTED_LIKENESS);
    expect(missed.map(([what]) => what)).toEqual([]);
  });

  test.each(addresses)('an address: %s', (_what, one, other) => {
    expect(sameAddressForm(one)).toBe(sameAddressForm(other));
  });

  test('two addresses stay two', () => {
    expect(sameAddressForm('anna@münchen.de')).not.toBe(sameAddressForm('anna@munchen.de'));
    expect(sameAddressForm('anna.b@beispiel.de')).not.toBe(sameAddressForm('annab@beispiel.de'));
  });
});

describe('S10: what a text may hold', () => {
  const field = text(20, 'Probe');
  const unseen = [
    0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9f, 0x061c, 0x180e, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
  ];
  const more = [0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0xfeff, 0xfff9, 0xffff, 0xe0041];

  test.each([...unseen, ...more].map((point) => [`U+${point.toString(16).toUpperCase().padStart(4, '0')}`, point] as const))(
    '%s inside a word is refused',
    (_name, point) => {
      expect(field.safeParse(`a${String.fromCodePoint(point)}b`).success).toBe(false);
    },
  );

  test('what writing needs is taken: line ends, joiners of Persian, marks, other alphabets', () => {
    for (const fine of ['a\nb\tc', 'می\u200cخواهم', 'Nguyễn', 'Ḩasan', 'Шевченко', '👩‍👩‍👧'])
      expect(field.safeParse(fine).success).toBe(true);
  });

  test('length is counted in code points, after composing', () => {
    expect(field.safeParse('👍'.repeat(20)).success).toBe(true);
    expect(field.safeParse('👍'.repeat(21)).success).toBe(false);
    expect(field.parse(nfd('ü'.repeat(20)))).toBe('ü'.repeat(20));
  });

  test('S8: marks piled up on one letter are refused before they are put in order, which takes time with their square', () => {
    const piled = `a${'\u0301\u0327'.repeat(40_000)}`;
    const long = text(300_000, 'Probe');
    const started = performance.now();
    expect(long.safeParse(piled).success).toBe(false);
    expect(fold(piled)).toBe('a');
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(long.safeParse(`a${'\u0301'.repeat(30)}`).success).toBe(true);
  });
});

test('S10: lists are in German order: umlauts beside their vowel, sharp s beside ss, numbers by their size', () => {
  const ordered = [
    'Adler',
    'Ähre',
    'Anker',
    'Haus 2',
    'Haus 10',
    'Masse',
    'Maße',
    'Mast',
    'Öl',
    'Ost',
    'Über',
    'Unter',
    'Yıldız',
    'Zaun',
    'Žižek',
  ];
  expect([...ordered].reverse().sort(germanOrder.compare)).toEqual(ordered);
  expect([...ordered].sort()).not.toEqual(ordered);
});
