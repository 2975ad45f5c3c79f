import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { SeatGroup } from '../../shared/domain/alliance-body.ts';
import { Seat } from '../../shared/domain/alliance-body.ts';
import type { Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Decision, Meeting, Presence } from '../../shared/domain/meeting.ts';
import { factsOf } from '../../shared/domain/meeting-facts.ts';
import { EditMeeting, PlanMeeting, RecordDecisions } from '../../shared/domain/meeting-requests.ts';
import * as rules from '../../shared/domain/meeting-rules.ts';
import { aHolding, aSeat } from '../support/builders.ts';
import { anItem, aPaper, aPlan, someone } from '../support/meetings.ts';

/** What a meeting may become and what its votes may say, with made-up people. */

const TODAY = '2021-05-01';
const planned = (more: Parameters<typeof aPlan>[1] = {}): Meeting => rules.planMeeting(PlanMeeting.parse(aPlan('ausschuss', more)));
const invited = (more: Parameters<typeof aPlan>[1] = {}): Meeting => rules.inviteTo(planned(more), '2021-01-12', TODAY);

const seat = (id: string, group: SeatGroup, holders: readonly string[], more: object = {}): Versioned<Seat> => ({
  id,
  version: 1,
  changedAt: '2020-01-01T00:00:00.000Z',
  state: Seat.parse(aSeat('ausschuss', { group, holdings: holders.map((holder) => aHolding(holder)), ...more })),
});
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const factions = ['SPD', 'SPD', 'SPD', 'CDU', 'CDU', 'CDU', 'Grüne', 'Grüne', 'FDP', 'LINKE & PIRATEN'];
const seats = [
  ...numbers(10).map((n) => seat(`sitz-${n}`, 'VOTING', [`person-${n}`])),
  ...numbers(9).map((n) => seat(`rat-${n}`, 'ADVISORY', [`beratend-${n}`])),
];
const voter = (n: number, more: Parameters<typeof someone>[1] = {}) =>
  someone(`person-${n}`, { group: 'VOTING', seatId: `sitz-${n}`, faction: factions[n] ?? null, ...more });
/** Ten with a vote, of whom two are represented, nine advising, eight of the administration. */
const everybody = [
  ...numbers(8).map((n) => voter(n)),
  ...[8, 9].map((n) =>
    someone(`vertretung-${n}`, {
      group: 'VOTING',
      seatId: `sitz-${n}`,
      substituteForPersonId: `person-${n}`,
      faction: factions[n] ?? null,
    }),
  ),
  ...numbers(9).map((n) => someone(`beratend-${n}`, { group: 'ADVISORY', seatId: `rat-${n}` })),
  ...numbers(8).map((n) => someone(`verwaltung-${n}`, { group: 'ADMINISTRATION' })),
];
const idsOf = (presence: readonly Presence[]) =>
  new Set(presence.flatMap(({ personId, substituteForPersonId }) => [personId as string, substituteForPersonId ?? '']));
const held = (presence: Presence[] = everybody, more: { from?: string; to?: string; meeting?: Meeting } = {}): Meeting =>
  rules.hold(
    more.meeting ?? invited(),
    { actualStart: more.from ?? '17:41', actualEnd: more.to ?? '19:01', presence },
    { seats, known: idsOf(presence), today: TODAY },
  );

const motion = (id: string, outcome: Decision['outcome'], agendaItemId = 'top-1'): Decision => ({
  id,
  agendaItemId,
  kind: 'MOTION',
  subject: id,
  movedBy: null,
  outcome,
  wording: null,
});
const votes = (yes: number, no: number, abstain: number | null = null): Decision['outcome'] => ({ kind: 'MAJORITY', yes, no, abstain });
const thrown = (act: () => unknown): Failure => {
  try {
    act();
  } catch (error) {
    return error as Failure;
  }
  throw new Error('nothing was thrown');
};
const codeOf = (act: () => unknown) => thrown(act).code;

