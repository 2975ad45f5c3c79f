import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { AllianceBody, BodyPerson, BodyRole, Seat } from '../../shared/domain/alliance-body.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Presence } from '../../shared/domain/meeting.ts';
import type { PersonName } from '../../shared/domain/participant.ts';
import { comparedName, editDistance, nameLikeness, SUGGESTED_LIKENESS } from '../../shared/domain/person-likeness.ts';
import { alikePairs, assertMayMerge, assertNamesNobody, recordsOf } from '../../shared/domain/person-merge.ts';
import { dueForErasure } from '../../shared/domain/person-retention.ts';
import { aBody, aHolding, aRole, aSeat } from '../support/builders.ts';
import { someone } from '../support/meetings.ts';

const nameOf = (words: string): PersonName => {
  const parts = words.split(' ');
  return { title: null, givenName: parts.slice(0, -1).join(' ') || null, familyName: parts.at(-1) ?? '' };
};
const likeness = (a: string, b: string) => nameLikeness(comparedName(nameOf(a)), comparedName(nameOf(b)));
const person = (id: string, more: Partial<BodyPerson> = {}) => ({
  id,
  version: 1,
  changedAt: '2019-11-30T09:00:00.000Z',
  state: BodyPerson.parse({
    isPublicFunction: false,
    mergedInto: null,
    mergeReason: null,
    distinctFrom: [],
    erasedOn: null,
    source: null,
    ...more,
  }),
});
const refusal = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.code;
  }
};

describe('names are alike', () => {
  test.each([
    ['Bala Ramani', 'Bala Rahmani'],
    ['Ramani', 'Bala Rahmani'],
    ['Kavaye Ozong', 'Kavaya Oumate Ozong'],
    ['Elif Köroğlu', 'Elif Koeroglu'],
    ['Ozong Kavaye', 'Kavaye Ozong'],
    ['B. Ramani', 'Bala Ramani'],
    ['Maria Groß', 'Maria Gross'],
  ])('%s, %s', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(SUGGESTED_LIKENESS);
  });

  test.each([
    ['Bala Ramani', 'Bala Sundermann'],
    ['Ramani', 'Ramani Schulz'],
    ['Anna Meier', 'Hanna Schulz'],
    ['Ali Kaya', 'Alp Kaya'],
    ['Karin Weber', 'Martin Weber'],
  ])('not %s, %s', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(SUGGESTED_LIKENESS);
  });

  test('it does not matter who is asked first, and only the same name is fully alike', async () => {
    const word = fc.constantFrom('Ramani', 'Rahmani', 'Bala', 'Ozong', 'Kavaye', 'Li', 'Groß');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { minLength: 1, maxLength: 3 }), async (a, b) => {
        const [there, back] = [likeness(a.join(' '), b.join(' ')), likeness(b.join(' '), a.join(' '))];
        expect(there).toBe(back);
        expect(likeness(a.join(' '), a.join(' '))).toBe(1);
      }),
    );
    expect([editDistance('ramani', 'rahmani'), editDistance('', 'abc'), editDistance('kitten', 'sitting')]).toEqual([1, 3, 3]);
  });
});

describe('a suggestion is never more than that', () => {
  const names = new Map([
    ['eins', nameOf('Bala Ramani')],
    ['zwei', nameOf('Bala Rahmani')],
    ['drei', nameOf('Bala Ramani')],
  ]);
  const pairs = (...persons: ReturnType<typeof person>[]) => alikePairs(persons, names).map(({ ids }) => ids.join(' '));

  test('SX-03: the same name is suggested first; kept apart, merged and erased ones are not', () => {
    expect(pairs(person('eins'), person('zwei'), person('drei'))).toEqual(['eins drei', 'eins zwei', 'zwei drei']);
    expect(pairs(person('eins', { distinctFrom: ['drei'] as never }), person('zwei'), person('drei'))).not.toContain('eins drei');
    expect(pairs(person('eins'), person('zwei'), person('drei', { distinctFrom: ['eins'] as never }))).not.toContain('eins drei');
    expect(pairs(person('eins'), person('zwei', { mergedInto: 'eins' as never }), person('drei'))).toEqual(['eins drei']);
    expect(pairs(person('eins', { erasedOn: '2026-01-01' }), person('zwei'), person('drei'))).toEqual(['zwei drei']);
  });

  test('what was said of one merged record holds for the person', () => {
    const merged = person('zwei', { mergedInto: 'eins' as never, distinctFrom: ['drei'] as never });
    expect(pairs(person('eins'), merged, person('drei'))).toEqual([]);
  });
});

