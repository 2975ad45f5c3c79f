import { describe, expect, test } from '@jest/globals';
import { AllianceBody, BodyPerson, BodyRole, type PersonId, Seat } from '../../shared/domain/alliance-body.ts';
import { compositionOn } from '../../shared/domain/composition.ts';
import { standingOf, withStanding } from '../../shared/domain/standing-person.ts';
import { aBody, aHolding, aRole, aSeat } from '../support/builders.ts';

type Seats = Record<string, Parameters<typeof aSeat>[1]>;
const seatsOf = (bodyId: string, seats: Seats) =>
  Object.entries(seats).map(([id, more], order) => ({ id, state: Seat.parse(aSeat(bodyId, { order, ...more })) }));
const rolesOf = (...roles: (readonly [id: string, personId: string, more?: Parameters<typeof aRole>[2]])[]) =>
  roles.map(([id, personId, more]) => ({ id, state: BodyRole.parse(aRole('ag-1', personId, more)) }));

type Given = { body?: Parameters<typeof aBody>[0]; seats?: Seats; roles?: ReturnType<typeof rolesOf>; elsewhere?: Seats };
const composed = ({ body = {}, seats = {}, roles = [], elsewhere = {} }: Given, on: string) =>
  compositionOn(
    {
      body: { id: 'ag-1', state: AllianceBody.parse(aBody(body)) },
      seats: seatsOf('ag-1', seats),
      roles,
      elsewhere: seatsOf('ag-2', elsewhere),
      nameOf: (id) => `Gremium ${id}`,
    },
    on,
  );
const statesOn = (given: Given, on: string) => composed(given, on).seats.map(({ state }) => state);
const codesOn = (given: Given, on: string) => composed(given, on).findings.map(({ code }) => code);

describe('a body on a day', () => {
  const seats: Seats = {
    ging: { holdings: [aHolding('eins', { to: '2020-07-31' }), aHolding('zwei', { from: '2020-08-01' })] },
    leer: { side: 'EXTERNAL', holdings: [aHolding('drei', { to: '2020-03-31' }), aHolding(null, { from: '2020-04-01' })] },
    offen: { side: 'EXTERNAL', group: 'ADVISORY', holdings: [aHolding('vier'), aHolding('fuenf', { dated: false })] },
    neu: { side: 'NONE', validFrom: '2020-12-01', holdings: [aHolding('sechs', { as: 'DEPUTY' })] },
  };

  test('S4-28, S4-29: seats that are held, vacant, held by one of two, and not there yet', () => {
    expect(statesOn({ seats }, '2020-03-31')).toEqual(['HELD', 'HELD', 'DAY_UNKNOWN']);
    expect(statesOn({ seats }, '2020-04-01')).toEqual(['HELD', 'VACANT', 'DAY_UNKNOWN']);
    expect(statesOn({ seats }, '2020-12-31')).toEqual(['HELD', 'VACANT', 'DAY_UNKNOWN', 'NOT_STATED']);
    const people = (on: string) => composed({ seats }, on).seats[0]?.holdings.map(({ personId }) => personId);
    expect([people('2020-07-31'), people('2020-08-01')]).toEqual([['eins'], ['zwei']]);
  });

  test('S4-29: order known, day unknown: both are shown, each with the remark', () => {
    const [, , open] = composed({ seats }, '2020-03-31').seats;
    expect(open?.holdings.map(({ personId, remark }) => [personId, remark])).toEqual([
      ['vier', 'Reihenfolge bekannt, Tag unbekannt: hatte den Sitz zuerst.'],
      ['fuenf', 'Reihenfolge bekannt, Tag unbekannt: folgte nach.'],
    ]);
  });

  test('is counted by side and group, vacancies and open days apart', () => {
    expect(composed({ seats }, '2020-12-31').counts).toEqual({
      seats: 4,
      vacant: 1,
      dayUnknown: 1,
      notStated: 1,
      bySide: { INTERNAL: 1, EXTERNAL: 2, NONE: 1 },
      byGroup: { VOTING: 3, ADVISORY: 1, ADMINISTRATION: 0 },
    });
  });

  test('has its name of that day, its roles of that day, and no seats when it was not there', () => {
    const body = {
      names: [
        { name: 'Lenkungsgruppe', validFrom: '2016-01-01', validTo: '2019-12-31' },
        { name: 'Steuerungsgruppe', validFrom: '2020-01-01', validTo: null },
      ],
      validTo: '2021-12-31',
    };
    const roles = rolesOf(
      ['rolle-1', 'eins', { kind: 'ADVICE', to: '2020-05-31' }],
      ['rolle-2', 'zwei', { kind: 'CHAIR', from: '2020-03-01' }],
    );
    const on = (day: string) => {
      const { name, roles: held, seats: there } = composed({ body, seats, roles }, day);
      return [name, held.map(({ roleId }) => roleId), there.length];
    };
    expect(on('2015-12-31')).toEqual([null, ['rolle-1'], 3]);
    expect(on('2019-12-31')).toEqual(['Lenkungsgruppe', ['rolle-1'], 3]);
    expect(on('2020-04-30')).toEqual(['Steuerungsgruppe', ['rolle-2', 'rolle-1'], 3]);
    expect(on('2022-01-01')).toEqual(['Steuerungsgruppe', ['rolle-2'], 0]);
  });
});

