import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { reviewFund } from '../../shared/domain/grant-review.ts';
import { Organisation } from '../../shared/domain/organisation.ts';
import { isNamed, nameKeysOf, namesakes } from '../../shared/domain/organisation-roles.ts';
import { decidedGrant, fund2020, grants2020, recipients2020 } from '../support/fund-of-2020.ts';
import { anOrganisation } from '../support/grants.ts';
import { aValue } from '../support/results.ts';

describe('the review of the fund of 2020', () => {
  const review = reviewFund({ fund: fund2020, fiscalYear: 2020, grants: grants2020, organisations: recipients2020, on: '2021-01-21' });

  test('18 grants of 142 200: 6 by resolution and 12 by the office', () => {
    expect([review.grants, review.grantedCents]).toEqual([18, 14_220_000]);
    expect(review.byDecision).toEqual([
      { decidedBy: 'RESOLUTION', grants: 6, sumCents: 9_264_000 },
      { decidedBy: 'OFFICE', grants: 12, sumCents: 4_956_000 },
    ]);
  });
  test('two recipients had several; for one of them each was the office’s and both together were not', () => {
    expect(review.severalGrants.map(({ organisationName, sumCents }) => [organisationName, sumCents])).toEqual([
      ['Baobab e.V.', 3_264_000],
      ['Unter einem Dach gUG', 991_000],
    ]);
    expect(review.splitting).toHaveLength(1);
    expect(review.splitting[0]).toMatchObject({ organisationName: 'Unter einem Dach gUG', sumCents: 991_000 });
    expect(review.splitting[0]?.sentence).toContain('4.960,00 + 4.950,00 = 9.910,00 Euro');
  });
  test('the same project for six and for three classes: 753,00 and 500,00 for each', () => {
    expect(review.twins).toHaveLength(1);
    expect(review.twins[0]).toMatchObject({ basis: 'TITLE', unit: 'Klassen', isUneven: true });
    expect(review.twins[0]?.grants.map(({ no, units, perUnitCents }) => [no, units, perUnitCents])).toEqual([
      [14, 6, 75_300],
      [17, 3, 50_000],
    ]);
  });
  test('exceptions to name for gender are two; women with their children are a remark and none', () => {
    expect(review.genderRemarks.map(({ no, remark, isException, partnerNames }) => [no, remark, isException, ...partnerNames])).toEqual([
      [7, 'WOMEN_AND_CHILDREN', false],
      [11, 'MEN', true, 'Asphalt'],
      [16, 'WOMEN', true],
    ]);
  });
  test('targets against actuals, proofs outstanding; no hint of spellings, no repetition in one year', () => {
    expect(review.targets.find(({ no }) => no === 15)?.targets.map(({ share }) => share?.text ?? null)).toEqual(['43,3\u00a0%', null]);
    expect(review.proofs).toHaveLength(18);
    expect(review.proofs[0]).toMatchObject({ state: 'DUE_DAY_UNKNOWN', isNarrativeOutstanding: true });
    expect([review.spellingHints, review.repeatRecipients, review.coFunding, review.openChecklists]).toEqual([[], [], [], []]);
  });
});

