import * as z from 'zod';
import type { AllianceBody } from './alliance-body.ts';
import { nextMeetingBy } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { day, formatDay } from './calendar.ts';
import { addDays, addMonths } from './holidays.ts';
import type { Strategy } from './municipal-paper.ts';
import { quoted } from './text.ts';

/** What a strategy says of its own shape against what it lists, how long it holds, and whether its body follows it up. */

type ClaimOf = Strategy['claims'][number]['of'];

export const strategyCountNames = {
  GUIDELINES: 'Leitlinien',
  PRIORITIES: 'Prioritäten',
  FIELDS: 'Handlungsfelder',
  SUBTOPICS: 'Unterthemen',
  CROSS_CUTTING: 'Querschnittsthemen',
  WORKING_GROUPS: 'Arbeitsgruppen',
  EXPERTS: 'Beteiligte',
} as const satisfies Record<ClaimOf, string>;
const countKinds = Object.keys(strategyCountNames) as [ClaimOf, ...ClaimOf[]];

export const StrategyCount = z.strictObject({
  of: z.enum(countKinds),
  /** Field of action, where the count is of one. */
  fieldId: z.string().nullable(),
  label: z.string(),
  /** Null: a strategy lists no such thing. */
  listed: z.int().nullable(),
  /** Null: the text claims no number. */
  claimed: z.int().nullable(),
  wording: z.string().nullable(),
  where: z.string().nullable(),
});
export type StrategyCount = z.output<typeof StrategyCount>;

export const StrategyGoal = z.strictObject({ id: z.string(), label: z.string() });
export const StrategyActor = z.strictObject({ organisationId: z.string(), name: z.string(), steps: z.array(z.string()) });

export const StrategyDays = z.strictObject({
  /** Last day on which it holds. */
  validTo: day('Gilt bis').nullable(),
  reviewOn: day('Bilanz am').nullable(),
  /** In a sentence; null: it is known. */
  reviewUnknownBecause: z.string().nullable().meta({ title: 'Tag der Bilanz unbekannt, weil' }),
  isReviewOverdue: z.boolean().meta({ title: 'Bilanz überfällig' }),
  /** The last meeting that the following body held. */
  lastMeetingOn: day('Zuletzt getagt am').nullable(),
  nextMeetingBy: day('Nächste Sitzung spätestens am').nullable(),
  isFollowUpOverdue: z.boolean().meta({ title: 'Begleitung überfällig' }),
});
export type StrategyDays = z.output<typeof StrategyDays>;

export const strategyFindingNames = {
  STRATEGY_COUNT_DIFFERS: 'Anzahl im Text und Aufzählung verschieden',
  STRATEGY_REVIEW_UNKNOWN: 'Tag der Bilanz unbekannt',
  STRATEGY_REVIEW_DIFFERS: 'Tag der Bilanz passt nicht zur Geltung',
  STRATEGY_REVIEW_OVERDUE: 'Bilanz überfällig',
  STRATEGY_FOLLOW_UP_OVERDUE: 'Begleitendes Gremium hat zu lange nicht getagt',
} as const;
type Rule = keyof typeof strategyFindingNames;

export const StrategyFinding = z.strictObject({
  rule: z.enum(Object.keys(strategyFindingNames) as [Rule, ...Rule[]]),
  place: z.string().nullable(),
  sentence: z.string(),
});
export type StrategyFinding = z.output<typeof StrategyFinding>;

export type BodyOnRecord = { readonly id: string; readonly state: Pick<AllianceBody, 'kind' | 'partOfBodyId' | 'validTo'> };

/**
 * The working groups of a strategy: those its fields name and those beside them (part of the same body); all where no field
 * names one. What ended before the strategy began is none of its.
 */
