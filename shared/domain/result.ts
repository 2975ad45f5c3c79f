import * as z from 'zod';
import type { Role } from './access.ts';
import { AllianceBodyId, bodyReaders } from './alliance-body.ts';
import { AllianceEventId } from './alliance-event.ts';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { Due } from './due.ts';
import { recordHead } from './journal.ts';
import { StatedValue, worths } from './quantity.ts';
import { office } from './regions.ts';
import { recordId, text } from './text.ts';

/**
 * From what a conference proposed to what became of it: proposals (also obstacles and good practices), measures and
 * indicators. A conference proposes; it resolves nothing (Drs. 17/7349, question 4).
 */
export const ProposalId = recordId<'ProposalId'>('Vorschlag');
export const MeasureId = recordId<'MeasureId'>('Maßnahme');
export const IndicatorId = recordId<'IndicatorId'>('Kennzahl');

export const proposalKindNames = { PROPOSAL: 'Lösungsvorschlag', OBSTACLE: 'Hemmnis', GOOD_PRACTICE: 'Gutes Beispiel' } as const;
export const proposalKinds = Object.keys(proposalKindNames) as [keyof typeof proposalKindNames, ...(keyof typeof proposalKindNames)[]];

/** The same thing proposed elsewhere, too: both stay as they are, with where they came from. */
export const double = z.strictObject({
  proposalId: ProposalId,
  verdict: z.enum(['SAME', 'DIFFERENT']),
  reason: text(500, 'Begründung').nullable(),
});

export const proposalFields = {
  kind: z.enum(proposalKinds).meta({ title: 'Art' }),
  /** The body that follows it up. */
  bodyId: AllianceBodyId.nullable().meta({ title: 'Gremium' }),
  eventId: AllianceEventId.nullable().meta({ title: 'Konferenz' }),
  order: z.int().min(0).max(9999).meta({ title: 'Nummer' }),
  title: text(300, 'Titel'),
  text: text(3000, 'Beschreibung').nullable(),
  fieldOfAction: z
    .string()
    .regex(/^[a-z0-9-]{2,80}$/)
    .nullable()
    .meta({ title: 'Handlungsfeld' }),
  deadlines: z.array(z.strictObject({ label: text(200, 'Bezeichnung'), due: Due })).max(20),
  source: text(200, 'Fundstelle').nullable(),
};
export const Proposal = z.strictObject({
  ...proposalFields,
  /** Office in whose area the conference lay: the boundary for regional callers; null for statewide ones. */
  responsibleOffice: office.nullable(),
  doubles: z.array(double).max(50),
});
export type Proposal = z.output<typeof Proposal>;
export const ProposalView = Proposal.extend(recordHead);

/** Regional offices: proposals of conferences in their own area, and nothing else of what bodies do. */
export const proposalReaders = [...bodyReaders, 'REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER'] as const satisfies Role[];

export const measureStatusNames = {
  PROPOSED: 'vorgeschlagen',
  UNDER_EXAMINATION: 'in Prüfung',
  ANNOUNCED: 'angekündigt',
  RUNNING: 'läuft',
  DONE: 'abgeschlossen',
  DROPPED: 'aufgegeben',
} as const;
export type MeasureStatus = keyof typeof measureStatusNames;
export const measureStatuses = Object.keys(measureStatusNames) as [MeasureStatus, ...MeasureStatus[]];

