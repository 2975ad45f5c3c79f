import { expect, test } from '@jest/globals';
import { BodyRole, Seat } from '../../shared/domain/alliance-body.ts';
import { type CountRule, countMembers, countRuleNames } from '../../shared/domain/member-count.ts';
import { aHolding, aRole, aSeat } from '../support/builders.ts';

/** Two groups and a youth group that sends somebody into the first. */
const listed: (readonly [id: string, bodyId: string, more: Parameters<typeof aSeat>[1]])[] = [
  ['a1', 'ag-1', { holdings: [aHolding('eins', { to: '2020-07-31' }), aHolding('zwei', { from: '2020-08-01' })] }],
  ['a2', 'ag-1', { side: 'EXTERNAL', holdings: [aHolding('drei'), aHolding('vier')] }],
  [
    'a3',
    'ag-1',
    {
      side: 'EXTERNAL',
      delegatedFromBodyId: 'ag-7',
      isYouthDelegate: true,
      holdings: [aHolding('jung'), aHolding('nach', { from: '2021-01-01' })],
    },
  ],
  ['b1', 'ag-2', { side: 'EXTERNAL', holdings: [aHolding('eins'), aHolding('stell', { as: 'DEPUTY' })] }],
  ['b2', 'ag-2', { holdings: [aHolding(null)] }],
  ['y1', 'ag-7', { side: 'NONE', holdings: [aHolding('jung'), aHolding('nach', { dated: false })] }],
  ['y2', 'ag-7', { side: 'NONE', holdings: [aHolding('allein')] }],
];
const seats = listed.map(([id, bodyId, more]) => ({ id, state: Seat.parse(aSeat(bodyId, more)) }));
const roles = (
  [
    ['ag-1', 'leitung', 'MANAGEMENT'],
    ['ag-2', 'leitung', 'ADVICE'],
    ['ag-2', 'drei', 'SCIENCE'],
    ['ag-2', 'wissen', 'SCIENCE'],
    ['ag-1', 'sprecher', 'SPEAKER'],
  ] as const
).map(([bodyId, personId, kind], index) => ({ id: `r${index}`, state: BodyRole.parse(aRole(bodyId, personId, { kind })) }));

const counted = (rule: CountRule, bodyIds = ['ag-1', 'ag-2', 'ag-7']) => {
  const { count, bySide, bodies } = countMembers({ rule, kind: null, bodyIds }, { seats, roles });
  return [count, bySide.INTERNAL, bySide.EXTERNAL, bodies.map((body) => body.count)];
};

test.each<[CountRule, unknown[]]>([
  // the youth group's delegate is counted where they sit
  ['SEATS', [6, 2, 3, [3, 2, 1]]],
  // „eins“ sits in two groups and is one person; on one seat there are two from the start
  ['HOLDERS_AT_START', [5, 1, 4, [4, 1, 2]]],
  ['WITH_SUCCESSORS', [7, 2, 5, [6, 1, 3]]],
  ['WITH_DEPUTIES', [8, 2, 6, [6, 2, 3]]],
  // who has a seat anywhere here is no further person, a speaker no adviser
  ['ADVISERS', [2, 2, 0, [1, 2, 0]]],
])('S4-27: %s counts so', (rule, expected) => {
  expect(counted(rule)).toEqual(expected);
});

test('bodies that are not asked for have no part in the number', () => {
  expect(counted('SEATS', ['ag-7'])).toEqual([2, 0, 0, [2]]);
  expect(counted('WITH_DEPUTIES', ['ag-2'])).toEqual([2, 0, 2, [2]]);
  expect(counted('ADVISERS', ['ag-2'])).toEqual([3, 3, 0, [3]]);
  expect(counted('SEATS', [])).toEqual([0, 0, 0, []]);
});

test('the answer names its rule in German', () => {
  expect(countMembers({ rule: 'WITH_DEPUTIES', kind: 'WORKING_GROUP', bodyIds: [] }, { seats, roles })).toMatchObject({
    rule: 'WITH_DEPUTIES',
    kind: 'WORKING_GROUP',
    ruleName: countRuleNames.WITH_DEPUTIES,
  });
});
