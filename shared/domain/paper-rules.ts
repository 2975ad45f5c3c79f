import * as z from 'zod';
import type { Day } from './calendar.ts';
import { formatDay } from './calendar.ts';
import { at, Failure } from './failures.ts';
import { changedFields } from './journal.ts';
import type { Outcome } from './meeting.ts';
import type { MunicipalPaper, PaperSection } from './municipal-paper.ts';
import { paperKindNames, paperSectionNames } from './municipal-paper.ts';
import { labelOf } from './paper-number.ts';
import type { EditPaper, RecordPaper, RecordRouteOutcome, SupersedePaper } from './paper-requests.ts';

/** What a paper must say, how it goes through its bodies, and what becomes of it. */

type Station = MunicipalPaper['route'][number];

/**
 * Sections without which a paper is not taken in. Information papers state gender aspects and finances too, if only that
 * there are none.
 * @see docs/sources.md#hannover-papers
 */
const mandatory = {
  DECISION: ['GENDER', 'FINANCE_TABLE', 'FINANCE_EXPLANATION', 'REASONS'],
  INFORMATION: ['GENDER', 'FINANCE_TABLE'],
  DOCUMENT: [],
} as const satisfies Record<MunicipalPaper['kind'], readonly PaperSection[]>;

export const missingSections = ({ kind, sections }: Pick<MunicipalPaper, 'kind' | 'sections'>): PaperSection[] =>
  mandatory[kind].filter((needed) => !sections.some((section) => section.kind === needed));

/** @throws paperSectionMissing naming each one */
export function assertSections(paper: Pick<MunicipalPaper, 'kind' | 'sections'>): void {
  const missing = missingSections(paper);
  if (missing.length === 0) return;
  const names = missing.map((section) => paperSectionNames[section]);
  throw new Failure('paperSectionMissing', {
    detail: `Einer ${paperKindNames[paper.kind]} darf nicht fehlen: ${names.join('; ')}.`,
    faults: names.map((name) => ({ pointer: '/sections', detail: `Es fehlt: ${name}.` })),
  });
}

const stationOf = (sent: EditPaper['route'][number]): Station => ({ ...sent, on: null, meetingId: null, outcome: null });

const named = ({ label, bodyId, role, recipients }: EditPaper['route'][number]) => [label, bodyId, role, recipients];

/** A number follows where a council counts its papers. */
const isPending = ({ number, kind }: Pick<MunicipalPaper, 'number' | 'kind'>): boolean => number === null && kind !== 'DOCUMENT';

/** A paper as it is first recorded: nobody has dealt with it. @throws paperSectionMissing */
export function paperFrom({ route, ...sent }: RecordPaper): MunicipalPaper {
  assertSections(sent);
  return { ...sent, numberPending: isPending(sent), route: route.map(stationOf) };
}

const notNow = (detail: string): Failure => new Failure('paperStepNotAllowed', { detail });

/** What says something about a paper, and is no part of it. */
const about: ReadonlySet<string> = new Set([
  'annexStatements',
  'agendaNumber',
  'strategyId',
  'note',
  'source',
] satisfies (keyof EditPaper)[]);

/**
 * A paper changed. What a body has dealt with stays as it was: a changed text is a new version.
 * @throws paperStepNotAllowed, paperSectionMissing
 */
export function editPaper(paper: MunicipalPaper, { route, ...sent }: EditPaper): MunicipalPaper {
  const isRouteSame = JSON.stringify(route.map(named)) === JSON.stringify(paper.route.map(named));
  if (!paper.route.some(({ outcome }) => outcome !== null)) {
    assertSections(sent);
    return { ...paper, ...sent, numberPending: isPending({ ...paper, ...sent }), route: route.map(stationOf) };
  }
  const edited = { ...paper, ...sent };
  if (!isRouteSame || changedFields(paper, edited).some((field) => !about.has(field)))
    throw notNow('Ein Gremium hat die Drucksache schon behandelt. Bitte legen Sie für einen geänderten Inhalt eine Neufassung an.');
  return edited;
}

/** @throws paperStepNotAllowed when it has one */
export function numberPaper(paper: MunicipalPaper, number: string): MunicipalPaper {
  if (paper.number !== null) throw notNow(`Die Drucksache hat schon die Nummer ${paper.number}.`);
  return { ...paper, number, numberPending: false };
}

/**
 * The next version. The one before is not touched: what bodies made of it stays with it.
 * @param successor the version that already follows it, if there is one
 * @throws paperStepNotAllowed, paperSectionMissing
 */
export function revisionOf(
  before: { readonly id: string; readonly state: MunicipalPaper },
  sent: SupersedePaper,
  successor: Parameters<typeof labelOf>[0] | undefined,
): MunicipalPaper {
  const { number, revision } = before.state;
  if (number === null) throw notNow('Die Nummer der Drucksache fehlt noch. Bitte reichen Sie sie zuerst nach.');
  if (successor) throw notNow(`Die Drucksache ist schon durch ${labelOf(successor)} ersetzt. Bitte fassen Sie diese neu.`);
  const supersedes = { number, revision, paperId: before.id as NonNullable<MunicipalPaper['supersedes']>['paperId'] };
  return paperFrom({ ...sent, number, revision: revision + 1, supersedes });
}