export function workingGroupsOf({ fields, validFrom }: Strategy, bodies: readonly BodyOnRecord[]): string[] {
  const groups = bodies.filter(
    ({ state }) => state.kind === 'WORKING_GROUP' && (state.validTo === null || validFrom === null || state.validTo >= validFrom),
  );
  const named = new Set<string>(fields.flatMap(({ bodyId }) => (bodyId === null ? [] : [bodyId])));
  const parents = new Set(groups.filter(({ id }) => named.has(id)).map(({ state }) => state.partOfBodyId));
  return groups.filter(({ id, state }) => parents.size === 0 || named.has(id) || parents.has(state.partOfBodyId)).map(({ id }) => id);
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The sum of what each field claims; null as soon as one claims nothing. */
function claimedInFields({ fields }: Strategy): number | null {
  const claimed = fields.flatMap(({ claimedSubtopics }) => (claimedSubtopics === null ? [] : [claimedSubtopics]));
  return claimed.length === fields.length && fields.length > 0 ? total(claimed) : null;
}

/** How many there are of everything a strategy lists, and how many its text says there are: in all, then field by field. */
export function countsOf(strategy: Strategy, workingGroups: number): StrategyCount[] {
  const { guidelines, priorities, fields, crossCuttingThemes, claims } = strategy;
  const listed: Record<ClaimOf, number | null> = {
    GUIDELINES: guidelines.length,
    PRIORITIES: priorities.length,
    FIELDS: fields.length,
    SUBTOPICS: total(fields.map(({ subtopics }) => subtopics.length)),
    CROSS_CUTTING: crossCuttingThemes.length,
    WORKING_GROUPS: workingGroups,
    EXPERTS: null,
  };
  const inAll = countKinds.flatMap((of): StrategyCount[] => {
    const count = { of, fieldId: null, label: strategyCountNames[of], listed: listed[of] };
    const stated = claims.filter((claim) => claim.of === of);
    if (stated.length > 0) return stated.map(({ value, wording, where }) => ({ ...count, claimed: value, wording, where }));
    if (of === 'EXPERTS' || (of === 'WORKING_GROUPS' && fields.every(({ bodyId }) => bodyId === null))) return [];
    return [{ ...count, claimed: of === 'SUBTOPICS' ? claimedInFields(strategy) : null, wording: null, where: null }];
  });
  const inFields = fields.map(
    ({ id, label, subtopics, claimedSubtopics, claimWording }): StrategyCount => ({
      of: 'SUBTOPICS',
      fieldId: id,
      label,
      listed: subtopics.length,
      claimed: claimedSubtopics,
      wording: claimWording,
      where: null,
    }),
  );
  return [...inAll, ...inFields];
}

/** Goals that nothing measures, in their order. */
export const goalsWithoutIndicator = ({ priorities }: Pick<Strategy, 'priorities'>): z.output<typeof StrategyGoal>[] =>
  priorities.filter(({ indicatorIds }) => indicatorIds.length === 0).map(({ id, label }) => ({ id, label }));

/** Who acts in a strategy, by organisation, with the steps in their order. */
export function stepsByActor({ phases }: Pick<Strategy, 'phases'>): ReadonlyMap<string, readonly string[]> {
  const steps = phases.flatMap(({ milestones }) =>
    milestones.flatMap(({ label, organisationIds }) => organisationIds.map((id) => ({ id, label }))),
  );
  return new Map([...Map.groupBy(steps, ({ id }): string => id)].map(([id, own]) => [id, own.map(({ label }) => label)]));
}

/** Why no day of review follows from what a strategy says. */
function whyUnknown({ validYears }: Pick<Strategy, 'validYears'>): string {
  if (validYears === null) return 'Weder eine Dauer der Geltung noch ein Tag der Bilanz ist angegeben.';
  return `Die Geltung ist mit ${validYears === 1 ? 'einem Jahr' : `${validYears} Jahren`} angegeben, ihr erster Tag nicht.`;
}

/** @param lastMeetingOn the last day on which the following body met, up to today */
export function daysOf(strategy: Strategy, lastMeetingOn: Day | null, today: Day): StrategyDays {
  const { validFrom, validYears, reviewOn, followUp } = strategy;
  const end = validFrom === null || validYears === null ? null : addMonths(validFrom, validYears * 12);
  const review = reviewOn ?? end;
  const meetsBy = nextMeetingBy(lastMeetingOn, validFrom, followUp?.atLeastEveryMonths ?? null);
  return {
    validTo: end === null ? null : addDays(end, -1),
    reviewOn: review,
    reviewUnknownBecause: review === null ? whyUnknown(strategy) : null,
    isReviewOverdue: review !== null && today > review,
    lastMeetingOn: followUp === null ? null : lastMeetingOn,
    nextMeetingBy: meetsBy,
    isFollowUpOverdue: meetsBy !== null && today > meetsBy,
  };
}

function countFinding({ of, fieldId, label, listed, claimed, wording }: StrategyCount): StrategyFinding[] {
  if (listed === null || claimed === null || listed === claimed) return [];
  const said = wording === null ? '' : ` (${quoted(wording)})`;
  const subject = fieldId === null ? label : `${label}, ${strategyCountNames[of]}`;
  return [
    { rule: 'STRATEGY_COUNT_DIFFERS', place: fieldId ?? of, sentence: `${subject}: Der Text nennt ${claimed}${said}, es sind ${listed}.` },
  ];
}

/** Everything odd about a strategy on the day its days were reckoned for. */
export function findingsOfStrategy(strategy: Strategy, counts: readonly StrategyCount[], days: StrategyDays): StrategyFinding[] {
  const { validFrom, validYears, followUp } = strategy;
  const end = validFrom === null || validYears === null ? null : addMonths(validFrom, validYears * 12);
  const found = (rule: Rule, sentence: string): StrategyFinding => ({ rule, place: null, sentence });
  const met = days.lastMeetingOn === null ? 'hat noch nicht getagt' : `hat zuletzt am ${formatDay(days.lastMeetingOn)} getagt`;
  // In all they differ because they do in a field; an own claim of the text counts for itself.
  const ownClaims = new Set(strategy.claims.map(({ of }) => of));
  return [
    ...counts.filter(({ of, fieldId }) => fieldId !== null || ownClaims.has(of)).flatMap(countFinding),
    ...(validYears !== null && days.reviewUnknownBecause !== null
      ? [found('STRATEGY_REVIEW_UNKNOWN', `Der Tag der Bilanz ist unbekannt. ${days.reviewUnknownBecause}`)]
      : []),
    ...(strategy.reviewOn !== null && end !== null && strategy.reviewOn !== end && strategy.reviewOn !== addDays(end, -1)
      ? [
          found(
            'STRATEGY_REVIEW_DIFFERS',
            `Die Geltung endet am ${formatDay(addDays(end, -1))}, die Bilanz ist für den ${formatDay(strategy.reviewOn)} angegeben.`,
          ),
        ]
      : []),
    ...(days.isReviewOverdue && days.reviewOn !== null
      ? [found('STRATEGY_REVIEW_OVERDUE', `Die Bilanz war am ${formatDay(days.reviewOn)} fällig.`)]
      : []),
    ...(days.isFollowUpOverdue && followUp !== null && days.nextMeetingBy !== null
      ? [
          found(
            'STRATEGY_FOLLOW_UP_OVERDUE',
            `Das begleitende Gremium ${met}; es soll mindestens alle ${followUp.atLeastEveryMonths} Monate tagen, also spätestens am ${formatDay(days.nextMeetingBy)}.`,
          ),
        ]
      : []),
  ];
}
