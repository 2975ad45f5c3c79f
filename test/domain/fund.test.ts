import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { FundEntry, FundTier } from '../../shared/domain/fund.ts';
import {
  accountSums,
  assertDrawable,
  assertFundFits,
  confirmEntry,
  EnterFundEntry,
  enterEntry,
  reverseEntry,
  withdrawEntry,
  withoutDecision,
} from '../../shared/domain/fund-rules.ts';
import { faultsOfTiers, limitsIn, tiersFor } from '../../shared/domain/fund-tier.ts';
import { aGrantState, anEntry, aTier, cents, tiersBelow5001 } from '../support/funds.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const by = (subject: string) => ({ subject, at: '2020-06-02T09:00:00.000Z', today: '2020-06-02' });
const sent = (more: Parameters<typeof anEntry>[1] = {}) => EnterFundEntry.parse(anEntry('integrationsfonds', more));
const draft = (more: Parameters<typeof anEntry>[1] = {}): FundEntry => enterEntry(sent(more), by('a'));
const refused = (more: Parameters<typeof anEntry>[1]) =>
  EnterFundEntry.safeParse(anEntry('integrationsfonds', more)).error?.issues.map(({ path }) => path.join('/'));
const ids = (tiers: readonly FundTier[]) => tiers.map(({ id }) => id);
const rules = (tiers: readonly FundTier[]) => faultsOfTiers(tiers).map(({ rule }) => rule);

