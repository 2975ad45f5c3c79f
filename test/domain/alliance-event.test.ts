import { expect, test } from '@jest/globals';
import { nameOn } from '../../shared/domain/alliance.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import {
  assertCampaign,
  cancel,
  confirmHeld,
  edit,
  heldBy,
  move,
  RegisterAllianceEvent,
  register,
} from '../../shared/domain/alliance-event.ts';
import { anAlliance, anEvent, someDates } from '../support/builders.ts';
import { codeOf } from '../support/failing.ts';

const registered = (more: Parameters<typeof anEvent>[0] = {}): AllianceEvent => register(anEvent(more), anAlliance());

test('the office follows from the district on the day of the event', () => {
  expect(registered().responsibleOffice).toBe('LW');
  expect(registered({ place: { name: 'Dresden', districtKey: null, facility: null } }).responsibleOffice).toBeNull();
  expect(
    codeOf(() => registered({ place: { name: 'Göttingen', districtKey: '03152', facility: null }, dates: someDates('2016-11-01') })),
  ).toBe('districtUnknown');
});

test('a different office, or none, stands with its reason', () => {
  expect(registered({ officeOverride: { office: 'LG', reason: 'Kooperation' } }).responsibleOffice).toBe('LG');
  expect(registered({ officeOverride: { office: null, reason: 'landesweit' } }).responsibleOffice).toBeNull();
});

test('a theme the alliance does not have is refused', () => {
  expect(codeOf(() => registered({ theme: 'sport' }))).toBe('themeUnknown');
});

test('a move keeps the old dates and finds the office of the new place', () => {
  const moved = move(registered(), {
    dates: someDates('2016-05-10'),
    place: { name: 'Celle', districtKey: '03351', facility: null },
    reason: 'Saal',
  });
  expect(moved).toMatchObject({ movedFrom: someDates('2016-05-03'), dates: someDates('2016-05-10'), responsibleOffice: 'LG' });
});

test('an edit changes neither dates nor status', () => {
  const { dates: _, ...description } = anEvent({ title: 'Neuer Titel' });
  expect(edit(registered(), description, anAlliance())).toMatchObject({
    title: 'Neuer Titel',
    dates: someDates('2016-05-03'),
    status: 'PLANNED',
  });
});

test('nothing is held before its first day, and nothing that was cancelled', () => {
  expect(codeOf(() => confirmHeld(registered(), '2016-05-02'))).toBe('allianceEventNotYetOver');
  expect(confirmHeld(registered(), '2016-05-03').status).toBe('HELD');
  expect(codeOf(() => confirmHeld(cancel(registered(), 'Sturm'), '2016-05-04'))).toBe('allianceEventNotOpen');
  expect(codeOf(() => move(cancel(registered(), 'Sturm'), { dates: someDates('2016-06-01'), place: null, reason: 'x' }))).toBe(
    'allianceEventNotOpen',
  );
});

test('held as of a day: confirmed, and begun by then', () => {
  const held = confirmHeld(registered(), '2016-05-03');
  expect([heldBy(held, '2016-05-02'), heldBy(held, '2016-05-03'), heldBy(registered(), '2016-05-04')]).toEqual([false, true, false]);
});

test('what was only asked about is not ours, needs a reason and cannot be held', () => {
  expect(RegisterAllianceEvent.safeParse(anEvent({ ownership: 'NOT_OURS' })).error?.issues[0]?.path).toEqual(['ownershipReason']);
  const asked = registered({ ownership: 'NOT_OURS', ownershipReason: 'nicht vom Bündnis' });
  expect(asked.status).toBe('UNKNOWN');
  expect(codeOf(() => confirmHeld(asked, '2020-01-01'))).toBe('allianceEventNotOpen');
});

test.each([
  ['an end before the beginning', { from: '2016-05-03', to: '2016-05-02', startTime: null, endTime: null, wording: null }, 'to'],
  ['half a range', { from: '2016-05-03', to: null, startTime: null, endTime: null, wording: null }, 'to'],
  [
    'a clock time that spring leaves out',
    { from: '2016-03-27', to: '2016-03-27', startTime: '02:30', endTime: null, wording: null },
    'startTime',
  ],
  [
    'an end before the beginning on one day',
    { from: '2016-05-03', to: '2016-05-03', startTime: '17:30', endTime: '17:00', wording: null },
    'endTime',
  ],
  ['a time without a day', { from: null, to: null, startTime: '17:30', endTime: null, wording: null }, 'startTime'],
])('%s is refused at its field', (_, dates, field) => {
  expect(RegisterAllianceEvent.safeParse(anEvent({ dates })).error?.issues.map(({ path }) => path.at(-1))).toContain(field);
});

test('a series may hold events, a single event of our own may not', () => {
  expect(codeOf(() => assertCampaign(registered()))).toBe('campaignInvalid');
  expect(() => assertCampaign(registered({ kind: 'CAMPAIGN' }))).not.toThrow();
});

test('an alliance has the name that was valid on the day, and none before its first', () => {
  const renamed = anAlliance({
    names: [
      { name: 'Niedersachsen packt an', validFrom: '2015-11-30', validTo: '2025-11-29' },
      { name: 'Neuer Name', validFrom: '2025-11-30', validTo: null },
    ],
  });
  expect([nameOn(renamed, '2017-02-28'), nameOn(renamed, '2026-01-01')]).toEqual(['Niedersachsen packt an', 'Neuer Name']);
  expect(codeOf(() => nameOn(renamed, '2015-11-29'))).toBe('allianceNotFound');
});