describe('merging', () => {
  const [one, two, three] = [person('eins'), person('zwei'), person('drei')];
  const into = (id: string, target: string) => person(id, { mergedInto: target as never });
  test.each<[string, ReturnType<typeof person>[], string]>([
    ['two records', [one, two, three], 'accepted'],
    ['a record with itself', [one, one], 'mergeNotAllowed'],
    ['a record that is merged', [into('eins', 'drei'), two, three], 'mergeNotAllowed'],
    ['into one that is merged: a chain', [one, into('zwei', 'drei'), three], 'mergeNotAllowed'],
    ['one that stands for another: a chain', [one, two, into('drei', 'eins')], 'mergeNotAllowed'],
    ['two that were said to be different', [one, person('zwei', { distinctFrom: ['eins'] as never })], 'mergeNotAllowed'],
    ['an erased one', [one, person('zwei', { erasedOn: '2026-01-01' })], 'personErased'],
  ])('%s: %s', (_what, persons, expected) => {
    const [first, second] = persons as [ReturnType<typeof person>, ReturnType<typeof person>];
    expect(refusal(() => assertMayMerge(first, second, persons))).toBe(expected);
  });

  test('a person is all records that lead to the same one', () => {
    const persons = [one, into('zwei', 'eins'), three];
    expect(recordsOf(persons[1] as never, persons).map(({ id }) => id)).toEqual(['eins', 'zwei']);
  });

  test('the reason names nobody', () => {
    const people = [nameOf('Bala Ramani'), undefined];
    expect(refusal(() => assertNamesNobody('Schreibfehler im Protokoll', people))).toBe('accepted');
    expect(refusal(() => assertNamesNobody('Auch „RÁMANI“ geschrieben', people))).toBe('requestInvalid');
  });
});

describe('names are kept two years after the last seat, function and meeting', () => {
  const bodies = [
    { id: 'ag-1', state: AllianceBody.parse(aBody()) },
    { id: 'ag-2', state: AllianceBody.parse(aBody({ validTo: '2019-06-30' })) },
  ];
  const due = (
    on: string,
    holdings: ReturnType<typeof aHolding>[],
    more: { bodyId?: string; persons?: ReturnType<typeof person>[]; meetings?: Parameters<typeof dueForErasure>[0]['meetings'] } = {},
  ) =>
    [
      ...dueForErasure(
        {
          bodies,
          seats: [{ id: 's', state: Seat.parse(aSeat(more.bodyId ?? 'ag-1', { holdings })) }],
          roles: [{ id: 'r', state: BodyRole.parse(aRole('ag-1', 'rolle', { to: '2020-01-31' })) }],
          meetings: more.meetings ?? [],
          persons: more.persons ?? [person('eins'), person('zwei'), person('rolle')],
        },
        on,
      ),
    ].sort();

  test('the day after two years, not the day itself', () => {
    const held = [aHolding('eins', { to: '2020-07-31' }), aHolding('zwei', { from: '2020-08-01' })];
    expect([due('2022-01-31', held), due('2022-02-01', held)]).toEqual([[], ['rolle']]);
    expect([due('2022-07-31', held), due('2022-08-01', held)]).toEqual([['rolle'], ['eins', 'rolle']]);
  });

  test('a function that goes on, or an end that nobody knows, keeps the name', () => {
    expect(due('2030-01-01', [aHolding('rolle')], { persons: [person('rolle')] })).toEqual([]);
    expect(due('2030-01-01', [aHolding('eins'), aHolding('zwei', { dated: false })])).toEqual(['rolle']);
  });

  test('the end of the body ends its seats', () => {
    expect(due('2021-07-01', [aHolding('eins')], { bodyId: 'ag-2' })).toEqual(['eins']);
  });

  test('P2: who was only ever in a meeting, as guest or as the one stood in for, is due two years after the last', () => {
    const on = (plannedOn: string, presence: Presence[]) => ({ id: plannedOn, state: { plannedOn, presence } });
    const meetings = [
      on('2021-01-21', [someone('gast'), someone('zwei', { substituteForPersonId: 'fehlte' })]),
      on('2021-06-30', [someone('gastdublette')]),
    ];
    const persons = [person('gast'), person('gastdublette', { mergedInto: 'gast' as never }), person('zwei'), person('fehlte')];
    const held = [aHolding('zwei', { from: '2020-01-01' })];
    expect(due('2023-01-21', held, { meetings, persons })).toEqual([]);
    expect(due('2023-01-22', held, { meetings, persons })).toEqual(['fehlte']);
    expect(due('2023-07-01', held, { meetings, persons })).toEqual(['fehlte', 'gast']);
  });

  test('P4: whoever was recorded and never named anywhere has an end as well, counted from the record', () => {
    expect(due('2021-11-30', [], { persons: [person('nie')] })).toEqual([]);
    expect(due('2021-12-01', [], { persons: [person('nie')] })).toEqual(['nie']);
  });

  test('of a merged person all count together, and an erased one is not due again', () => {
    const merged = [person('eins', { mergedInto: 'zwei' as never }), person('zwei'), person('rolle', { erasedOn: '2022-03-01' })];
    const held = [aHolding('eins', { to: '2020-01-31' }), aHolding('zwei', { from: '2020-02-01' })];
    expect(due('2030-01-01', held, { persons: merged })).toEqual([]);
  });
});