/** Bodies that are only informed take note, and no more. */
const informed: ReadonlySet<Outcome['kind']> = new Set<Outcome['kind']>(['NOTED', 'ADJOURNED', 'NOT_VOTED']);

/** Where and when a meeting took place that is named for an outcome. */
type MeetingNamed = { readonly bodyId: string; readonly plannedOn: Day };

/**
 * What one body made of the paper. Stated again, it is corrected; the journal keeps what stood before.
 * @param meeting the one that is named, as it is on record
 * @throws statusInFuture, linkedRecordUnknown, paperStepNotAllowed
 */
export function routePaper(
  paper: MunicipalPaper,
  { place, on, meetingId, outcome }: RecordRouteOutcome,
  { meeting, today }: { readonly meeting: MeetingNamed | undefined; readonly today: Day },
): MunicipalPaper {
  const station = paper.route[place];
  if (!station) throw at('linkedRecordUnknown', '/place', 'Diese Stelle hat der Beratungsgang der Drucksache nicht.');
  if (on > today) throw at('statusInFuture', '/on', `Bitte geben Sie einen Tag bis heute (${formatDay(today)}) an.`);
  if (meeting && ((station.bodyId !== null && meeting.bodyId !== station.bodyId) || meeting.plannedOn !== on))
    throw at('linkedRecordUnknown', '/meetingId', 'Diese Sitzung ist von einem anderen Gremium oder war an einem anderen Tag.');
  if (station.role === 'INFORMATION' && !informed.has(outcome.kind))
    throw notNow(`${station.label} erhält die Drucksache zur Kenntnis und beschließt nicht über sie.`);
  if (outcome.kind === 'MAJORITY' && outcome.yes + outcome.no === 0)
    throw at('paperStepNotAllowed', '/outcome', 'Bei einem Ergebnis mit Stimmen braucht es Stimmen.');
  return { ...paper, route: paper.route.map((one, index) => (index === place ? { ...one, on, meetingId, outcome } : one)) };
}

/** That somebody took note of it is no approval, and neither is a tie. */
const approves = (outcome: Outcome): boolean => outcome.kind === 'UNANIMOUS' || (outcome.kind === 'MAJORITY' && outcome.yes > outcome.no);
const refuses = (outcome: Outcome): boolean => outcome.kind === 'MAJORITY' && outcome.yes <= outcome.no;

export const paperStandingNames = {
  OPEN: 'noch nicht behandelt',
  IN_ROUTE: 'in Beratung',
  APPROVED: 'beschlossen',
  REFUSED: 'abgelehnt',
  NOTED: 'zur Kenntnis genommen',
} as const;
export type PaperStanding = keyof typeof paperStandingNames;
export const paperStandings = Object.keys(paperStandingNames) as [PaperStanding, ...PaperStanding[]];

/** What every body of the route has said, of a decision paper the deciding ones alone; in the order of the route. */
function saidOn({ kind, route }: Pick<MunicipalPaper, 'kind' | 'route'>): (Outcome | null)[] {
  return route.filter(({ role }) => kind !== 'DECISION' || role === 'DECISION').map(({ outcome }) => outcome);
}

/**
 * Where a paper stands. A decision paper is approved when the last deciding body has approved it and no other deciding body
 * said anything else; one whose outcome is not on record does not hinder that, since the last one decides.
 */
export function standingOf(paper: Pick<MunicipalPaper, 'kind' | 'route'>): PaperStanding {
  const said = saidOn(paper);
  const known = said.filter((outcome) => outcome !== null);
  if (paper.route.every(({ outcome }) => outcome === null)) return 'OPEN';
  if (paper.kind !== 'DECISION') return said.every((outcome) => outcome?.kind === 'NOTED') ? 'NOTED' : 'IN_ROUTE';
  const last = said.at(-1) ?? null;
  if (last !== null && refuses(last)) return 'REFUSED';
  return last !== null && known.every(approves) ? 'APPROVED' : 'IN_ROUTE';
}

export const Recipients = z.strictObject({ deciding: z.int(), informed: z.int(), total: z.int() }).meta({ title: 'Empfänger' });

/** Everybody the paper goes to; "Stadtbezirksräte 01 - 13" are 13. */
export function recipientsOf({ route }: Pick<MunicipalPaper, 'route'>): z.output<typeof Recipients> {
  const of = (wanted: Station['role']): number =>
    route.filter(({ role }) => role === wanted).reduce((sum, { recipients }) => sum + recipients, 0);
  return { deciding: of('DECISION'), informed: of('INFORMATION'), total: of('DECISION') + of('INFORMATION') };
}