describe('the review', () => {
  const of = (grants: ReturnType<typeof decidedGrant>[], organisations: (readonly [string, string, string?])[] = []) =>
    reviewFund({
      fund: fund2020,
      fiscalYear: 2020,
      grants,
      organisations: organisations.map(([id, name, spelling]) => ({
        id,
        version: 1,
        changedAt: '',
        state: Organisation.parse(anOrganisation(name, { spellings: spelling === undefined ? [] : [spelling] })),
      })),
      on: '2021-01-21',
    });
  const to = (organisationId: string, id: string, euro: number, more: Parameters<typeof decidedGrant>[2] = {}) =>
    decidedGrant(id, euro, { organisationId, project: id, ...more });

  test('two small ones that stay below the limit together are several, not split', () => {
    const { severalGrants, splitting } = of([to('verein-a', 'eins', 2500), to('verein-a', 'zwei', 2500.99)]);
    expect([severalGrants.length, splitting.length]).toEqual([1, 0]);
  });
  test('what was resolved by a body does not count as a piece', () => {
    expect(of([to('verein-a', 'eins', 20_000), to('verein-a', 'zwei', 2500)]).splitting).toEqual([]);
  });
  test('refused, withdrawn and undecided ones count nowhere', () => {
    const refused = to('verein-a', 'zwei', 4950, { status: 'REFUSED' });
    const { grants, grantedCents, severalGrants } = of([
      to('verein-a', 'eins', 4960),
      refused,
      to('verein-a', 'drei', 4000, { status: 'APPLIED', decision: null }),
    ]);
    expect([grants, grantedCents, severalGrants.length]).toEqual([1, 496_000, 0]);
  });
  test('two records of one name are named as a hint, with what it would mean, and not merged', () => {
    const { splitting, spellingHints } = of(
      [to('verein-a', 'eins', 4960), to('verein-b', 'zwei', 4950)],
      [
        ['verein-a', 'Unter einem Dach gUG'],
        ['verein-b', 'Unter einem Dach'],
      ],
    );
    expect(splitting).toEqual([]);
    expect(spellingHints).toMatchObject([{ sumCents: 991_000, wouldSplit: true }]);
  });
  test('recipients of several years are named with them; of earlier years only, not', () => {
    const { repeatRecipients } = of([
      to('verein-a', 'eins', 1000),
      to('verein-a', 'zwei', 2000, { fiscalYear: 2019 }),
      to('verein-a', 'drei', 500, { fiscalYear: 2021 }),
      to('verein-b', 'vier', 1000, { fiscalYear: 2018 }),
      to('verein-b', 'fuenf', 1000, { fiscalYear: 2019 }),
    ]);
    expect(repeatRecipients).toHaveLength(1);
    expect(repeatRecipients[0]?.years).toEqual([
      { fiscalYear: 2019, grants: 1, sumCents: 200_000 },
      { fiscalYear: 2020, grants: 1, sumCents: 100_000 },
    ]);
    expect(repeatRecipients[0]?.sentence).toContain('keine Dauerförderung');
  });
  test('one organisation with two projects of one unit is compared; without a common unit it is not', () => {
    const classes = (planned: number) => ({ targets: [{ label: 'Klassen', unit: 'Klassen', planned: aValue(planned), actual: null }] });
    const uneven = of([
      to('verein-a', 'Theater', 1000, classes(2)),
      to('verein-a', 'Musik', 1000, classes(4)),
      to('verein-a', 'Sport', 1000),
    ]);
    expect(uneven.twins).toMatchObject([{ basis: 'ORGANISATION', unit: 'Klassen', isUneven: true }]);
    expect(uneven.twins[0]?.grants.map(({ perUnitCents }) => perUnitCents)).toEqual([25_000, 50_000]);
    expect(of([to('verein-a', 'Theater', 1000, classes(2)), to('verein-a', 'Musik', 2000, classes(4))]).twins).toMatchObject([
      { isUneven: false },
    ]);
    expect(of([to('verein-a', 'Theater', 1000, classes(2)), to('verein-a', 'Sport', 1000)]).twins).toEqual([]);
  });
  test('the parts of a year make its whole, whatever was granted', () => {
    void fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000_000 }), fc.constantFrom('verein-a', 'verein-b')), { maxLength: 12 }),
        (drawn) => {
          const grants = drawn.map(([amount, organisationId], index) => to(organisationId, `projekt-${index}`, amount / 100));
          const { byDecision, grantedCents, splitting } = of(grants);
          expect(byDecision.reduce((sum, { sumCents }) => sum + sumCents, 0)).toBe(grantedCents);
          for (const { grants: pieces, sumCents } of splitting) {
            expect(pieces.every(({ amountCents }) => amountCents < 500_100)).toBe(true);
            expect(sumCents).toBeGreaterThanOrEqual(500_100);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('names of organisations', () => {
  test.each([
    ['Politik zum Anfassen e.V.', 'Politik zum Anfassen'],
    ['kargah e. V.', 'Kargah e.V.'],
    ['Unter einem Dach gUG (haftungsbeschränkt)', 'Unter einem Dach'],
    ['Förderverein Straße', 'Foerderverein Strasse'],
  ])('%s and %s may be one', (name, other) => {
    expect(isNamed(nameKeysOf(anOrganisation(name)), other)).toBe(true);
  });
  test.each([
    ['Förderverein der IGS Linden e.V.', 'Förderverein der IGS e.V.'],
    ['AWO', 'AWO Region'],
    ['e.V.', 'gUG'],
  ])('%s and %s are two', (name, other) => {
    expect(isNamed(nameKeysOf(anOrganisation(name)), other)).toBe(false);
  });
  test('a third one may join two', () => {
    const organisations = [
      anOrganisation('Johanniter Unfallhilfe'),
      anOrganisation('JUH'),
      anOrganisation('AWO'),
      anOrganisation('Johanniter-Unfall-Hilfe e. V.', { spellings: ['JUH', 'Johanniter Unfallhilfe'] }),
    ];
    const [together, ...more] = namesakes(organisations.map((state) => ({ state })));
    expect(more).toEqual([]);
    expect(together?.map(({ state }) => state.name).sort()).toEqual(['JUH', 'Johanniter Unfallhilfe', 'Johanniter-Unfall-Hilfe e. V.']);
  });
});
