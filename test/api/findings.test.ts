import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { acceptFinding, listFindings, withdrawAcceptance } from '../../functions/findings/routes.ts';
import { editFund } from '../../functions/funds/routes.ts';
import { editProposal, getProposal } from '../../functions/results/routes.ts';
import type { FindingView } from '../../shared/domain/finding.ts';
import { fold } from '../../shared/domain/text.ts';
import { findingAcceptanceStore } from '../../shared/store/finding-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';
import { aFund, aTier, cents } from '../support/funds.ts';

/** Everything the first start loads, the state's printed answer and the city's documents. */
let table: Table;
let found: Record<'npa' | 'lip', FindingView[]>;

type Query = { rule?: string; open?: string };
const lead = (alliance: string) => as('OFFICE_LEAD', { alliance });
const listed = async (alliance: string, query: Query = {}) =>
  (await call(listFindings, lead(alliance), { params: { allianceId: alliance }, query })).body;
const reason = 'Steht so in der Quelle';
const accepted = (alliance: string, findingId: string, body: object = { reason }) =>
  call(acceptFinding, lead(alliance), { params: { allianceId: alliance, findingId }, body });
const withdrawn = (alliance: string, findingId: string) =>
  call(withdrawAcceptance, lead(alliance), { params: { allianceId: alliance, findingId }, body: { reason: 'Doch berichtigen' } });

beforeAll(async () => {
  table = await openRegisterOfBoth();
  found = { npa: (await listed('npa')).items, lip: (await listed('lip')).items };
});

/**
 * Every inconsistency of the documents that a rule can find, by its number in the list of them, with the rule and what the
 * sentence must name. Number notations (15) are nothing of records any more: the reading of texts reports them.
 */
const planted: readonly (readonly [no: string, alliance: 'npa' | 'lip', rule: string, says: string, record: string])[] = [
  ['1 parts and total', 'npa', 'TOTAL_DIFFERS', '922,32 Euro', 'npa'],
  [
    '3 by theme, not by day',
    'npa',
    'ROWS_OUT_OF_ORDER',
    'Zeile 12 (29.08.2016) steht nach Zeile 11 (16.09.2016)',
    'konferenz-wohnen-2016-08-29',
  ],
  ['3 between regional rows', 'npa', 'ROWS_OUT_OF_ORDER', 'Zeile 14 (03.10.2016) steht zwischen', 'tag-der-deutschen-einheit-2016-10-03'],
  ['4 film', 'npa', 'ROW_WITHOUT_DATE', 'hat kein Datum', 'integrationspreis-2016-11-16'],
  ['4 visits', 'npa', 'ROW_WITHOUT_DATE', 'nach dem 30.11.2016 und vor dem 05.12.2016', 'danke-besuche-2016'],
  ['5 summer festival', 'npa', 'EXPENDITURE_NOT_AMONG_EVENTS', '1.614,00 Euro', 'sommerfest-buehnenprogramm-2016-06-20'],
  ['6 first workshop', 'npa', 'HELD_WITHOUT_EXPENDITURE', '17.01.2017', 'workshop-spax-bad-zwischenahn-2017-01-17'],
  ['6 second workshop', 'npa', 'HELD_WITHOUT_EXPENDITURE', '24.01.2017', 'workshop-spax-lueneburg-2017-01-24'],
  ['7 one occasion, two sections', 'npa', 'OCCASION_IN_TWO_SECTIONS', '34.206,38 + 168,94 Euro', 'danke-2016'],
  ['11 numbering, Sprache', 'npa', 'NUMBERING_RESTARTS', 'Aufnahme in den Kommunen', 'm-sprache-ko-1'],
  ['11 numbering, Arbeit', 'npa', 'NUMBERING_RESTARTS', 'Integrationsgesetz', 'm-intg-1'],
  ['12 basic module', 'npa', 'PROPOSALS_ALIKE', 'Basismodul', 'p-arbeit-01'],
  ['12 volunteers', 'npa', 'PROPOSALS_ALIKE', 'Ehrenamt', 'p-wohnen-13'],
  ['12 rural housing', 'npa', 'PROPOSALS_ALIKE', 'ländliche', 'p-wohnen-14'],
  ['16 misspelt place', 'npa', 'PLACE_SPELLING', '„Zwischenhahn“', 'workshop-spax-bad-zwischenahn-2017-01-17'],
  ['18 finished, in implementation', 'lip', 'CARD_FINISHED_WITH_OPEN_STEPS', '„Anlaufzentren', 'integrationskonzept-fluechtlinge'],
  ['18 finished, in preparation', 'lip', 'CARD_FINISHED_WITH_OPEN_STEPS', '„Mühlenberg“', 'integrationskonzept-fluechtlinge'],
  ['18 update stamp empty', 'lip', 'CARD_NO_UPDATE_DAY', 'letzten Aktualisierung fehlt', 'integrationskonzept-fluechtlinge'],
  ['19 starts while planning', 'lip', 'CARD_STEPS_CONTRADICT', 'bevor', 'integrationskonzept-fluechtlinge'],
  ['21 two to three, 4 + 1', 'lip', 'CARD_TARGET_EXCEEDED', '4 (+ 1 in Vorbereitung) Zentren', 'integrationskonzept-fluechtlinge'],
  ['22 missing year', 'lip', 'PAPER_AMOUNT_NOT_IN_TABLE', '110.000,00 Euro für 2018', 'drs-1249-2017-n1'],
  ['22 "per year"', 'lip', 'PAPER_TABLE_NOT_PER_YEAR', '2018: 110.000,00 Euro', 'drs-1249-2017-n1'],
  ['24 no date', 'lip', 'PAPER_DATE_MISSING', '1249/2017 N1', 'drs-1249-2017-n1'],
  ['24 no signature', 'lip', 'PAPER_SIGNATURE_MISSING', '1249/2017 N1', 'drs-1249-2017-n1'],
  ['24 agenda number', 'lip', 'PAPER_AGENDA_NUMBER_MISSING', '1249/2017 N1', 'drs-1249-2017-n1'],
  ['24 foundation misspelt', 'lip', 'ORGANISATION_SPELLING', 'Klosterklammer', 'klosterkammer'],
  ['24 two capitals', 'lip', 'ORGANISATION_SPELLING', 'gEMIDe', 'gemide'],
  ['25 years mixed', 'lip', 'PAPER_TABLE_MIXES_YEARS', '2021 und 2022', 'drs-0108-2021'],
  ['26 seven against six', 'lip', 'STRATEGY_COUNT_DIFFERS', 'Der Text nennt 7', 'lip-2-0'],
  ['27 six groups, seven listed', 'lip', 'STRATEGY_COUNT_DIFFERS', 'Der Text nennt 6', 'lip-2-0'],
  ['28 parity', 'lip', 'BODY_PARITY', '8 innen und 1 außen', 'ag-6'],
  ['28 youth', 'lip', 'BODY_YOUTH_DELEGATE', 'AG 6', 'ag-6'],
  ['31 change without a day', 'lip', 'BODY_DAY_KNOWN_ELSEWHERE', 'AG 1', 'ag-7'],
  ['32 first spelling of a person', 'lip', 'PERSONS_ALIKE', 'Zwei Personen', 'inta-person-30'],
  ['32 second spelling of a person', 'lip', 'PERSONS_ALIKE', 'Zwei Personen', 'lip-person-085'],
  ['32 lost letter', 'lip', 'PROJECT_TITLE_SPELLING', '„Nicht geht über Demokratie“', 'integrationsfonds-2020-17'],
  ['33 title and text', 'lip', 'PAPER_LIMITS_DIFFER', '5.000,99 Euro', 'drs-0025-2021'],
  ['33 label and limit', 'lip', 'TIER_WORDING_WHOLE_EUROS', '5.000,01 bis 5.000,99 Euro', 'integrationsfonds'],
  ['33 two tiers', 'lip', 'TIER_OVERLAP', 'beide 5.000,00 Euro', 'innovationsfonds'],
  ['34 above the budget', 'lip', 'GRANTED_ABOVE_APPROPRIATION', '110,3', 'integrationsfonds'],
  ['36 annexes', 'lip', 'PAPER_ANNEXES_DIFFER', 'Protokoll', 'drs-0108-2021'],
];