describe('steps', () => {
  test('S4-01, S4-02: nine days of notice, eleven minutes late, eighty minutes long, minutes after 76 days', () => {
    const minuted = rules.draftMinutes(held(), { datedOn: '2021-04-07', reopenedBecause: null, passages: [] }, TODAY);
    expect(factsOf(minuted, seats)).toMatchObject({ leadDays: 9, startDelayMinutes: 11, durationMinutes: 80, daysToMinutes: 76 });
    expect([minuted.plannedStart, minuted.actualStart]).toEqual(['17:30', '17:41']);
  });

  test('nobody is invited twice, after the day, or in the future; and nothing is held before its day or without an invitation', () => {
    expect(codeOf(() => rules.inviteTo(invited(), '2021-01-13', TODAY))).toBe('meetingStepNotAllowed');
    expect(thrown(() => rules.inviteTo(planned(), '2021-01-22', TODAY)).faults[0]?.pointer).toBe('/invitedOn');
    expect(thrown(() => rules.inviteTo(planned(), '2021-01-12', '2021-01-11')).faults[0]?.pointer).toBe('/invitedOn');
    expect(codeOf(() => held(everybody, { meeting: planned() }))).toBe('meetingStepNotAllowed');
    const early = () =>
      rules.hold(invited(), { actualStart: '17:30', actualEnd: '18:00', presence: [] }, { seats, known: new Set(), today: '2021-01-20' });
    expect(codeOf(early)).toBe('meetingStepNotAllowed');
  });

  test('what took place is not called off, and what was called off does not take place', () => {
    expect(codeOf(() => rules.cancelMeeting(held(), 'Sturm'))).toBe('meetingStepNotAllowed');
    const cancelled = rules.cancelMeeting(invited(), 'Sturm');
    expect([cancelled.status, cancelled.statusReason, cancelled.invitedOn]).toEqual(['CANCELLED', 'Sturm', '2021-01-12']);
    for (const act of [
      () => held([], { meeting: cancelled }),
      () => rules.editMeeting(cancelled, EditMeeting.parse(rest())),
      () => rules.decide(cancelled, []),
      () => rules.cancelMeeting(cancelled, 'noch einmal'),
    ])
      expect(codeOf(act)).toBe('meetingStepNotAllowed');
  });

  test('the day of a meeting that took place stays, and none moves before its invitation', () => {
    expect(thrown(() => rules.editMeeting(held(), EditMeeting.parse(rest({ plannedOn: '2021-01-22' })))).faults[0]?.pointer).toBe(
      '/plannedOn',
    );
    expect(thrown(() => rules.editMeeting(invited(), EditMeeting.parse(rest({ plannedOn: '2021-01-11' })))).faults[0]?.pointer).toBe(
      '/plannedOn',
    );
    expect(rules.editMeeting(invited(), EditMeeting.parse(rest({ plannedOn: '2021-01-28' }))).plannedOn).toBe('2021-01-28');
  });
});

/** The plan without its body, as an edit sends it. */
function rest(more: Parameters<typeof aPlan>[1] = {}) {
  const { bodyId: _, ...plan } = aPlan('ausschuss', more);
  return plan;
}

