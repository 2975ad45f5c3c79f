import * as z from 'zod';
import { day } from '../../shared/domain/calendar.ts';
import { countPer } from '../../shared/domain/grouping.ts';
import { reaches, sumRefusals, trends } from '../../shared/domain/indicator.ts';
import { cardFindingCodes } from '../../shared/domain/project-card.ts';
import { StatedValue, worths } from '../../shared/domain/quantity.ts';
import {
  areaKinds,
  IndicatorView,
  linkBases,
  MeasureView,
  measureStatuses,
  ProposalView,
  proposalKinds,
  StatedStatus,
} from '../../shared/domain/result.ts';
import { releasableTypes } from '../../shared/store/released-results.ts';

/** What readers of results are told beside the records themselves. */

/** A measure in a list: what holds on the day asked for, and when it was last heard of. */
export const MeasureLine = MeasureView.extend({
  /** The source's numbering with its section ("Integrationsgesetz II"), which alone is not unique: it restarts. */
  number: z.string().nullable(),
  /** Null: on that day nothing had been stated yet. */
  current: StatedStatus.nullable(),
  /** The latest as-of day of a status or of a value of its indicators, up to the day asked for. */
  lastNewsOn: day('Zuletzt gehört am').nullable(),
});

export const IndicatorLine = IndicatorView.extend({
  /** What held on the day of the answer. */
  current: StatedValue.nullable(),
  /** "21,4 %" of the target, with the weaker worth of both; null where either is a range, unknown or 0. */
  share: z.strictObject({ text: z.string(), worth: z.enum(worths) }).nullable(),
  /** "66,6 %" of the indicator it is a part of, and how many are left; null without one, or where they cannot be compared. */
  ofWhole: z
    .strictObject({ text: z.string(), worth: z.enum(worths), others: z.number().nullable() })
    .nullable()
    .meta({ title: 'Anteil am Ganzen' }),
  reach: z.enum(reaches).nullable().meta({ title: 'Gegen das Ziel' }),
  trend: z.enum(trends).meta({ title: 'Tendenz' }),
  isTargetOverdue: z.boolean().meta({ title: 'Ziel überfällig' }),
});

/** Values of one unit and one area together; figures of different units or areas are never added. */
export const IndicatorTotal = z.strictObject({
  unit: z.string(),
  area: z.strictObject({ kind: z.enum(areaKinds), name: z.string() }),
  /** The sum of what is known, or why there is none. */
  sum: z
    .strictObject({ value: z.number(), upTo: z.number().nullable(), worth: z.enum(worths), unknown: z.int() })
    .or(z.strictObject({ refused: z.enum(sumRefusals) })),
  indicatorIds: z.array(z.string()),
  /** Parts of another of these indicators, shown but not added twice. */
  partIds: z.array(z.string()),
});

const Double = z.strictObject({
  proposalId: z.string(),
  title: z.string(),
  eventId: z.string().nullable(),
  verdict: z.enum(['SAME', 'DIFFERENT']),
  reason: z.string().nullable(),
  /** False: the judgement stands on the other record. */
  isJudgedHere: z.boolean(),
});

/** Measures and indicators as far as the caller may see them. */
export const ProposalDetail = ProposalView.extend({
  /** Null for those who read no measures. */
  measures: z
    .array(
      z.strictObject({
        id: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        eventId: z.string().nullable(),
        current: StatedStatus.nullable(),
        basis: z.enum(linkBases),
      }),
    )
    .nullable(),
  indicators: z.array(IndicatorLine).nullable(),
  doublesBothWays: z.array(Double),
});

export const MeasureFinding = z.strictObject({ code: z.enum(cardFindingCodes), subject: z.string().nullable(), detail: z.string() });

export const MeasureDetail = MeasureLine.extend({
  proposals: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(proposalKinds),
      title: z.string(),
      eventId: z.string().nullable(),
      order: z.int(),
      basis: z.enum(linkBases),
    }),
  ),
  indicators: z.array(IndicatorLine),
  findings: z.array(MeasureFinding),
});

const counted = z.strictObject({
  proposals: z.int(),
  openProposals: z.int(),
  measures: z.int(),
  openMeasures: z.int(),
});

export const ResultMatrix = z.strictObject({
  proposals: z.array(
    z.strictObject({
      id: z.string(),
      eventId: z.string().nullable(),
      kind: z.enum(proposalKinds),
      order: z.int(),
      title: z.string(),
      links: z.array(z.strictObject({ measureId: z.string(), basis: z.enum(linkBases) })),
    }),
  ),
  measures: z.array(
    z.strictObject({
      id: z.string(),
      eventId: z.string().nullable(),
      number: z.string().nullable(),
      title: z.string(),
      status: z.enum(measureStatuses).nullable(),
      links: z.array(z.strictObject({ proposalId: z.string(), basis: z.enum(linkBases) })),
    }),
  ),
  counts: counted.extend({
    links: z.int(),
    byKind: countPer(proposalKinds),
    byStatus: countPer(measureStatuses),
  }),
  byEvent: z.array(counted.extend({ eventId: z.string().nullable() })),
  /** True: more rows than fit an answer; the counts are of all. */
  isCut: z.boolean(),
});

export const DoubleSuggestions = z.strictObject({
  items: z.array(
    z.strictObject({
      /** 0 to 100. */
      likeness: z.int(),
      /** Stems that both titles have. */
      shared: z.array(z.string()),
      first: z.strictObject({ id: z.string(), title: z.string(), eventId: z.string().nullable(), order: z.int() }),
      second: z.strictObject({ id: z.string(), title: z.string(), eventId: z.string().nullable(), order: z.int() }),
    }),
  ),
  /** How many there are; the likeliest are given, the others follow when these are judged. */
  total: z.int(),
});

export const ResultsPreview = z.strictObject({
  /** The last release; null: nothing was ever released. */
  release: z.strictObject({ id: z.string(), releasedAt: z.string(), note: z.string().nullable() }).nullable(),
  items: z.array(
    z.strictObject({
      type: z.enum(releasableTypes),
      id: z.string(),
      title: z.string(),
      version: z.int(),
      change: z.enum(['ADDED', 'CHANGED', 'WITHHELD']),
      changedAt: z.string(),
    }),
  ),
  /** Records of the body that the last release has as they stand. */
  unchanged: z.int(),
});
