import type { Day } from './calendar.ts';
import type { Due } from './due.ts';
import { reachOf } from './indicator.ts';
import { statusOn } from './measure.ts';
import type { StatedValue } from './quantity.ts';
import type { Indicator, Measure } from './result.ts';
import { factOn } from './result.ts';
import { fold, quoted } from './text.ts';

/** What does not fit together on a project card. It is said beside the card; the card stays as it was printed. */
export const cardFindingNames = {
  FINISHED_WITH_OPEN_STEPS: 'abgeschlossen, obwohl Schritte noch laufen',
  NO_UPDATE_DAY: 'ohne Tag der letzten Aktualisierung',
  STEPS_CONTRADICT: 'Schritte widersprechen sich in der Zeit',
  TARGET_EXCEEDED: 'Ziel übertroffen',
  PERSON_REGISTER_INCOMPLETE: 'mit einem Verzeichnis über Menschen ohne alle Angaben',
  FUNDING_WITHOUT_END: 'jährlicher Betrag ohne Endjahr',
  COUNCIL_PAPERS_EMPTY: 'ohne Nummer einer Drucksache',
  PARTICIPATION_OPEN: 'abgeschlossen, Beteiligung noch offen',
} as const;
export type CardFindingCode = keyof typeof cardFindingNames;
export const cardFindingCodes = Object.keys(cardFindingNames) as [CardFindingCode, ...CardFindingCode[]];
export type CardFinding = { readonly code: CardFindingCode; readonly subject: string | null; readonly detail: string };

type Step = Measure['schedule'][number];

const stillOpen = /umsetzung|vorbereitung|laufend|geplant|begonnen|offen/;
const isOpenStep = ({ state, due }: Step): boolean => due.precision === 'CONTINUOUS' || (state !== null && stillOpen.test(fold(state)));

const openSteps = ({ schedule, card }: Measure): string[] => [
  ...schedule.filter(isOpenStep).map(({ label }) => label),
  ...(card?.contactPoints ?? []).filter(({ state }) => state === 'IN_PREPARATION').map(({ name }) => name),
];

/** "bis Januar 2018" and "ab Januar 2018": in that month one is not over and the other has begun. */
const meetInOneMonth = (ending: Due, beginning: Due): boolean =>
  ending.from === null &&
  ending.to !== null &&
  beginning.from !== null &&
  beginning.to === null &&
  beginning.from <= ending.to &&
  beginning.from.slice(0, 7) === ending.to.slice(0, 7);

/** Only where both leave their other end open: two stated ranges may overlap as they like. */
const contradictions = (schedule: readonly Step[]): CardFinding[] =>
  schedule.flatMap((ending) =>
    schedule
      .filter((beginning) => meetInOneMonth(ending.due, beginning.due))
      .map((beginning) => ({
        code: 'STEPS_CONTRADICT',
        subject: beginning.label,
        detail: `${quoted(beginning.label)} beginnt, bevor ${quoted(ending.label)} beendet ist.`,
      })),
  );

/** Places are counted on the card itself: an indicator of places needs no value of its own. */
const countsPlaces = /zentr|anlaufstell|kontaktstell|standort/;
const printedNumber = (value: number): string => String(value).replace('.', ',');
const printedRange = ({ value, upTo }: StatedValue): string =>
  [value, upTo].flatMap((end) => (end === null ? [] : [printedNumber(end)])).join(' bis ');

const exactly = (value: number): StatedValue => ({ value, upTo: null, worth: 'EXACT', asOf: null, printed: null, source: null });

/** What there is now of what an indicator counts, and how that reads: "4 (+ 1 in Vorbereitung)". */
function actualOf({ card }: Measure, { unit, values }: Indicator, on: Day): { value: StatedValue; text: string } | undefined {
  const points = card && countsPlaces.test(fold(unit)) ? card.contactPoints : [];
  const coming = points.filter(({ state }) => state === 'IN_PREPARATION').length;
  const value = factOn(values, on) ?? (points.length === 0 ? undefined : exactly(points.length - coming));
  return value && { value, text: coming === 0 ? printedRange(value) : `${printedRange(value)} (+ ${coming} in Vorbereitung)` };
}

