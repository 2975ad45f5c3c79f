import { beforeAll, describe, expect, test } from '@jest/globals';
import { getAnswerDocument } from '../../functions/documents/routes.ts';
import { draftAnswerPart } from '../../functions/inquiries/routes.ts';
import { listReports } from '../../functions/reports/routes.ts';
import {
  getMeasure,
  getResultMatrix,
  listDoubleSuggestions,
  listIndicators,
  listMeasures,
  listProposals,
  stateMeasureStatus,
} from '../../functions/results/routes.ts';
import type { Answered } from '../support/api.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';

/** Proposals, measures and indicators of the source papers read back through the API. The numbers S1-… to S4-… are rows of the acceptance list. */

const state = as('OFFICE_EDITOR');
const city = as('OFFICE_LEAD', { alliance: 'lip' });
const SPRACHE = 'konferenz-sprache-2016-03-16';
const ARBEIT = 'konferenz-arbeit-2016-06-06';
const WOHNEN = 'konferenz-wohnen-2016-08-29';
const ANSWERED_ON = '2017-02-28';

type Stated = {
  value: number | null;
  upTo: number | null;
  worth: string;
  asOf: string | null;
  printed: string | null;
  source: string | null;
};
type Due = { wording: string | null; from: string | null; to: string | null };
type Indicator = {
  id: string;
  label: string;
  unit: string;
  area: { kind: string; name: string };
  measureId: string | null;
  proposalId: string | null;
  partOfIndicatorId: string | null;
  target: { value: Stated; due: Due } | null;
  current: Stated | null;
  share: { text: string } | null;
  reach: string | null;
  isTargetOverdue: boolean;
};
type Listed = Parameters<typeof call>[0];

const all = async (row: Listed, caller: ReturnType<typeof as>, allianceId: string, query: Record<string, string> = {}) => {
  const found: Answered['body'][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const asked = { limit: '100', ...query, ...(cursor ? { cursor } : {}) };
    const { body } = await call(row, caller, { params: { allianceId }, query: asked });
    found.push(...body.items);
    cursor = body.cursor;
  }
  return found;
};

let indicators: Indicator[] = [];
let cityIndicators: Indicator[] = [];
beforeAll(async () => {
  await openRegisterOfBoth();
  indicators = await all(listIndicators, state, 'npa');
  cityIndicators = await all(listIndicators, city, 'lip');
});
const indicator = (label: string, of: Indicator[] = indicators): Indicator => {
  const [found, ...more] = of.filter((one) => one.label === label);
  if (!found || more.length > 0) throw new Error(`${label}: ${more.length + Number(found !== undefined)}`);
  return found;
};

