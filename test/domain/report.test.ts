import { describe, expect, test } from '@jest/globals';
import { readText } from '../../shared/documents/cells.ts';
import type { FigureTable } from '../../shared/domain/answer-document.ts';
import type { ProvenSum } from '../../shared/domain/figure-block.ts';
import { Decision } from '../../shared/domain/meeting.ts';
import type { ReportDocument } from '../../shared/domain/report.ts';
import { maySeeReport, publish, type Report, ReportDocument as Schema } from '../../shared/domain/report.ts';
import { changesBetween } from '../../shared/domain/report-composition.ts';
import { periodOf } from '../../shared/domain/report-period.ts';
import { aFigure } from '../support/builders.ts';
import { codeOf } from '../support/failing.ts';
import { someone } from '../support/meetings.ts';
import { aBody, aMeasure, aMeeting, anAgendaItem, aProposal } from '../support/records.ts';
import { aConference, aDue, anIndicator, aPromise, aRelease, aStated, BODY, composed, known } from '../support/reports.ts';

const tableIn = ({ sections }: ReportDocument, id: string): FigureTable | undefined =>
  sections.flatMap(({ tables }) => tables).find((table) => table.id === id);
const read = (text: string): string => text.replaceAll('\u00a0', ' ');
/** Rows as people read them. */
const rowsOf = (document: ReportDocument, id: string): string[][] =>
  (tableIn(document, id)?.rows ?? []).map(({ cells }) => cells.map((cell) => read(readText(cell, 'screen'))));
const measureAs = (status: string, asOf: string) => [{ status, asOf, wording: null, source: null }];
const release = aRelease();
const conference = known('werkstatt', aConference());
const events = new Map([[conference.id, conference]]);

describe('a report without anything', () => {
  test('is a valid report that says so in a sentence, and that nothing was released', () => {
    const document = composed();
    expect(document).toMatchObject({ isEmpty: true, sections: [], release: null });
    expect(document.summary).toEqual([
      'Nichts zu berichten: Für das Jahr 2016 liegen zu diesem Gremium weder eine Konferenz noch Sitzungen noch Ergebnisse vor.',
      'Bis zum Stand 31. Dezember 2016 hat die Geschäftsführung keine Ergebnisse freigegeben.',
    ]);
    expect(Schema.parse(document)).toEqual(document);
  });

  test('visits and campaigns of the theme are listed, and yet no result; a conference is something', () => {
    const of = (more: object) => composed({ events: new Map([['ereignis', known('ereignis', aConference(more))]]) });
    expect(of({ kind: 'THANK_YOU_VISIT' })).toMatchObject({ isEmpty: true, sections: [{ id: 'veranstaltungen' }] });
    expect(of({})).toMatchObject({ isEmpty: false });
    expect(of({ status: 'CANCELLED' })).toMatchObject({ isEmpty: true });
  });

  test('a release of nothing is nothing to report, too', () => {
    expect(composed({ release })).toMatchObject({ isEmpty: true, release: { id: 'freigabe-1' } });
  });

  test('a meeting alone, even a cancelled one, is something', () => {
    const meetings = [known('s1', aMeeting({ plannedOn: '2016-05-01', status: 'CANCELLED' }))];
    expect(composed({ release, meetings })).toMatchObject({ isEmpty: false });
    expect(composed({ release, meetings: [known('s1', aMeeting({ plannedOn: '2017-05-01', status: 'HELD' }))] }).isEmpty).toBe(true);
  });
});

describe('without a release', () => {
  test('only what the office knows itself stands in it', () => {
    const document = composed({ events });
    expect(document.sections.map(({ id }) => id)).toEqual(['veranstaltungen']);
    expect(document.summary).toEqual(['Bis zum Stand 31. Dezember 2016 hat die Geschäftsführung keine Ergebnisse freigegeben.']);
  });
});

