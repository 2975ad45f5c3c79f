import type { AllianceEvent, EventKind } from './alliance-event.ts';
import { eventStatusNames, heldBy } from './alliance-event.ts';
import type { Cell } from './answer-document.ts';
import type { Headcount } from './attendance.ts';
import { headcount, subjectNames, subjects } from './attendance.ts';
import type { Day } from './calendar.ts';
import { formatDay } from './calendar.ts';
import { isOverdue } from './due.ts';
import type { Versioned } from './journal.ts';
import type { Decision, Meeting, MeetingCommitment, Outcome, PresenceGroup } from './meeting.ts';
import { commitmentStatusNames, outcomeNames, presenceGroups } from './meeting.ts';
import { sumCents } from './money.ts';
import type { DrawnSection, ReportFacts, Row } from './report-facts.ts';
import { column, countCell, counted, dayCell, drawn, sourcesOf, textCell } from './report-facts.ts';

/** What a body did in the period, what was promised, and the events of its theme. Never who was there. */

const within = (day: Day | null, { period, asOf }: ReportFacts): boolean =>
  day !== null && day >= period.from && day <= period.to && day <= asOf;

/** `9 Ja, 1 Nein, 0 Enthaltungen`; what was not recorded is not said. */
function outcomeInWords(outcome: Outcome): string {
  if (outcome.kind !== 'MAJORITY') return outcomeNames[outcome.kind];
  const { yes, no, abstain } = outcome;
  const abstained = abstain === null ? [] : [counted(abstain, '1 Enthaltung', 'Enthaltungen')];
  return [`${yes} Ja`, `${no} Nein`, ...abstained].join(', ');
}

const decisionKinds: Record<Decision['kind'], string> = { MOTION: 'Antrag', RESOLUTION: 'Beschluss', NOTICE: 'Mitteilung' };

/** Published reports are read outside; what was dealt with behind closed doors is counted and not named. */
const isOpen = ({ agenda }: Meeting, { agendaItemId }: Decision): boolean =>
  agenda.find(({ id }) => id === agendaItemId)?.isPublic ?? false;

function meetingRow({ id, state }: Versioned<Meeting>): Row {
  const inGroup = (group: PresenceGroup): Cell =>
    state.presence.length === 0 ? { kind: 'empty' } : countCell(state.presence.filter((one) => one.group === group).length);
  return {
    key: id,
    cells: [dayCell(state.plannedOn), textCell(state.title), ...presenceGroups.map(inGroup), countCell(state.decisions.length)],
    sources: sourcesOf('MEETING', [id]),
  };
}

const decisionRows = ({ id, state }: Versioned<Meeting>): Row[] =>
  state.decisions
    .filter((decision) => isOpen(state, decision))
    .map((decision) => ({
      key: `${id}/${decision.id}`,
      cells: [
        dayCell(state.plannedOn),
        textCell(decision.subject),
        textCell(decisionKinds[decision.kind]),
        textCell(outcomeInWords(decision.outcome)),
      ],
      sources: sourcesOf('MEETING', [id]),
    }));

export function meetingsSection(facts: ReportFacts): DrawnSection {
  const inPeriod = facts.meetings.filter(({ state }) => within(state.plannedOn, facts));
  const inOrder = [...inPeriod].sort((a, b) => (a.state.plannedOn + a.id < b.state.plannedOn + b.id ? -1 : 1));
  const held = inOrder.filter(({ state }) => state.status === 'HELD');
  const cancelled = inOrder.filter(({ state }) => state.status === 'CANCELLED').length;
  const open = inOrder.length - held.length - cancelled;
  const closed = held.reduce((sum, { state }) => sum + state.decisions.filter((decision) => !isOpen(state, decision)).length, 0);
  const decisionNotes =
    closed === 0
      ? []
      : [
          `${counted(closed, 'Ein Gegenstand', 'Gegenstände')} aus nicht öffentlichen Teilen ${closed === 1 ? 'ist' : 'sind'} nicht aufgeführt.`,
        ];
  const decisions = held.flatMap(decisionRows);
  return {
    id: 'sitzungen',
    heading: 'Sitzungen und Beschlüsse',
    prose: [
      ...(held.length === 0
        ? []
        : [`Im Berichtszeitraum ${held.length === 1 ? 'fand eine Sitzung' : `fanden ${held.length} Sitzungen`} statt.`]),
      ...(cancelled === 0 ? [] : [`${counted(cancelled, 'Eine Sitzung wurde', 'Sitzungen wurden')} abgesagt.`]),
      ...(open === 0
        ? []
        : [
            `Zu ${counted(open, 'einer geplanten Sitzung', 'geplanten Sitzungen')} ist nicht vermerkt, ob sie stattfand${open === 1 ? '' : 'en'}.`,
          ]),
      ...(decisions.length === 0 ? decisionNotes : []),
    ],
    tables: [
      ...drawn(
        'sitzungen',
        'Sitzungen mit Zahl der Anwesenden',
        [
          column('Tag', 'day'),
          column('Sitzung'),
          column('mit Stimme', 'count'),
          column('beratend', 'count'),
          column('Verwaltung', 'count'),
          column('Gäste', 'count'),
          column('Ergebnisse', 'count'),
        ],
        held.map(meetingRow),
        { notes: held.some(({ state }) => state.presence.length === 0) ? ['Ein Strich heißt: Die Anwesenheit ist nicht vermerkt.'] : [] },
      ),
      ...drawn(
        'beschluesse',
        'Beschlüsse, Anträge und Mitteilungen',
        [column('Tag', 'day'), column('Gegenstand'), column('Art'), column('Ergebnis')],
        decisions,
        { notes: decisionNotes },
      ),
    ],
  };
}

