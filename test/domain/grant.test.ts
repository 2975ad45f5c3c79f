import { describe, expect, test } from '@jest/globals';
import type { Acting } from '../../shared/domain/expense.ts';
import { isFailure } from '../../shared/domain/failures.ts';
import type { Fund } from '../../shared/domain/fund.ts';
import type { AccountSums } from '../../shared/domain/fund-rules.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import { grantStatuses } from '../../shared/domain/grant.ts';
import * as rules from '../../shared/domain/grant-rules.ts';
import { coFundingSums, proofStanding, targetStandings } from '../../shared/domain/grant-standing.ts';
import type { MunicipalPaper } from '../../shared/domain/municipal-paper.ts';
import { fund2020 } from '../support/fund-of-2020.ts';
import { aGrantState, aTier, cents } from '../support/funds.ts';
import { anApplication, aPaper, aStation } from '../support/grants.ts';
import { aValue } from '../support/results.ts';

const decider: Acting = { subject: 'person-b', at: '2020-03-02T09:00:00.000Z', today: '2020-03-02' };
const authors = new Set(['person-a']);
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (isFailure(error)) return error.code;
    throw error;
  }
  return 'no failure';
};
const fund = fund2020.state;
const asked = { amountCents: 500_000, decidedOn: '2020-02-03', paperId: null, reservation: null };
type Deciding = { grant?: Grant; fund?: Fund; paper?: MunicipalPaper; by?: Acting };
const deciding = (
  more: Partial<rules.DecideGrant> = {},
  { grant = aGrantState('fonds'), fund: of = fund, paper, by = decider }: Deciding = {},
) => rules.decide(grant, { ...asked, ...more }, { fund: of, authors, paper }, by);
const granted = (more: Parameters<typeof aGrantState>[1] = {}): Grant => ({
  ...deciding(),
  ...aGrantState('fonds', more),
  status: 'GRANTED',
});
const sums = (GRANTED: number, DRAWN = 0, NOT_DRAWN = 0): AccountSums => ({ APPROPRIATION: 0, RETURN: 0, GRANTED, DRAWN, NOT_DRAWN });