describe('S4-05, S4-08: the agenda', () => {
  const sent = [
    anItem('top-1', '1'),
    anItem('top-2', '2', { paper: aPaper(null) }),
    anItem('top-4', '4'),
    anItem('top-4-1', '4.1'),
    anItem('top-5', '5'),
  ];
  const meeting = invited({ agenda: sent });

  test('its order is the list, its numbers are text', () => {
    expect(meeting.agenda.map(({ label }) => label)).toEqual(['1', '2', '4', '4.1', '5']);
    const turned = rules.editMeeting(meeting, EditMeeting.parse(rest({ agenda: [...sent].reverse() })));
    expect(turned.agenda.map(({ label }) => label)).toEqual(['5', '4.1', '4', '2', '1']);
  });

  test('a number that follows and annexes named otherwise: what was invited stays beside what stands (5.3, 36)', () => {
    const supplied = sent.map((item) =>
      item.id === 'top-2' ? anItem('top-2', '2', { paper: aPaper('0108/2021', { wording: '1 (teilweise online) Anlagen' }) }) : item,
    );
    const edited = rules.editMeeting(meeting, EditMeeting.parse(rest({ agenda: supplied })));
    expect(edited.invitedAgenda).toEqual(sent);
    expect(factsOf(edited, []).agendaChanges).toEqual([
      {
        kind: 'CHANGED',
        itemId: 'top-2',
        label: '2',
        title: 'Punkt 2',
        differences: [
          { field: 'paperNumber', invited: 'wird nachgereicht', standing: '0108/2021' },
          { field: 'paperWording', invited: null, standing: '1 (teilweise online) Anlagen' },
        ],
      },
    ]);
  });

  test('items that came, went and moved are told apart, and one that came moves no other', () => {
    const [one, two, four, fourOne, five] = sent as [never, never, never, never, never];
    const changes = (agenda: Meeting['agenda']) =>
      factsOf(rules.editMeeting(meeting, EditMeeting.parse(rest({ agenda }))), []).agendaChanges.map(({ kind, itemId, differences }) => [
        kind,
        itemId,
        ...differences.map(({ field }) => field),
      ]);
    expect(changes([one, two, four, fourOne, five])).toEqual([]);
    expect(changes([anItem('top-0', '0'), one, two, four, fourOne])).toEqual([
      ['ADDED', 'top-0'],
      ['REMOVED', 'top-5'],
    ]);
    expect(changes([two, one, four, fourOne, five])).toEqual([
      ['CHANGED', 'top-2', 'position'],
      ['CHANGED', 'top-1', 'position'],
    ]);
    expect(factsOf(planned(), []).agendaChanges).toEqual([]);
  });

  test('the same item twice is refused, and so is striking one that has a result', () => {
    const parsed = EditMeeting.safeParse(rest({ agenda: [anItem('top-1', '1'), anItem('top-1', '2')] }));
    expect(parsed.error?.issues[0]?.path).toEqual(['agenda', 1, 'id']);
    const decided = rules.decide(held(), [motion('antrag', { kind: 'UNANIMOUS' }, 'top-2')]);
    expect(codeOf(() => rules.editMeeting(decided, EditMeeting.parse(rest({ agenda: [anItem('top-1', '1')] }))))).toBe('agendaItemUnknown');
  });

  test('a number still missing when the meeting is over is reported', () => {
    const { findings } = factsOf(held([], { meeting }), []);
    expect(findings).toEqual([expect.objectContaining({ rule: 'PAPER_NUMBER_MISSING', place: '/agenda/1/paper' })]);
    expect(factsOf(meeting, []).findings).toEqual([]);
  });
});

