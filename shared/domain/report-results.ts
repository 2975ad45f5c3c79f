import type { Cell } from './answer-document.ts';
import type { Day } from './calendar.ts';
import { formatDay } from './calendar.ts';
import type { Versioned } from './journal.ts';
import type { StatedValue, Worth } from './quantity.ts';
import type { IndicatorStanding, MeasureStanding, ReportDocument } from './report.ts';
import type { DrawnSection, ReportFacts, Row } from './report-facts.ts';
import { column, countCell, counted, dayCell, drawn, quantityCell, sourcesOf, textCell } from './report-facts.ts';
import type { Indicator, Measure, MeasureStatus, Proposal, StatedStatus } from './result.ts';
import { factOn, measureStatuses, measureStatusNames, proposalKindNames, proposalKinds } from './result.ts';

/** Proposals, measures and indicators as they stood on the day, and what became of them since the last report. */

type OfConference = { readonly eventId: string | null };

/** Sorts what has no day behind all others. */
const NO_DAY = '9999';
const conferenceDay = (eventId: string | null, { events }: ReportFacts): Day => events.get(eventId ?? '')?.state.dates.from ?? NO_DAY;
const conferenceName = (eventId: string | null, { events }: ReportFacts): string =>
  eventId === null ? 'ohne Konferenz' : (events.get(eventId)?.state.title ?? eventId);

