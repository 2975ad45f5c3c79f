import { describe, expect, test } from '@jest/globals';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { RegisterAllianceEvent, register } from '../../shared/domain/alliance-event.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Measure, Proposal } from '../../shared/domain/result.ts';
import { measureTable, proposalCounts } from '../../shared/domain/result-figures.ts';
import { anAlliance, anEvent, someDates } from '../support/builders.ts';

const kept = <State>(id: string, state: State): Versioned<State> => ({ id, version: 1, changedAt: '2017-03-01T10:00:00.000Z', state });
const conference = (id: string, day: string, title: string, status: AllianceEvent['status'] = 'HELD') =>
  kept(id, { ...register(RegisterAllianceEvent.parse(anEvent({ title, dates: someDates(day) })), anAlliance()), status });
const proposal = (id: string, eventId: string | null, kind: Proposal['kind'] = 'PROPOSAL') => kept(id, { eventId, kind } as Proposal);
const measure = (id: string, eventId: string | null, ...statuses: [asOf: string, status: string][]) =>
  kept(id, {
    eventId,
    group: 'Integrationsgesetz',
    label: 'II',
    title: id,
    statuses: statuses.map(([asOf, status]) => ({ asOf, status, wording: null, source: null })),
  } as unknown as Measure);

const second = conference('b-second', '2016-06-06', 'Integrationskonferenz „Werkstatt Arbeit“');
const first = conference('z-first', '2016-03-16', 'Regionale Integrationskonferenz „Sprache“, Hildesheim');
const planned = conference('a-planned', '2016-02-01', 'Geplante „Werkstatt“', 'PLANNED');
const facts = (more: { proposals?: Versioned<Proposal>[]; measures?: Versioned<Measure>[]; asOf?: string }) => ({
  events: new Map([second, first, planned].map((event) => [event.id, event])),
  asOf: '2016-12-31',
  proposals: [],
  measures: [],
  ...more,
});
const read = ({ rows }: { rows: readonly { cells: readonly unknown[] }[] }) =>
  rows.map(({ cells }) =>
    (cells as { text?: string; value?: number; day?: string }[]).map((cell) => cell.text ?? cell.value ?? cell.day ?? null),
  );

describe('proposals by conference', () => {
  const proposals = [
    proposal('1', 'b-second'),
    proposal('2', 'z-first'),
    proposal('3', 'b-second', 'OBSTACLE'),
    proposal('4', null),
    proposal('5', 'a-planned'),
  ];

  test('in the order of the conferences’ days, called by the name a title ends in; what followed from none comes last', () => {
    expect(read(proposalCounts({ byKind: false, only: undefined }, facts({ proposals }), undefined))).toEqual([
      ['Regionale Integrationskonferenz „Sprache“, Hildesheim', 1],
      ['Werkstatt Arbeit', 2],
      ['ohne Konferenz', 1],
    ]);
  });

  test('by kind, one column each; of one kind only, what else was said does not count', () => {
    const byKind = proposalCounts({ byKind: true, only: undefined }, facts({ proposals }), ({ title }) => title.includes('Arbeit'));
    expect(byKind.columns.map(({ label }) => label)).toEqual(['Konferenz', 'Lösungsvorschlag', 'Hemmnis', 'Gutes Beispiel']);
    expect(read(byKind)).toEqual([['Werkstatt Arbeit', 1, 1, 0]]);
    expect(read(proposalCounts({ byKind: false, only: 'OBSTACLE' }, facts({ proposals }), undefined))).toEqual([['Werkstatt Arbeit', 1]]);
  });

  test('a conference that had not been held by the as-of day had proposed nothing', () => {
    const before = facts({ proposals, asOf: '2016-06-05' });
    expect(read(proposalCounts({ byKind: false, only: undefined }, before, () => true))).toEqual([
      ['Regionale Integrationskonferenz „Sprache“, Hildesheim', 1],
    ]);
  });

  test('asked of conferences, what followed from none is left out; every row names its records', () => {
    const table = proposalCounts({ byKind: false, only: undefined }, facts({ proposals }), () => true);
    expect(table.rows.map(({ sources }) => sources.map(({ type, id }) => `${type} ${id}`))).toEqual([
      ['PROPOSAL 2'],
      ['PROPOSAL 1', 'PROPOSAL 3'],
    ]);
  });
});

describe('measures by conference', () => {
  const measures = [
    measure('Beratung', 'b-second', ['2016-07-01', 'ANNOUNCED'], ['2016-10-01', 'RUNNING']),
    measure('Kurse', 'b-second', ['2017-01-15', 'RUNNING']),
  ];

  test('each with the status it had on the as-of day; what has none yet is not there', () => {
    const on = (asOf: string) => read(measureTable('LIST', facts({ measures, asOf }), undefined));
    expect(on('2016-08-01')).toEqual([['Werkstatt Arbeit', 'Integrationsgesetz II', 'Beratung', 'angekündigt', '2016-07-01']]);
    expect(on('2017-02-01').map(([, , title, status]) => [title, status])).toEqual([
      ['Beratung', 'läuft'],
      ['Kurse', 'läuft'],
    ]);
  });

  test('counted, the same ones', () => {
    const on = (asOf: string) => read(measureTable('COUNT', facts({ measures, asOf }), undefined));
    expect([on('2016-06-30'), on('2016-08-01'), on('2017-02-01')]).toEqual([[], [['Werkstatt Arbeit', 1]], [['Werkstatt Arbeit', 2]]]);
  });
});
