import type { AllianceBody } from './alliance-body.ts';
import { bodyKindNames } from './alliance-body.ts';
import type { FigureTable } from './answer-document.ts';
import type { Day } from './calendar.ts';
import { endOfBerlinDay, formatDayLong, formatInstant } from './calendar.ts';
import type { IndicatorStanding, MeasureStanding, ReportChanges, ReportDocument, ReportId, ReportSection } from './report.ts';
import { reportIdOf } from './report.ts';
import { commitmentsSection, eventsSection, expenditureSection, hasConference, meetingsSection } from './report-doings.ts';
import type { Drawn, DrawnSection, HashOf, ReportFacts } from './report-facts.ts';
import { frozenTable } from './report-facts.ts';
import { indicatorsSection, measuresSection, openEndsSection, proposalsSection, standingsOf } from './report-results.ts';

/** The name on the day; before the first and after the last known one, that one: a body is never without. */
const bodyNameOn = ({ names }: AllianceBody, on: Day): string => {
  const valid = names.find(({ validFrom, validTo }) => validFrom <= on && on <= (validTo ?? on));
  return (valid ?? names.at(-1))?.name ?? '';
};

const notReleased = ({ asOf }: ReportFacts): string =>
  `Bis zum Stand ${formatDayLong(asOf)} hat die Geschäftsführung keine Ergebnisse freigegeben.`;

const tableOf = ({ asOf, body, period }: ReportFacts, table: Drawn, hashOf: HashOf): FigureTable =>
  frozenTable(table, asOf, { kind: 'REPORT', bodyId: body.id, period: period.key }, hashOf);

const saysNothing = ({ prose, tables }: DrawnSection): boolean => prose.length === 0 && tables.length === 0;
/** Said only in a report that says something else. */
const withoutMeeting = (section: DrawnSection): DrawnSection =>
  section.id === 'sitzungen' && saysNothing(section) ? { ...section, prose: ['Im Berichtszeitraum fand keine Sitzung statt.'] } : section;

/** What the managing staff released; nothing without a release. */
const releasedSections = (facts: ReportFacts): DrawnSection[] =>
  facts.release === undefined
    ? []
    : [
        meetingsSection(facts),
        proposalsSection(facts),
        measuresSection(facts),
        indicatorsSection(facts),
        commitmentsSection(facts),
        openEndsSection(facts),
      ];

/** The office's own. */
const officeSections = (facts: ReportFacts): DrawnSection[] => [eventsSection(facts), expenditureSection(facts)];

function summaryOf(facts: ReportFacts, isEmpty: boolean): string[] {
  const { release, period } = facts;
  return [
    ...(isEmpty
      ? [`Nichts zu berichten: Für ${period.label} liegen zu diesem Gremium weder eine Konferenz noch Sitzungen noch Ergebnisse vor.`]
      : []),
    release === undefined
      ? notReleased(facts)
      : `Ergebnisse nach der Freigabe der Geschäftsführung vom ${formatInstant(release.changedAt)}.`,
  ];
}

/**
 * The report as a pure function of the facts. It holds no instant of its making: compiled on the day, a day late or once
 * more by hand, it is the same to the byte.
 */
export function composeReport(facts: ReportFacts, hashOf: HashOf): ReportDocument {
  const { alliance, allianceName, body, period, asOf, release, previous } = facts;
  const released = releasedSections(facts);
  const isEmpty = released.every(saysNothing) && !hasConference(facts);
  const printed = [...(isEmpty ? [] : released.map(withoutMeeting)), ...officeSections(facts)].filter((section) => !saysNothing(section));
  const sections = printed.map(
    ({ id, heading, prose, tables }): ReportSection => ({
      id,
      heading,
      prose,
      tables: tables.map((table) => tableOf(facts, table, hashOf)),
    }),
  );
  return {
    alliance,
    allianceName,
    reportId: reportIdOf(body.id, period.key),
    bodyId: body.id,
    bodyName: bodyNameOn(body.state, asOf),
    bodyKindLabel: bodyKindNames[body.state.kind],
    period: { key: period.key, label: period.label, from: period.from, to: period.to },
    asOf,
    composedAt: endOfBerlinDay(asOf),
    isEmpty,
    release: release === undefined ? null : { id: release.id, releasedAt: release.changedAt },
    previous: previous === undefined ? null : { reportId: previous.reportId, periodLabel: previous.period.label, asOf: previous.asOf },
    summary: summaryOf(facts, isEmpty),
    sections,
    standings: standingsOf(facts),
  };
}

type Changed<Standing> = { id: string; label: string; before: Standing | null; after: Standing | null };

function compared<Standing extends { readonly id: string }>(
  before: readonly Standing[],
  after: readonly Standing[],
  labelOf: (standing: Standing) => string,
): Changed<Standing>[] {
  const earlier = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  return [
    ...after.map((one) => ({ id: one.id, label: labelOf(one), before: earlier.get(one.id) ?? null, after: one })),
    ...before.filter(({ id }) => !now.has(id)).map((one) => ({ id: one.id, label: labelOf(one), before: one, after: null })),
  ];
}

const isOtherStatus = ({ before, after }: Changed<MeasureStanding>): boolean =>
  before !== null && after !== null && before.status !== after.status;

/** What differs between two reports of a body. @param before none: everything is new */
export function changesBetween(
  reportId: ReportId,
  before: Pick<ReportDocument, 'reportId' | 'standings'> | undefined,
  { standings }: Pick<ReportDocument, 'standings'>,
): ReportChanges {
  const measures = compared(before?.standings.measures ?? [], standings.measures, ({ title }) => title);
  const indicators = compared<IndicatorStanding>(before?.standings.indicators ?? [], standings.indicators, ({ label }) => label);
  const changed = measures.filter(isOtherStatus);
  const ended = (status: MeasureStanding['status']) => changed.filter(({ after }) => after?.status === status);
  return {
    reportId,
    previousReportId: before?.reportId ?? null,
    measures: {
      added: measures.filter((one) => one.before === null),
      changed: changed.filter(({ after }) => after?.status !== 'DONE' && after?.status !== 'DROPPED'),
      done: ended('DONE'),
      dropped: ended('DROPPED'),
      gone: measures.filter(({ after }) => after === null),
    },
    indicators: indicators.filter(({ before: then, after }) => JSON.stringify(then) !== JSON.stringify(after)),
  };
}
