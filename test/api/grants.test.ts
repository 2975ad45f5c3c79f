import { beforeAll, describe, expect, test } from '@jest/globals';
import { confirmFundEntry, editFund, enterFundEntry, getFundBook, listFundEntries } from '../../functions/funds/routes.ts';
import {
  applyForGrant,
  closeGrant,
  decideGrant,
  editGrant,
  getFundReview,
  getGrant,
  getGrantJournal,
  liftReservation,
  listGrants,
  refuseGrant,
  returnGrant,
  stateProofOfUse,
  stateTargets,
  withdrawGrant,
} from '../../functions/grants/routes.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { aFund, aFundOf, anEntry, booked, CITY, city, confirming, editor, entered, officer } from '../support/funds.ts';
import type { SentGrant } from '../support/grants.ts';
import {
  aField,
  anApplication,
  anOrganisation,
  aStation,
  keptGrant,
  PROBE_FIELD,
  storedOrganisation,
  storedPaper,
} from '../support/grants.ts';
import { aValue } from '../support/results.ts';

let table: Table;
let organisationId: string;
beforeAll(async () => {
  table = await openRegister();
  organisationId = await storedOrganisation(CITY, anOrganisation('Unter einem Dach gUG'));
  await aField(CITY);
});

const lead = as('OFFICE_LEAD', { alliance: CITY });
const drift = () => ledgerStore(table).driftOfSums(CITY);
const applying = (fundId: string, more: Partial<SentGrant> = {}, caller: Caller = editor) =>
  call(applyForGrant, caller, { params: city, body: anApplication(fundId, organisationId, more) });
const applied = async (fundId: string, more: Partial<SentGrant> = {}): Promise<string> => {
  const { status, body, text } = await applying(fundId, more);
  if (status !== 201) throw new Error(text);
  return body.id;
};
const of = (grantId: string) => ({ params: { ...city, grantId } });
const asked = { amountCents: 400_000, decidedOn: '2020-02-03', paperId: null as string | null, reservation: null as string | null };
const deciding = (grantId: string, more: Partial<typeof asked> = {}, caller: Caller = officer, version = 1) =>
  call(decideGrant, caller, { ...of(grantId), version, body: { ...asked, ...more } });
const reading = async (grantId: string) => (await call(getGrant, editor, of(grantId))).body;
/** A fund of the year with this much in it. */
const fundWith = async (amountCents: number, more: Parameters<typeof aFund>[0] = {}): Promise<string> => {
  const fundId = await aFundOf(more);
  await booked(fundId, { amountCents });
  return fundId;
};
const bookOf = async (fundId: string) =>
  (await call(getFundBook, officer, { params: { ...city, fundId }, query: { fiscalYear: '2020' } })).body;

describe('an application', () => {
  test('may come on any day of the year, and waits', async () => {
    const fundId = await aFundOf();
    for (const appliedOn of ['2020-01-01', '2020-12-31', null]) {
      const { status, body } = await applying(fundId, { appliedOn });
      expect([status, body.status, body.decision, body.enteredBy.subject]).toEqual([201, 'APPLIED', null, 'person-office_editor']);
    }
  });

  test('names a field of action that is on record', async () => {
    const fundId = await aFundOf();
    const { status, body } = await applying(fundId, { fieldsOfAction: [PROBE_FIELD, 'raumfahrt'] });
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'fieldOfActionUnknown', '/fieldsOfAction/1']);
    expect((await applying(fundId, { fieldsOfAction: [] })).body.code).toBe('requestInvalid');
  });

  test.each([
    ['/fundId', { fundId: 'gibt-es-nicht' }],
    ['/organisationId', { organisationId: 'gibt-es-nicht' }],
    ['/partnerOrganisationIds/0', { partnerOrganisationIds: ['gibt-es-nicht'] }],
    ['/initiativeId', { initiativeId: 'gibt-es-nicht' }],
    ['/relatedGrantIds/0', { relatedGrantIds: ['gibt-es-nicht'] }],
  ])('a link to nothing is named: %s', async (pointer, more) => {
    const { status, body } = await applying(await aFundOf(), more as Partial<SentGrant>);
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'linkedRecordUnknown', pointer]);
  });

  test('is edited and withdrawn while it waits', async () => {
    const fundId = await aFundOf();
    const grantId = await applied(fundId);
    const edited = await call(editGrant, editor, {
      ...of(grantId),
      version: 1,
      body: anApplication(fundId, organisationId, { note: 'Ergänzt' }),
    });
    expect([edited.status, edited.body.note]).toEqual([200, 'Ergänzt']);
    const withdrawn = await call(withdrawGrant, editor, { ...of(grantId), version: 2, body: { reason: 'Verein zieht zurück' } });
    expect([withdrawn.body.status, withdrawn.body.statusReason]).toEqual(['WITHDRAWN', 'Verein zieht zurück']);
    expect((await deciding(grantId, {}, officer, 3)).body.code).toBe('grantStepNotAllowed');
  });
});