describe('what is inconsistent in the documents is found in what was loaded from them', () => {
  test.each(planted)('%s', (_no, alliance, rule, says, record) => {
    const fitting = found[alliance].filter(
      (finding) => finding.rule === rule && finding.sentence.includes(says) && finding.records.some(({ id }) => id === record),
    );
    expect(fitting).toHaveLength(1);
    expect([fitting[0]?.title, fitting[0]?.remedy].every((text) => (text ?? '').length > 5)).toBe(true);
  });
  test('nothing else is found of the state’s answer than what its documents have', () => {
    const named = new Set(planted.map(([, , rule]) => rule));
    expect(found.npa.filter(({ rule }) => !named.has(rule))).toEqual([]);
    expect(found.npa).toHaveLength(15);
  });
});

describe('listFindings', () => {
  test('counts every rule and lists the one that is asked for', async () => {
    const { items, found: fitting, rules, open } = await listed('lip', { rule: 'TIER_OVERLAP' });
    expect([items.length, fitting]).toEqual([1, 1]);
    expect(rules.find(({ rule }: { rule: string }) => rule === 'BODY_PARITY')).toMatchObject({ open: 6, accepted: 0 });
    expect(open).toBe(found.lip.length);
  });
  test('the same data make the same findings, each once', async () => {
    const again = (await listed('lip')).items;
    expect(again).toEqual(found.lip);
    expect(new Set(again.map(({ id }: FindingView) => id)).size).toBe(again.length);
  });
  test('names no person: persons stand by their records', async () => {
    const { persons } = JSON.parse(await readFile('infra/local/reference/lip-bodies.json', 'utf8'));
    const words = new Set(fold(JSON.stringify(found.lip.map(({ sentence, records }) => [sentence, records]))).split(' '));
    const family = persons
      .map(({ name }: { name: { familyName: string } }) => fold(name.familyName))
      .filter((name: string) => name.length > 4);
    expect(family.filter((name: string) => name.split(' ').every((word) => words.has(word)))).toEqual([]);
  });
  test('an alliance is seen by its own office only; regional offices and managers of groups see none', async () => {
    const status = async (caller: ReturnType<typeof as>) => (await call(listFindings, caller, { params: { allianceId: 'lip' } })).status;
    expect(await status(as('OFFICE_LEAD'))).toBe(404);
    expect(await status(as('GROUP_MANAGER', { alliance: 'lip', body: 'ag-1' }))).toBe(403);
    expect(await status(as('REGIONAL_COMMISSIONER', { alliance: 'lip' }))).toBe(403);
    expect(await status(as('AUDITOR', { alliance: 'lip' }))).toBe(200);
  });
});

