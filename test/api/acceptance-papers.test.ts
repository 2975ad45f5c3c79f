import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { getAlliance } from '../../functions/alliances/routes.ts';
import { getBody } from '../../functions/bodies/routes.ts';
import { listFindings } from '../../functions/findings/routes.ts';
import { getOrganisation } from '../../functions/organisations/routes.ts';
import { editStrategy, getPaper, getPaperGraph, getStrategy, listPapers, recordPaper } from '../../functions/papers/routes.ts';
import { editMeasure, getMeasure, listIndicators } from '../../functions/results/routes.ts';
import { sentMeasureFields } from '../../shared/domain/result.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';

/** Papers and strategies of the city read back through the API. The numbers S0-…, S2-…, S4-…, SX-… are rows of the acceptance list. */

const lip = { allianceId: 'lip' };
const lead = as('OFFICE_LEAD', { alliance: 'lip' });
const paper = async (paperId: string, unitIndicatorIds?: string) =>
  (await call(getPaper, lead, { params: { ...lip, paperId }, ...(unitIndicatorIds ? { query: { unitIndicatorIds } } : {}) })).body;
const strategy = async (strategyId: string) => (await call(getStrategy, lead, { params: { ...lip, strategyId } })).body;
const indicator = async (indicatorId: string) =>
  (await call(listIndicators, lead, { params: lip, query: { limit: '100' } })).body.items.find(
    ({ id }: { id: string }) => id === indicatorId,
  );
const rulesOf = ({ findings }: { findings: { rule: string; place: string | null }[] }) => findings.map(({ rule }) => rule);

/** What a strategy is sent as, out of what is read. */
const strategyOf = ({ id: _, version: _v, changedAt: _c, counts: _n, days: _d, findings: _f, ...found }: Record<string, unknown>) => {
  const { goalsWithoutIndicator: _g, actors: _a, ...body } = found;
  return body;
};
/** Everything a rule finds in the city: the first record and the sentence. */
const findingsOf = async (rule: string) =>
  (await call(listFindings, lead, { params: lip, query: { rule } })).body.items.map(
    ({ records, sentence }: { records: { id: string }[]; sentence: string }) => [records[0]?.id, sentence],
  );
const measureFields = Object.keys(z.strictObject(sentMeasureFields).omit({ personRegisters: true }).shape);

type Station = { label: string; role: string; recipients: number; outcome: { kind: string } | null; meetingId: string | null };

beforeAll(openRegisterOfBoth);

