import { describe, expect, test } from '@jest/globals';
import { routes } from '../../functions/routes.ts';
import { admit, admittedTo } from '../../shared/domain/access.ts';
import type { Findable } from '../../shared/domain/search.ts';
import { fitOf, groupOf, MOST_HITS, needleOf, searchedLists, searchers, searchText } from '../../shared/domain/search.ts';

const rankFor = (typed: string, title: string, ...also: (string | null)[]) => fitOf(needleOf(typed), { title, also });
const found = (id: string, title: string, ...also: string[]): Findable => ({ id, title, line: null, path: id, also });

describe('what is typed is found however it is spelt', () => {
  test.each([
    ['strasse', 'Straße der Vielfalt'],
    ['Straße', 'STRASSE DER VIELFALT'],
    ['muenchhausen', 'Münchhausen-Schule'],
    ['Münchhausen', 'Muenchhausen-Schule'],
    ['koroglu', 'Koroğlu-Haus'],
    ['Koroğlu', 'Koroglu-Haus'],
    ['yilmaz', 'Yılmaz-Platz'],
    ['buergerschaftliches engagement', '„Bürgerschaftliches Engagement“, Verden'],
  ])('%s finds %s', (typed, title) => {
    expect(rankFor(typed, title)).toBe(0);
  });

  test('signs between words and numbers do not matter', () => {
    expect(rankFor('17 7539', 'Antwort 17/7539')).toBe(1);
    expect(rankFor('17/7539', 'Antwort 17/7539')).toBe(1);
    expect(rankFor('17/7539', 'Antwort 17/7349')).toBeUndefined();
  });
});

describe('how well it fits', () => {
  test('the title begins so, then a word of it, then anything else', () => {
    expect(rankFor('sprach', 'Sprachkurse am Abend')).toBe(0);
    expect(rankFor('sprach', 'Mehr Sprachkurse')).toBe(1);
    expect(rankFor('sprach', 'Abendkurse', 'Sprachförderung')).toBe(2);
  });

  test('every word has to occur, in any order', () => {
    expect(rankFor('abend sprach', 'Sprachkurse am Abend')).toBe(1);
    expect(rankFor('sprach hannover', 'Sprachkurse', 'Rathaus Hannover')).toBe(2);
    expect(rankFor('sprach celle', 'Sprachkurse', 'Rathaus Hannover')).toBeUndefined();
  });

  test('from four letters on a word is found inside another one, shorter ones only where a word begins', () => {
    expect(rankFor('konferenz', 'Integrationskonferenz')).toBe(2);
    expect(rankFor('ion', 'Integrationskonferenz')).toBeUndefined();
  });

  test('what is missing is not found as the word null', () => {
    expect(rankFor('null', 'Titel', null, 'Ort')).toBeUndefined();
  });
});

test('the best come first, equals in German order, at most twenty with the number found', () => {
  const many = Array.from({ length: 30 }, (_, index) => found(`m${index}`, `Maßnahme ${index + 1}`, 'Sprachkurs'));
  const records = [...many, found('z', 'Sprache in Öjendorf'), found('a', 'Sprache in Oldenburg'), found('w', 'Zur Sprache')];
  const group = groupOf('MEASURE', needleOf('sprach'), records);
  expect(group.found).toBe(33);
  expect(group.hits).toHaveLength(MOST_HITS);
  expect(group.hits.slice(0, 5).map(({ title }) => title)).toEqual([
    'Sprache in Öjendorf',
    'Sprache in Oldenburg',
    'Zur Sprache',
    'Maßnahme 1',
    'Maßnahme 2',
  ]);
  expect(group.hits[0]).toEqual({ id: 'z', title: 'Sprache in Öjendorf', line: null, path: 'z' });
});

test.each(['a', ' b ', '--', '" "'])('%p is too short to search', (typed) => {
  expect(searchText.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([
    'Bitte geben Sie mindestens 2 Buchstaben oder Ziffern ein.',
  ]);
});

describe('who may search what', () => {
  test.each(Object.entries(searchedLists))('%s is searched by those whom its row lets in, and by nobody else', (id, readers) => {
    const row = routes.find((one) => one.id === id);
    expect(row?.access).toEqual({ roles: [...readers] });
  });

  test('whoever may read no list may not search', () => {
    expect(searchers).not.toContain('TECH_ADMIN');
    const listed = new Set<string>(Object.values(searchedLists).flat());
    expect([...searchers].sort()).toEqual([...listed].sort());
  });

  test('each list takes the caller as its own row would: a second role opens its own list, within its own bounds', () => {
    const grants = [
      { alliance: 'npa', role: 'GROUP_MANAGER', office: null, body: 'ag-sprache' },
      { alliance: 'npa', role: 'REGIONAL_EDITOR', office: 'LW', body: null },
      { alliance: 'lip', role: 'OFFICE_LEAD', office: null, body: null },
    ] as const;
    const actor = admit('somebody', grants, 'npa', searchers);
    expect(admittedTo(actor, searchedLists.listAllianceEvents)).toMatchObject({ role: 'REGIONAL_EDITOR', office: 'LW', bodies: null });
    expect(admittedTo(actor, searchedLists.listMeasures)).toMatchObject({ role: 'GROUP_MANAGER', office: null, bodies: ['ag-sprache'] });
    expect(admittedTo(actor, ['OFFICE_LEAD'])).toBeUndefined();
  });
});