describe('a decision', () => {
  test.each([
    [500_000, 'no failure'],
    [500_099, 'no failure'],
    [500_100, 'grantNeedsResolution'],
  ])('%i cents without a paper: %s', (amountCents, code) => {
    expect(codeOf(() => deciding({ amountCents }))).toBe(code);
  });

  const paths = [
    ['unanimously resolved', aStation({ outcome: { kind: 'UNANIMOUS' } }), true],
    ['resolved by a majority', aStation({ outcome: { kind: 'MAJORITY', yes: 6, no: 5, abstain: null } }), true],
    ['a tie', aStation({ outcome: { kind: 'MAJORITY', yes: 5, no: 5, abstain: 1 } }), false],
    ['adjourned', aStation({ outcome: { kind: 'ADJOURNED' } }), false],
    ['only noted', aStation({ outcome: { kind: 'NOTED' } }), false],
    ['not treated yet', aStation(), false],
    ['agreed to where it was only for information', aStation({ role: 'INFORMATION', outcome: { kind: 'UNANIMOUS' } }), false],
    ['resolved after the day of the decision', aStation({ on: '2020-02-04', outcome: { kind: 'UNANIMOUS' } }), false],
    ['resolved on that day', aStation({ on: '2020-02-03', outcome: { kind: 'UNANIMOUS' } }), true],
  ] as const;
  test.each(paths)('above the limit with a paper that was %s', (_what, station, holds) => {
    const attempt = () => deciding({ amountCents: 2_000_000 }, { paper: aPaper([station]) });
    expect(codeOf(attempt)).toBe(holds ? 'no failure' : 'grantNeedsResolution');
  });
  test('an information paper resolves nothing', () => {
    const paper = aPaper([aStation({ outcome: { kind: 'UNANIMOUS' } })], { kind: 'INFORMATION' });
    expect(codeOf(() => deciding({ amountCents: 2_000_000 }, { paper }))).toBe('grantNeedsResolution');
  });

  test('nobody decides on what they entered or changed', () => {
    expect(codeOf(() => deciding({}, { by: { ...decider, subject: 'person-a' } }))).toBe('fourEyesViolated');
    expect(codeOf(() => rules.refuse(aGrantState('fonds'), 'Probe', authors, { ...decider, subject: 'person-a' }))).toBe(
      'fourEyesViolated',
    );
  });
  test('authors are who entered, edited or stated targets; who decided before is none', () => {
    const entry = (name: string, subject: string) => ({
      event: { name, schemaVersion: 1, data: {} },
      by: { subject, role: 'OFFICE_LEAD' as const, office: null },
    });
    const journal = [entry('GrantApplied', 'a'), entry('GrantEdited', 'b'), entry('GrantTargetsStated', 'c'), entry('GrantDecided', 'd')];
    expect([...rules.authorsOf(aGrantState('fonds', { enteredBy: { subject: 'e', at: '' } }), journal)].sort()).toEqual([
      'a',
      'b',
      'c',
      'e',
    ]);
  });

  test('everything the fund asks for must be confirmed; not said is not met', () => {
    const strict = { ...fund, checklist: [{ id: 'finanzplan', label: 'Finanzplan geprüft' }] };
    const said = (isMet: boolean) => aGrantState('fonds', { checklist: [{ id: 'finanzplan', isMet, note: null }] });
    expect(codeOf(() => deciding({}, { fund: strict }))).toBe('grantStepNotAllowed');
    expect(codeOf(() => deciding({}, { fund: strict, grant: said(false) }))).toBe('grantStepNotAllowed');
    expect(codeOf(() => deciding({}, { fund: strict, grant: said(true) }))).toBe('no failure');
  });

  test('an amount that two tiers claim, or none, is nobody’s to decide', () => {
    const tiers = [aTier('klein', { to: cents(500_000) }), aTier('gross', { from: cents(500_000), to: cents(5_000_000) })];
    const overlapping = { ...fund, tiers };
    expect(codeOf(() => deciding({ amountCents: 500_000 }, { fund: overlapping }))).toBe('grantStepNotAllowed');
    expect(codeOf(() => deciding({ amountCents: 499_999 }, { fund: overlapping }))).toBe('no failure');
    expect(codeOf(() => deciding({ amountCents: 5_000_001 }, { fund: overlapping }))).toBe('grantStepNotAllowed');
  });

  test('not ahead, not before the application, and near its fiscal year', () => {
    expect(codeOf(() => deciding({ decidedOn: '2020-03-03' }))).toBe('statusInFuture');
    expect(codeOf(() => deciding({ decidedOn: '2020-01-14' }, { grant: aGrantState('fonds', { appliedOn: '2020-01-15' }) }))).toBe(
      'requestInvalid',
    );
    expect(codeOf(() => deciding({ decidedOn: '2018-12-31' }))).toBe('fiscalYearImplausible');
  });

  test('only what is applied for can be granted, refused or withdrawn', () => {
    for (const status of grantStatuses.filter((status) => status !== 'APPLIED')) {
      const grant = aGrantState('fonds', { status });
      expect(codeOf(() => deciding({}, { grant }))).toBe('grantStepNotAllowed');
      expect(codeOf(() => rules.refuse(grant, 'Probe', authors, decider))).toBe('grantStepNotAllowed');
      expect(codeOf(() => rules.withdraw(grant, 'Probe'))).toBe('grantStepNotAllowed');
    }
  });

  test('what was decided about stays as it was; the rest may change', () => {
    const grant = granted({ fieldsOfAction: ['bildung'] });
    const { status: _, statusReason: _reason, enteredBy: _by, decision: _decision, proofOfUse: _proof, ...same } = grant;
    expect(rules.edit(grant, { ...same, note: 'Anmerkung' }, '2020-03-02').note).toBe('Anmerkung');
    for (const change of [
      { requestedCents: 1 },
      { fiscalYear: 2021 },
      { organisationId: 'andere' },
      { fundId: 'anderer' },
      { purpose: 'anders' },
    ])
      expect(codeOf(() => rules.edit(grant, { ...same, ...change } as rules.EditGrant, '2020-03-02'))).toBe('grantStepNotAllowed');
  });
});