/** How it stood on the day: a later word on it was not yet said. */
const statusOn = ({ status, statusAsOf }: MeetingCommitment, on: Day): MeetingCommitment['status'] => (statusAsOf <= on ? status : 'OPEN');

function commitmentInWords(state: MeetingCommitment, asOf: Day): string {
  const status = statusOn(state, asOf);
  return status === 'OPEN' && isOverdue(state.due, asOf) ? 'überfällig' : commitmentStatusNames[status];
}

const dueInWords = ({ due }: MeetingCommitment): string | null => due.wording ?? (due.to === null ? null : formatDay(due.to));

/** Open ones, and those that were done or dropped since the last report or within the period. */
export function commitmentsSection(facts: ReportFacts): DrawnSection {
  const { asOf, previous, period } = facts;
  const isNews = (day: Day): boolean => (previous === undefined ? day >= period.from : day > previous.asOf);
  const said = facts.commitments.filter(({ state }) => state.saidOn <= asOf);
  const listed = said.filter(({ state }) => statusOn(state, asOf) === 'OPEN' || isNews(state.statusAsOf));
  const orderOf = ({ id, state }: Versioned<MeetingCommitment>) => `${state.due.to ?? '9999'}${state.saidOn}${id}`;
  const rows = [...listed]
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map(
      ({ id, state }): Row => ({
        key: id,
        cells: [
          textCell(state.title),
          textCell(state.owner),
          dayCell(state.saidOn),
          textCell(dueInWords(state)),
          textCell(commitmentInWords(state, asOf)),
        ],
        sources: sourcesOf('COMMITMENT', [id]),
      }),
    );
  const overdue = listed.filter(({ state }) => statusOn(state, asOf) === 'OPEN' && isOverdue(state.due, asOf)).length;
  return {
    id: 'zusagen',
    heading: 'Zusagen',
    prose:
      rows.length === 0
        ? []
        : [overdue === 0 ? 'Keine Zusage ist überfällig.' : `${counted(overdue, 'Eine Zusage ist', 'Zusagen sind')} überfällig.`],
    tables: drawn(
      'zusagen',
      'Offene und seit dem vorigen Bericht erledigte Zusagen',
      [column('Zusage'), column('Zugesagt von'), column('Zugesagt am', 'day'), column('Fällig'), column('Stand')],
      rows,
    ),
  };
}

/** `16.03.2016`, `30.11.2016 bis 05.12.2016`. */
const daysOf = ({ dates: { from, to, wording } }: AllianceEvent): string => {
  if (from === null || to === null) return wording ?? 'ohne Datum';
  return from === to ? formatDay(from) : `${formatDay(from)} bis ${formatDay(to)}`;
};

/** Of the body's theme, begun in the period. What parliament merely asked about is not among them. */
const isReported = ({ state }: Versioned<AllianceEvent>, facts: ReportFacts): boolean =>
  state.theme === facts.body.state.theme && state.ownership !== 'NOT_OURS' && within(state.dates.from, facts);
function eventsOfTheme(facts: ReportFacts): Versioned<AllianceEvent>[] {
  if (facts.body.state.theme === null) return [];
  return [...facts.events.values()]
    .filter((event) => isReported(event, facts))
    .sort((a, b) => ((a.state.dates.from ?? '') + a.id < (b.state.dates.from ?? '') + b.id ? -1 : 1));
}

const conferenceKinds: ReadonlySet<EventKind> = new Set(['STATE_CONFERENCE', 'REGIONAL_CONFERENCE', 'CONFERENCE']);

/** Groups work on what conferences propose; a visit or a campaign of the theme is nobody's result. */
export const hasConference = (facts: ReportFacts): boolean =>
  eventsOfTheme(facts).some(({ state }) => conferenceKinds.has(state.kind) && state.status !== 'CANCELLED');