describe('acceptFinding and withdrawAcceptance', () => {
  const ofRule = async (alliance: string, rule: string): Promise<FindingView> => (await listed(alliance, { rule })).items[0];

  test('accepted with a reason it is marked and no longer open; withdrawn it is open again; both stand in the journal', async () => {
    const { id } = await ofRule('npa', 'TOTAL_DIFFERS');
    expect(await accepted('npa', id)).toMatchObject({ status: 200, body: { status: 'ACCEPTED', reason, rule: 'TOTAL_DIFFERS' } });
    expect((await ofRule('npa', 'TOTAL_DIFFERS')).acceptance).toMatchObject({ reason });
    expect((await listed('npa', { open: 'true' })).items.map((one: FindingView) => one.id)).not.toContain(id);
    expect((await listed('npa', { open: 'false' })).items.map((one: FindingView) => one.id)).toEqual([id]);
    expect((await accepted('npa', id)).status).toBe(409);
    expect((await withdrawn('npa', id)).body).toMatchObject({ status: 'WITHDRAWN', version: 2 });
    expect((await ofRule('npa', 'TOTAL_DIFFERS')).acceptance).toBeNull();
    expect((await withdrawn('npa', id)).status).toBe(409);
    expect((await accepted('npa', id)).body).toMatchObject({ status: 'ACCEPTED', version: 3 });
    const journal = await findingAcceptanceStore(table).journalOf('npa', id);
    expect(journal.map(({ event }) => event.name)).toEqual(['FindingAccepted', 'FindingAcceptanceWithdrawn', 'FindingAccepted']);
  });
  test('an accepted finding whose figures change is open again', async () => {
    const before = await ofRule('lip', 'TIER_OVERLAP');
    expect((await accepted('lip', before.id)).status).toBe(200);
    const tiers = [
      aTier('kleinstprojekte', { to: cents(600_000) }),
      aTier('groessere-projekte', { from: cents(500_000), decidedBy: 'RESOLUTION' }),
    ];
    const edited = await call(editFund, lead('lip'), {
      params: { allianceId: 'lip', fundId: 'innovationsfonds' },
      body: aFund({ name: 'Innovationsfonds', tiers }),
      version: 1,
    });
    expect(edited.status).toBe(200);
    const after = await ofRule('lip', 'TIER_OVERLAP');
    expect([after.id === before.id, after.acceptance]).toEqual([false, null]);
    expect((await withdrawn('lip', before.id)).status).toBe(200);
  });
  test('what does not change in its figures stays accepted', async () => {
    const { id, records } = await ofRule('npa', 'PROPOSALS_ALIKE');
    expect((await accepted('npa', id)).status).toBe(200);
    const params = { allianceId: 'npa', proposalId: records[0]?.id ?? '' };
    const { body } = await call(getProposal, lead('npa'), { params });
    const fields = Object.keys(editProposal.request.body.shape).map((field) => [field, body[field]]);
    const edited = await call(editProposal, lead('npa'), {
      params,
      version: body.version,
      body: { ...Object.fromEntries(fields), text: 'Ergänzt' },
    });
    expect(edited.status).toBe(200);
    expect((await listed('npa', { rule: 'PROPOSALS_ALIKE', open: 'false' })).items.map((one: FindingView) => one.id)).toEqual([id]);
  });
  test('what nobody found cannot be accepted, and what nobody accepted not withdrawn', async () => {
    expect((await accepted('npa', 'kein-befund')).status).toBe(404);
    expect((await withdrawn('npa', 'kein-befund')).status).toBe(404);
    const { id } = await ofRule('lip', 'BODY_PARITY');
    expect((await accepted('npa', id)).status).toBe(404);
  });
  test('the reason must be given, and names no person it is about', async () => {
    const { items } = await listed('lip', { rule: 'PERSONS_ALIKE' });
    const { id, records } = items[0];
    const { persons } = JSON.parse(await readFile('infra/local/reference/lip-bodies.json', 'utf8'));
    const { name } = persons.find((person: { id: string }) => person.id === records[0].id);
    expect((await accepted('lip', id, { reason: ' ' })).status).toBe(400);
    expect((await accepted('lip', id, { reason: `${name.familyName} ist eine andere` })).status).toBe(400);
    expect((await accepted('lip', id)).status).toBe(200);
  });
});