describe('1249/2017 N1', () => {
  test('S2-01: N1 supersedes 1249/2017, with the reason; both can be read; two annexes', async () => {
    const [old, next] = [await paper('drs-1249-2017'), await paper('drs-1249-2017-n1')];
    expect([old.label, next.label]).toEqual(['1249/2017', '1249/2017 N1']);
    expect(old.supersededBy.paperId).toBe('drs-1249-2017-n1');
    expect(next.predecessor.paperId).toBe('drs-1249-2017');
    expect([next.revisionReason, next.annexes.length]).toEqual(['Geänderter Finanzierungsplan (Anlage 1)', 2]);
  });

  test('S2-02: four bodies in order; what they made of it is not on record', async () => {
    const { route, standing } = await paper('drs-1249-2017-n1');
    expect(route.map(({ label }: Station) => label)).toEqual([
      'Sozialausschuss',
      'Ausschuss für Integration, Europa und Internationale Kooperation (Internationaler Ausschuss)',
      'Ausschuss für Haushalt Finanzen und Rechnungsprüfung',
      'Verwaltungsausschuss',
    ]);
    expect([route.every(({ outcome }: Station) => outcome === null), standing]).toEqual([true, 'OPEN']);
  });

  test('S2-03, S2-04: 67 000 and 110 000, 177 000 together, from product 11137, partial budget 50, on condition that the budget becomes valid', async () => {
    const { sums, amounts, financeTable } = await paper('drs-1249-2017-n1');
    expect(sums).toEqual({
      totalCents: 17_700_000,
      byYear: [
        { fiscalYear: 2017, amountCents: 6_700_000 },
        { fiscalYear: 2018, amountCents: 11_000_000 },
      ],
    });
    expect(new Set(amounts.map(({ condition }: { condition: string }) => condition))).toEqual(
      new Set(['vorbehaltlich der Rechtskraft des Haushaltes']),
    );
    expect(financeTable).toMatchObject({ product: '11137', partialBudget: '50' });
  });

  test('S2-05: the table as printed; 110 000 of 2018 are not in it, although it is headed per year', async () => {
    const found = await paper('drs-1249-2017-n1');
    expect(found.financeTable.rows.map(({ kind, amountCents }: Record<string, unknown>) => [kind, amountCents])).toEqual([
      ['INVESTMENT_BALANCE', 0],
      ['TRANSFER', 6_700_000],
      ['BALANCE', -6_700_000],
    ]);
    expect(found.financeTable.basisWording).toBe('Angaben pro Jahr');
    expect(found.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'PAPER_AMOUNT_NOT_IN_TABLE', place: '2018', amountCents: 11_000_000 }),
        expect.objectContaining({ rule: 'PAPER_TABLE_NOT_PER_YEAR' }),
      ]),
    );
  });

  test('S2-06: covered by a shift from personnel that is not needed', async () => {
    expect((await paper('drs-1249-2017-n1')).cover).toContain('nicht benötigter Personalaufwendungen');
  });

  test('S2-08, S2-09, S2-10: targets of 200, 500 and 700 tandems; a baseline; name, calculation and target are three figures', async () => {
    const { items } = (await call(listIndicators, lead, { params: lip, query: { measureId: 'freunde-10000', limit: '100' } })).body;
    const of = (id: string) => items.find((one: { id: string }) => one.id === id);
    const target = (id: string) => [of(id).target.value.value, of(id).unit];
    expect(['k-tandems-2017', 'k-tandems-2018', 'k-tandems'].map(target)).toEqual([
      [200, 'Tandems'],
      [500, 'Tandems'],
      [700, 'Tandems'],
    ]);
    const first = (id: string) => of(id).values[0].value;
    expect(['k-geschulte', 'k-aufgeloeste-tandems', 'k-ehrenamtliche-gemide', 'k-neuzugewanderte-gemide'].map(first)).toEqual([
      79, 11, 78, 21,
    ]);
    expect(of('k-neuzugewanderte-gemide').partOfIndicatorId).toBe('k-ehrenamtliche-gemide');
    const sizes = ['k-freundschaften-name', 'k-freundschaften-kalkulation'].map((id) => (of(id).target?.value ?? of(id).values[0]).value);
    expect([...sizes, of('k-tandems').target.value.value]).toEqual([10_000, 5000, 700]);
  });

  test('S2-11: an evaluation by the end of 2018, by Hochschule Hannover, Fakultät V', async () => {
    const { schedule, responsible } = (await call(getMeasure, lead, { params: { ...lip, measureId: 'freunde-10000' } })).body;
    expect(schedule).toMatchObject([{ label: 'Evaluation durch die Hochschule Hannover, Fakultät V', due: { to: '2018-12-31' } }]);
    expect(responsible.map(({ name }: { name: string }) => name)).toContain('Hochschule Hannover, Fakultät V');
  });

  test('S2-12: an advisory board, and a steering group', async () => {
    const kind = async (bodyId: string) => (await call(getBody, lead, { params: { ...lip, bodyId } })).body.kind;
    expect([await kind('freunde-beirat'), await kind('freunde-steuerungsgruppe')]).toEqual(['ADVISORY_BOARD', 'STEERING_GROUP']);
  });

  test('S2-14: a register of mentors is planned, with its keeper and purpose; what the paper does not say of it is told until it is', async () => {
    const about = { params: { ...lip, measureId: 'freunde-10000' } };
    const dpo = as('DPO', { alliance: 'lip' });
    const { sections } = await paper('drs-1249-2017-n1');
    expect(sections.find(({ kind }: { kind: string }) => kind === 'REASONS').summary).toContain('Patenkartei');
    const { version, personRegisters, findings, ...found } = (await call(getMeasure, dpo, about)).body;
    expect(personRegisters).toMatchObject([
      {
        name: 'Patenkartei',
        state: 'PLANNED',
        keeper: 'Freiwilligenzentrum Hannover e.V.',
        purpose: 'Freiwillige für Patenschaften gewinnen und begleiten',
        legalBasis: null,
        keptFor: null,
        readers: [],
      },
    ]);
    expect(findings).toEqual([
      {
        code: 'PERSON_REGISTER_INCOMPLETE',
        subject: 'Patenkartei',
        detail: 'Zum Verzeichnis „Patenkartei“ ist nicht angegeben: Rechtsgrundlage, Aufbewahrung, wer es lesen darf.',
      },
    ]);
    const fields = Object.fromEntries(measureFields.map((field) => [field, found[field]]));
    const stated = {
      ...personRegisters[0],
      legalBasis: 'Einwilligung',
      keptFor: 'bis ein Jahr nach dem Ende der Patenschaft',
      readers: ['Freiwilligenzentrum, Vermittlung'],
    };
    const sent = { ...about, version, body: { ...fields, personRegisters: [stated] } };
    expect((await call(editMeasure, dpo, sent)).status).toBe(403);
    expect((await call(editMeasure, lead, sent)).status).toBe(200);
    // A form that knows nothing of registers leaves them alone.
    expect((await call(editMeasure, lead, { ...about, version: version + 1, body: fields })).status).toBe(200);
    const after = (await call(getMeasure, dpo, about)).body;
    expect([after.personRegisters, after.findings]).toEqual([[stated], []]);
  });

  test('S2-15: a decision paper without a mandatory section is refused; what was taken over without one is kept, and says so', async () => {
    const { sections, kind, title, ...rest } = await paper('drs-1249-2017-n1');
    const { financeTable, cover, amounts, annexes, annexStatements, limits, references } = rest;
    const body = {
      number: null,
      revision: 0,
      supersedes: null,
      revisionReason: null,
      kind,
      title,
      datedOn: null,
      signedBy: null,
      department: null,
      agendaNumber: null,
      route: [],
      references,
      annexes,
      annexStatements,
      amounts,
      financeTable,
      limits,
      cover,
      strategyId: null,
      note: null,
      source: null,
    };
    for (const missing of ['GENDER', 'FINANCE_TABLE', 'FINANCE_EXPLANATION', 'REASONS']) {
      const less = sections.filter((section: { kind: string }) => section.kind !== missing);
      expect((await call(recordPaper, lead, { params: lip, body: { ...body, sections: less } })).body.code).toBe('paperSectionMissing');
    }
    expect((await call(recordPaper, lead, { params: lip, body: { ...body, sections } })).status).toBe(201);
    expect(rulesOf(await paper('drs-1249-2017'))).toContain('PAPER_SECTION_MISSING');
    expect(rulesOf(await paper('drs-1249-2017-n1'))).not.toContain('PAPER_SECTION_MISSING');
    expect(rulesOf(await paper('drs-1249-2017-n1')).slice(0, 3)).toEqual([
      'PAPER_DATE_MISSING',
      'PAPER_SIGNATURE_MISSING',
      'PAPER_AGENDA_NUMBER_MISSING',
    ]);
  });

  test('S2-16: 335,00 per tandem in 2017, 220,00 in 2018, 252,86 over both', async () => {
    const { perUnit } = await paper('drs-1249-2017-n1', 'k-tandems-2017,k-tandems-2018,k-tandems');
    expect(perUnit.map(({ perUnitCents }: { perUnitCents: number }) => perUnitCents)).toEqual([33_500, 22_000, 25_286]);
  });
});

