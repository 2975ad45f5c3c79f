import { beforeAll, describe, expect, test } from '@jest/globals';
import { getExpense } from '../../functions/expenses/routes.ts';
import { confirmFundEntry, enterFundEntry, getFund, getFundBook, listFundEntries, listFunds } from '../../functions/funds/routes.ts';
import { applyForGrant, decideGrant, getFundReview, getGrant, listGrants } from '../../functions/grants/routes.ts';
import { findOrganisation, getOrganisation, listOrganisations } from '../../functions/organisations/routes.ts';
import { getPaper, listPapers, listStrategies, recordRouteOutcome } from '../../functions/papers/routes.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';

/** Funds, grants and organisations of the city read back through the API. The numbers S2-…, S4-…, SX-… are rows of the acceptance list. */

const lip = { allianceId: 'lip' };
const lead = as('OFFICE_LEAD', { alliance: 'lip' });
const officer = as('BUDGET_OFFICER', { alliance: 'lip' });
const fund = { ...lip, fundId: 'integrationsfonds' };
const of2020 = { params: fund, query: { fiscalYear: '2020' } };

type Grant = {
  id: string;
  no: number;
  organisationName: string;
  partnerOrganisationIds: string[];
  project: string;
  genderRemark: string | null;
  tags: string[];
  fieldsOfAction: string[];
  relatedGrantIds: string[];
  decision: { amountCents: number; tierId: string };
  money: { grantedCents: number; notDrawnCents: number };
  proof: { state: string; isNarrativeOutstanding: boolean };
};
let grants: Grant[] = [];
const byNo = (no: number): Grant => grants.find((grant) => grant.no === no) as Grant;
const euros = (list: readonly Grant[]): number[] => list.map(({ decision }) => decision.amountCents / 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const book = async (query: Record<string, string> = {}) =>
  (await call(getFundBook, lead, { params: fund, query: { fiscalYear: '2020', ...query } })).body;
const review = async () => (await call(getFundReview, lead, of2020)).body;
const detail = async (grantId: string) => (await call(getGrant, lead, { params: { ...lip, grantId } })).body;

const anApplication = (requestedCents: number) => ({
  fundId: 'integrationsfonds',
  fiscalYear: 2021,
  no: null,
  organisationId: 'iik',
  partnerOrganisationIds: [],
  initiativeId: null,
  project: 'Probeprojekt an der Wertgrenze',
  purpose: null,
  targetGroup: null,
  fieldsOfAction: ['feld-bildung'],
  appliedOn: '2021-01-15',
  requestedCents,
  projectEndsOn: null,
  checklist: ['projektinformationen', 'finanzierungsplan', 'handlungsfeld', 'keine-dauerfoerderung'].map((id) => ({
    id,
    isMet: true,
    note: null,
  })),
  genderRemark: null,
  tags: [],
  coFunding: [],
  targets: [],
  note: null,
  source: null,
  relatedGrantIds: [],
});

beforeAll(async () => {
  await openRegisterOfBoth();
  const { body } = await call(listGrants, lead, { params: lip, query: { fundId: 'integrationsfonds', fiscalYear: '2020', limit: '100' } });
  grants = body.items;
});

describe('Integrationsfonds 2020', () => {
  test('S4-33, S4-34: 128 900 + 15 000 = 143 900; 142 200 granted; 1 700 left; 8 407,69 not drawn, 10 107,69 unspent, the split is missing', async () => {
    expect(await book()).toMatchObject({
      fundName: 'Integrationsfonds',
      appropriationCents: 12_890_000,
      returnedCents: 1_500_000,
      availableCents: 14_390_000,
      grantedCents: 14_220_000,
      remainderCents: 170_000,
      notDrawnCents: 840_769,
      notDrawnWithoutGrantCents: 840_769,
      grantedLessNotDrawnCents: 13_379_231,
      unspentCents: 1_010_769,
      drawnCents: 0,
    });
    const { findings, shareOfAppropriation } = await book();
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(['NOT_DRAWN_WITHOUT_GRANT']);
    expect(shareOfAppropriation).toMatchObject({ perMille: 1103, printed: '110,3\u00a0%' });
    expect(grants.map(({ money }) => money.notDrawnCents)).toEqual(Array.from({ length: 18 }, () => 0));
  });

  test('S4-33: nothing was known of it before it was taken over, and without a day it counts at the end of its year', async () => {
    expect(await book({ asOf: '2020-12-30' })).toMatchObject({ appropriationCents: 12_890_000, grantedCents: 0, notDrawnCents: 0 });
    expect(await book({ asOf: '2020-12-31' })).toMatchObject({
      grantedCents: 14_220_000,
      remainderCents: 170_000,
      unspentCents: 1_010_769,
    });
    expect(await book({ knownAt: '2021-01-11T00:00:00.000Z' })).toMatchObject({ appropriationCents: 0, grantedCents: 0, grants: [] });
  });

  test('S4-35: 6 by resolution are 92 640, 12 below 5 001 are 49 560', async () => {
    const of = (tier: string): number[] => euros(grants.filter(({ decision }) => decision.tierId === tier));
    expect([of('beschluss').length, sum(of('beschluss'))]).toEqual([6, 92_640]);
    expect([of('laufendes-geschaeft').length, sum(of('laufendes-geschaeft'))]).toEqual([12, 49_560]);
    expect((await review()).byDecision).toEqual(
      expect.arrayContaining([
        { decidedBy: 'RESOLUTION', grants: 6, sumCents: 9_264_000 },
        { decidedBy: 'OFFICE', grants: 12, sumCents: 4_956_000 },
      ]),
    );
  });

  test('S4-36: the list of 18 in its order, together 142 200', () => {
    expect(grants.map(({ no }) => no)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
    expect(euros(grants)).toEqual([
      4980, 10_000, 20_000, 20_000, 12_640, 4983, 2309, 5000, 4960, 15_000, 5000, 4000, 15_000, 4518, 4860, 4950, 1500, 2500,
    ]);
    expect(sum(euros(grants))).toBe(142_200);
    expect(grants.every(({ fieldsOfAction }) => fieldsOfAction.length === 1)).toBe(true);
  });

  test('S4-37: 5 000,00 and 5 000,99 are for the office, 5 001,00 is not; title and text of the rule differ by less than a euro', async () => {
    const { tiers, findings } = (await call(getFund, lead, { params: fund })).body;
    expect(tiers.map(({ from, to, decidedBy }: Record<string, unknown>) => [from, to, decidedBy])).toEqual([
      [null, { cents: 500_100, isIncluded: false }, 'OFFICE'],
      [{ cents: 500_100, isIncluded: true }, null, 'RESOLUTION'],
    ]);
    expect(findings).toMatchObject([{ rule: 'TIER_WORDING_WHOLE_EUROS', fromCents: 500_001, toCents: 500_099 }]);
    expect([8, 11].map((no) => [byNo(no).decision.amountCents, byNo(no).decision.tierId])).toEqual([
      [500_000, 'laufendes-geschaeft'],
      [500_000, 'laufendes-geschaeft'],
    ]);
  });

  test('S4-37: decided through the register: 5 000,00 and 5 000,99 pass, 5 001,00 needs a resolution', async () => {
    const next = { fundId: 'integrationsfonds', fiscalYear: 2021, account: 'APPROPRIATION', amountCents: 2_000_000, grantId: null };
    const plain = { organisationId: null, cause: null, causeYear: null, valueDay: '2021-01-01', reason: null };
    const entered = (await call(enterFundEntry, lead, { params: lip, body: { ...next, ...plain } })).body;
    await call(confirmFundEntry, officer, { params: { ...lip, entryId: entered.id }, version: entered.version, body: {} });
    const answers: (string | number)[] = [];
    for (const amountCents of [500_000, 500_099, 500_100]) {
      const { status, body } = await call(applyForGrant, lead, { params: lip, body: anApplication(amountCents) });
      expect(status).toBe(201);
      const decision = { amountCents, decidedOn: '2021-02-01', paperId: null, reservation: null };
      const decided = await call(decideGrant, officer, { params: { ...lip, grantId: body.id }, version: body.version, body: decision });
      answers.push(decided.body.code ?? decided.status);
    }
    expect(answers).toEqual([200, 200, 'grantNeedsResolution']);
  });

  test('S4-38: Baobab 32 640; Unter einem Dach 9 910, each below and together above the limit', async () => {
    const { severalGrants, splitting } = await review();
    const said = (list: { organisationName: string; sumCents: number }[]) =>
      list.map(({ organisationName, sumCents }) => [organisationName, sumCents]);
    expect(said(severalGrants)).toEqual(
      expect.arrayContaining([
        ['Baobab e.V.', 3_264_000],
        ['Unter einem Dach gUG', 991_000],
      ]),
    );
    expect(said(splitting)).toEqual([['Unter einem Dach gUG', 991_000]]);
  });

  test('S4-39: one project twice: 4 518 for six classes are 753,00 each, 1 500 for three are 500,00', async () => {
    const { twins } = await review();
    const compared = twins.filter(({ unit }: { unit: string | null }) => unit === 'Klassen');
    expect(compared).toHaveLength(1);
    expect(compared[0].grants.map(({ no, units, perUnitCents }: Record<string, number>) => [no, units, perUnitCents])).toEqual([
      [14, 6, 75_300],
      [17, 3, 50_000],
    ]);
    expect([byNo(14).project, byNo(17).project]).toEqual(['Nichts geht über Demokratie', 'Nicht geht über Demokratie']);
    expect(byNo(14).relatedGrantIds).toEqual([byNo(17).id]);
  });

  test('S4-40: applications all year, no permanent funding, a checklist that every grant meets', async () => {
    const body = (await call(getFund, lead, { params: fund })).body;
    expect(body).toMatchObject({ applicationPeriod: 'ganzjährig', permanentFundingPossible: false });
    expect(body.checklist.map(({ id }: { id: string }) => id)).toEqual([
      'projektinformationen',
      'finanzierungsplan',
      'handlungsfeld',
      'keine-dauerfoerderung',
    ]);
    const { openChecklists, repeatRecipients, proofs } = await review();
    expect(openChecklists).toEqual([]);
    expect(repeatRecipients.filter(({ organisationName }: { organisationName: string }) => organisationName !== 'IIK e.V.')).toEqual([]);
    expect(proofs.every(({ isNarrativeOutstanding }: { isNarrativeOutstanding: boolean }) => isNarrativeOutstanding)).toBe(true);
  });

  test('S4-41: open to everybody, with two exceptions that follow from the grants themselves', async () => {
    const { genderRemarks } = await review();
    const named = genderRemarks
      .filter(({ isException }: { isException: boolean }) => isException)
      .map(({ organisationName, partnerNames }: { organisationName: string; partnerNames: string[] }) => [
        organisationName,
        ...partnerNames,
      ]);
    expect(named).toEqual([['AWO', 'Asphalt'], ['Unter einem Dach gUG']]);
    expect(genderRemarks.filter(({ isException }: { isException: boolean }) => !isException)).toMatchObject([
      { no: 7, remark: 'WOMEN_AND_CHILDREN' },
    ]);
  });

  test('S4-42: 15 000 came back, because the association was dissolved in 2019', async () => {
    const { returns } = await book();
    expect(returns).toMatchObject([{ amountCents: 1_500_000, causeYear: 2019, organisationId: 'forum-sinti-roma' }]);
    expect(returns[0].cause).toContain('Verein 2019 aufgelöst');
    expect((await call(getOrganisation, lead, { params: { ...lip, organisationId: 'forum-sinti-roma' } })).body).toMatchObject({
      name: 'Forum für Sinti und Roma e.V.',
      dissolvedYear: 2019,
    });
  });

  test('S4-11 on the grant: 60 planned, 26 reached (43,3 %), 22 laptops, the report outstanding', async () => {
    const { targetStandings, proof, tags, no } = await detail(byNo(15).id);
    expect([no, tags, proof.isNarrativeOutstanding]).toEqual([15, ['Covid19-Pandemie'], true]);
    expect(targetStandings).toMatchObject([
      { label: 'Schulkinder', planned: { value: 60 }, actual: { value: 26 }, share: { text: '43,3\u00a0%' } },
      { label: 'Leih-Laptops', planned: null, actual: { value: 22 }, share: null },
    ]);
  });
});

describe('Innovationsfonds 2022', () => {
  const innovation = { ...lip, fundId: 'innovationsfonds' };

  test('S4-23: three tiers, and 5 000,00 belongs to two of them', async () => {
    const { tiers, findings } = (await call(getFund, lead, { params: innovation })).body;
    expect(tiers.map(({ decider }: { decider: string }) => decider)).toEqual([
      'Projektteam',
      'Ausschüsse der Landeshauptstadt',
      'Ausschüsse der Landeshauptstadt',
    ]);
    expect(findings).toMatchObject([{ rule: 'TIER_OVERLAP', fromCents: 500_000, toCents: 500_000 }]);
  });

  test('S4-23: its 200 000 are planned under a reservation, and count when somebody confirms them', async () => {
    const of2022 = { params: innovation, query: { fiscalYear: '2022' } };
    expect((await call(getFundBook, lead, of2022)).body.availableCents).toBe(0);
    const { items } = (await call(listFundEntries, lead, { params: lip, query: { fundId: 'innovationsfonds' } })).body;
    expect(items).toMatchObject([{ status: 'DRAFT', amountCents: 20_000_000, account: 'APPROPRIATION' }]);
    const sent = { params: { ...lip, entryId: items[0].id }, version: items[0].version, body: {} };
    expect((await call(confirmFundEntry, officer, sent)).status).toBe(200);
    expect((await call(getFundBook, lead, of2022)).body.availableCents).toBe(20_000_000);
  });
});

describe('10.000 Freunde', () => {
  test('S2-03: 67 000 for 2017 and 110 000 for 2018 are asked for, 177 000 together; no document says that they were granted', async () => {
    const { items } = (await call(listGrants, lead, { params: lip, query: { fundId: 'zuwendungen-11137' } })).body;
    expect(items.map(({ fiscalYear, requestedCents, status }: Record<string, unknown>) => [fiscalYear, requestedCents, status])).toEqual([
      [2017, 6_700_000, 'APPLIED'],
      [2018, 11_000_000, 'APPLIED'],
    ]);
    expect(sum(items.map(({ requestedCents }: { requestedCents: number }) => requestedCents))).toBe(17_700_000);
  });

  test('S2-07: just under 150 000 promised by three foundations that were asked; nothing of it is granted, and no sum holds both', async () => {
    const { coFundingSums, money } = await detail('freunde-2017');
    expect(coFundingSums).toEqual([
      { status: 'ASKED', entries: 3, knownCents: null, worth: 'UNKNOWN', withoutAmount: 3 },
      { status: 'PROMISED', entries: 1, knownCents: 15_000_000, worth: 'NEARLY', withoutAmount: 0 },
    ]);
    expect(money.grantedCents).toBe(0);
  });

  test('S2-13: five partners under the roof of the Freiwilligenzentrum', async () => {
    const { organisationName, partners } = await detail('freunde-2017');
    expect(organisationName).toBe('Freiwilligenzentrum Hannover e.V.');
    expect(partners.map(({ name }: { name: string }) => name)).toEqual([
      'gEMiDe e.V.',
      'Unterstützerkreis Flüchtlingshilfe',
      'Caritas (Raphaelo)',
      'Kargah e.V.',
      'Can Arkadas',
    ]);
  });

  test('S2-04: product 11137, partial budget 50; decided under a reservation, it is not paid until the budget is in force', async () => {
    const product = { ...lip, fundId: 'zuwendungen-11137' };
    expect((await call(getFund, lead, { params: product })).body).toMatchObject({ product: '11137', partialBudget: '50' });
    const title = { fundId: 'zuwendungen-11137', fiscalYear: 2017, account: 'APPROPRIATION', amountCents: 6_700_000, grantId: null };
    const plain = { organisationId: null, cause: null, causeYear: null, valueDay: '2017-06-01', reason: null };
    const entered = (await call(enterFundEntry, lead, { params: lip, body: { ...title, ...plain } })).body;
    const entry = { params: { ...lip, entryId: entered.id }, version: entered.version, body: {} };
    expect((await call(confirmFundEntry, officer, entry)).status).toBe(200);
    const grant = { params: { ...lip, grantId: 'freunde-2017' } };
    const reservation = 'vorbehaltlich der Rechtskraft des Haushaltes';
    const decision = { amountCents: 6_700_000, decidedOn: '2017-06-15', paperId: 'drs-1249-2017-n1', reservation };
    const decide = () => call(decideGrant, officer, { ...grant, version: 1, body: decision });
    expect((await decide()).body.code).toBe('grantNeedsResolution');
    const paper = { params: { ...lip, paperId: 'drs-1249-2017-n1' } };
    const outcome = { place: 3, on: '2017-06-15', meetingId: null, outcome: { kind: 'UNANIMOUS' } };
    expect((await call(recordRouteOutcome, lead, { ...paper, version: 1, body: outcome })).status).toBe(200);
    expect((await decide()).status).toBe(200);
    const drawn = { ...title, ...plain, account: 'DRAWN', amountCents: 1_000_000, grantId: 'freunde-2017', valueDay: '2017-07-01' };
    expect((await call(enterFundEntry, lead, { params: lip, body: drawn })).body.code).toBe('grantReserved');
  });
});

describe('organisations in several roles', () => {
  const both = { subject: 'person-of-both', grants: ['npa:OFFICE_LEAD', 'lip:OFFICE_LEAD'] };
  const found = async (caller: Parameters<typeof call>[1], name: string) =>
    (await call(findOrganisation, caller, { query: { name } })).body.items;

  test('SX-01: Politik zum Anfassen: contractor for 11 829,83 in 2016, recipient of 15 000 in 2020, in one view', async () => {
    const [city, state] = await found(both, 'Politik zum Anfassen e.V.');
    expect([city.allianceId, state.allianceId]).toEqual(['lip', 'npa']);
    expect(city.roles.grants).toMatchObject([{ fiscalYear: 2020, project: 'Demokratiebildung', amountCents: 1_500_000, isPartner: false }]);
    const contract = state.roles.recorded.find(({ kind }: { kind: string }) => kind === 'CONTRACTOR');
    expect(contract.subject).toEqual({ type: 'EXPENSE', id: 'q9-14' });
    const expense = (await call(getExpense, as('OFFICE_LEAD'), { params: { expenseId: contract.subject.id } })).body;
    expect(expense.postings.map(({ amountCents }: { amountCents: number }) => amountCents)).toEqual([1_182_983]);
    expect(state.roles.events.map(({ id }: { id: string }) => id)).toEqual(['tag-der-deutschen-einheit-2016-10-03']);
  });

  test('SX-02: Kargah in a network and as recipient; Johanniter as visited and as recipient', async () => {
    const [kargah] = await found(both, 'Kargah');
    expect(kargah.roles.recorded).toMatchObject([{ kind: 'NETWORK', subject: { type: 'MEASURE', id: 'freunde-10000' } }]);
    expect(kargah.roles.grants.filter(({ isPartner }: { isPartner: boolean }) => !isPartner)).toMatchObject([
      { project: 'LIP-LAB', amountCents: 1_500_000 },
    ]);
    const [city, state] = await found(both, 'Johanniter');
    expect(city.roles.grants).toMatchObject([{ project: 'Migrationsberatung', amountCents: 2_000_000 }]);
    expect(state.roles.recorded).toMatchObject([{ kind: 'VISITED', subject: { id: 'danke-besuch-bad-fallingbostel-2016-05-17' } }]);
  });

  test('S0-06: three units of the city act: Integrationsmanagement, Koordinierungsstelle, Stützpunkt', async () => {
    const names = ['Integrationsmanagement', 'Koordinierungsstelle Flüchtlingshilfe', 'Stützpunkt Hölderlinstraße'];
    for (const name of names) expect(await found(lead, name)).toMatchObject([{ name, allianceId: 'lip' }]);
  });

  test('the state sees nothing of the city and the city nothing of the state, unless the token names both', async () => {
    const ofState = as('OFFICE_LEAD');
    for (const row of [listFunds, listGrants, listOrganisations, listPapers, listStrategies, listFundEntries]) {
      expect((await call(row, ofState, { params: lip })).status).toBe(404);
      expect((await call(row, lead, {})).status).toBe(404);
      expect((await call(row, both, { params: lip })).body.items.length).toBeGreaterThan(0);
    }
    const own = (await call(listOrganisations, ofState, {})).body.items.map(({ name }: { name: string }) => name);
    expect(own).toEqual(['Johanniter', 'Politik zum Anfassen e. V.']);
    for (const row of [listFunds, listGrants, listFundEntries, listPapers, listStrategies])
      expect((await call(row, ofState, {})).body.items).toEqual([]);
    expect((await call(getFund, ofState, { params: { fundId: 'integrationsfonds' } })).body.code).toBe('fundNotFound');
    expect((await call(getPaper, ofState, { params: { paperId: 'drs-0108-2021' } })).body.code).toBe('municipalPaperNotFound');
    expect((await found(ofState, 'Politik zum Anfassen')).map(({ allianceId }: { allianceId: string }) => allianceId)).toEqual(['npa']);
    expect((await found(lead, 'Politik zum Anfassen')).map(({ allianceId }: { allianceId: string }) => allianceId)).toEqual(['lip']);
  });
});