/** By the day of the conference, then in the order of the source. */
function inOrder<State extends OfConference & { readonly order: number }>(
  records: readonly Versioned<State>[],
  facts: ReportFacts,
): Versioned<State>[] {
  const orderOf = ({ id, state }: Versioned<State>) =>
    [conferenceDay(state.eventId, facts), state.eventId ?? '', String(state.order).padStart(4, '0'), id].join('#');
  return [...records].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const isAhead = (day: Day, { asOf }: ReportFacts): boolean => day !== NO_DAY && day > asOf;

/** What a conference after the day proposed was not yet proposed. */
const proposedBy = (facts: ReportFacts): Versioned<Proposal>[] =>
  inOrder(facts.proposals, facts).filter(({ state }) => !isAhead(conferenceDay(state.eventId, facts), facts));

/** A measure with its status on the day. */
type Standing = { readonly measure: Versioned<Measure>; readonly status: StatedStatus };

const standingMeasures = (facts: ReportFacts): Standing[] =>
  inOrder(facts.measures, facts).flatMap((measure) => {
    const status = factOn(measure.state.statuses, facts.asOf);
    return status === undefined ? [] : [{ measure, status }];
  });

export function proposalsSection(facts: ReportFacts): DrawnSection {
  const proposals = proposedBy(facts);
  const conferences = [...new Set(proposals.map(({ state }) => state.eventId))];
  const cellsOf = (own: readonly Versioned<Proposal>[]): Cell[] =>
    proposalKinds.map((kind) => countCell(own.filter(({ state }) => state.kind === kind).length));
  const rows = conferences.map((eventId): Row => {
    const own = proposals.filter(({ state }) => state.eventId === eventId);
    return {
      key: eventId ?? 'ohne-konferenz',
      cells: [
        textCell(conferenceName(eventId, facts)),
        dayCell(eventId === null ? null : (facts.events.get(eventId)?.state.dates.from ?? null)),
        ...cellsOf(own),
      ],
      sources: [
        ...sourcesOf('EVENT', eventId === null ? [] : [eventId]),
        ...sourcesOf(
          'PROPOSAL',
          own.map(({ id }) => id),
        ),
      ],
    };
  });
  return {
    id: 'vorschlaege',
    heading: 'Vorschläge',
    prose: rows.length === 0 ? [] : ['Konferenzen fassen keine Beschlüsse; sie bringen Vorschläge hervor.'],
    tables: drawn(
      'vorschlaege',
      'Vorschläge, Hemmnisse und gute Beispiele nach Konferenz',
      [column('Konferenz'), column('Tag', 'day'), ...proposalKinds.map((kind) => column(proposalWords[kind], 'count'))],
      rows,
      { total: [textCell('Summe'), { kind: 'empty' }, ...cellsOf(proposals)] },
    ),
  };
}
const proposalWords: Record<Proposal['kind'], string> = {
  PROPOSAL: 'Lösungsvorschläge',
  OBSTACLE: 'Hemmnisse',
  GOOD_PRACTICE: 'Gute Beispiele',
};

const byId = <One extends { readonly id: string }>(all: readonly One[] | undefined): ReadonlyMap<string, One> | undefined =>
  all === undefined ? undefined : new Map(all.map((one) => [one.id, one]));

const endings: Partial<Record<MeasureStatus, string>> = { DONE: 'abgeschlossen', DROPPED: 'aufgegeben' };

/** What became of it since the last report said where it stood. */
function changeOf(id: string, status: MeasureStatus, earlier: ReadonlyMap<string, MeasureStanding> | undefined): string | null {
  if (earlier === undefined) return null;
  const before = earlier.get(id)?.status;
  if (before === undefined) return 'neu';
  if (before === status) return 'unverändert';
  return endings[status] ?? `geändert (bisher: ${measureStatusNames[before]})`;
}

/** Ministry or partner that answers for it. */
function responsibleInWords({ responsible }: Measure): string | null {
  const named = responsible.filter(({ role }) => role === 'RESPONSIBLE');
  const names = (named.length > 0 ? named : responsible).map(({ name }) => name);
  return names.length === 0 ? null : names.join(', ');
}

const NO_REPORT_BEFORE = 'Ein früherer Bericht des Gremiums liegt nicht vor.';
const since = (previous: ReportDocument | undefined): string =>
  previous === undefined
    ? NO_REPORT_BEFORE
    : `Veränderung gegenüber dem Bericht über ${previous.period.label} (Stand: ${formatDay(previous.asOf)}).`;

function measureRow({ measure: { id, state }, status }: Standing, earlier: ReadonlyMap<string, MeasureStanding> | undefined): Row {
  return {
    key: id,
    cells: [
      textCell(state.title),
      textCell([state.group, state.label].filter((part) => part !== null).join(' ') || null),
      textCell(responsibleInWords(state)),
      textCell(measureStatusNames[status.status]),
      dayCell(status.asOf),
      textCell(changeOf(id, status.status, earlier)),
    ],
    sources: sourcesOf('MEASURE', [id]),
  };
}

const statusRows = (standing: readonly Standing[]): Row[] =>
  measureStatuses.flatMap((status) => {
    const own = standing.filter((one) => one.status.status === status);
    if (own.length === 0) return [];
    const sources = sourcesOf(
      'MEASURE',
      own.map(({ measure }) => measure.id),
    );
    return [{ key: status, cells: [textCell(measureStatusNames[status]), countCell(own.length)], sources }];
  });

export function measuresSection(facts: ReportFacts): DrawnSection {
  const standing = standingMeasures(facts);
  const later = facts.measures.length - standing.length;
  const present = new Set(standing.map(({ measure }) => measure.id));
  const gone = (facts.previous?.standings.measures ?? []).filter(({ id }) => !present.has(id));
  const notes = [
    since(facts.previous),
    ...(later === 0
      ? []
      : [
          `${counted(later, 'Eine Maßnahme hat', 'Maßnahmen haben')} den ersten Stand erst nach diesem Tag und ${later === 1 ? 'ist' : 'sind'} nicht aufgeführt.`,
        ]),
    ...(gone.length === 0
      ? []
      : [`${counted(gone.length, 'Eine Maßnahme des vorigen Berichts ist', 'Maßnahmen des vorigen Berichts sind')} nicht mehr enthalten.`]),
  ];
  const earlier = byId(facts.previous?.standings.measures);
  const rows = standing.map((one) => measureRow(one, earlier));
  return {
    id: 'massnahmen',
    heading: 'Maßnahmen',
    prose: rows.length === 0 ? notes.slice(1) : [],
    tables: [
      ...drawn('massnahmen-stand', 'Maßnahmen nach ihrem Stand', [column('Stand'), column('Maßnahmen', 'count')], statusRows(standing), {
        total: [textCell('Summe'), countCell(standing.length)],
      }),
      ...drawn(
        'massnahmen',
        'Maßnahmen im Einzelnen',
        [column('Maßnahme'), column('Nr.'), column('Zuständig'), column('Stand'), column('Stand vom', 'day'), column('Veränderung')],
        rows,
        { notes },
      ),
    ],
  };
}

/** A share is worth no more than the value; against a target that is itself only about, it is about. */
const shareWorth = (value: Worth, target: Worth): Worth => (target === 'ABOUT' || target === 'NEARLY' ? 'ABOUT' : value);

/** `21,4 %`: only of two single numbers, rounded half up once, at the tenth. */
function shareOf(value: StatedValue | undefined, target: StatedValue | undefined): Cell {
  if (!value || !target || value.value === null || target.value === null || target.value === 0) return { kind: 'empty' };
  if (value.upTo !== null || target.upTo !== null) return { kind: 'empty' };
  const share = Math.round((value.value * 1000) / target.value) / 10;
  return { kind: 'quantity', value: share, upTo: null, worth: shareWorth(value.worth, target.worth), unit: '%' };
}

type Earlier = ReadonlyMap<string, IndicatorStanding> | undefined;

const germanNumber = (value: number): string => String(Math.round(value * 1000) / 1000).replace('.', ',');

/** Where it went since the last report; two numbers that are worth differently have no difference. */
function trendOf(now: IndicatorStanding['value'], id: string, earlier: Earlier): string | null {
  if (earlier === undefined) return null;
  const before = earlier.get(id);
  if (before === undefined || before.value === null) return now === null ? null : 'neu';
  if (now === null) return 'ohne Angabe';
  if (now.value === before.value.value && now.upTo === before.value.upTo && now.worth === before.value.worth) return 'unverändert';
  const isSingle = now.value !== null && before.value.value !== null && now.upTo === null && before.value.upTo === null;
  if (!isSingle || now.worth !== before.value.worth) return 'geändert, nicht vergleichbar';
  const difference = (now.value ?? 0) - (before.value.value ?? 0);
  return difference > 0 ? `gestiegen um ${germanNumber(difference)}` : `gesunken um ${germanNumber(-difference)}`;
}

const standingValue = (value: StatedValue | undefined): IndicatorStanding['value'] =>
  value === undefined ? null : { value: value.value, upTo: value.upTo, worth: value.worth, asOf: value.asOf };

const indicatorStanding = ({ id, state }: Versioned<Indicator>, asOf: Day): IndicatorStanding => ({
  id,
  label: state.label,
  unit: state.unit,
  area: state.area.name,
  value: standingValue(factOn(state.values, asOf)),
});

function indicatorRow(indicator: Versioned<Indicator>, asOf: Day, earlier: Earlier): Row {
  const { id, state } = indicator;
  const value = factOn(state.values, asOf);
  return {
    key: id,
    cells: [
      textCell(`${state.label} (${state.area.name})`),
      quantityCell(value, state.unit),
      dayCell(value?.asOf ?? null),
      quantityCell(state.target?.value, state.unit),
      shareOf(value, state.target?.value),
      textCell(trendOf(standingValue(value), id, earlier)),
    ],
    sources: [...sourcesOf('INDICATOR', [id]), ...sourcesOf('MEASURE', state.measureId === null ? [] : [state.measureId])],
  };
}

/** In the order of their measures, then of the source. */
function standingIndicators(facts: ReportFacts): Versioned<Indicator>[] {
  const places = new Map(standingMeasures(facts).map(({ measure }, index) => [measure.id, String(index).padStart(6, '0')]));
  const orderOf = ({ id, state }: Versioned<Indicator>) =>
    [places.get(state.measureId ?? '') ?? '999999', String(state.order).padStart(4, '0'), id].join('#');
  return [...facts.indicators].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

export function indicatorsSection(facts: ReportFacts): DrawnSection {
  const earlier = byId(facts.previous?.standings.indicators);
  return {
    id: 'kennzahlen',
    heading: 'Kennzahlen',
    prose: [],
    tables: drawn(
      'kennzahlen',
      'Kennzahlen mit Ziel, Anteil am Ziel und Veränderung',
      [
        column('Kennzahl (Gebiet)'),
        column('Wert', 'quantity'),
        column('Stand', 'day'),
        column('Ziel', 'quantity'),
        column('Anteil', 'quantity'),
        column('Veränderung'),
      ],
      standingIndicators(facts).map((indicator) => indicatorRow(indicator, facts.asOf, earlier)),
      { notes: [since(facts.previous), 'Zahlen verschiedener Gebiete werden nicht zusammengezählt.'] },
    ),
  };
}

const openEnd = (type: 'PROPOSAL' | 'MEASURE', id: string, title: string, words: string): Row => ({
  key: `${id}/${words}`,
  cells: [textCell(title), textCell(words)],
  sources: sourcesOf(type, [id]),
});

/** Both sides of the matrix where nothing leads on, and measures of which nothing was heard in the period. */
export function openEndsSection(facts: ReportFacts): DrawnSection {
  const standing = standingMeasures(facts);
  const answered = new Set(standing.flatMap(({ measure }) => measure.state.answers.map(({ proposalId }) => proposalId as string)));
  const rows = [
    ...proposedBy(facts)
      .filter(({ id, state }) => state.kind === 'PROPOSAL' && !answered.has(id))
      .map(({ id, state }) => openEnd('PROPOSAL', id, state.title, `${proposalKindNames.PROPOSAL} ohne Maßnahme`)),
    ...standing
      .filter(({ measure }) => measure.state.answers.length === 0)
      .map(({ measure }) => openEnd('MEASURE', measure.id, measure.state.title, 'Maßnahme ohne Vorschlag')),
    ...standing
      .filter(({ status }) => status.asOf < facts.period.from && endings[status.status] === undefined)
      .map(({ measure, status }) =>
        openEnd('MEASURE', measure.id, measure.state.title, `Maßnahme ohne Nachricht seit dem ${formatDay(status.asOf)}`),
      ),
  ];
  return {
    id: 'offene-enden',
    heading: 'Offene Enden',
    prose: [],
    tables: drawn('offene-enden', 'Offene Enden', [column('Gegenstand'), column('Was offen ist')], rows),
  };
}

/** What the next report compares with. */
export const standingsOf = (facts: ReportFacts): { measures: MeasureStanding[]; indicators: IndicatorStanding[] } => ({
  measures: standingMeasures(facts).map(({ measure, status }) => ({
    id: measure.id,
    title: measure.state.title,
    status: status.status,
    statusAsOf: status.asOf,
  })),
  indicators: standingIndicators(facts).map((indicator) => indicatorStanding(indicator, facts.asOf)),
});