describe('0108/2021', () => {
  test('S4-13: three deciding bodies, seven committees and district councils 01 to 13: 23 recipients; the first agreed', async () => {
    const { route, recipients, standing } = await paper('drs-0108-2021');
    expect(recipients).toEqual({ deciding: 3, informed: 20, total: 23 });
    expect(route).toHaveLength(11);
    expect(route[0]).toMatchObject({ role: 'DECISION', outcome: { kind: 'UNANIMOUS' }, on: '2021-01-21', meetingId: 'inta-37' });
    expect(standing).toBe('IN_ROUTE');
  });

  test('S4-14: 2136/2018, 0509/2020, 2925/2020, 0108/2021 in this order, and a budget resolution beside them; what is only named is shown as that', async () => {
    const { nodes, edges, chain } = (await call(getPaperGraph, lead, { params: lip, query: { from: 'drs-0108-2021' } })).body;
    const labels = new Map(nodes.map(({ key, label }: { key: string; label: string }) => [key, label]));
    expect(chain.map((key: string) => labels.get(key))).toEqual(['2136/2018', '0509/2020', '2925/2020', '0108/2021']);
    expect([...labels.values()]).toContain('H-0375-2019');
    expect(nodes.filter(({ paperId }: { paperId: string | null }) => paperId !== null)).toHaveLength(1);
    expect(edges.map(({ from, kind }: Record<string, string>) => [from, kind])).toEqual([
      ['drs-0108-2021', 'MANDATE'],
      ['drs-0108-2021', 'EVALUATION'],
      ['drs-0108-2021', 'SURVEY'],
      ['drs-0108-2021', 'BUDGET'],
    ]);
  });

  test('S4-15: 193 421,00 of 2021 and 200 000,00 of 2022 make 393 421,00, which is headed per year and mixes two', async () => {
    const found = await paper('drs-0108-2021');
    expect(found.sums.totalCents).toBe(39_342_100);
    expect(
      found.financeTable.rows.map(({ kind, fiscalYear, amountCents }: Record<string, unknown>) => [kind, fiscalYear, amountCents]),
    ).toEqual([
      ['INVESTMENT_BALANCE', null, 0],
      ['PERSONNEL', 2021, 19_342_100],
      ['OTHER', 2022, 20_000_000],
      ['BALANCE', null, -39_342_100],
    ]);
    expect(rulesOf(found)).toEqual(['PAPER_TABLE_MIXES_YEARS', 'PAPER_ANNEXES_DIFFER']);
  });

  test('S4-16: two posts for 2019 and 2020, 140 000; prolonged and three quarters more: 2,75', async () => {
    const { values } = await indicator('k-lip-stellen');
    expect(values.map(({ value }: { value: number }) => value)).toEqual([2, 2.75]);
    const { sections, note } = await paper('drs-0108-2021');
    expect(sections.find(({ kind }: { kind: string }) => kind === 'FINANCE_EXPLANATION').summary).toMatch(
      /140\.000.*H-0375-2019.*31\.12\.2021/,
    );
    expect(note).toContain('140.000');
  });

  test('S4-17: 607 votes on the title until 07.01.2021, 404 for the one that won: 66,6 %, 203 for others', async () => {
    const [all, won] = [await indicator('k-titel-stimmen'), await indicator('k-titel-stimmen-gewaehlt')];
    const [{ value: votes, asOf }, { value: forIt }] = [all.values[0], won.values[0]];
    expect([votes, forIt, asOf, won.partOfIndicatorId]).toEqual([607, 404, '2021-01-07', 'k-titel-stimmen']);
    expect([all.ofWhole, won.ofWhole]).toEqual([null, { text: '66,6\u00a0%', worth: 'EXACT', others: 203 }]);
  });

  test('SX-04: the same product 11137 and partial budget 50 in 2017 and in 2021', async () => {
    const tables = [await paper('drs-1249-2017-n1'), await paper('drs-0108-2021')].map(({ financeTable }) => financeTable);
    expect(tables.map(({ product, partialBudget }) => [product, partialBudget])).toEqual([
      ['11137', '50'],
      ['11137', '50'],
    ]);
  });
});