describe('the document', () => {
  test('holds no instant of its making: its time is the end of the as-of day in Berlin', () => {
    expect(composed().composedAt).toBe('2016-12-31T22:59:59.999Z');
    expect(composed({ period: periodOf('2016-h1') }).composedAt).toBe('2016-06-30T21:59:59.999Z');
  });

  test('every row of every table names its sources', () => {
    const document = whole();
    const tables = document.sections.flatMap(({ tables: own }) => own);
    expect(tables.map(({ id }) => id)).toEqual([
      'sitzungen',
      'beschluesse',
      'vorschlaege',
      'massnahmen-stand',
      'massnahmen',
      'kennzahlen',
      'zusagen',
      'offene-enden',
      'veranstaltungen',
      'ausgaben',
    ]);
    for (const { id, rows, asOf } of tables)
      for (const row of rows) expect([id, asOf, row.sources.length > 0]).toEqual([id, '2016-12-31', true]);
  });

  test('names nobody: no person of a meeting is in it', () => {
    expect(JSON.stringify(whole())).not.toContain('person-');
  });

  test('speaks of the body by the name it had on the day', () => {
    const names = [
      { name: 'AG Sprache', validFrom: '2016-01-01', validTo: '2016-08-31' },
      { name: 'AG Sprachförderung', validFrom: '2016-09-01', validTo: null },
    ];
    const body = known(BODY, aBody({ names }));
    expect(composed({ body, period: periodOf('2016-h1') }).bodyName).toBe('AG Sprache');
    expect(composed({ body }).bodyName).toBe('AG Sprachförderung');
  });
});

