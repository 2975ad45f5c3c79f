import * as z from 'zod';
import type { FundTier } from './fund.ts';
import type { Cents } from './money.ts';
import { formatEuro } from './money.ts';
import { quoted } from './text.ts';

/** Which tiers of a fund claim an amount, and where the tiers themselves are faulty. */
export const tierFaultRules = ['TIER_EMPTY', 'TIER_OVERLAP', 'TIER_GAP', 'TIER_WORDING_DIFFERS', 'TIER_WORDING_WHOLE_EUROS'] as const;

/** `fromCents` to `toCents`, both included: the amounts the fault is about; null where it has no end, or the fault no amounts. */
export const TierFault = z.strictObject({
  rule: z.enum(tierFaultRules),
  tierIds: z.array(z.string()),
  fromCents: z.int().nullable(),
  toCents: z.int().nullable(),
  sentence: z.string(),
});
export type TierFault = z.output<typeof TierFault>;

/** Lowest and highest amount of a tier in whole cents, both included: "unter 5.001,-" ends at 5.000,99. */
type Span = { readonly low: Cents; readonly high: Cents };

const lowOf = (bound: FundTier['from']): Cents => (bound === null ? 1 : bound.cents + (bound.isIncluded ? 0 : 1));
const highOf = (bound: FundTier['to']): Cents => (bound === null ? Number.POSITIVE_INFINITY : bound.cents - (bound.isIncluded ? 0 : 1));
const spanOf = ({ from, to }: FundTier): Span => ({ low: lowOf(from), high: highOf(to) });

/**
 * The tiers that go by the amount. One without limits beside others that have some is chosen by something else, like who
 * applies, and neither claims an amount nor overlaps; alone it claims every amount.
 */
function byAmount(tiers: readonly FundTier[]): readonly FundTier[] {
  const limited = tiers.filter(({ from, to }) => from !== null || to !== null);
  return limited.length > 0 ? limited : tiers;
}

/**
 * The tiers that claim an amount, in their order. Exactly one is what a decision needs; none or two is a fault of the rule,
 * which the caller refuses and `faultsOfTiers` explains.
 */
export const tiersFor = (tiers: readonly FundTier[], cents: Cents): readonly FundTier[] =>
  byAmount(tiers).filter((tier) => {
    const { low, high } = spanOf(tier);
    return low <= cents && cents <= high;
  });

const finite = (cents: Cents): Cents | null => (Number.isFinite(cents) ? cents : null);

function amounts(low: Cents, high: Cents): string {
  if (low === high) return `${formatEuro(low)} Euro`;
  return Number.isFinite(high) ? `${formatEuro(low)} bis ${formatEuro(high)} Euro` : `jeden Betrag ab ${formatEuro(low)} Euro`;
}

function overlaps(tiers: readonly FundTier[]): TierFault[] {
  return tiers.flatMap((one, index) =>
    tiers.slice(index + 1).flatMap((other): TierFault[] => {
      const low = Math.max(spanOf(one).low, spanOf(other).low);
      const high = Math.min(spanOf(one).high, spanOf(other).high);
      if (low > high) return [];
      const sentence = `${quoted(one.label)} und ${quoted(other.label)} beanspruchen beide ${amounts(low, high)}.`;
      return [{ rule: 'TIER_OVERLAP', tierIds: [one.id, other.id], fromCents: low, toCents: finite(high), sentence }];
    }),
  );
}

function gaps(tiers: readonly FundTier[]): TierFault[] {
  const faults: TierFault[] = [];
  let highest: FundTier | undefined;
  for (const tier of [...tiers].sort((a, b) => spanOf(a).low - spanOf(b).low)) {
    const after = highest === undefined ? undefined : spanOf(highest).high + 1;
    if (highest && after !== undefined && after < spanOf(tier).low) {
      const last = spanOf(tier).low - 1;
      const sentence = `Zwischen ${quoted(highest.label)} und ${quoted(tier.label)} entscheidet niemand über ${amounts(after, last)}.`;
      faults.push({ rule: 'TIER_GAP', tierIds: [highest.id, tier.id], fromCents: after, toCents: last, sentence });
    }
    if (highest === undefined || spanOf(tier).high > spanOf(highest).high) highest = tier;
  }
  return faults;
}