describe('the strategy', () => {
  type Count = { of: string; fieldId: string | null; listed: number; claimed: number | null };
  const count = (counts: Count[], of: string) =>
    counts.filter((one) => one.of === of && one.fieldId === null).map(({ listed, claimed }) => [listed, claimed]);

  test('S4-18: 7 guidelines, 2 priorities, 6 fields, 3 cross-cutting themes', async () => {
    const { guidelines, priorities, fields, crossCuttingThemes } = await strategy('lip-2-0');
    expect([guidelines, priorities, fields, crossCuttingThemes].map(({ length }) => length)).toEqual([7, 2, 6, 3]);
  });

  test('S4-19: 29 sub-topics listed, 30 claimed; Stadtleben und Kultur claims seven and lists six; Bildung has six focal points', async () => {
    const { counts, fields, findings } = await strategy('lip-2-0');
    expect(fields.map(({ subtopics }: { subtopics: unknown[] }) => subtopics.length)).toEqual([4, 6, 4, 6, 4, 5]);
    expect(fields[0].focusAreas).toHaveLength(6);
    expect(count(counts, 'SUBTOPICS')).toEqual([[29, 30]]);
    expect(findings.map(({ rule, place }: Record<string, string>) => [rule, place])).toEqual(
      expect.arrayContaining([
        ['STRATEGY_COUNT_DIFFERS', 'feld-stadtleben'],
        ['STRATEGY_COUNT_DIFFERS', 'WORKING_GROUPS'],
      ]),
    );
    expect(count(counts, 'WORKING_GROUPS')).toEqual([[7, 6]]);
  });

  test('S4-20: three rules for indicators', async () => {
    expect((await strategy('lip-2-0')).indicatorRules).toHaveLength(3);
  });

  test('S4-21, S4-22: a body that meets at least every half-year; five years, whose first day the paper does not say', async () => {
    const found = await strategy('lip-2-0');
    expect(found.followUp).toMatchObject({ bodyId: 'lip-begleitgremium', atLeastEveryMonths: 6 });
    expect((await call(getBody, lead, { params: { ...lip, bodyId: 'lip-begleitgremium' } })).body.meetsEveryMonths).toBe(6);
    expect([found.validYears, found.validFrom, found.days.reviewOn, found.days.isFollowUpOverdue]).toEqual([5, null, null, false]);
    const because = 'Die Geltung ist mit 5 Jahren angegeben, ihr erster Tag nicht.';
    expect(found.days.reviewUnknownBecause).toBe(because);
    expect(rulesOf(found)).toContain('STRATEGY_REVIEW_UNKNOWN');
    expect(await findingsOf('STRATEGY_REVIEW_UNKNOWN')).toEqual([['lip-2-0', `LIP 2.0: Der Tag der Bilanz ist unbekannt. ${because}`]]);
    const dated = {
      params: { ...lip, strategyId: 'lip-2-0' },
      version: found.version,
      body: { ...strategyOf(found), validFrom: '2021-01-21' },
    };
    expect((await call(editStrategy, lead, dated)).status).toBe(200);
    const { days } = await strategy('lip-2-0');
    expect(days).toMatchObject({
      reviewOn: '2026-01-21',
      reviewUnknownBecause: null,
      nextMeetingBy: '2021-07-21',
      isFollowUpOverdue: true,
    });
    expect(await findingsOf('STRATEGY_REVIEW_UNKNOWN')).toEqual([]);
  });

  test('S4-23: 200 000 for an innovation fund in 2022 stand in the paper, on a condition', async () => {
    const { amounts } = await paper('drs-0108-2021');
    expect(amounts).toContainEqual({
      label: 'Innovationsfonds zur Umsetzung von Projekten',
      fiscalYear: 2022,
      amountCents: 20_000_000,
      condition: 'Genehmigung der Haushaltssatzung durch die Kommunalaufsicht',
    });
  });

  test('S4-24: adopted on 12.06.2008, unanimously; 524 000 people in 2014, then over 556 000', async () => {
    const { foundedOn } = (await call(getAlliance, lead, { params: lip })).body;
    const old = await strategy('lip-2008');
    expect([foundedOn, old.validFrom, old.note]).toEqual(['2008-06-12', '2008-06-12', expect.stringContaining('einstimmig')]);
    const { values } = await indicator('k-einwohner');
    expect(values.map(({ value, worth, asOf }: Record<string, unknown>) => [value, worth, asOf])).toEqual([
      [524_000, 'EXACT', '2014-12-31'],
      [556_000, 'MORE_THAN', '2021-01-19'],
    ]);
  });
});