describe('who decides up to which amount', () => {
  test.each([
    [5_000_00, 'laufendes-geschaeft'],
    [5_000_99, 'laufendes-geschaeft'],
    [5_001_00, 'beschluss'],
    [1, 'laufendes-geschaeft'],
    [100_000_000, 'beschluss'],
  ])('below 5.001,00: %i cents belong to %s alone', (amount, tier) => {
    expect(ids(tiersFor(tiersBelow5001, amount))).toEqual([tier]);
    expect(faultsOfTiers(tiersBelow5001)).toEqual([]);
  });

  /** The innovation fund as it is printed: small ones up to 5.000, larger ones between 5.000 and 50.000, those of the administration without a limit. */
  const printed = [
    aTier('kleinst', { label: 'Kleinstprojekte', to: cents(500_000), wording: 'bis zu einer Höhe von 5.000 €' }),
    aTier('projekt', {
      label: 'Projekte',
      from: cents(500_000),
      to: cents(5_000_000),
      decidedBy: 'RESOLUTION',
      wording: 'zwischen 5.000 € und 50.000 €',
    }),
    aTier('verwaltung', { label: 'Projekte der Stadtverwaltung', decidedBy: 'RESOLUTION' }),
  ];

  test('5.000,00 lies in two tiers of the innovation fund, and nothing else does', () => {
    expect(faultsOfTiers(printed)).toEqual([
      {
        rule: 'TIER_OVERLAP',
        tierIds: ['kleinst', 'projekt'],
        fromCents: 500_000,
        toCents: 500_000,
        sentence: '„Kleinstprojekte“ und „Projekte“ beanspruchen beide 5.000,00 Euro.',
      },
    ]);
    expect([499_999, 500_000, 500_001, 5_000_000, 5_000_001].map((amount) => ids(tiersFor(printed, amount)))).toEqual([
      ['kleinst'],
      ['kleinst', 'projekt'],
      ['projekt'],
      ['projekt'],
      [],
    ]);
  });

  test('a tier without limits claims everything when it stands alone', () => {
    expect(ids(tiersFor([aTier('alles')], 1))).toEqual(['alles']);
    expect(rules([aTier('alles')])).toEqual([]);
  });

  test('"bis zu 5.000 €" beside a limit of 5.001,00 is the same for whole euros only, and says for which amounts not', () => {
    const [office, resolution] = tiersBelow5001 as [FundTier, FundTier];
    expect(faultsOfTiers([{ ...office, label: 'bis zu 5.000 €', wording: 'unter 5.001,- €' }, resolution])).toEqual([
      expect.objectContaining({
        rule: 'TIER_WORDING_WHOLE_EUROS',
        tierIds: [office.id],
        fromCents: 500_001,
        toCents: 500_099,
        sentence: expect.stringContaining('5.000,01 bis 5.000,99 Euro'),
      }),
    ]);
  });

  test('a wording with another limit is reported', () => {
    expect(faultsOfTiers([aTier('a', { to: cents(600_000), wording: 'bis zu 5.000 €' })])).toEqual([
      expect.objectContaining({ rule: 'TIER_WORDING_DIFFERS', fromCents: 500_001, toCents: 600_000 }),
    ]);
    expect(rules([aTier('a', { from: cents(1), wording: 'bis zu 5.000 €' })])).toEqual(['TIER_WORDING_DIFFERS']);
  });

  test('amounts that nobody decides about are a gap, a tier above its end is empty', () => {
    const upTo = aTier('a', { label: 'bis 5.000', to: cents(500_000) });
    const from = aTier('b', { label: 'ab 5.001', from: cents(500_100) });
    expect(faultsOfTiers([from, upTo])).toEqual([
      expect.objectContaining({ rule: 'TIER_GAP', tierIds: ['a', 'b'], fromCents: 500_001, toCents: 500_099 }),
    ]);
    expect(rules([aTier('c', { from: cents(200), to: cents(100) })])).toEqual(['TIER_EMPTY']);
    expect(rules([aTier('a', { to: cents(100) }), aTier('c', { from: cents(50) })])).toEqual(['TIER_OVERLAP']);
  });

  test.each([
    ['unter 5.001,- €', [{ side: 'HIGH', cents: 500_099 }]],
    ['bis zu einer Höhe von 5.000 €', [{ side: 'HIGH', cents: 500_000 }]],
    [
      'zwischen 5.000 € und 50.000 €',
      [
        { side: 'LOW', cents: 500_000 },
        { side: 'HIGH', cents: 5_000_000 },
      ],
    ],
    ['ab 5001 Euro', [{ side: 'LOW', cents: 500_100 }]],
    ['über 5.000,50 Euro', [{ side: 'LOW', cents: 500_051 }]],
    [
      'von 100 bis 200 Euro',
      [
        { side: 'LOW', cents: 10_000 },
        { side: 'HIGH', cents: 20_000 },
      ],
    ],
    ['Kleinstprojekte', []],
  ])('%s names its limits', (wording, limits) => {
    expect(limitsIn(wording)).toEqual(limits);
  });

  test('tiers that meet without a gap and without a wording have no fault, and every amount has one of them', async () => {
    const limits = fc.uniqueArray(fc.integer({ min: 2, max: 10_000_000 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.property(limits, fc.boolean(), fc.integer({ min: 1, max: 12_000_000 }), (found, isIncluded, amount) => {
        const sorted = [...found].sort((a, b) => a - b);
        const tiers = [...sorted, null].map((limit, index) =>
          aTier(`t${index}`, {
            from: index === 0 ? null : cents(sorted[index - 1] ?? 0, !isIncluded),
            to: limit === null ? null : cents(limit, isIncluded),
          }),
        );
        expect([rules(tiers), tiersFor(tiers, amount).length]).toEqual([[], 1]);
      }),
    );
  });

  test('two tiers or two items of a checklist never go by one id', () => {
    expect(() => assertFundFits({ tiers: [aTier('a'), aTier('a')], checklist: [] })).toThrow(code('requestInvalid'));
    const item = { id: 'plan', label: 'Bezug zum Plan' };
    expect(() => assertFundFits({ tiers: [aTier('a')], checklist: [item, item] })).toThrow(code('requestInvalid'));
    expect(() => assertFundFits({ tiers: tiersBelow5001, checklist: [item] })).not.toThrow();
  });
});

describe('a movement needs two people and is never changed', () => {
  test('who entered it does not confirm it', () => {
    expect(() => confirmEntry(draft(), by('a'))).toThrow(code('fourEyesViolated'));
    expect(confirmEntry(draft(), by('b'))).toMatchObject({ status: 'CONFIRMED', confirmedBy: { subject: 'b' } });
  });

  test('confirmed and withdrawn is for good', () => {
    const confirmed = confirmEntry(draft(), by('b'));
    const withdrawn = withdrawEntry(draft(), 'Doppelt');
    for (const closed of [confirmed, withdrawn]) {
      expect(() => confirmEntry(closed, by('c'))).toThrow(code('fundEntryNotOpen'));
      expect(() => withdrawEntry(closed, 'Probe')).toThrow(code('fundEntryNotOpen'));
    }
  });

  test('a reversal is the negative twin as a draft, which needs another person again', () => {
    const confirmed = confirmEntry(draft({ amountCents: 500 }), by('b'));
    const twin = reverseEntry(confirmed, 'buchung-1' as never, { reason: 'Irrtum', valueDay: '2020-05-01' }, by('b'));
    expect(twin).toMatchObject({
      amountCents: -500,
      status: 'DRAFT',
      reverses: 'buchung-1',
      confirmedBy: null,
      enteredBy: { subject: 'b' },
    });
    expect(() => confirmEntry(twin, by('b'))).toThrow(code('fourEyesViolated'));
    const again = { reason: 'Irrtum', valueDay: '2020-05-01' };
    expect(() => reverseEntry(confirmEntry(twin, by('a')), 'buchung-2' as never, again, by('a'))).toThrow(code('fundEntryNotReversible'));
    expect(() => reverseEntry(draft(), 'buchung-3' as never, again, by('a'))).toThrow(code('fundEntryNotReversible'));
    expect(() => reverseEntry(confirmed, 'buchung-1' as never, { ...again, valueDay: '2019-12-31' }, by('b'))).toThrow(
      code('requestInvalid'),
    );
  });

  test('amounts are entered above 0; granted is decided, never entered', () => {
    expect([refused({ amountCents: 0 }), refused({ amountCents: -1 })]).toEqual([['amountCents'], ['amountCents']]);
    expect(refused({ account: 'GRANTED' as never, grantId: 'zuwendung-1' })).toEqual(['account']);
  });

  test('each account asks for what it needs', () => {
    expect(refused({ account: 'RETURN' })).toEqual(['cause', 'causeYear']);
    expect(refused({ account: 'RETURN', cause: 'Verein aufgelöst', causeYear: 2021 })).toEqual(['causeYear']);
    expect(refused({ account: 'RETURN', cause: 'Verein aufgelöst', causeYear: 2019 })).toBeUndefined();
    expect(refused({ account: 'DRAWN' })).toEqual(['grantId']);
    expect(refused({ account: 'NOT_DRAWN' })).toBeUndefined();
    expect(refused({ grantId: 'zuwendung-1' })).toEqual(['grantId']);
  });

  test('the fiscal year lies by the day; only what was paid or left cannot lie ahead', () => {
    expect(() => draft({ fiscalYear: 2022 })).toThrow(code('fiscalYearImplausible'));
    expect(draft({ fiscalYear: 2021, valueDay: '2020-12-31' }).fiscalYear).toBe(2021);
    expect(draft({ valueDay: '2020-12-31' }).status).toBe('DRAFT');
    expect(() => draft({ account: 'NOT_DRAWN', valueDay: '2020-06-03' })).toThrow(code('valueDateInFuture'));
    expect(draft({ account: 'NOT_DRAWN', valueDay: '2020-06-02' }).status).toBe('DRAFT');
  });
});

describe('what may be drawn', () => {
  const sum = (account: FundEntry['account'], amountCents: number) => ({
    fundId: 'f',
    fiscalYear: 2020,
    grantId: 'g',
    account,
    amountCents,
    bookings: 1,
  });
  const decision = {
    amountCents: 1000,
    decidedOn: '2020-02-03',
    tierId: null,
    paperId: null,
    reservation: null as string | null,
    reservationLiftedOn: null as string | null,
    by: { subject: 'b', at: '2020-02-03T09:00:00.000Z' },
  };
  const grant = (more: Partial<typeof decision> = {}) => aGrantState('fonds', { status: 'GRANTED', decision: { ...decision, ...more } });
  const sums = accountSums([sum('GRANTED', 1000), sum('DRAWN', 300), sum('NOT_DRAWN', 200)]);

  test('up to what was granted and is neither drawn nor left', () => {
    expect(() => assertDrawable(grant(), sums, 500, 'DRAWN')).not.toThrow();
    expect(() => assertDrawable(grant(), sums, 501, 'DRAWN')).toThrow(code('grantExceeded'));
    expect(() => assertDrawable(grant(), sums, 501, 'NOT_DRAWN')).toThrow(code('grantExceeded'));
  });

  test('a reservation blocks payment until it is lifted, and nothing else', () => {
    const reserved = grant({ reservation: 'vorbehaltlich der Rechtskraft des Haushaltes' });
    expect(() => assertDrawable(reserved, sums, 1, 'DRAWN')).toThrow(code('grantReserved'));
    expect(() => assertDrawable(reserved, sums, 1, 'NOT_DRAWN')).not.toThrow();
    const lifted = grant({ reservation: 'vorbehaltlich der Rechtskraft des Haushaltes', reservationLiftedOn: '2020-05-04' });
    expect(() => assertDrawable(lifted, sums, 1, 'DRAWN')).not.toThrow();
  });

  test.each(['APPLIED', 'REFUSED', 'WITHDRAWN'] as const)('nothing of a grant that is %s', (status) => {
    expect(() => assertDrawable({ ...grant(), status }, sums, 1, 'DRAWN')).toThrow(code('grantStepNotAllowed'));
    expect(() => assertDrawable({ ...grant(), status }, sums, 1, 'NOT_DRAWN')).toThrow(code('grantStepNotAllowed'));
  });

  test('a decision that was reversed leaves the application; one that was closed stays', () => {
    expect(withoutDecision(grant(), 'Irrtum')).toMatchObject({ status: 'APPLIED', decision: null, statusReason: 'Irrtum' });
    expect(() => withoutDecision({ ...grant(), status: 'CLOSED' }, null)).toThrow(code('fundEntryNotReversible'));
  });
});