describe('what is odd is said, not refused', () => {
  test('S4-31: parity is claimed and there are 8 inside and 1 outside', () => {
    const inside = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`innen-${index}`, {}]));
    const seats: Seats = { ...inside, aussen: { side: 'EXTERNAL' } };
    const [finding] = composed({ body: { claims: ['PARITY'] }, seats }, '2021-01-01').findings;
    expect([finding?.code, finding?.detail]).toEqual(['PARITY', expect.stringContaining('8 innen und 1 außen')]);
    expect(codesOn({ seats }, '2021-01-01')).toEqual([]);
    expect(codesOn({ body: { claims: ['PARITY'] }, seats: { innen: {}, aussen: { side: 'EXTERNAL' } } }, '2021-01-01')).toEqual([]);
  });

  test('S4-32: a youth delegate is claimed and there is no such seat on the day', () => {
    const body = { claims: ['YOUTH_DELEGATE' as const] };
    const seats: Seats = { jugend: { isYouthDelegate: true, validTo: '2020-12-31' } };
    expect([codesOn({ body, seats }, '2020-12-31'), codesOn({ body, seats }, '2021-01-01')]).toEqual([[], ['YOUTH_DELEGATE']]);
  });

  test('S4-30: a speaker’s seat passed on and the role has no end: it is asked, not inherited', () => {
    const seats: Seats = { sitz: { holdings: [aHolding('eins', { to: '2020-12-31' }), aHolding('zwei', { from: '2021-01-01' })] } };
    const speaker = rolesOf(['sprecherin', 'eins']);
    const found = composed({ seats, roles: speaker }, '2021-01-01');
    expect(found.findings).toMatchObject([{ code: 'ROLE_WITHOUT_SEAT', seatId: 'sitz', roleId: 'sprecherin', personId: 'zwei' }]);
    expect(found.findings[0]?.detail).toContain('seit 01.01.2021 an eine andere Person');
    expect(found.roles.map(({ personId }) => personId)).toEqual(['eins']);
    expect(codesOn({ seats, roles: speaker }, '2020-12-31')).toEqual([]);
    const ended = rolesOf(['sprecherin', 'eins', { to: '2021-06-30' }]);
    expect(codesOn({ seats, roles: ended }, '2021-01-01')).toEqual([]);
    const manager = rolesOf(['geschaeft', 'eins', { kind: 'MANAGEMENT' }]);
    expect(codesOn({ seats, roles: manager }, '2021-01-01')).toEqual([]);
    const undated: Seats = { sitz: { holdings: [aHolding('eins'), aHolding('zwei', { dated: false })] } };
    expect(composed({ seats: undated, roles: speaker }, '2021-01-01').findings[0]?.detail).toContain('nicht genannten Tag');
  });

  test('the same change has its day in another body: that day is proposed here', () => {
    const elsewhere: Seats = { dort: { holdings: [aHolding('eins', { to: '2020-12-31' }), aHolding('zwei', { from: '2021-01-01' })] } };
    const seats: Seats = { hier: { holdings: [aHolding('eins'), aHolding('zwei', { dated: false })] } };
    const { findings } = composed({ seats, elsewhere }, '2020-06-30');
    expect(findings).toMatchObject([{ code: 'DAY_KNOWN_ELSEWHERE', seatId: 'hier', personId: 'zwei' }]);
    expect(findings[0]?.detail).toContain('„Gremium ag-2“ mit dem Tag 01.01.2021');
    const others: Seats = { hier: { holdings: [aHolding('eins'), aHolding('drei', { dated: false })] } };
    expect(codesOn({ seats: others, elsewhere }, '2020-06-30')).toEqual([]);
    expect(codesOn({ seats: elsewhere, elsewhere }, '2020-06-30')).toEqual([]);
  });
});

test('a merged person is named by the record that stands for both, and by their own once separated', () => {
  const person = (id: string, mergedInto: string | null) => ({
    id,
    state: BodyPerson.parse({ isPublicFunction: false, mergedInto, mergeReason: null, distinctFrom: [], erasedOn: null, source: null }),
  });
  const seats = seatsOf('ag-1', { sitz: { holdings: [aHolding('eins'), aHolding(null)] } });
  const named = (into: string | null) =>
    withStanding({ seats, roles: rolesOf(['rolle', 'eins']) }, standingOf([person('eins', into), person('zwei', null)]));
  expect(named('zwei').seats[0]?.state.holdings.map(({ personId }) => personId)).toEqual(['zwei', null]);
  expect(named('zwei').roles[0]?.state.personId).toBe('zwei');
  expect(named(null).roles[0]?.state.personId).toBe('eins');
  expect(standingOf([])('wer' as PersonId)).toBe('wer');
});
