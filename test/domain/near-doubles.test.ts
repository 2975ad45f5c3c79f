import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearDoubles } from '../../shared/domain/near-doubles.ts';

const listed = (...titles: string[]) => titles.map((title, index) => ({ id: `v-${index}`, title }));
const pairsOf = (titles: readonly string[], judged: readonly (readonly [string, string])[] = []) =>
  nearDoubles(listed(...titles), judged).map(({ first, second }) => [first.title, second.title].sort().join(' | '));

describe('what reads alike is suggested', () => {
  // Printed titles of Drs. 17/7349, question 4, among their neighbours.
  const printed = [
    'Qualifizierung künftiger Lehrkräfte',
    'Kommunale Koordinierungsstellen für Sprachförderung und Bildung',
    'Kommunale Bildungskonferenzen',
    'Kostenfreie Materialien für ehrenamtliche Lehrkräfte',
    'Lokale Bündnisse für ehrenamtliche Sprachbegleitung',
    'Zusammenarbeit in der Sprachförderung optimieren',
    'Bildungsclearing, Basissprachkurse und Basismodul',
    'Basismodul Sprachförderung',
    'Auftakt von SPRINT-Dual',
    'Ehrenamt stärker einbinden',
    'Unternehmensnetzwerke stärken',
    'Angebote für geflüchtete Frauen vernetzen',
    'Schnelles und kostengünstiges Bauen',
    'Soziale Wohnraumförderung verbessern',
    'Kostengünstiges Wohnen im ländlichen Raum',
    'Broschüre des Deutschen Mieterbundes',
    'Broschüren der Klimaschutz- und Energieagentur',
    'Sozialräume und Nachbarschaften stärken',
    'Ehrenamt stärken und Förderung koordinieren',
    'Unterbringungskonzepte für ländliche Räume',
    'Baukosten senken, serielles Bauen',
  ];

  test('S3-26: basic language module, strengthening volunteers, rural housing; and nothing else of these', () => {
    expect(pairsOf(printed)).toEqual([
      'Ehrenamt stärken und Förderung koordinieren | Ehrenamt stärker einbinden',
      'Kostengünstiges Wohnen im ländlichen Raum | Unterbringungskonzepte für ländliche Räume',
      'Basismodul Sprachförderung | Bildungsclearing, Basissprachkurse und Basismodul',
    ]);
  });

  test('a pair that somebody judged is not suggested again, whichever way round it was judged', () => {
    const [one, other] = ['Ehrenamt stärker einbinden', 'Ehrenamt stärken und Förderung koordinieren'];
    const judged = (from: number, to: number) => pairsOf([one, other], [[`v-${from}`, `v-${to}`]]);
    expect([pairsOf([one, other]).length, judged(0, 1).length, judged(1, 0).length]).toEqual([1, 0, 0]);
  });

  test('spelling, order and endings make no difference', () => {
    expect(pairsOf(['Räume für Begegnung öffnen', 'Begegnung: Raum öffnen'])).toHaveLength(1);
    expect(pairsOf(['Große Straßenfeste', 'GROSSES STRASSENFEST'])).toHaveLength(1);
  });
});

test('a list in which everything is something else gives none', () => {
  const clean = [
    'Bibliotheken abends öffnen',
    'Fahrkarten verbilligen',
    'Dolmetscherinnen schulen',
    'Zeugnisse schneller prüfen',
    'Schwimmkurse am Wochenende',
    'Hebammen in Unterkünften',
    'Werkstätten zum Ausprobieren',
    'Patenschaften mit Vereinen',
    'Kitaplätze melden',
    'Wegweiser in zwölf Sprachen',
    'Sprechstunde der Ausländerbehörde',
    'Gärten gemeinsam bestellen',
    'Chöre und Theater',
    'Führerschein anerkennen',
    'Beratung zu Schulden',
    'Rechner für Jugendliche',
    'Mietverträge erklären',
    'Gesundheitskarte einführen',
    'Praktika im Handwerk',
    'Preis für gute Nachbarschaft',
  ];
  expect(pairsOf(clean)).toEqual([]);
});

test('each pair comes once, likeliest first, and a title is no double of itself', () => {
  const word = fc.constantFrom('ehrenamt', 'stärken', 'raum', 'ländlich', 'basismodul', 'sprache', 'wohnen', 'netz', 'in', 'und');
  const title = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(title, { maxLength: 30 }), (titles) => {
      const found = nearDoubles(listed(...titles), []);
      const keys = found.map(({ first, second }) => [first.id, second.id].sort().join(' '));
      expect(new Set(keys).size).toBe(keys.length);
      for (const { first, second, likeness, shared } of found) {
        expect(first.id).not.toBe(second.id);
        expect(likeness).toBeLessThanOrEqual(100);
        expect(shared.length).toBeGreaterThan(0);
      }
      expect(found.map(({ likeness }) => likeness)).toEqual(found.map(({ likeness }) => likeness).sort((a, b) => b - a));
    }),
  );
});

test('ten thousand titles are read in seconds, and a pair whose single words are everywhere is found', () => {
  const common = ['Ehrenamt', 'Stärkung', 'Wohnraum', 'Beratung', 'Förderung', 'Netzwerk', 'Bildung', 'Begegnung'];
  const titles = Array.from(
    { length: 10_000 },
    (_, index) => `${common[index % 8]} ${common[(index >> 3) % 8]} Vorhaben${index} Ort${index}`,
  );
  titles.push('Ehrenamtliche Begleitung im Ehrenamt', 'Begleitung im Ehrenamt, ehrenamtlich');
  const started = performance.now();
  const found = nearDoubles(listed(...titles), []);
  expect(performance.now() - started).toBeLessThan(4000);
  expect(found.slice(0, 1).map(({ first, second }) => [first.id, second.id])).toEqual([['v-10000', 'v-10001']]);
});