describe('S4-03, S4-04: who was there', () => {
  test('10 with a vote, 9 advising, 8 of the administration; two substitutes, and ten seats stay ten', () => {
    const facts = factsOf(held(), seats);
    expect(facts.present).toEqual({ VOTING: 10, ADVISORY: 9, ADMINISTRATION: 8, GUEST: 0, total: 27 });
    expect([facts.votingPresent, facts.substitutes, facts.findings]).toEqual([10, 2, []]);
    expect(Object.fromEntries(facts.votingByFaction.map(({ faction, count }) => [faction, count]))).toEqual({
      SPD: 3,
      CDU: 3,
      Grüne: 2,
      FDP: 1,
      'LINKE & PIRATEN': 1,
    });
  });

  test('whoever relieves somebody on a seat brings no second vote', () => {
    const relieved = held([
      voter(0, { leftAt: '18:10' }),
      someone('vertretung-0', { group: 'VOTING', seatId: 'sitz-0', substituteForPersonId: 'person-0', arrivedAt: '18:10' }),
    ]);
    const facts = factsOf(relieved, seats);
    expect([facts.present.VOTING, facts.votingPresent, facts.votingByFaction]).toEqual([2, 1, [{ faction: 'SPD', count: 1 }]]);
    expect(codeOf(() => rules.decide(relieved, [motion('antrag', votes(2, 0))]))).toBe('outcomeInvalid');
  });

  const refused: readonly (readonly [string, Presence[], string])[] = [
    ['somebody twice', [voter(0), voter(0)], '/presence/1/personId'],
    ['two voting on one seat at once', [voter(0), voter(1, { seatId: 'sitz-0' })], '/presence/1/seatId'],
    [
      'two voting on one seat for a minute',
      [voter(0, { leftAt: '18:11' }), voter(1, { seatId: 'sitz-0', arrivedAt: '18:10' })],
      '/presence/1/seatId',
    ],
    ['a vote without a seat', [someone('person-0', { group: 'VOTING' })], '/presence/0/seatId'],
    ['a vote on an advisory seat', [someone('person-0', { group: 'VOTING', seatId: 'rat-0' })], '/presence/0/seatId'],
    ['a seat of another body', [someone('person-0', { group: 'ADVISORY', seatId: 'sitz-99' })], '/presence/0/seatId'],
    ['a guest on a seat', [someone('person-0', { seatId: 'rat-0' })], '/presence/0/seatId'],
    ['going before coming', [voter(0, { arrivedAt: '18:30', leftAt: '18:00' })], '/presence/0/leftAt'],
    ['going as one comes', [voter(0, { arrivedAt: '18:30', leftAt: '18:30' })], '/presence/0/leftAt'],
    ['a substitute without a seat', [someone('person-0', { substituteForPersonId: 'person-1' })], '/presence/0/seatId'],
    ['somebody as the own substitute', [voter(0, { substituteForPersonId: 'person-0' })], '/presence/0/substituteForPersonId'],
    [
      'a substitute beside whom they stand in for',
      [voter(0), someone('x-1', { group: 'ADVISORY', seatId: 'rat-0', substituteForPersonId: 'person-0' })],
      '/presence/1/substituteForPersonId',
    ],
  ];
  test.each(refused)('%s is refused at the field', (_what, presence, pointer) => {
    const failure = thrown(() => held(presence));
    expect([failure.code, failure.faults.map((fault) => fault.pointer)]).toEqual(['presenceInvalid', [pointer]]);
  });

  test('nobody whom nobody recorded was there, whether present or represented', () => {
    const presence = [voter(0), voter(1, { substituteForPersonId: 'person-2' })];
    const record = (known: string[]) =>
      rules.hold(invited(), { actualStart: '17:41', actualEnd: '19:01', presence }, { seats, known: new Set(known), today: TODAY });
    expect(thrown(() => record(['person-1', 'person-2'])).faults[0]?.pointer).toBe('/presence/0/personId');
    expect(thrown(() => record(['person-0', 'person-1'])).faults[0]?.pointer).toBe('/presence/1/substituteForPersonId');
  });

  test.each([
    ['19:01', '17:41'],
    ['17:41', '17:41'],
  ])('a meeting from %s to %s has no length', (from, to) => {
    expect(thrown(() => held([], { from, to })).faults[0]?.pointer).toBe('/actualEnd');
  });

  test('one that ends after midnight has its length, and somebody may come and go after midnight', () => {
    const late = held([voter(0, { arrivedAt: '23:50', leftAt: '00:20' })], { from: '22:30', to: '00:30' });
    expect(factsOf(late, seats)).toMatchObject({ durationMinutes: 120, findings: [] });
  });

  const odd: readonly (readonly [string, Presence[], Versioned<Seat>[], string[]])[] = [
    ['coming before the beginning', [voter(0, { arrivedAt: '17:35' })], seats, ['TIME_OUTSIDE_MEETING']],
    ['going after the end', [voter(0, { leftAt: '19:02' })], seats, ['TIME_OUTSIDE_MEETING']],
    ['coming at the beginning, going at the end', [voter(0, { arrivedAt: '17:41', leftAt: '19:01' })], seats, []],
    ['a seat of somebody else, without a substitution', [voter(1, { seatId: 'sitz-0' })], seats, ['NOT_HOLDER_OF_SEAT']],
    [
      'standing in for whoever does not hold the seat',
      [someone('vertretung', { group: 'VOTING', seatId: 'sitz-0', substituteForPersonId: 'person-1' })],
      seats,
      ['SUBSTITUTE_FOR_OTHER'],
    ],
    ['a seat not yet there', [voter(0)], [seat('sitz-0', 'VOTING', ['person-0'], { validFrom: '2021-02-01' })], ['SEAT_NOT_IN_FORCE']],
    [
      'a holder whose time was over',
      [voter(0)],
      [seat('sitz-0', 'VOTING', [], { holdings: [aHolding('person-0', { from: '2020-01-01', to: '2020-12-31' })] })],
      ['NOT_HOLDER_OF_SEAT'],
    ],
    [
      'a holder whose day nobody knows',
      [voter(0)],
      [seat('sitz-0', 'VOTING', [], { holdings: [aHolding('person-0', { dated: false })] })],
      [],
    ],
  ];
  test.each(odd)('%s is reported, not refused', (_what, presence, own, found) => {
    expect(factsOf(held(presence), own).findings.map(({ rule }) => rule)).toEqual(found);
  });

  test('S4-10: more people than the room holds under the rules of that day are reported', () => {
    const room = (capacity: number) => factsOf(held(everybody, { meeting: invited({ capacity }) }), seats).findings;
    expect(room(27)).toEqual([]);
    expect(room(26)).toEqual([expect.objectContaining({ rule: 'ROOM_TOO_SMALL' })]);
  });
});