describe('fields of action', () => {
  test('each must be known; none at all is no application', () => {
    const known = new Set(['bildung']);
    expect(codeOf(() => rules.assertFieldsOfAction(['bildung'], known))).toBe('no failure');
    expect(codeOf(() => rules.assertFieldsOfAction(['bildung', 'raumfahrt'], known))).toBe('fieldOfActionUnknown');
    expect(rules.EditGrant.safeParse(anApplication('fonds', 'verein', { fieldsOfAction: [] })).success).toBe(false);
  });
});

describe('a reservation', () => {
  test('is lifted once, on a day from the decision to today', () => {
    const reserved = deciding({ reservation: 'vorbehaltlich der Rechtskraft des Haushaltes' });
    const lifted = rules.liftReservation(reserved, '2020-03-01', '2020-03-02');
    expect(lifted.decision?.reservationLiftedOn).toBe('2020-03-01');
    expect(codeOf(() => rules.liftReservation(lifted, '2020-03-01', '2020-03-02'))).toBe('grantStepNotAllowed');
    expect(codeOf(() => rules.liftReservation(reserved, '2020-03-03', '2020-03-02'))).toBe('statusInFuture');
    expect(codeOf(() => rules.liftReservation(reserved, '2020-02-02', '2020-03-02'))).toBe('requestInvalid');
    expect(codeOf(() => rules.liftReservation(deciding(), '2020-03-01', '2020-03-02'))).toBe('grantStepNotAllowed');
  });
});

describe('the end of a grant', () => {
  test('returned when all of it was left and nothing drawn; granted again when that is reversed', () => {
    const returned = rules.afterMovement(granted(), sums(1_500_000, 0, 1_500_000));
    expect(returned?.status).toBe('RETURNED');
    expect(rules.afterMovement(returned as Grant, sums(1_500_000, 0, 0))?.status).toBe('GRANTED');
    expect(rules.afterMovement(granted(), sums(1_500_000, 0, 1_499_999))).toBeUndefined();
    expect(rules.afterMovement(granted(), sums(1_500_000, 1, 1_499_999))).toBeUndefined();
    expect(rules.afterMovement(granted(), sums(1_500_000, 1_500_000, 0))).toBeUndefined();
  });

  const proof = { dueOn: '2021-03-31', receivedOn: '2021-03-01', narrativeReceivedOn: '2021-03-01', checkedOn: '2021-03-02', note: null };
  test('closed when nothing is open and proof and narrative report are in and checked', () => {
    expect(rules.close(granted({ proofOfUse: proof }), sums(500_000, 400_000, 100_000)).status).toBe('CLOSED');
    const lacking = [
      [granted({ proofOfUse: proof }), sums(500_000, 499_999)],
      [granted(), sums(500_000, 500_000)],
      [granted({ proofOfUse: { ...proof, checkedOn: null } }), sums(500_000, 500_000)],
      [granted({ proofOfUse: { ...proof, narrativeReceivedOn: null } }), sums(500_000, 500_000)],
      [aGrantState('fonds', { proofOfUse: proof }), sums(0)],
    ] as const;
    for (const [grant, kept] of lacking) expect(codeOf(() => rules.close(grant, kept))).toBe('grantStepNotAllowed');
  });
});