const empty = (tiers: readonly FundTier[]): TierFault[] =>
  tiers
    .filter((tier) => spanOf(tier).low > spanOf(tier).high)
    .map(({ id, label }) => ({
      rule: 'TIER_EMPTY',
      tierIds: [id],
      fromCents: null,
      toCents: null,
      sentence: `${quoted(label)} beginnt über ihrem Ende und gilt für keinen Betrag.`,
    }));

type WordedLimit = { readonly side: 'LOW' | 'HIGH'; readonly cents: Cents };

const AMOUNT = String.raw`(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|-{1,2}|–|—))?`;
const words = {
  upTo: 'bis zu einer Höhe von|bis einschließlich|bis zu|bis|höchstens|maximal',
  below: 'unterhalb von|weniger als|unter',
  from: 'ab|mindestens|von|zwischen',
  above: 'oberhalb von|mehr als|über',
} as const;
const LIMIT = new RegExp(String.raw`(?<![\p{L}])(?:(${words.upTo})|(${words.below})|(${words.from})|(${words.above}))\s+${AMOUNT}`, 'giu');
const BETWEEN = new RegExp(String.raw`(?<![\p{L}])zwischen\s+${AMOUNT}(?:\s*(?:€|Euro|EUR))?\s+und\s+${AMOUNT}`, 'iu');

const centsOf = (euros: string, cents: string | undefined): Cents =>
  Number(euros.replaceAll('.', '')) * 100 + (cents !== undefined && /^\d\d$/.test(cents) ? Number(cents) : 0);

/**
 * The limits a wording names, in whole cents, both included. Three digits after a point are thousands here: a limit
 * never has tenths of a cent.
 */
export function limitsIn(wording: string): WordedLimit[] {
  const found = [...wording.matchAll(LIMIT)].map(([, upTo, below, from, , euros = '', cents]): WordedLimit => {
    const amount = centsOf(euros, cents);
    if (upTo !== undefined) return { side: 'HIGH', cents: amount };
    if (below !== undefined) return { side: 'HIGH', cents: amount - 1 };
    return { side: 'LOW', cents: from === undefined ? amount + 1 : amount };
  });
  const between = BETWEEN.exec(wording);
  return between ? [...found, { side: 'HIGH', cents: centsOf(between[3] ?? '', between[4]) }] : found;
}

/** Two limits that no amount in whole euros tells apart: "bis zu 5.000 €" and "unter 5.001,-". */
const isSameInWholeEuros = (side: WordedLimit['side'], a: Cents, b: Cents): boolean =>
  side === 'HIGH' ? Math.floor(a / 100) === Math.floor(b / 100) : Math.ceil(a / 100) === Math.ceil(b / 100);

function wordingFaults(tier: FundTier): TierFault[] {
  const span = spanOf(tier);
  return [tier.label, tier.wording ?? ''].flatMap((wording) =>
    limitsIn(wording).flatMap(({ side, cents }): TierFault[] => {
      const kept = side === 'HIGH' ? span.high : span.low;
      if (kept === cents) return [];
      const [low, high] = [Math.min(kept, cents), Math.max(kept, cents)];
      const differing: Span = side === 'HIGH' ? { low: low + 1, high } : { low, high: high - 1 };
      const isNear = isSameInWholeEuros(side, kept, cents);
      const meaning = isNear
        ? 'ist nur für volle Euro dasselbe wie die hinterlegte Grenze; verschieden zugeordnet wird'
        : 'passt nicht zur hinterlegten Grenze; verschieden zugeordnet wird';
      return [
        {
          rule: isNear ? 'TIER_WORDING_WHOLE_EUROS' : 'TIER_WORDING_DIFFERS',
          tierIds: [tier.id],
          fromCents: differing.low,
          toCents: finite(differing.high),
          sentence: `${quoted(wording)} ${meaning} ${amounts(differing.low, differing.high)}.`,
        },
      ];
    }),
  );
}

/** Everything that is wrong with the tiers of a fund: reported, never refused, since sources print such rules. */
export const faultsOfTiers = (tiers: readonly FundTier[]): TierFault[] => [
  ...empty(tiers),
  ...overlaps(byAmount(tiers)),
  ...gaps(byAmount(tiers)),
  ...tiers.flatMap(wordingFaults),
];