describe('S4-06, S4-07: results against who was there', () => {
  test('9 : 1 with ten present is accepted, 9 : 2 refused with the number of those who were there', () => {
    expect(rules.decide(held(), [motion('eil', votes(9, 1))]).decisions).toHaveLength(1);
    const failure = thrown(() => rules.decide(held(), [motion('eil', votes(9, 2))]));
    expect([failure.code, failure.faults[0]?.pointer]).toEqual(['outcomeInvalid', '/decisions/0/outcome']);
    expect(failure.detail).toBe('Es sind 11 Stimmen angegeben, anwesend waren 10 stimmberechtigte Personen.');
  });

  test('no vote has more voices than seats with a vote were taken, abstentions included; any other is accepted', () => {
    const count = fc.integer({ min: 0, max: 12 });
    void fc.assert(
      fc.property(count, count, fc.option(count), fc.integer({ min: 0, max: 10 }), (yes, no, abstain, present) => {
        const decideIt = () => rules.decide(held(numbers(present).map((n) => voter(n))), [motion('antrag', votes(yes, no, abstain))]);
        if (yes + no + (abstain ?? 0) > present) expect(codeOf(decideIt)).toBe('outcomeInvalid');
        else expect(decideIt().decisions).toHaveLength(1);
      }),
    );
  });

  test('fewer votes than people with one are reported, and that abstentions are not recorded', () => {
    const found = (outcome: Decision['outcome']) => factsOf(rules.decide(held(), [motion('antrag', outcome)]), seats).findings;
    expect(found(votes(9, 1))).toEqual([]);
    expect(found(votes(7, 1, 2))).toEqual([]);
    expect(found(votes(7, 1))).toEqual([
      {
        rule: 'VOTES_FEWER_THAN_PRESENT',
        place: '/decisions/0/outcome',
        message: '8 Stimmen bei 10 Anwesenden mit Stimme. Enthaltungen sind nicht vermerkt.',
      },
    ]);
    expect(found(votes(7, 1, 0))[0]?.message).toBe('8 Stimmen bei 10 Anwesenden mit Stimme.');
  });

  test('nobody is unanimous where nobody votes; noting needs no vote', () => {
    const advisers = held([someone('beratend-0', { group: 'ADVISORY', seatId: 'rat-0' })]);
    expect(codeOf(() => rules.decide(advisers, [motion('antrag', { kind: 'UNANIMOUS' })]))).toBe('outcomeInvalid');
    expect(rules.decide(advisers, [motion('bericht', { kind: 'NOTED' })]).decisions[0]?.outcome).toEqual({ kind: 'NOTED' });
    expect(rules.decide(held([voter(0)]), [motion('antrag', { kind: 'UNANIMOUS' })]).decisions).toHaveLength(1);
  });

  test('of two competing motions the one not voted on is superseded by the one that was', () => {
    const superseded = (byId: string) => motion('vertagung', { kind: 'SUPERSEDED', byId });
    expect(rules.decide(held(), [superseded('eil'), motion('eil', votes(9, 1))]).decisions).toHaveLength(2);
    for (const decisions of [
      [superseded('eil')],
      [superseded('vertagung')],
      [superseded('eil'), motion('eil', { kind: 'NOT_VOTED' })],
      [superseded('eil'), motion('eil', { kind: 'ADJOURNED' })],
      [superseded('eil'), motion('eil', { kind: 'SUPERSEDED', byId: 'vertagung' })],
    ])
      expect(codeOf(() => rules.decide(held(), decisions))).toBe('outcomeInvalid');
  });

  test('a result belongs to an item of the agenda, and no two have one id', () => {
    expect(thrown(() => rules.decide(held(), [motion('antrag', { kind: 'NOTED' }, 'top-9')])).faults[0]?.pointer).toBe(
      '/decisions/0/agendaItemId',
    );
    const twice = RecordDecisions.safeParse({ decisions: [motion('a', { kind: 'NOTED' }), motion('a', { kind: 'NOTED' })] });
    expect(twice.error?.issues[0]?.path).toEqual(['decisions', 1, 'id']);
  });

  test('only what was held decides', () => {
    for (const meeting of [planned(), invited()]) expect(codeOf(() => rules.decide(meeting, []))).toBe('meetingStepNotAllowed');
  });

  test('a list of those present that no longer bears its results is refused', () => {
    const decided = rules.decide(held(), [motion('eil', votes(9, 1))]);
    expect(codeOf(() => held(everybody.slice(1), { meeting: decided }))).toBe('outcomeInvalid');
    expect(held(everybody.slice(0, 10), { meeting: decided }).presence).toHaveLength(10);
  });
});