describe('proof of use', () => {
  const on = (day: string, more: Parameters<typeof aGrantState>[1] = {}, proofWithinDays: number | null = 90) =>
    proofStanding(granted({ projectEndsOn: '2020-12-31', ...more }), { proofWithinDays }, day);

  test('due by the fund’s rule, overdue from the day after', () => {
    expect(on('2021-03-31')).toEqual({ state: 'OUTSTANDING', dueOn: '2021-03-31', overdueDays: 0, isNarrativeOutstanding: true });
    expect(on('2021-04-01')).toMatchObject({ state: 'OVERDUE', overdueDays: 1 });
  });
  test('as stated for this grant where that was stated', () => {
    const stated = { dueOn: '2021-06-30', receivedOn: null, narrativeReceivedOn: null, checkedOn: null, note: null };
    expect(on('2021-04-01', { proofOfUse: stated })).toMatchObject({ state: 'OUTSTANDING', dueOn: '2021-06-30' });
  });
  test('unknown is not today and not never', () => {
    expect(on('2099-01-01', {}, null)).toMatchObject({ state: 'DUE_DAY_UNKNOWN', dueOn: null, overdueDays: 0 });
    expect(on('2099-01-01', { projectEndsOn: null })).toMatchObject({ state: 'DUE_DAY_UNKNOWN', dueOn: null });
    const input = { dueOn: null, receivedOn: null, narrativeReceivedOn: null, checkedOn: null, note: null };
    expect(codeOf(() => rules.stateProof(granted(), input, fund, '2021-01-01'))).toBe('requestInvalid');
  });
  test('the narrative report is outstanding until it came, also when the figures are in', () => {
    const input = { dueOn: null, receivedOn: '2021-03-01', narrativeReceivedOn: null, checkedOn: null, note: null };
    const state = rules.stateProof(granted({ projectEndsOn: '2020-12-31' }), input, { ...fund, proofWithinDays: 90 }, '2021-04-01');
    expect(proofStanding(state, fund, '2021-04-01')).toEqual({
      state: 'RECEIVED',
      dueOn: '2021-03-31',
      overdueDays: 0,
      isNarrativeOutstanding: true,
    });
    expect(
      codeOf(() => rules.stateProof(granted(), { ...input, checkedOn: '2021-02-28' }, { ...fund, proofWithinDays: 90 }, '2021-04-01')),
    ).toBe('requestInvalid');
  });
  test('who was refused has nothing to prove', () => {
    expect(proofStanding(aGrantState('fonds', { status: 'REFUSED' }), { proofWithinDays: 90 }, '2099-01-01').state).toBe('NOT_EXPECTED');
  });
});

test('26 of 60 are 43,3 %; what was not planned or not counted has no share', () => {
  const [children, laptops, unknown] = targetStandings({
    targets: [
      { label: 'Schulkinder', unit: 'Kinder', planned: aValue(60), actual: aValue(26) },
      { label: 'Laptops', unit: 'Geräte', planned: null, actual: aValue(22) },
      { label: 'Tandems', unit: 'Tandems', planned: aValue(200), actual: aValue(null) },
    ] as never,
  });
  expect(children).toMatchObject({ share: { text: '43,3\u00a0%', worth: 'EXACT' }, reach: 'BELOW' });
  expect(laptops).toMatchObject({ share: null, reach: null, actual: { value: 22 } });
  expect(unknown).toMatchObject({ share: null, reach: 'UNKNOWN' });
});

test('co-funding stands by status, the least sure word holds, and nothing adds the three', () => {
  const entry = (status: 'ASKED' | 'PROMISED' | 'GRANTED', amountCents: number | null, worth: 'EXACT' | 'NEARLY' | 'UNKNOWN') => ({
    funder: 'Stiftung',
    amountCents,
    worth,
    status,
    years: [],
    wording: null,
  });
  const coFunding = [entry('PROMISED', 15_000_000, 'NEARLY'), entry('PROMISED', 100, 'EXACT'), entry('ASKED', null, 'UNKNOWN')];
  expect(coFundingSums([{ coFunding }])).toEqual([
    { status: 'ASKED', entries: 1, knownCents: null, worth: 'UNKNOWN', withoutAmount: 1 },
    { status: 'PROMISED', entries: 2, knownCents: 15_000_100, worth: 'NEARLY', withoutAmount: 0 },
  ]);
});