const exceededTargets = (measure: Measure, indicators: readonly Indicator[], on: Day): CardFinding[] =>
  indicators.flatMap((indicator) => {
    const actual = actualOf(measure, indicator, on);
    if (!indicator.target || !actual || reachOf(actual.value, indicator.target.value) !== 'EXCEEDED') return [];
    const detail = `${actual.text} ${indicator.unit} gegenüber ${printedRange(indicator.target.value)} als Ziel.`;
    return [{ code: 'TARGET_EXCEEDED', subject: indicator.label, detail }];
  });

const fundingWithoutEnd = ({ funding }: Measure): CardFinding[] =>
  funding
    .filter(({ per, toYear }) => per === 'YEAR' && toYear === null)
    .map(({ label }) => ({
      code: 'FUNDING_WITHOUT_END',
      subject: label,
      detail: `${quoted(label)} ist jährlich angegeben, ein letztes Jahr nicht.`,
    }));

const registerTerms = {
  keeper: 'wer es führt',
  purpose: 'Zweck',
  legalBasis: 'Rechtsgrundlage',
  keptFor: 'Aufbewahrung',
  readers: 'wer es lesen darf',
} as const;
const isStated = (term: string | readonly string[] | null): boolean => term !== null && term.length > 0;

/** Whoever keeps data of people says for what, on what ground, how long and for whom (GDPR Art. 5, 13 and 30). */
const incompleteRegisters = ({ personRegisters }: Pick<Measure, 'personRegisters'>): CardFinding[] =>
  personRegisters
    .filter(({ state }) => state !== 'ENDED')
    .flatMap((register) => {
      const terms = Object.keys(registerTerms) as (keyof typeof registerTerms)[];
      const missing = terms.filter((term) => !isStated(register[term])).map((term) => registerTerms[term]);
      if (missing.length === 0) return [];
      const detail = `Zum Verzeichnis ${quoted(register.name)} ist nicht angegeben: ${missing.join(', ')}.`;
      return [{ code: 'PERSON_REGISTER_INCOMPLETE', subject: register.name, detail }];
    });

function finishedButOpen(measure: Measure, on: Day): CardFinding[] {
  if (statusOn(measure, on)?.status !== 'DONE') return [];
  const steps = openSteps(measure).map(
    (label): CardFinding => ({
      code: 'FINISHED_WITH_OPEN_STEPS',
      subject: label,
      detail: `${quoted(label)} läuft noch oder wird vorbereitet; die Maßnahme gilt als abgeschlossen.`,
    }),
  );
  return measure.card?.isParticipationOpen
    ? [
        ...steps,
        {
          code: 'PARTICIPATION_OPEN',
          subject: null,
          detail: 'Die Beteiligung der Öffentlichkeit ist noch zu klären, die Maßnahme gilt als abgeschlossen.',
        },
      ]
    : steps;
}

/**
 * What strikes a reader of a project card on a day; a measure without a card is judged by its targets only.
 * @param indicators of the measure
 */
export function findingsOfCard(measure: Measure, indicators: readonly Indicator[], on: Day): CardFinding[] {
  const { card } = measure;
  const always = [...exceededTargets(measure, indicators, on), ...incompleteRegisters(measure)];
  if (!card) return always;
  const empty: CardFinding[] = [
    ...(card.lastUpdatedOn === null
      ? [
          {
            code: 'NO_UPDATE_DAY' as const,
            subject: null,
            detail: 'Der Tag der letzten Aktualisierung fehlt; er wird nicht durch heute ersetzt.',
          },
        ]
      : []),
    ...(card.councilPapers.length === 0
      ? [{ code: 'COUNCIL_PAPERS_EMPTY' as const, subject: null, detail: 'Zur Beteiligung der Ratsgremien ist keine Drucksache genannt.' }]
      : []),
  ];
  return [...finishedButOpen(measure, on), ...empty, ...contradictions(measure.schedule), ...always, ...fundingWithoutEnd(measure)];
}