describe('minutes', () => {
  const draft = (meeting: Meeting, more: object = {}) =>
    rules.draftMinutes(
      meeting,
      { datedOn: '2021-04-07', reopenedBecause: null, passages: [{ agendaItemId: 'top-1' as never, text: 'Eröffnet.' }], ...more },
      TODAY,
    );
  const approve = (meeting: Meeting, on = '2021-04-15', subject = 'b') =>
    rules.approveMinutes(meeting, on, new Set(['a']), { subject, today: TODAY });

  test('go from draft to approved, by somebody who did not write them', () => {
    const approved = approve(draft(held()));
    expect(approved.minutes).toMatchObject({ status: 'APPROVED', approvedOn: '2021-04-15', datedOn: '2021-04-07' });
    expect(codeOf(() => approve(draft(held()), '2021-04-15', 'a'))).toBe('fourEyesViolated');
    expect(codeOf(() => approve(held()))).toBe('meetingStepNotAllowed');
    expect(codeOf(() => approve(approved))).toBe('meetingStepNotAllowed');
  });

  test('approved ones are followed by a draft with a reason, which it keeps until it is approved', () => {
    const approved = approve(draft(held()));
    expect(codeOf(() => draft(approved))).toBe('meetingStepNotAllowed');
    const reopened = draft(approved, { reopenedBecause: 'Stimmen verzählt' });
    expect(reopened.minutes).toMatchObject({ status: 'DRAFT', approvedOn: null, reopenedBecause: 'Stimmen verzählt' });
    expect(approve(draft(reopened)).minutes.reopenedBecause).toBe('Stimmen verzählt');
    expect(draft(held(), { reopenedBecause: 'ohne Anlass' }).minutes.reopenedBecause).toBeNull();
  });

  test('while they are approved, agenda, presence and results stay as they are', () => {
    const approved = approve(draft(rules.decide(held(), [motion('eil', votes(9, 1))])));
    for (const act of [
      () => rules.editMeeting(approved, EditMeeting.parse(rest())),
      () => held(everybody, { meeting: approved }),
      () => rules.decide(approved, []),
    ])
      expect(codeOf(act)).toBe('meetingStepNotAllowed');
    const reopened = draft(approved, { reopenedBecause: 'Stimmen verzählt' });
    expect(rules.decide(reopened, []).decisions).toEqual([]);
  });

  test.each([
    ['dated before the meeting', () => draft(held(), { datedOn: '2021-01-20' }), '/datedOn'],
    ['dated after today', () => draft(held(), { datedOn: '2021-05-02' }), '/datedOn'],
    ['approved before their date', () => approve(draft(held()), '2021-04-06'), '/approvedOn'],
    ['approved after today', () => approve(draft(held()), '2021-05-02'), '/approvedOn'],
    [
      'about an item that is not on the agenda',
      () => draft(held(), { passages: [{ agendaItemId: 'top-7', text: 'Nichts.' }] }),
      '/passages/0/agendaItemId',
    ],
  ])('%s are refused', (_what, act, pointer) => {
    expect(thrown(act).faults[0]?.pointer).toBe(pointer);
  });

  test('there are none of what was not held', () => {
    expect(codeOf(() => draft(invited()))).toBe('meetingStepNotAllowed');
  });
});