const headcountCell = ({ value, qualifier }: Headcount): Cell => ({ kind: 'count', value, qualifier, suppressed: false });
const REACHING_BACK = 'Angaben der Veranstalter; „über“ und „rund“ stehen, wo es keine genaue Zahl gibt.';

function attendanceRows(events: readonly Versioned<AllianceEvent>[], { figures }: ReportFacts): Row[] {
  return events.flatMap(({ id, state }) => {
    const stated = subjects.map((subject) => headcount(subject, [id], figures));
    const known = stated.filter(({ figureIds }) => figureIds.length > 0);
    const shown = known.length > 0 ? known : stated.slice(0, 1);
    return shown.map(
      (one): Row => ({
        key: `${id}/${one.subject}`,
        cells: [
          textCell(state.title),
          textCell(daysOf(state)),
          textCell(state.place?.name ?? null),
          textCell(subjectNames[one.subject]),
          headcountCell(one),
        ],
        sources: [...sourcesOf('EVENT', [id]), ...sourcesOf('FIGURE', one.figureIds)],
      }),
    );
  });
}

/** One number for several of the events: shown below them, because it cannot be divided. */
function jointRows(ids: ReadonlySet<string>, { figures }: ReportFacts): Row[] {
  return figures
    .filter(({ figure }) => figure.eventIds.length > 1 && figure.eventIds.every((id) => ids.has(id)))
    .map(({ id, figure }) => ({
      key: id,
      cells: [
        textCell(`${figure.eventIds.length} Veranstaltungen zusammen`),
        { kind: 'empty' },
        { kind: 'empty' },
        textCell(subjectNames[figure.subject]),
        { kind: 'count', value: figure.value, qualifier: figure.qualifier, suppressed: false },
      ],
      sources: [...sourcesOf('FIGURE', [id]), ...sourcesOf('EVENT', figure.eventIds)],
    }));
}

export function eventsSection(facts: ReportFacts): DrawnSection {
  const events = eventsOfTheme(facts);
  const held = events.filter(({ state }) => heldBy(state, facts.asOf));
  const others = events.filter(({ state }) => !heldBy(state, facts.asOf));
  return {
    id: 'veranstaltungen',
    heading: 'Veranstaltungen des Themas',
    prose: others.map(({ state }) => `${state.title} (${daysOf(state)}): ${eventStatusNames[state.status]}.`),
    tables: drawn(
      'veranstaltungen',
      'Durchgeführte Veranstaltungen und Teilnahme',
      [column('Veranstaltung'), column('Tag'), column('Ort'), column('Gezählt'), column('Anzahl', 'count')],
      [...attendanceRows(held, facts), ...jointRows(new Set(held.map(({ id }) => id)), facts)],
      { notes: [REACHING_BACK] },
    ),
  };
}

/** Of some bookings only the latest day is known: before it, nobody can say whether they count. */
const UNDETERMINED =
  'Zu Ausgaben des Bündnisses ist teils nur ein spätester Buchungstag bekannt. Soweit er nach dem Stand liegt, sind sie nicht enthalten.';

/** Cash expenditure as booked up to the day. An event without a booking has none reported, which is not zero. */
export function expenditureSection(facts: ReportFacts): DrawnSection {
  const events = eventsOfTheme(facts);
  const undetermined = facts.hasUndetermined && events.length > 0 ? [UNDETERMINED] : [];
  const rows = events.flatMap(({ id, state }): (Row & { cents: number })[] => {
    const sums = facts.sumsOfEvent.get(id) ?? [];
    if (sums.length === 0) return [];
    const cents = sumCents(sums.map(({ amountCents }) => amountCents));
    return [
      {
        key: id,
        cents,
        cells: [textCell(state.title), textCell(daysOf(state)), { kind: 'euro', cents }],
        sources: [...sourcesOf('EVENT', [id]), ...sourcesOf('EXPENSE', [...new Set(sums.flatMap(({ expenseIds }) => expenseIds))].sort())],
      },
    ];
  });
  return {
    id: 'ausgaben',
    heading: 'Ausgaben des Themas',
    prose: rows.length === 0 ? undetermined : [],
    tables: drawn(
      'ausgaben',
      'Gebuchte Ausgaben für die Veranstaltungen des Themas',
      [column('Veranstaltung'), column('Tag'), column('Ausgaben', 'euro')],
      rows.map(({ key, cells, sources }) => ({ key, cells, sources })),
      {
        total: [textCell('Summe'), { kind: 'empty' }, { kind: 'euro', cents: sumCents(rows.map(({ cents }) => cents)) }],
        notes: [
          'Aus den Haushaltsansätzen geleistete Ausgaben, je Veranstaltung über alle Haushaltsstellen; Buchungen nach dem Stand sind nicht enthalten.',
          ...undetermined,
        ],
      },
    ),
  };
}