describe('0025/2021 and the kinds of papers', () => {
  test('S4-37: title and text state the limit differently; noted on 21.01.2021, which decides nothing', async () => {
    const found = await paper('drs-0025-2021');
    expect(rulesOf(found)).toEqual(['PAPER_LIMITS_DIFFER']);
    expect([found.standing, found.datedOn, found.recipients.total]).toEqual(['NOTED', '2021-01-11', 1]);
  });

  test('SX-05: decision and information papers, each with its own mandatory sections', async () => {
    const { items } = (await call(listPapers, lead, { params: lip, query: { limit: '100' } })).body;
    const known = items.filter(({ number }: { number: string | null }) => number !== null);
    expect(known.map(({ label, kind }: Record<string, string>) => [label, kind])).toEqual([
      ['1249/2017', 'DECISION'],
      ['1249/2017 N1', 'DECISION'],
      ['0025/2021', 'INFORMATION'],
      ['0108/2021', 'DECISION'],
    ]);
    const { sections } = await paper('drs-0025-2021');
    expect(sections.map(({ kind }: { kind: string }) => kind)).not.toContain('FINANCE_EXPLANATION');
  });
});

describe('a slide deck without date, author and number', () => {
  const deck = () => strategy('ankommen-unterstuetzen');
  type Phase = { name: string; milestones: { label: string; due: unknown }[] };
  const phase = (phases: Phase[], name: string) => phases.filter((one) => one.name === name).map(({ milestones }) => milestones.length);

  test('S0-01: it is stored without them, and found as incomplete among the papers', async () => {
    const { title, paperId, validFrom } = await deck();
    expect([title, paperId, validFrom]).toEqual(['„Ankommen – unterstützen – miteinander leben“', 'praesentation-ankommen', null]);
    const found = await paper(paperId);
    expect(found).toMatchObject({
      kind: 'DOCUMENT',
      label: 'ohne Nummer',
      number: null,
      numberPending: false,
      datedOn: null,
      signedBy: null,
    });
    expect(rulesOf(found)).toEqual(['PAPER_METADATA_INCOMPLETE']);
    expect(await findingsOf('PAPER_METADATA_INCOMPLETE')).toContainEqual([
      'praesentation-ankommen',
      '„Ankommen – unterstützen – miteinander leben“: Die Unterlage nennt weder Datum noch Verfasser noch Nummer.',
    ]);
  });

  test('S0-02, S0-04, S0-07: four statements, three and two more, and five steps, in order and without a day', async () => {
    const { phases } = await deck();
    expect(phases.map(({ name }: Phase) => phase(phases, name))).toEqual([[4], [3], [2], [5]]);
    const days = phases.flatMap(({ milestones }: Phase) => milestones.map(({ due }) => due));
    expect(new Set(days.map((due: unknown) => JSON.stringify(due)))).toEqual(
      new Set([JSON.stringify({ wording: null, precision: 'UNKNOWN', from: null, to: null })]),
    );
    expect(phases.at(-1).milestones[1].label).toBe('Integrationsmanagement: vom Auszug zum Leben im Stadtteil');
  });

  test('S0-07: the steps name who acts in them; both ways, and nobody where the deck names nobody', async () => {
    const { phases, actors } = await deck();
    const [management, coordination] = ['integrationsmanagement', 'koordinierungsstelle-fluechtlingshilfe'];
    expect(phases.at(-1).milestones.map(({ organisationIds }: { organisationIds: string[] }) => organisationIds)).toEqual([
      [management],
      [management],
      [coordination],
      [],
      [],
    ]);
    const steps = ['Verlagerung in Stadtteile und Quartiere', 'Integrationsmanagement: vom Auszug zum Leben im Stadtteil'];
    expect(actors).toEqual([
      { organisationId: management, name: 'Integrationsmanagement', steps },
      { organisationId: coordination, name: 'Koordinierungsstelle Flüchtlingshilfe', steps: ['Koordinierung des Engagements'] },
    ]);
    const { roles } = (await call(getOrganisation, lead, { params: { ...lip, organisationId: management } })).body;
    expect(roles.strategies).toMatchObject([{ strategyId: 'ankommen-unterstuetzen', steps }]);
    const authoriser = as('AUTHORISER', { alliance: 'lip' });
    expect((await call(getOrganisation, authoriser, { params: { ...lip, organisationId: management } })).body.roles.strategies).toBeNull();
  });

  test('SX-06: the two units act through the documents: in the steps of the deck, in the project card and in the project', async () => {
    const rolesOf = async (organisationId: string) => {
      const { roles } = (await call(getOrganisation, lead, { params: { ...lip, organisationId } })).body;
      return [...roles.strategies.map(({ strategyId }: { strategyId: string }) => strategyId), ...roles.recorded.map(subjectOf)];
    };
    const subjectOf = ({ subject }: { subject: { id: string } }) => subject.id;
    expect(new Set(await rolesOf('integrationsmanagement'))).toEqual(
      new Set(['ankommen-unterstuetzen', 'integrationskonzept-fluechtlinge', 'freunde-10000']),
    );
    expect(new Set(await rolesOf('koordinierungsstelle-fluechtlingshilfe'))).toEqual(
      new Set(['ankommen-unterstuetzen', 'freunde-steuerungsgruppe']),
    );
  });

  test('S0-03, S0-06: four statutory duties and four voluntary services', async () => {
    const { fields } = await deck();
    expect(fields.map(({ label, subtopics }: { label: string; subtopics: unknown[] }) => [label, subtopics.length])).toEqual([
      ['Gesetzliche Aufgaben für eine Kommune', 4],
      ['Hilfen über gesetzliche Aufgaben hinaus', 4],
    ]);
  });

  test('S0-05: of five goals none has an indicator; one that gets one is no longer in the list', async () => {
    const found = await deck();
    const goals = found.priorities.map(({ id, label }: { id: string; label: string }) => ({ id, label }));
    expect(goals).toHaveLength(5);
    expect(found.goalsWithoutIndicator).toEqual(goals);
    const [first, ...others] = found.priorities;
    const measured = (indicatorId: string) => ({
      params: { ...lip, strategyId: found.id },
      version: found.version,
      body: { ...strategyOf(found), priorities: [{ ...first, indicatorIds: [indicatorId] }, ...others] },
    });
    const unknown = (await call(editStrategy, lead, measured('k-gibt-es-nicht'))).body;
    expect([unknown.code, unknown.errors[0].pointer]).toEqual(['linkedRecordUnknown', '/priorities/0/indicatorIds/0']);
    expect((await call(editStrategy, lead, measured('k-einwohner'))).status).toBe(200);
    expect((await deck()).goalsWithoutIndicator).toEqual(goals.slice(1));
  });

  test('S0-08: no figure in the whole record', async () => {
    const found = await deck();
    const texts: string[] = [];
    JSON.stringify(strategyOf(found), (key, value) => {
      if (typeof value === 'string' && key !== 'id') texts.push(value);
      return value;
    });
    expect(texts.filter((text) => /\d/.test(text))).toEqual([]);
    expect(texts).toContain('Wohnraum für alle');
    expect(found.findings).toEqual([]);
  });
});