describe('meetings', () => {
  const decision = (id: string, agendaItemId: string, outcome: object) =>
    Decision.parse({ id, agendaItemId, kind: 'RESOLUTION', subject: `Gegenstand ${id}`, movedBy: null, outcome, wording: null });
  const meeting = known(
    's1',
    aMeeting({
      title: '1. Sitzung',
      plannedOn: '2016-04-01',
      status: 'HELD',
      agenda: [anAgendaItem('top-1'), anAgendaItem('top-2', { isPublic: false })],
      presence: [
        someone('person-1', { group: 'VOTING' }),
        someone('person-2', { group: 'VOTING' }),
        someone('person-3', { group: 'ADVISORY' }),
      ],
      decisions: [
        decision('b1', 'top-1', { kind: 'MAJORITY', yes: 9, no: 1, abstain: null }),
        decision('b2', 'top-1', { kind: 'UNANIMOUS' }),
        decision('b3', 'top-2', { kind: 'UNANIMOUS' }),
      ],
    }),
  );

  test('are counted by group, and those without a list of presence are not said to have had nobody', () => {
    const silent = known('s2', aMeeting({ title: '2. Sitzung', plannedOn: '2016-05-01', status: 'HELD' }));
    expect(rowsOf(composed({ release, meetings: [silent, meeting] }), 'sitzungen')).toEqual([
      ['01.04.2016', '1. Sitzung', '2', '1', '0', '0', '3'],
      ['01.05.2016', '2. Sitzung', '–', '–', '–', '–', '0'],
    ]);
  });

  test('what was decided behind closed doors is counted and not named', () => {
    const document = composed({ release, meetings: [meeting] });
    expect(rowsOf(document, 'beschluesse')).toEqual([
      ['01.04.2016', 'Gegenstand b1', 'Beschluss', '9 Ja, 1 Nein'],
      ['01.04.2016', 'Gegenstand b2', 'Beschluss', 'einstimmig'],
    ]);
    expect(JSON.stringify(document)).not.toContain('Gegenstand b3');
    expect(tableIn(document, 'beschluesse')?.notes).toEqual(['Ein Gegenstand aus nicht öffentlichen Teilen ist nicht aufgeführt.']);
  });

  test('after the as-of day or outside the period are not in it', () => {
    const on = (day: string) => composed({ release, meetings: [known('s', aMeeting({ plannedOn: day, status: 'HELD' }))] }).isEmpty;
    expect([on('2015-12-31'), on('2016-01-01'), on('2016-02-29'), on('2016-12-31'), on('2017-01-01')]).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('proposals and measures', () => {
  test('are counted by kind and conference; of a conference still to come there are none', () => {
    const later = known(
      'spaeter',
      aConference({ title: 'Spätere Werkstatt', dates: { ...conference.state.dates, from: '2017-03-06', to: '2017-03-06' } }),
    );
    const proposals = [
      known('vor-1', aProposal({ eventId: 'werkstatt' })),
      known('vor-2', aProposal({ eventId: 'werkstatt', kind: 'OBSTACLE' })),
      known('vor-3', aProposal({ eventId: 'spaeter' })),
      known('vor-4', aProposal()),
    ];
    const document = composed({ release, proposals, events: new Map([...events, [later.id, later]]) });
    expect(rowsOf(document, 'vorschlaege')).toEqual([
      ['Werkstatt Sprache', '16.03.2016', '1', '1', '0'],
      ['ohne Konferenz', '–', '1', '0', '0'],
    ]);
    expect(tableIn(document, 'vorschlaege')?.rows[0]?.sources).toEqual([
      { type: 'EVENT', id: 'werkstatt' },
      { type: 'PROPOSAL', id: 'vor-1' },
      { type: 'PROPOSAL', id: 'vor-2' },
    ]);
  });

  test('a measure stands as it did on the day, whatever was stated later; without a word by then it is not in', () => {
    const measures = [
      known('mass-1', aMeasure({ statuses: [...measureAs('UNDER_EXAMINATION', '2016-05-01'), ...measureAs('RUNNING', '2017-02-01')] })),
      known('mass-2', aMeasure({ title: 'Später', statuses: measureAs('RUNNING', '2017-01-01') })),
    ];
    const document = composed({ release, measures });
    expect(rowsOf(document, 'massnahmen')).toEqual([['Abendkurse in allen Landkreisen', '–', '–', 'in Prüfung', '01.05.2016', '–']]);
    expect(tableIn(document, 'massnahmen')?.notes).toContain(
      'Eine Maßnahme hat den ersten Stand erst nach diesem Tag und ist nicht aufgeführt.',
    );
  });

  test('change since the last report: new, changed, done, dropped, unchanged', () => {
    const before = composed({
      release,
      period: periodOf('2015'),
      measures: ['changed', 'done', 'dropped', 'same', 'gone'].map((id) =>
        known(id, aMeasure({ title: id, statuses: measureAs('RUNNING', '2015-06-01') })),
      ),
    });
    const now = (id: string, status: string) => known(id, aMeasure({ title: id, statuses: measureAs(status, '2016-06-01') }));
    const measures = [
      now('changed', 'ANNOUNCED'),
      now('done', 'DONE'),
      now('dropped', 'DROPPED'),
      now('same', 'RUNNING'),
      now('new', 'RUNNING'),
    ];
    const document = composed({ release, measures, previous: before });
    expect(Object.fromEntries(rowsOf(document, 'massnahmen').map((row) => [row[0], row.at(-1)]))).toEqual({
      changed: 'geändert (bisher: läuft)',
      done: 'abgeschlossen',
      dropped: 'aufgegeben',
      same: 'unverändert',
      new: 'neu',
    });
    expect(tableIn(document, 'massnahmen')?.notes).toContain('Eine Maßnahme des vorigen Berichts ist nicht mehr enthalten.');
    const { measures: changes } = changesBetween(document.reportId, before, document);
    expect(Object.fromEntries(Object.entries(changes).map(([kind, list]) => [kind, list.map(({ id }) => id)]))).toEqual({
      added: ['new'],
      changed: ['changed'],
      done: ['done'],
      dropped: ['dropped'],
      gone: ['gone'],
    });
  });

  test('what was withheld since is counted and not named', () => {
    const before = composed({
      release,
      period: periodOf('2015'),
      measures: [known('mass-1', aMeasure({ title: 'Geheim', statuses: measureAs('RUNNING', '2015-06-01') }))],
    });
    const measures = [known('mass-2', aMeasure({ title: 'Offen', statuses: measureAs('RUNNING', '2016-06-01') }))];
    expect(JSON.stringify(composed({ release, measures, previous: before }))).not.toContain('Geheim');
  });

  test('open ends on both sides, and measures of which nothing was heard in the period', () => {
    const document = composed({
      release,
      proposals: [
        known('vor-1', aProposal({ title: 'Beantwortet' })),
        known('vor-2', aProposal({ title: 'Offen' })),
        known('vor-3', aProposal({ kind: 'OBSTACLE' })),
      ],
      measures: [
        known(
          'mass-1',
          aMeasure({
            title: 'Antwort',
            answers: [{ proposalId: 'vor-1', basis: 'EXPLICIT' }],
            statuses: measureAs('RUNNING', '2015-12-31'),
          }),
        ),
        known('mass-2', aMeasure({ title: 'Eigene', order: 2, statuses: measureAs('RUNNING', '2016-01-01') })),
        known(
          'mass-3',
          aMeasure({
            title: 'Fertig',
            order: 3,
            answers: [{ proposalId: 'vor-1', basis: 'EXPLICIT' }],
            statuses: measureAs('DONE', '2014-01-01'),
          }),
        ),
      ],
    });
    expect(rowsOf(document, 'offene-enden')).toEqual([
      ['Offen', 'Lösungsvorschlag ohne Maßnahme'],
      ['Eigene', 'Maßnahme ohne Vorschlag'],
      ['Antwort', 'Maßnahme ohne Nachricht seit dem 31.12.2015'],
    ]);
  });
});

describe('indicators', () => {
  const target = { value: aStated(10_000, null), due: aDue(null) };
  test('value, target and share as the source says them: 2 137 of 10 000 are 21,4 %', () => {
    const indicators = [known('k1', anIndicator({ target, values: [aStated(2137, '2016-12-06')] }))];
    expect(rowsOf(composed({ release, indicators }), 'kennzahlen')).toEqual([
      ['Arbeitsgelegenheiten (Niedersachsen)', '2.137 Plätze', '06.12.2016', '10.000 Plätze', '21,4 %', '–'],
    ]);
  });

  test('a share is worth no more than its value; of a range there is none', () => {
    const shareOf = (value: object, of = target) =>
      rowsOf(composed({ release, indicators: [known('k', anIndicator({ target: of, values: [value] }))] }), 'kennzahlen')[0]?.[4];
    expect(shareOf(aStated(4000, null, { worth: 'ABOUT' }))).toBe('rund 40 %');
    expect(shareOf(aStated(4000, null), { ...target, value: aStated(10_000, null, { worth: 'ABOUT' }) })).toBe('rund 40 %');
    expect(shareOf(aStated(2, null, { upTo: 3 }))).toBe('–');
    expect(shareOf(aStated(null, null))).toBe('–');
  });

  test('trend against what the last report printed', () => {
    const trend = (before: object, now: object) => {
      const previous = composed({ release, period: periodOf('2015'), indicators: [known('k', anIndicator({ values: [before] }))] });
      return rowsOf(composed({ release, previous, indicators: [known('k', anIndicator({ values: [now] }))] }), 'kennzahlen')[0]?.[5];
    };
    expect(trend(aStated(10, '2015-06-01'), aStated(12.5, '2016-06-01'))).toBe('gestiegen um 2,5');
    expect(trend(aStated(10, '2015-06-01'), aStated(8, '2016-06-01'))).toBe('gesunken um 2');
    expect(trend(aStated(10, '2015-06-01'), aStated(10, '2016-06-01'))).toBe('unverändert');
    expect(trend(aStated(10, '2015-06-01', { worth: 'ABOUT' }), aStated(12, '2016-06-01'))).toBe('geändert, nicht vergleichbar');
    expect(trend(aStated(10, '2016-06-01'), aStated(12, '2016-06-01'))).toBe('neu');
  });

  test('one changed value is the only change between two reports, by id', () => {
    const of = (value: number) =>
      composed({
        release,
        indicators: [
          known('k1', anIndicator({ values: [aStated(value, '2016-01-01')] })),
          known('k2', anIndicator({ values: [aStated(1, null)] })),
        ],
      });
    const { indicators, measures } = changesBetween(of(2).reportId, of(1), of(2));
    expect(indicators.map(({ id, before, after }) => [id, before?.value?.value, after?.value?.value])).toEqual([['k1', 1, 2]]);
    expect(Object.values(measures).flat()).toEqual([]);
  });
});

describe('commitments', () => {
  const on = (asOf: string, more: object) =>
    rowsOf(composed({ release, asOf, commitments: [known('z1', aPromise(more))] }), 'zusagen')[0]?.[4];
  test('are overdue from the day after their last day', () => {
    expect(on('2016-12-31', { due: aDue('2016-12-31') })).toBe('offen');
    expect(on('2016-12-31', { due: aDue('2016-12-30') })).toBe('überfällig');
    expect(on('2016-12-31', { due: aDue(null, 'nach der Sommerpause') })).toBe('offen');
  });

  test('stand as on the day: done later was not done yet', () => {
    expect(on('2016-12-31', { status: 'DONE', statusAsOf: '2017-01-05' })).toBe('überfällig');
    expect(on('2016-12-31', { status: 'DONE', statusAsOf: '2016-09-01' })).toBe('erfüllt');
  });

  test('done before the last report are told no more', () => {
    const previous = composed({ release, period: periodOf('2016-h1') });
    const commitments = [known('z1', aPromise({ saidOn: '2016-01-02', status: 'DONE', statusAsOf: '2016-06-30' }))];
    expect(composed({ release, period: periodOf('2016-h2'), previous, commitments }).isEmpty).toBe(true);
  });
});

describe('events and expenditure of the theme', () => {
  const other = known('andere', aConference({ theme: 'arbeit', title: 'Werkstatt Arbeit' }));
  const ahead = known(
    'geplant',
    aConference({ title: 'Geplante Runde', status: 'PLANNED', dates: { ...conference.state.dates, from: '2016-11-01', to: '2016-11-01' } }),
  );
  const all = new Map([conference, other, ahead].map((one) => [one.id, one]));

  test('attendance keeps what it is worth, and unknown is not zero', () => {
    const figures = [aFigure('f1', ['werkstatt'], { value: 500, qualifier: 'MORE_THAN' })];
    const row = ['Werkstatt Sprache', '16.03.2016', 'Hildesheim', 'Teilnehmende'];
    expect(rowsOf(composed({ events: all, figures }), 'veranstaltungen')).toEqual([[...row, 'über 500']]);
    expect(rowsOf(composed({ events: all }), 'veranstaltungen')).toEqual([[...row, 'nicht bekannt']]);
    expect(composed({ events: all }).sections[0]?.prose).toEqual(['Geplante Runde (01.11.2016): geplant.']);
  });

  test('bookings of which nobody can say whether they count are said to be missing', () => {
    const { sections } = composed({ events: all, hasUndetermined: true });
    expect(sections.find(({ id }) => id === 'ausgaben')?.prose[0]).toContain('nur ein spätester Buchungstag bekannt');
    expect(composed({ hasUndetermined: true }).sections).toEqual([]);
  });

  test('expenditure per event with its sum, traced to its bookings', () => {
    const sum = (eventId: string, amountCents: number, expenseIds: string[]): ProvenSum => ({
      eventId,
      occasion: null,
      reportingLine: { section: 'EVENTS', label: 'Zeile', date: null, order: null, allocationRule: null } as never,
      budgetLine: null,
      fiscalYear: 2016,
      amountCents,
      bookings: 1,
      expenseIds,
    });
    const sumsOfEvent = new Map([
      ['werkstatt', [sum('werkstatt', 100_00, ['e1']), sum('werkstatt', 23_45, ['e2'])]],
      ['andere', [sum('andere', 999_00, ['e3'])]],
    ]);
    const document = composed({ events: all, sumsOfEvent });
    expect(rowsOf(document, 'ausgaben')).toEqual([['Werkstatt Sprache', '16.03.2016', '123,45 Euro']]);
    expect(tableIn(document, 'ausgaben')?.rows[0]?.sources).toEqual([
      { type: 'EVENT', id: 'werkstatt' },
      { type: 'EXPENSE', id: 'e1' },
      { type: 'EXPENSE', id: 'e2' },
    ]);
    expect(tableIn(document, 'ausgaben')?.total?.at(-1)).toEqual({ kind: 'euro', cents: 123_45 });
  });
});

describe('who may see a report', () => {
  const bodyId = BODY as Report['bodyId'];
  const reader = (role: string, more: object = {}) =>
    ({ role, roles: [role], bodies: null, ...more }) as Parameters<typeof maySeeReport>[0];
  test('parliament the published ones, managing staff those of their own bodies', () => {
    expect(maySeeReport(reader('PARLIAMENT_READER'), { bodyId, status: 'COMPILED' })).toBe(false);
    expect(maySeeReport(reader('PARLIAMENT_READER'), { bodyId, status: 'PUBLISHED' })).toBe(true);
    expect(maySeeReport(reader('GROUP_MANAGER', { bodies: [BODY] }), { bodyId, status: 'COMPILED' })).toBe(true);
    expect(maySeeReport(reader('GROUP_MANAGER', { bodies: ['andere'] }), { bodyId, status: 'PUBLISHED' })).toBe(false);
  });

  test('a second role widens, unless it is that of managing staff', () => {
    const both = (second: string) => reader('PARLIAMENT_READER', { roles: ['PARLIAMENT_READER', second] });
    expect(maySeeReport(both('AUDITOR'), { bodyId, status: 'COMPILED' })).toBe(true);
    expect(maySeeReport(both('GROUP_MANAGER'), { bodyId, status: 'COMPILED' })).toBe(false);
  });

  test('what is published is not published twice', () => {
    const report = { status: 'COMPILED', publishedAt: null } as Report;
    const published = publish(report, '2017-02-01T10:00:00.000Z');
    expect(published).toMatchObject({ status: 'PUBLISHED', publishedAt: '2017-02-01T10:00:00.000Z' });
    expect(codeOf(() => publish(published, '2017-02-02T10:00:00.000Z'))).toBe('reportStepNotAllowed');
  });
});

/** Something in every section. */
function whole(): ReportDocument {
  const decision = Decision.parse({
    id: 'b1',
    agendaItemId: 'top-1',
    kind: 'RESOLUTION',
    subject: 'Gegenstand',
    movedBy: null,
    outcome: { kind: 'UNANIMOUS' },
    wording: null,
  });
  const sum: ProvenSum = {
    eventId: 'werkstatt',
    occasion: null,
    reportingLine: {} as never,
    budgetLine: null,
    fiscalYear: 2016,
    amountCents: 1,
    bookings: 1,
    expenseIds: ['e1'],
  };
  return composed({
    release,
    events,
    meetings: [
      known(
        's1',
        aMeeting({
          plannedOn: '2016-04-01',
          status: 'HELD',
          agenda: [anAgendaItem('top-1')],
          presence: [someone('person-1')],
          decisions: [decision],
        }),
      ),
    ],
    proposals: [known('vor-1', aProposal({ eventId: 'werkstatt' }))],
    measures: [known('mass-1', aMeasure({ statuses: measureAs('RUNNING', '2016-05-01') }))],
    indicators: [known('k1', anIndicator({ measureId: 'mass-1', values: [aStated(1, null)] }))],
    commitments: [known('z1', aPromise())],
    figures: [aFigure('f1', ['werkstatt'])],
    sumsOfEvent: new Map([['werkstatt', [sum]]]),
  });
}