/** One dated fact about a measure; never changed, followed by the next. */
export const StatedStatus = z.strictObject({
  status: z.enum(measureStatuses).meta({ title: 'Stand der Maßnahme' }),
  asOf: day('Stand'),
  wording: text(300, 'Wortlaut').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type StatedStatus = z.output<typeof StatedStatus>;

export const responsibilityNames = {
  RESPONSIBLE: 'zuständig',
  PARTNER: 'Partner',
  IMPLEMENTING: 'setzt um',
  SUPPORTING: 'unterstützt',
  FUNDING: 'fördert',
  PUBLISHER: 'gibt heraus',
  DISTRIBUTION: 'verteilt',
} as const;
export const responsibilities = Object.keys(responsibilityNames) as [
  keyof typeof responsibilityNames,
  ...(keyof typeof responsibilityNames)[],
];

/** Money named for a measure. Never an expense of the alliance and never added to one. */
export const MeasureFunding = z.strictObject({
  label: text(200, 'Bezeichnung'),
  amountCents: z.int().min(0).max(9_000_000_000_000_000).meta({ title: 'Betrag in Cent' }),
  worth: z.enum(worths).meta({ title: 'Genauigkeit' }),
  per: z.enum(['ONCE', 'YEAR']).meta({ title: 'Einmalig oder jährlich' }),
  fromYear: z.int().min(1990).max(2199).nullable().meta({ title: 'Von Jahr' }),
  toYear: z.int().min(1990).max(2199).nullable().meta({ title: 'Bis Jahr' }),
  printed: text(200, 'Wortlaut').nullable(),
});

export const linkBasisNames = {
  SAME_HEADING: 'gleiche Überschrift',
  EXPLICIT: 'ausdrücklich',
  SAME_SUBJECT: 'gleicher Gegenstand',
} as const;
export const linkBases = Object.keys(linkBasisNames) as [keyof typeof linkBasisNames, ...(keyof typeof linkBasisNames)[]];

/** What a project card says beyond a measure ("Vorhaben" of a city's portal). */
export const ProjectCard = z.strictObject({
  printedStatus: text(200, 'Gedruckter Stand').nullable(),
  /** As printed; empty stays empty and is not replaced by today. */
  lastUpdatedOn: day('Zuletzt aktualisiert').nullable(),
  area: text(200, 'Gebiet').nullable(),
  field: text(200, 'Bereich').nullable(),
  programme: text(200, 'Programm').nullable(),
  overarchingGoals: z.array(text(300, 'Übergeordnetes Ziel')).max(30),
  yearGoals: z.array(z.strictObject({ year: z.int().min(1990).max(2199), goal: text(300, 'Ziel') })).max(60),
  contactPoints: z
    .array(
      z.strictObject({
        name: text(200, 'Name'),
        address: text(200, 'Anschrift').nullable(),
        state: z.enum(['IN_OPERATION', 'IN_PREPARATION']),
        opening: text(200, 'Öffnung').nullable(),
        service: text(200, 'Angebot').nullable(),
        audience: text(200, 'Zielgruppe').nullable(),
      }),
    )
    .max(60),
  partners: z.array(text(200, 'Partner')).max(60),
  councilPapers: z.array(text(60, 'Drucksache')).max(30),
  councilWording: text(300, 'Ratsgremien').nullable(),
  participation: text(300, 'Beteiligung der Öffentlichkeit').nullable(),
  isParticipationOpen: z.boolean().meta({ title: 'Beteiligung noch zu klären' }),
});

export const personRegisterStateNames = { PLANNED: 'geplant', KEPT: 'wird geführt', ENDED: 'aufgelöst' } as const;
const personRegisterStates = Object.keys(personRegisterStateNames) as [
  keyof typeof personRegisterStateNames,
  ...(keyof typeof personRegisterStateNames)[],
];

/**
 * A register of people that somebody keeps for a measure, described and not held: no field names a person (GDPR Art. 30).
 * What its keeper has not said is null, and told.
 */
export const PersonRegister = z.strictObject({
  name: text(200, 'Verzeichnis'),
  state: z.enum(personRegisterStates).meta({ title: 'Stand' }),
  /** Organisation or office. */
  keeper: text(200, 'Wird geführt von').nullable(),
  purpose: text(500, 'Zweck').nullable(),
  legalBasis: text(300, 'Rechtsgrundlage').nullable(),
  keptFor: text(300, 'Aufbewahrung').nullable(),
  /** Offices and functions; none: not stated. */
  readers: z.array(text(200, 'Wer lesen darf')).max(20),
  source: text(200, 'Fundstelle').nullable(),
});
export type PersonRegister = z.output<typeof PersonRegister>;

const personRegisters = z.array(PersonRegister).max(20).meta({ title: 'Verzeichnisse mit Angaben über Menschen' });

const measureFields = {
  bodyId: AllianceBodyId.nullable().meta({ title: 'Gremium' }),
  /** The conference it followed from; null for a project card. */
  eventId: AllianceEventId.nullable().meta({ title: 'Konferenz' }),
  order: z.int().min(0).max(9999).meta({ title: 'Reihenfolge' }),
  /** The source's own numbering, which restarts: group and label together are unique within a conference. */
  group: text(200, 'Abschnitt').nullable(),
  label: text(20, 'Nummer').nullable(),
  title: text(300, 'Titel'),
  text: text(3000, 'Beschreibung').nullable(),
  fieldOfAction: proposalFields.fieldOfAction,
  responsible: z
    .array(
      z.strictObject({
        name: text(200, 'Stelle'),
        role: z.enum(responsibilities),
        isNamed: z.boolean().meta({ title: 'Im Text genannt' }),
      }),
    )
    .max(30),
  funding: z.array(MeasureFunding).max(30),
  schedule: z.array(z.strictObject({ label: text(300, 'Schritt'), due: Due, state: text(100, 'Stand').nullable() })).max(60),
  places: z.array(z.strictObject({ name: text(200, 'Ort'), role: text(60, 'Rolle').nullable() })).max(100),
  answers: z.array(z.strictObject({ proposalId: ProposalId, basis: z.enum(linkBases) })).max(100),
  card: ProjectCard.nullable(),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
};
/** As sent: without registers of people, those on record stay as they are. */
export const sentMeasureFields = { ...measureFields, personRegisters: personRegisters.optional() };
export const Measure = z.strictObject({
  ...measureFields,
  personRegisters: personRegisters.default([]),
  /** By as-of day, then in the order of recording; the last one at a day holds on that day. */
  statuses: z.array(StatedStatus).min(1).max(200),
});
export type Measure = z.output<typeof Measure>;
export const MeasureView = Measure.extend(recordHead);

/** What was so on a day: the last fact with an as-of day up to it. */
export function factOn<Fact extends { readonly asOf: Day | null }>(facts: readonly Fact[], on: Day): Fact | undefined {
  const known = facts.map((fact, index) => ({ fact, index })).filter(({ fact }) => (fact.asOf ?? '') <= on);
  known.sort((a, b) =>
    (a.fact.asOf ?? '') < (b.fact.asOf ?? '') ? -1 : (a.fact.asOf ?? '') > (b.fact.asOf ?? '') ? 1 : a.index - b.index,
  );
  return known.at(-1)?.fact;
}

/** The facts with one more: by as-of day, those of one day in the order of recording. Nothing that was stated goes away. */
export function withFact<Fact extends { readonly asOf: Day | null }>(facts: readonly Fact[], fact: Fact): Fact[] {
  const later = facts.findIndex(({ asOf }) => (asOf ?? '') > (fact.asOf ?? ''));
  return later < 0 ? [...facts, fact] : [...facts.slice(0, later), fact, ...facts.slice(later)];
}

/** To what area a figure belongs; figures of different areas are never added (a statewide one and a city's). */
export const areaKinds = ['STATE', 'FEDERATION', 'MUNICIPALITY', 'SITE'] as const;
export const areaKindNames = { STATE: 'Land', FEDERATION: 'Bund', MUNICIPALITY: 'Kommune', SITE: 'Standort' } as const;

export const indicatorFields = {
  bodyId: AllianceBodyId.nullable().meta({ title: 'Gremium' }),
  measureId: MeasureId.nullable().meta({ title: 'Maßnahme' }),
  proposalId: ProposalId.nullable().meta({ title: 'Vorschlag' }),
  order: z.int().min(0).max(9999).meta({ title: 'Reihenfolge' }),
  label: text(300, 'Kennzahl'),
  unit: text(60, 'Einheit'),
  area: z.strictObject({ kind: z.enum(areaKinds).meta({ title: 'Gebietsart' }), name: text(120, 'Gebiet') }),
  target: z.strictObject({ value: StatedValue, due: Due }).nullable().meta({ title: 'Ziel' }),
  /** Another indicator of which this one is a part (21 newcomers among 78 volunteers). */
  partOfIndicatorId: IndicatorId.nullable().meta({ title: 'Teil von' }),
  source: text(200, 'Fundstelle').nullable(),
};
export const Indicator = z.strictObject({
  ...indicatorFields,
  values: z.array(StatedValue).max(200),
});
export type Indicator = z.output<typeof Indicator>;
export const IndicatorView = Indicator.extend(recordHead);

/** Dated facts kept in one record; beyond this a record would grow without end. */
export const MOST_FACTS = 200;

/**
 * The managing staff's release: from then on, and as it was known then, the body's results may go into its report.
 * `withheld` stay out until a later release.
 */
export const ResultsRelease = z.strictObject({
  bodyId: AllianceBodyId,
  withheld: z.array(z.string().regex(/^[a-z0-9-]{3,80}$/)).max(500),
  note: text(500, 'Anmerkung').nullable(),
});
export type ResultsRelease = z.output<typeof ResultsRelease>;
export const ResultsReleaseView = ResultsRelease.extend(recordHead);