describe('what the conferences proposed', () => {
  test('S3-22: 19, 22 and 15 proposals, 56 together; proposals, never decisions', async () => {
    const proposals = await all(listProposals, state, 'npa');
    const of = (eventId: string) => proposals.filter((one) => one.eventId === eventId);
    expect([SPRACHE, ARBEIT, WOHNEN].map((eventId) => of(eventId).length)).toEqual([19, 22, 15]);
    expect([proposals.length, new Set(proposals.map(({ kind }) => kind))]).toEqual([56, new Set(['PROPOSAL'])]);
    expect(of(SPRACHE).map(({ order }) => order)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
  });

  test('S3-23: targets hidden in proposals are indicators with a day: 1 500, 2 900, materials, certificates, 10 000', () => {
    const targets = indicators.flatMap(({ label, target, proposalId, isTargetOverdue }) =>
      target ? [[label, proposalId, target.value.value, target.due.wording, target.due.to, isTargetOverdue]] : [],
    );
    expect(targets.sort()).toEqual([
      ['Arbeitsgelegenheiten in Niedersachsen', 'p-arbeit-09', 10_000, null, null, false],
      ['Basissprachkurse mit Beratung und Zertifizierung', 'p-sprache-17', null, 'bis Ende 2016', '2016-12-31', true],
      ['Fortgebildete Ehrenamtliche', 'p-sprache-03', 2900, 'bis Ende 2016', '2016-12-31', true],
      ['Kostenfreie Materialien für ehrenamtliche Lehrkräfte', 'p-sprache-08', null, 'bis Sommer 2016', null, false],
      ['Lehramtsstudierende mit Basisqualifikation', 'p-sprache-03', 1500, 'bis Ende 2016', '2016-12-31', true],
    ]);
  });

  test('S3-26: near-doubles across and within conferences are suggested, both with where they came from', async () => {
    const { items } = (await call(listDoubleSuggestions, state)).body;
    const pairs = items.map(({ first, second }: { first: { id: string }; second: { id: string } }) => [first.id, second.id].sort());
    for (const pair of [
      ['p-arbeit-01', 'p-sprache-17'],
      ['p-arbeit-13', 'p-wohnen-13'],
      ['p-wohnen-07', 'p-wohnen-14'],
    ])
      expect(pairs).toContainEqual(pair);
    expect((await all(listProposals, state, 'npa')).flatMap(({ doubles }) => doubles)).toEqual([]);
  });
});

describe('measures', () => {
  test('S3-24: 10, 14 and 11 measures, 35 together; the numbering restarts, so section and number together name one', async () => {
    const measures = await all(listMeasures, state, 'npa', { on: ANSWERED_ON });
    const groups = [...new Set(measures.map(({ eventId, group }) => `${eventId} ${group}`))];
    const inGroup = (name: string) => measures.filter(({ eventId, group }) => `${eventId} ${group}` === name).length;
    expect(Object.fromEntries(groups.map((name) => [name, inGroup(name)]))).toEqual({
      [`${SPRACHE} Erstaufnahme`]: 4,
      [`${SPRACHE} Aufnahme in den Kommunen`]: 6,
      [`${ARBEIT} Werkstatt Arbeit`]: 10,
      [`${ARBEIT} Integrationsgesetz`]: 4,
      [`${WOHNEN} Werkstatt Wohnen und Leben`]: 11,
    });
    expect(measures).toHaveLength(35);
    const numbers = measures.map(({ eventId, number }) => `${eventId} ${number}`);
    expect(new Set(numbers).size).toBe(35);
    expect(new Set(measures.map(({ label }) => label)).size).toBe(11);
    expect(measures.every(({ current }) => current !== null)).toBe(true);
  });

  test('S3-25: 11 of 22 proposals on work have a measure, two of its measures answer none; open ends on both sides', async () => {
    const { body } = await call(getResultMatrix, state, { query: { eventId: ARBEIT } });
    expect(body.counts).toMatchObject({ proposals: 22, openProposals: 11, measures: 14, openMeasures: 2 });
    const open = body.measures.filter(({ links }: { links: unknown[] }) => links.length === 0);
    // The acceptance list counts early assessment, too: by title it answers none, by subject the data link it to proposal 3.
    expect(open.map(({ id }: { id: string }) => id)).toEqual(['m-arbeit-7', 'm-arbeit-10']);
    const early = body.measures.find(({ id }: { id: string }) => id === 'm-arbeit-2');
    expect(early.links).toEqual([{ proposalId: 'p-arbeit-03', basis: 'SAME_SUBJECT' }]);
    const whole = (await call(getResultMatrix, state)).body.counts;
    expect(whole).toMatchObject({ proposals: 56, openProposals: 26, measures: 35, openMeasures: 6, links: 35 });
  });

  test('S3-28: two measures on housing are only examined, which is not running', async () => {
    const examined = await all(listMeasures, state, 'npa', { status: 'UNDER_EXAMINATION', on: ANSWERED_ON });
    expect(examined.map(({ eventId, label, current }) => [eventId, label, current.wording])).toEqual([
      [WOHNEN, 'VIII', 'wird geprüft'],
      [WOHNEN, 'IX', 'wird geprüft'],
    ]);
    const running = await all(listMeasures, state, 'npa', { status: 'RUNNING', on: ANSWERED_ON });
    expect(running.map(({ id }) => id)).not.toContain('m-wohnen-8');
  });
});

describe('S3-27: indicators', () => {
  const values: [label: string, value: number, unit: string, worth: string, measureId: string][] = [
    ['Berufsbildende Schulen', 89, 'Schulen', 'EXACT', 'm-sprache-ko-2'],
    ['Klassen', 263, 'Klassen', 'EXACT', 'm-sprache-ko-2'],
    ['Junge Flüchtlinge', 4000, 'Personen', 'ABOUT', 'm-sprache-ko-2'],
    ['SPRINT-Dual: Berufsschultage je Woche', 1.5, 'Tage', 'EXACT', 'm-sprache-ko-2'],
    ['SPRINT-Dual: Unterrichtsstunden', 12, 'Unterrichtsstunden', 'EXACT', 'm-sprache-ko-2'],
    ['SPRINT-Dual: Betriebstage je Woche', 3.5, 'Tage', 'EXACT', 'm-sprache-ko-2'],
    ['Tablets', 600, 'Tablets', 'EXACT', 'm-sprache-ko-1'],
    ['Unterrichtsstunden je Kurs', 300, 'Unterrichtsstunden', 'EXACT', 'm-sprache-ko-3'],
    ['Zusätzliche Lehrkräfte', 750, 'Lehrkräfte', 'EXACT', 'm-sprache-ko-4'],
    ['Regionale Prozessbegleitungen', 10, 'Personen', 'EXACT', 'm-arbeit-1'],
    ['Gespräche', 1900, 'Gespräche', 'MORE_THAN', 'm-arbeit-2'],
    ['Zentrale Standorte', 5, 'Standorte', 'EXACT', 'm-arbeit-2'],
    ['Bei Agentur oder Jobcenter vorgesprochen', 60, 'Prozent', 'EXACT', 'm-arbeit-2'],
    ['Handwerkskammern', 6, 'Kammern', 'EXACT', 'm-arbeit-4'],
    ['Beratene Flüchtlinge', 1400, 'Personen', 'MORE_THAN', 'm-arbeit-4'],
    ['Beratene Unternehmen', 1100, 'Unternehmen', 'ABOUT', 'm-arbeit-4'],
    ['Ausbildungsbereite Unternehmen', 1000, 'Unternehmen', 'MORE_THAN', 'm-arbeit-4'],
    ['Unterstützbare Flüchtlinge', 1000, 'Personen', 'ABOUT', 'm-arbeit-5'],
    ['Projekte', 43, 'Projekte', 'EXACT', 'm-arbeit-7'],
    ['Standorte', 16, 'Standorte', 'EXACT', 'm-arbeit-7'],
    ['Anteil weiblicher Flüchtlinge', 30, 'Prozent', 'ABOUT', 'm-arbeit-9'],
    ['Koordinierungsstellen mit Zusatzförderung', 8, 'Koordinierungsstellen', 'EXACT', 'm-arbeit-9'],
    ['Bestehende Koordinierungsstellen', 25, 'Koordinierungsstellen', 'EXACT', 'm-arbeit-9'],
    ['Förderaufrufe', 3, 'Förderaufrufe', 'EXACT', 'm-arbeit-10'],
    ['Zusätzliche Arbeitsgelegenheiten des Bundes', 100_000, 'Plätze', 'EXACT', 'm-intg-4'],
    ['Genehmigte Plätze', 1873, 'Plätze', 'EXACT', 'm-intg-4'],
    ['Beantragte Plätze', 264, 'Plätze', 'EXACT', 'm-intg-4'],
    ['Regionale Informationsveranstaltungen des Landes', 3, 'Veranstaltungen', 'EXACT', 'm-intg-4'],
    ['Mietwohnungen', 600, 'Wohnungen', 'ABOUT', 'm-wohnen-1'],
    ['Preisträger-Entwürfe', 4, 'Entwürfe', 'EXACT', 'm-wohnen-1'],
    ['Weitere Wohnungsunternehmen', 4, 'Unternehmen', 'EXACT', 'm-wohnen-1'],
    ['Anerkennungen', 8, 'Anerkennungen', 'EXACT', 'm-wohnen-1'],
    ['Vornutzung für Flüchtlinge', 10, 'Jahre', 'UP_TO', 'm-wohnen-4'],
    ['Beteiligte Jugendämter', 48, 'Jugendämter', 'EXACT', 'm-wohnen-6'],
    ['Jugendämter insgesamt', 55, 'Jugendämter', 'EXACT', 'm-wohnen-6'],
  ];
  test('each with its unit, what it is worth, and the question it comes from', () => {
    const found = values.map(([label]) => {
      const { unit, current, measureId } = indicator(label);
      return [label, current?.value, unit, current?.worth, measureId];
    });
    expect(found).toEqual(values);
    for (const [label] of values) expect([label, indicator(label).current?.source]).toEqual([label, 'Drs. 17/7349, Frage 5']);
    for (const id of ['m-wohnen-10', 'm-wohnen-11'])
      expect(indicators.find(({ measureId }) => measureId === id)).toMatchObject({ label: 'Sprachen', current: { value: 3 } });
  });

  test('1 873 approved and 264 applied for are 2 137 as of 06.02.2017: 21,4 % of 10 000; the federal 100 000 is another area', async () => {
    const { body } = await call(listIndicators, state, { query: { measureId: 'm-intg-4' } });
    const [whole] = body.items as Indicator[];
    expect(whole).toMatchObject({ current: { value: 2137, asOf: '2017-02-06' }, reach: 'BELOW' });
    expect(whole?.share?.text).toBe('21,4\u00a0%');
    const parts = body.items.filter(({ partOfIndicatorId }: Indicator) => partOfIndicatorId === whole?.id);
    expect(parts.map(({ current }: Indicator) => [current?.value, current?.asOf])).toEqual([
      [1873, '2017-02-06'],
      [264, '2017-02-06'],
    ]);
    expect(indicator('Zusätzliche Arbeitsgelegenheiten des Bundes').area).toEqual({ kind: 'FEDERATION', name: 'Deutschland' });
    expect(body.totals.map(({ area, sum }: { area: { name: string }; sum: { value: number } }) => [area.name, sum.value])).toEqual([
      ['Niedersachsen', 2137],
    ]);
  });

  test('S3-03: what has a day keeps its own; most figures have none', () => {
    const days = indicators.flatMap(({ current }) => (current?.asOf ? [current.asOf] : []));
    expect([...new Set(days)].sort()).toEqual(['2016-11-30', '2017-02-06']);
    expect(days.length).toBeLessThan(indicators.length / 2);
  });

  test('48 of 55 youth offices and 8 of 25 coordination offices are parts of their whole', () => {
    expect(indicator('Beteiligte Jugendämter').partOfIndicatorId).toBe(indicator('Jugendämter insgesamt').id);
    expect(indicator('Koordinierungsstellen mit Zusatzförderung').partOfIndicatorId).toBe(indicator('Bestehende Koordinierungsstellen').id);
  });

  const money: [measureId: string, amounts: [cents: number, worth: string, per: string, from: number | null, to: number | null][]][] = [
    ['m-arbeit-5', [[470_000_000, 'EXACT', 'ONCE', null, null]]],
    ['m-arbeit-7', [[96_000_000, 'UP_TO', 'YEAR', 2016, 2018]]],
    [
      'm-arbeit-9',
      [
        [40_000_000, 'EXACT', 'YEAR', null, null],
        [40_000_000, 'EXACT', 'ONCE', null, null],
      ],
    ],
    ['m-intg-4', [[30_000_000_000, 'UP_TO', 'YEAR', null, 2020]]],
    ['m-wohnen-2', [[100_000_000, 'MORE_THAN', 'ONCE', null, null]]],
    ['m-wohnen-4', [[80_000_000_000, 'MORE_THAN', 'ONCE', null, 2019]]],
  ];
  test.each(money)('money named for %s is funding of the measure, not expenditure', async (measureId, amounts) => {
    const { funding } = (await call(getMeasure, state, { params: { measureId } })).body;
    const found = funding.map(({ amountCents, worth, per, fromYear, toYear }: Answered['body']) => [
      amountCents,
      worth,
      per,
      fromYear,
      toYear,
    ]);
    expect(found).toEqual(amounts);
  });

  test('days named for a measure: SPRINT-Dual from 01.11.2016, IHAFA to 31.01.2019, three calls, 15 districts', async () => {
    const measure = async (measureId: string) => (await call(getMeasure, state, { params: { measureId } })).body;
    expect((await measure('m-arbeit-1')).schedule).toMatchObject([{ due: { to: '2016-11-01' } }]);
    expect((await measure('m-arbeit-4')).schedule).toMatchObject([{ due: { wording: 'bis zum 31. Januar 2019', to: '2019-01-31' } }]);
    const calls = (await measure('m-arbeit-10')).schedule;
    expect(calls.map(({ due }: { due: Due }) => due.from)).toEqual(['2015-08-01', '2015-12-01', '2016-06-01']);
    expect((await measure('m-sprache-ko-1')).places).toHaveLength(15);
  });
});

describe('the answer', () => {
  test('S3-22, S3-24: its tables of questions 4 and 5 are asked of the register and read as printed', async () => {
    const answer = await call(getAnswerDocument, state, { params: { inquiryId: 'anfrage-17-7349' }, query: { format: 'json' } });
    const { units } = JSON.parse(answer.text) as { units: { id: string; tables: Answered['body'][] }[] };
    const tableOf = (unitId: string) => units.find(({ id }) => id === unitId)?.tables[0];
    const rowsOf = (unitId: string) =>
      tableOf(unitId).rows.map(({ cells: [name, count] }: Answered['body']) => [name.text, count.value, count.qualifier]);
    const names = ['Werkstatt Sprache', 'Werkstatt Arbeit', 'Werkstatt Wohnen und Leben'];
    expect(rowsOf('4')).toEqual([19, 22, 15].map((count, index) => [names[index], count, 'EXACT']));
    expect(rowsOf('5')).toEqual([10, 14, 11].map((count, index) => [names[index], count, 'EXACT']));
    expect([tableOf('4').query.kind, tableOf('5').query.kind]).toEqual(['PROPOSALS', 'MEASURES']);
    expect(tableOf('4').columns.map(({ label }: { label: string }) => label)).toEqual(['Konferenz', 'Vorschläge']);
    expect(tableOf('5').columns.map(({ label }: { label: string }) => label)).toEqual(['Konferenz', 'Maßnahmen']);
    expect(tableOf('5').rows[0].sources).toHaveLength(10);
  });

  test('a table of measures keeps to its clocks: what was stated later is not in one that is asked as known before', async () => {
    const params = { measureId: 'm-wohnen-8' };
    const { changedAt: knownAt } = (await call(getMeasure, state, { params })).body;
    const dropped = { status: 'DROPPED', asOf: '2017-03-15', wording: null, source: 'Probe' };
    expect((await call(stateMeasureStatus, state, { params, version: 1, body: dropped })).status).toBe(200);
    const query = { kind: 'MEASURES', detail: 'LIST', filter: { theme: 'wohnen-und-leben' } };
    const block = (id: string, more: object) => ({ id, title: 'Maßnahmen', asOf: '2017-03-31', knownAt: null, labels: [], query, ...more });
    const blocks = [block('heute', {}), block('damals', { knownAt }), block('vorher', { asOf: '2017-03-14' })];
    const part = { disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['Probe'], blocks };
    const inquiryId = 'anfrage-beispiel';
    expect((await call(draftAnswerPart, state, { params: { inquiryId, unitId: '1' }, version: 1, body: part })).status).toBe(200);
    const { units } = JSON.parse((await call(getAnswerDocument, state, { params: { inquiryId }, query: { format: 'json' } })).text);
    const said = units[0].tables.map(({ rows }: Answered['body']) => [
      rows.length,
      rows.find(({ key }: { key: string }) => key === 'm-wohnen-8').cells[3].text,
    ]);
    expect(said).toEqual([
      [11, 'aufgegeben'],
      [11, 'in Prüfung'],
      [11, 'in Prüfung'],
    ]);
  });

  test('S3-10: six reports on 2016 are there, two for groups without a conference: nothing to report is a valid report', async () => {
    const reports = await all(listReports, state, 'npa');
    const empty = reports.filter(({ isEmpty }) => isEmpty).map(({ bodyId }) => bodyId);
    expect([reports.length, new Set(reports.map(({ period }) => period))]).toEqual([6, new Set(['2016'])]);
    expect(new Set(empty)).toEqual(new Set(['ag-buergerschaftliches-engagement', 'ag-gesellschaftliche-teilhabe']));
    // Of the first there are the DANKE events of its theme, which are no conference.
    const { counts } = (await call(getResultMatrix, state, { query: { bodyId: 'ag-buergerschaftliches-engagement' } })).body;
    expect(counts).toMatchObject({ proposals: 0, measures: 0 });
  });
});

describe('a city’s project card', () => {
  const params = { allianceId: 'lip', measureId: 'integrationskonzept-fluechtlinge' };
  const card = async () => (await call(getMeasure, city, { params })).body;
  const codes = async () => (await card()).findings.map(({ code }: { code: string }) => code);

  test('S1-01, S1-02: title, finished, whole city, field; the empty stamp stays empty and is said', async () => {
    const { title, current, card: printed } = await card();
    expect(title).toBe('Integrationskonzept Flüchtlinge - von der Unterkunft in die Stadtteile');
    expect(current).toMatchObject({ status: 'DONE', wording: 'Vorhaben abgeschlossen' });
    expect(printed).toMatchObject({ area: 'gesamtstädtisch', field: 'Inklusion, Integration und Teilhabe', lastUpdatedOn: null });
    expect(await codes()).toContain('NO_UPDATE_DAY');
  });

  test('S1-03, S1-04: four overarching goals, three for 2017', async () => {
    const { overarchingGoals, yearGoals } = (await card()).card;
    expect([overarchingGoals.length, yearGoals.map(({ year }: { year: number }) => year)]).toEqual([4, [2017, 2017, 2017]]);
  });

  test('S1-05: six wordings of time, each beside the days it means; the plan contradicts itself in January 2018', async () => {
    const { schedule } = await card();
    expect(schedule.map(({ due: { wording, from, to } }: { due: Due }) => [wording, from, to])).toEqual([
      ['bis Ende 2017', null, '2017-12-31'],
      ['ab Januar 2018', '2018-01-01', null],
      ['bis Januar 2018', null, '2018-01-31'],
      ['erfolgt laufend', null, null],
      ['bis 31.12.2017', null, '2017-12-31'],
      ['bis 31.12.2017', null, '2017-12-31'],
    ]);
    expect(await codes()).toEqual(expect.arrayContaining(['STEPS_CONTRADICT', 'FINISHED_WITH_OPEN_STEPS']));
  });

  test('S1-06: four contact points run, one is in preparation', async () => {
    const { contactPoints } = (await card()).card;
    expect(contactPoints.map(({ address, state: how, opening }: Answered['body']) => [address, how, opening])).toEqual([
      ['Hamburger Allee 25', 'IN_OPERATION', 'Vollzeit'],
      ['Rundestraße 6', 'IN_OPERATION', 'Vollzeit'],
      ['Brüderstraße 5', 'IN_OPERATION', 'offene Sprechstunden'],
      ['Sahlkamp', 'IN_OPERATION', 'offene Sprechstunde'],
      ['Mühlenberg, Stauffenbergplatz', 'IN_PREPARATION', 'Tageweise'],
    ]);
  });

  test('S1-07: two to three centres by 31.12.2017 against four: exceeded', async () => {
    const { target, current, reach } = indicator('Aktive Anlaufzentren', cityIndicators);
    expect([target?.value.value, target?.value.upTo, target?.due.to, current?.value, reach]).toEqual([2, 3, '2017-12-31', 4, 'EXCEEDED']);
    expect(await codes()).toContain('TARGET_EXCEEDED');
  });

  test('S1-08: 495 016 euro a year without a last year', async () => {
    expect((await card()).funding).toMatchObject([{ amountCents: 49_501_600, per: 'YEAR', toYear: null }]);
    expect(await codes()).toContain('FUNDING_WITHOUT_END');
  });

  test('S1-09, S1-10, S1-11: five partners, no paper number, participation still open on a finished card', async () => {
    const { partners, councilPapers, councilWording, isParticipationOpen } = (await card()).card;
    expect([partners.length, councilPapers, councilWording, isParticipationOpen]).toEqual([
      5,
      [],
      'Beschluss- und Informationsdrucksachen',
      true,
    ]);
    expect(await codes()).toEqual(expect.arrayContaining(['COUNCIL_PAPERS_EMPTY', 'PARTICIPATION_OPEN']));
  });
});

describe('10.000 Freunde, and what the committee was told of a grant', () => {
  const measure = async (measureId: string) => (await call(getMeasure, city, { params: { allianceId: 'lip', measureId } })).body;
  const target = (label: string) => indicator(label, cityIndicators).target;
  const value = (label: string) => indicator(label, cityIndicators).current;

  test('S2-07: almost 150 000 euro of three foundations are in prospect, beside 67 000 and 110 000 asked for', async () => {
    const { funding } = await measure('freunde-10000');
    expect(funding.map(({ amountCents, worth, fromYear, toYear }: Answered['body']) => [amountCents, worth, fromYear, toYear])).toEqual([
      [6_700_000, 'EXACT', 2017, 2017],
      [11_000_000, 'EXACT', 2018, 2018],
      [15_000_000, 'NEARLY', 2017, 2018],
    ]);
    expect(funding[2].label).toContain('nur in Aussicht gestellt');
  });

  test('S2-08: 200 tandems in 2017 and 500 in 2018 are parts of 700', () => {
    const labels = ['Tandems 2017', 'Tandems 2018', 'Tandems insgesamt'];
    expect(labels.map((label) => [target(label)?.value.value, target(label)?.due.to])).toEqual([
      [200, '2017-12-31'],
      [500, '2018-12-31'],
      [700, '2018-12-31'],
    ]);
    const whole = indicator('Tandems insgesamt', cityIndicators).id;
    expect(labels.slice(0, 2).map((label) => indicator(label, cityIndicators).partOfIndicatorId)).toEqual([whole, whole]);
  });

  test('S2-09: 79 mentors trained, 11 tandems ended, 78 volunteers of whom 21 are newcomers', () => {
    const volunteers = indicator('Aktive Ehrenamtliche bei gEMiDe e.V.', cityIndicators);
    const newcomers = indicator('Davon Neuzugewanderte', cityIndicators);
    expect(value('Geschulte Mentorinnen und Mentoren seit Juni 2015')?.value).toBe(79);
    expect(value('Aufgelöste Patentandems, weil die Patenschaft nicht mehr nötig war')?.value).toBe(11);
    expect([volunteers.current?.value, newcomers.current?.value, newcomers.partOfIndicatorId]).toEqual([78, 21, volunteers.id]);
  });

  test('S2-10: three sizes of one project are three attributes', () => {
    expect(value('Freundschaften nach dem Namen des Projekts')?.value).toBe(10_000);
    expect(value('Freundschaften als Kalkulationsgrundlage')?.value).toBe(5000);
    expect(target('Tandems insgesamt')?.value.value).toBe(700);
  });

  test('S2-11, S2-13: evaluation by the end of 2018 with its owner; five cooperation partners', async () => {
    const { schedule, responsible } = await measure('freunde-10000');
    expect(schedule).toMatchObject([{ label: expect.stringContaining('Hochschule Hannover, Fakultät V'), due: { to: '2018-12-31' } }]);
    expect(responsible.filter(({ role }: { role: string }) => role === 'PARTNER').map(({ name }: { name: string }) => name)).toEqual([
      'gEMIDe',
      'Unterstützerkreis Flüchtlingshilfe',
      'Caritas (Raphaelo)',
      'Kargah',
      'Can Arkadas',
    ]);
  });

  test('S4-11: 26 of 60 children, 43 %, and 22 laptops; the report on the grant is outstanding', async () => {
    const children = indicator('Kinder mit Leih-Laptop', cityIndicators);
    expect([children.target?.value.value, children.current?.value, children.share?.text]).toEqual([60, 26, '43,3\u00a0%']);
    expect(value('Geleaste Laptops')?.value).toBe(22);
    expect((await measure('schulunterstuetzung')).current).toMatchObject({
      status: 'RUNNING',
      wording: 'Sachbericht liegt noch nicht vor',
    });
  });

  test('a state’s figures and a city’s are never in one list', () => {
    expect(new Set(cityIndicators.map(({ area }) => area.name))).toEqual(new Set(['Hannover']));
    expect(indicators.map(({ area }) => area.name)).not.toContain('Hannover');
  });
});