describe('a decision', () => {
  test.each([
    [500_000, 200, undefined],
    [500_099, 200, undefined],
    [500_100, 409, 'grantNeedsResolution'],
  ])('of %i cents without a paper answers %i', async (amountCents, status, code) => {
    const fundId = await fundWith(1_000_000);
    const grantId = await applied(fundId);
    const answer = await deciding(grantId, { amountCents });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('above the limit follows the paper a body agreed to, and no other', async () => {
    const fundId = await fundWith(5_000_000);
    const grantId = await applied(fundId);
    const open = await storedPaper(CITY, [aStation()]);
    const agreed = await storedPaper(CITY, [aStation(), aStation({ outcome: { kind: 'UNANIMOUS' } })]);
    const amountCents = 2_000_000;
    expect((await deciding(grantId, { amountCents, paperId: open })).body.code).toBe('grantNeedsResolution');
    expect((await deciding(grantId, { amountCents, paperId: 'gibt-es-nicht' })).body.code).toBe('linkedRecordUnknown');
    const { status, body } = await deciding(grantId, { amountCents, paperId: agreed });
    expect([status, body.status, body.decision.tierId, body.decision.paperId]).toEqual([200, 'GRANTED', 'beschluss', agreed]);
    expect(await reading(grantId)).toMatchObject({ tierLabel: 'beschluss', paper: { id: agreed, isApproved: true } });
  });

  test('is another person’s than who entered or edited it, also for a refusal', async () => {
    const fundId = await fundWith(1_000_000);
    const both = { subject: 'person-both', grants: [`${CITY}:OFFICE_EDITOR`, `${CITY}:OFFICE_LEAD`] };
    const { body: own } = await applying(fundId, {}, both);
    expect((await deciding(own.id, {}, both)).body.code).toBe('fourEyesViolated');
    expect((await call(refuseGrant, both, { ...of(own.id), version: 1, body: { reason: 'Probe' } })).body.code).toBe('fourEyesViolated');

    const grantId = await applied(fundId);
    await call(editGrant, lead, { ...of(grantId), version: 1, body: anApplication(fundId, organisationId) });
    await call(stateTargets, both, { ...of(grantId), version: 2, body: { targets: [] } });
    for (const author of [lead, both]) expect((await deciding(grantId, {}, author, 3)).body.code).toBe('fourEyesViolated');
    expect((await deciding(grantId, {}, officer, 3)).status).toBe(200);
  });

  test('needs everything the fund asks for', async () => {
    const fundId = await fundWith(1_000_000, { checklist: [{ id: 'finanzplan', label: 'Finanzplan geprüft' }] });
    const grantId = await applied(fundId);
    const refused = await deciding(grantId);
    expect([refused.body.code, refused.body.detail]).toEqual(['grantStepNotAllowed', 'Noch nicht erfüllt: Finanzplan geprüft.']);
    const checklist = [{ id: 'finanzplan', isMet: true, note: null }];
    await call(editGrant, editor, { ...of(grantId), version: 1, body: anApplication(fundId, organisationId, { checklist }) });
    expect((await deciding(grantId, {}, officer, 2)).status).toBe(200);
  });

  test('goes with its movement in the ledger, signed by both people', async () => {
    const fundId = await fundWith(1_000_000);
    const grantId = await applied(fundId);
    await deciding(grantId);
    const { items } = (await call(listFundEntries, officer, { params: city, query: { fundId } })).body;
    const movement = items.find(({ account }: { account: string }) => account === 'GRANTED');
    expect(movement).toMatchObject({ status: 'CONFIRMED', amountCents: 400_000, grantId, valueDay: '2020-02-03' });
    expect([movement.enteredBy.subject, movement.confirmedBy.subject]).toEqual(['person-office_editor', 'person-budget_officer']);
    expect(await bookOf(fundId)).toMatchObject({ grantedCents: 400_000, remainderCents: 600_000, findings: [] });
    expect(await reading(grantId)).toMatchObject({
      money: { grantedCents: 400_000, drawnCents: 0, notDrawnCents: 0, openCents: 400_000 },
      organisationName: 'Unter einem Dach gUG',
      fundName: 'Integrationsfonds',
    });
    expect(await drift()).toEqual([]);
  });

  test('beyond what the fund has left leaves both as they were', async () => {
    const fundId = await fundWith(700_000);
    const [first, second] = [await applied(fundId), await applied(fundId)];
    expect((await deciding(first)).status).toBe(200);
    expect((await deciding(second)).body.code).toBe('fundExceeded');
    expect(await reading(second)).toMatchObject({ status: 'APPLIED', version: 1, entries: [] });
    expect((await deciding(second, { amountCents: 300_000 })).status).toBe(200);
    expect(await drift()).toEqual([]);
  });

  test('of two at once about the last of the fund, one is told', async () => {
    const fundId = await fundWith(700_000);
    const grantIds = [await applied(fundId), await applied(fundId)];
    const answers = await Promise.all(grantIds.map((grantId) => deciding(grantId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await bookOf(fundId)).toMatchObject({ grantedCents: 400_000, remainderCents: 300_000 });
    expect(await drift()).toEqual([]);
  });

  test('said again under the same key is the same decision, once in the ledger', async () => {
    const fundId = await fundWith(1_000_000);
    const grantId = await applied(fundId);
    const sent = { ...of(grantId), version: 1, body: asked, key: 'entscheidung-probe' };
    const [once, again] = [await call(decideGrant, officer, sent), await call(decideGrant, officer, sent)];
    expect([again.status, again.text]).toEqual([200, once.text]);
    expect((await bookOf(fundId)).grantedCents).toBe(400_000);
  });
});

describe('a reservation', () => {
  test('stands in the way of every payment until it is lifted', async () => {
    const fundId = await fundWith(1_000_000);
    const grantId = await applied(fundId);
    await deciding(grantId, { reservation: 'vorbehaltlich der Rechtskraft des Haushaltes' });
    const drawing = { account: 'DRAWN', grantId, amountCents: 100_000, valueDay: '2020-05-04' } as const;
    const refused = await call(enterFundEntry, editor, { params: city, body: anEntry(fundId, drawing) });
    expect([refused.status, refused.body.code]).toEqual([409, 'grantReserved']);
    const lifted = await call(liftReservation, officer, { ...of(grantId), version: 2, body: { liftedOn: '2020-04-01' } });
    expect(lifted.body.decision).toMatchObject({ reservationLiftedOn: '2020-04-01', reservation: expect.any(String) });
    await booked(fundId, drawing);
    expect((await reading(grantId)).money).toMatchObject({ drawnCents: 100_000, openCents: 300_000 });
    expect((await call(liftReservation, officer, { ...of(grantId), version: 3, body: { liftedOn: '2020-04-01' } })).body.code).toBe(
      'grantStepNotAllowed',
    );
  });
});

describe('a return', () => {
  const back = { amountCents: 400_000, cause: 'Verein aufgelöst', causeYear: 2020, valueDay: '2020-09-01' };
  const returning = (grantId: string, more: Partial<typeof back> = {}, version = 2) =>
    call(returnGrant, editor, { ...of(grantId), version, body: { ...back, ...more } });

  test('with cause and year waits for another person; nothing drawn and all left is a returned grant', async () => {
    const fundId = await fundWith(1_000_000);
    const grantId = await applied(fundId);
    await deciding(grantId);
    const entered = await returning(grantId);
    expect([entered.status, entered.body.status, entered.body.statusReason]).toEqual([200, 'GRANTED', 'Verein aufgelöst']);
    expect((await bookOf(fundId)).notDrawnCents).toBe(0);
    const entry = (await reading(grantId)).entries.find(({ account }: { account: string }) => account === 'NOT_DRAWN');
    expect(entry).toMatchObject({ status: 'DRAFT', cause: 'Verein aufgelöst', causeYear: 2020, organisationId, amountCents: 400_000 });
    const own = { subject: 'person-office_editor', grants: [`${CITY}:OFFICE_LEAD`] };
    const sent = { params: { ...city, entryId: entry.id }, body: {}, version: 1 };
    expect((await call(confirmFundEntry, own, sent)).body.code).toBe('fourEyesViolated');
    expect((await confirming(entry.id)).status).toBe(200);
    expect(await reading(grantId)).toMatchObject({ status: 'RETURNED', money: { notDrawnCents: 400_000, openCents: 0 } });
    expect(await bookOf(fundId)).toMatchObject({ notDrawnCents: 400_000, unspentCents: 1_000_000 });
    expect(await drift()).toEqual([]);
  });

  test('of more than is open is refused, and of what was never granted', async () => {
    const fundId = await fundWith(1_000_000);
    const grantId = await applied(fundId);
    expect((await returning(grantId, {}, 1)).body.code).toBe('grantStepNotAllowed');
    await deciding(grantId);
    await booked(fundId, { account: 'DRAWN', grantId, amountCents: 300_000, valueDay: '2020-05-04' });
    expect((await returning(grantId, { amountCents: 100_001 })).body.code).toBe('grantExceeded');
    const part = await returning(grantId, { amountCents: 100_000 });
    expect([part.status, part.body.status]).toEqual([200, 'GRANTED']);
    expect((await returning(grantId, { causeYear: 2099 }, 3)).body.code).toBe('requestInvalid');
  });
});

describe('proof of use and targets', () => {
  test('due by the fund’s rule; overdue from the day after; closed when proven', async () => {
    const fundId = await fundWith(1_000_000, { proofWithinDays: 90 });
    const grantId = await applied(fundId, { projectEndsOn: '2020-12-31' });
    await deciding(grantId);
    await booked(fundId, { account: 'DRAWN', grantId, amountCents: 400_000, valueDay: '2020-05-04' });
    setClock('2021-03-31T10:00:00.000Z');
    expect((await reading(grantId)).proof).toEqual({
      state: 'OUTSTANDING',
      dueOn: '2021-03-31',
      overdueDays: 0,
      isNarrativeOutstanding: true,
    });
    setClock('2021-04-01T10:00:00.000Z');
    expect((await reading(grantId)).proof).toMatchObject({ state: 'OVERDUE', overdueDays: 1 });
    const closing = (version: number) => call(closeGrant, officer, { ...of(grantId), version, body: {} });
    expect((await closing(2)).body.code).toBe('grantStepNotAllowed');
    const proof = { dueOn: null, receivedOn: '2021-04-01', narrativeReceivedOn: '2021-04-01', checkedOn: '2021-04-01', note: null };
    const early = { ...proof, checkedOn: '2021-04-02' };
    expect((await call(stateProofOfUse, editor, { ...of(grantId), version: 2, body: early })).body.code).toBe('statusInFuture');
    const stated = await call(stateProofOfUse, editor, { ...of(grantId), version: 2, body: proof });
    expect([stated.status, stated.body.proofOfUse.dueOn]).toEqual([200, '2021-03-31']);
    expect((await closing(3)).body.status).toBe('CLOSED');
    setClock();
  });

  test('60 children planned and 26 reached are 43,3 %; laptops were counted and not planned', async () => {
    const grantId = await applied(await aFundOf());
    const targets = [
      { label: 'Schulkinder', unit: 'Kinder', planned: aValue(60), actual: aValue(26) },
      { label: 'Geleaste Laptops', unit: 'Geräte', planned: null, actual: aValue(22) },
    ];
    expect((await call(stateTargets, editor, { ...of(grantId), version: 1, body: { targets } })).status).toBe(200);
    expect((await reading(grantId)).targetStandings).toMatchObject([
      { share: { text: '43,3\u00a0%' }, reach: 'BELOW' },
      { share: null, reach: null },
    ]);
  });
});

test('the list is filtered by fund, year, status and recipient, and pages', async () => {
  const fundId = await fundWith(10_000_000);
  const other = await storedOrganisation(CITY);
  for (const no of [3, 1, 2]) await keptGrant(CITY, fundId, { no, organisationId: other, granted: 100 * no });
  await keptGrant(CITY, fundId, { no: 1, fiscalYear: 2019, organisationId: other });
  await applied(fundId);
  const listed = async (query: Record<string, string>) => {
    const { body } = await call(listGrants, editor, { params: city, query: { fundId, ...query } });
    return body;
  };
  const numbers = ({ items }: { items: { no: number | null }[] }) => items.map(({ no }) => no);
  expect(numbers(await listed({}))).toEqual([1, 1, 2, 3, null]);
  expect(numbers(await listed({ fiscalYear: '2020' }))).toEqual([1, 2, 3, null]);
  expect(numbers(await listed({ status: 'APPLIED', fiscalYear: '2020' }))).toEqual([null]);
  expect(numbers(await listed({ organisationId: other, status: 'GRANTED' }))).toEqual([1, 2, 3]);
  const first = await listed({ fiscalYear: '2020', limit: '2' });
  expect(first.items.map(({ money }: { money: { grantedCents: number } }) => money.grantedCents)).toEqual([100, 200]);
  expect(numbers(await listed({ fiscalYear: '2020', limit: '2', cursor: first.cursor }))).toEqual([3, null]);
});

test('the review of a year finds two grants of one recipient that together were a body’s to decide', async () => {
  const fundId = await fundWith(10_000_000);
  for (const [no, amountCents] of [
    [9, 496_000],
    [16, 495_000],
  ] as const)
    await deciding(await applied(fundId, { no, project: `Vorhaben ${no}` }), { amountCents });
  const review = (await call(getFundReview, officer, { params: { ...city, fundId }, query: { fiscalYear: '2020' } })).body;
  expect(review.splitting).toMatchObject([{ organisationName: 'Unter einem Dach gUG', sumCents: 991_000 }]);
  expect(review.byDecision).toEqual([{ decidedBy: 'OFFICE', grants: 2, sumCents: 991_000 }]);
  expect((await call(getFundReview, officer, { params: { ...city, fundId }, query: { fiscalYear: '2019' } })).body.grants).toBe(0);
  // The limit is the fund's own: another one, another finding.
  await call(editFund, editor, { params: { ...city, fundId }, version: 1, body: aFund({ tiers: [] }) });
  expect((await call(getFundReview, officer, { params: { ...city, fundId }, query: { fiscalYear: '2020' } })).body.splitting).toEqual([]);
});

test('the journal tells who did what; the events carry no free text', async () => {
  const fundId = await fundWith(1_000_000);
  const grantId = await applied(fundId, { note: 'Vertrauliches' });
  await call(refuseGrant, officer, { ...of(grantId), version: 1, body: { reason: 'Kein Bezug zum Plan' } });
  const { entries } = (await call(getGrantJournal, lead, of(grantId))).body;
  expect(entries.map(({ event, role }: { event: string; role: string }) => [event, role])).toEqual([
    ['GrantApplied', 'OFFICE_EDITOR'],
    ['GrantRefused', 'BUDGET_OFFICER'],
  ]);
  expect(JSON.stringify(entries.map(({ data }: { data: object }) => data))).not.toMatch(/Vertraulich|Bezug/);
});

test('the city’s grants do not exist for the state, nor the state’s for the city', async () => {
  const grantId = await applied(await aFundOf());
  const state = as('OFFICE_EDITOR');
  expect((await call(getGrant, state, of(grantId))).body.code).toBe('allianceNotFound');
  expect((await call(getGrant, state, { params: { allianceId: 'npa', grantId } })).body.code).toBe('grantNotFound');
  expect((await call(listGrants, state, { params: { allianceId: 'npa' } })).body.items).toEqual([]);
});

test('a draft drawing of a grant shows with it before it counts', async () => {
  const fundId = await fundWith(1_000_000);
  const grantId = await applied(fundId);
  await deciding(grantId);
  await entered(fundId, { account: 'DRAWN', grantId, amountCents: 100_000, valueDay: '2020-05-04' });
  const { entries, money } = await reading(grantId);
  expect(entries.map(({ account, status }: { account: string; status: string }) => [account, status])).toEqual([
    ['GRANTED', 'CONFIRMED'],
    ['DRAWN', 'DRAFT'],
  ]);
  expect(money.drawnCents).toBe(0);
});
