import * as z from 'zod';
import type { Day } from './calendar.ts';
import type { Fund, FundTier } from './fund.ts';
import { tiersFor } from './fund-tier.ts';
import type { Grant } from './grant.ts';
import { genderRemarks } from './grant.ts';
import {
  ChecklistStanding,
  CoFundingSum,
  checklistStandings,
  coFundingSums,
  ProofStanding,
  proofStanding,
  TargetStanding,
  targetStandings,
} from './grant-standing.ts';
import { ProjectTwins, twinsAmong } from './grant-twins.ts';
import type { Versioned } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, sumCents } from './money.ts';
import type { Organisation } from './organisation.ts';
import { namesakes } from './organisation-roles.ts';
import { germanOrder, quoted } from './text.ts';

/** What is worth a look about the grants of one fund and year. A report for people: it blocks and changes nothing. */

const grantHead = {
  grantId: z.string(),
  no: z.int().nullable(),
  project: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
};
const GrantAmount = z.strictObject({ ...grantHead, amountCents: z.int() });
type GrantAmount = z.output<typeof GrantAmount>;

const SeveralGrants = z.strictObject({
  organisationId: z.string(),
  organisationName: z.string(),
  grants: z.array(GrantAmount),
  sumCents: z.int(),
});

export const FundReview = z.strictObject({
  fundId: z.string(),
  fundName: z.string(),
  fiscalYear: z.int(),
  on: z.string().meta({ description: 'Tag der Prüfung' }),
  grants: z.int(),
  grantedCents: z.int(),
  /** 6 by resolution, 12 by the office; `null`: no tier claims the amount, or more than one. */
  byDecision: z.array(z.strictObject({ decidedBy: z.enum(['OFFICE', 'RESOLUTION']).nullable(), grants: z.int(), sumCents: z.int() })),
  severalGrants: z.array(SeveralGrants).meta({ description: 'Mehrere Zuwendungen des Jahres an denselben Empfänger' }),
  splitting: z
    .array(SeveralGrants.extend({ sentence: z.string() }))
    .meta({ description: 'Jede für sich entschied die Verwaltung; zusammen hätte ein Gremium entschieden' }),
  spellingHints: z
    .array(SeveralGrants.pick({ grants: true, sumCents: true }).extend({ wouldSplit: z.boolean(), sentence: z.string() }))
    .meta({ description: 'Empfänger mit gemeinsamem Namen oder gemeinsamer Schreibweise; vielleicht dieselbe Organisation' }),
  repeatRecipients: z.array(
    z.strictObject({
      organisationId: z.string(),
      organisationName: z.string(),
      years: z.array(z.strictObject({ fiscalYear: z.int(), grants: z.int(), sumCents: z.int() })),
      sentence: z.string(),
    }),
  ),
  twins: z.array(ProjectTwins),
  coFunding: z.array(CoFundingSum).meta({ description: 'Mittel anderer nach Stand; nie zu Bewilligtem addiert' }),
  proofs: z.array(z.strictObject({ ...grantHead, ...ProofStanding.shape })).meta({ description: 'Was an Nachweisen aussteht' }),
  targets: z.array(z.strictObject({ ...grantHead, targets: z.array(TargetStanding) })),
  genderRemarks: z.array(
    z.strictObject({
      ...grantHead,
      partnerNames: z.array(z.string()),
      remark: z.enum(genderRemarks),
      isException: z.boolean().meta({ description: 'Nur für Frauen oder nur für Männer: gehört in den Bericht' }),
    }),
  ),
  openChecklists: z.array(z.strictObject({ ...grantHead, open: z.array(ChecklistStanding) })),
});
export type FundReview = z.output<typeof FundReview>;

/** @param grants of the fund, in all years */
export type ReviewFacts = {
  readonly fund: Versioned<Fund>;
  readonly fiscalYear: number;
  readonly grants: readonly Versioned<Grant>[];
  readonly organisations: readonly Versioned<Organisation>[];
  readonly on: Day;
};

const amountOf = ({ decision }: Grant): Cents => decision?.amountCents ?? 0;
const isDecided = ({ status, decision }: Grant): boolean => decision !== null && status !== 'REFUSED' && status !== 'WITHDRAWN';
const sumOf = (grants: readonly { readonly amountCents: Cents }[]): Cents => sumCents(grants.map(({ amountCents }) => amountCents));

type Namer = (organisationId: string) => string;

const headOf = ({ id, state }: Versioned<Grant>, nameOf: Namer) => ({
  grantId: id,
  no: state.no,
  project: state.project,
  organisationId: state.organisationId as string,
  organisationName: nameOf(state.organisationId),
});

/** Who decides over an amount; undefined where the tiers do not say, or say two things. */
function deciderOf(tiers: readonly FundTier[], cents: Cents): FundTier['decidedBy'] | undefined {
  const deciders = new Set(tiersFor(tiers, cents).map(({ decidedBy }) => decidedBy));
  return deciders.size === 1 ? [...deciders][0] : undefined;
}

const byOffice = (tiers: readonly FundTier[], grants: readonly GrantAmount[]): GrantAmount[] =>
  grants.filter(({ amountCents }) => deciderOf(tiers, amountCents) === 'OFFICE');

/** Each for the office, together for a body: 4.960 and 4.950 make 9.910. */
const isSplit = (tiers: readonly FundTier[], small: readonly GrantAmount[]): boolean =>
  small.length > 1 && deciderOf(tiers, sumOf(small)) === 'RESOLUTION';

const amountsOf = (grants: readonly GrantAmount[]): string => grants.map(({ amountCents }) => formatEuro(amountCents)).join(' + ');

function recipients(grants: readonly GrantAmount[]): FundReview['severalGrants'] {
  return [...Map.groupBy(grants, ({ organisationId }) => organisationId).values()].flatMap((own) => {
    const [first] = own;
    if (!first || own.length < 2) return [];
    return [{ organisationId: first.organisationId, organisationName: first.organisationName, grants: own, sumCents: sumOf(own) }];
  });
}

function splitting(tiers: readonly FundTier[], several: FundReview['severalGrants']): FundReview['splitting'] {
  return several.flatMap((one) => {
    const small = byOffice(tiers, one.grants);
    if (!isSplit(tiers, small)) return [];
    const sentence = `${quoted(one.organisationName)} erhielt ${amountsOf(small)} = ${formatEuro(sumOf(small))} Euro: jede Zuwendung für sich entscheidet die Verwaltung, über die Summe entschiede ein Gremium.`;
    return [{ ...one, grants: small, sumCents: sumOf(small), sentence }];
  });
}

function spellingHints(
  tiers: readonly FundTier[],
  grants: readonly GrantAmount[],
  organisations: ReviewFacts['organisations'],
): FundReview['spellingHints'] {
  const recipientIds = new Set(grants.map(({ organisationId }) => organisationId));
  return namesakes(organisations.filter(({ id }) => recipientIds.has(id))).map((alike) => {
    const ids = new Set(alike.map(({ id }) => id));
    const own = grants.filter(({ organisationId }) => ids.has(organisationId));
    const wouldSplit = isSplit(tiers, byOffice(tiers, own));
    const names = alike.map(({ state }) => quoted(state.name)).join(' und ');
    const together = wouldSplit ? `; zusammen ${formatEuro(sumOf(own))} Euro, worüber ein Gremium entschiede` : '';
    return { grants: own, sumCents: sumOf(own), wouldSplit, sentence: `${names} könnten dieselbe Organisation sein${together}.` };
  });
}

/** Recipients of this year who received in earlier ones, too. */
function repeats({ fund, fiscalYear, grants }: ReviewFacts, nameOf: Namer): FundReview['repeatRecipients'] {
  const decided = grants.filter(({ state }) => isDecided(state) && state.fiscalYear <= fiscalYear);
  return [...Map.groupBy(decided, ({ state }) => state.organisationId as string)].flatMap(([organisationId, own]) => {
    const years = [...Map.groupBy(own, ({ state }) => state.fiscalYear)]
      .map(([year, inYear]) => ({
        fiscalYear: year,
        grants: inYear.length,
        sumCents: sumCents(inYear.map(({ state }) => amountOf(state))),
      }))
      .sort((a, b) => a.fiscalYear - b.fiscalYear);
    if (years.length < 2 || years.at(-1)?.fiscalYear !== fiscalYear) return [];
    const rule = fund.state.permanentFundingPossible ? '' : ' Der Fonds kennt keine Dauerförderung.';
    const sentence = `${quoted(nameOf(organisationId))} erhielt in ${years.length} Jahren Zuwendungen: ${years.map((year) => year.fiscalYear).join(', ')}.${rule}`;
    return [{ organisationId, organisationName: nameOf(organisationId), years, sentence }];
  });
}

function byDecision(tiers: readonly FundTier[], grants: readonly GrantAmount[]): FundReview['byDecision'] {
  return (['RESOLUTION', 'OFFICE', null] as const).flatMap((decidedBy) => {
    const own = grants.filter(({ amountCents }) => (deciderOf(tiers, amountCents) ?? null) === decidedBy);
    return own.length === 0 ? [] : [{ decidedBy, grants: own.length, sumCents: sumOf(own) }];
  });
}

const isOutstanding = ({ state, isNarrativeOutstanding }: z.output<typeof ProofStanding>): boolean =>
  state !== 'NOT_EXPECTED' && (isNarrativeOutstanding || state !== 'CHECKED');

function perGrant({ fund, on }: ReviewFacts, ofYear: readonly Versioned<Grant>[], nameOf: Namer) {
  const withHead = <T>(grant: Versioned<Grant>, more: T) => ({ ...headOf(grant, nameOf), ...more });
  return {
    proofs: ofYear.flatMap((grant) => {
      const standing = proofStanding(grant.state, fund.state, on);
      return isOutstanding(standing) ? [withHead(grant, standing)] : [];
    }),
    targets: ofYear.flatMap((grant) =>
      grant.state.targets.length === 0 ? [] : [withHead(grant, { targets: targetStandings(grant.state) })],
    ),
    genderRemarks: ofYear.flatMap((grant) => {
      const { genderRemark: remark, partnerOrganisationIds } = grant.state;
      const partnerNames = partnerOrganisationIds.map(nameOf);
      return remark === null ? [] : [withHead(grant, { partnerNames, remark, isException: remark !== 'WOMEN_AND_CHILDREN' })];
    }),
    openChecklists: ofYear.flatMap((grant) => {
      const open = checklistStandings(grant.state, fund.state).filter(({ isMet }) => isMet !== true);
      return open.length === 0 ? [] : [withHead(grant, { open })];
    }),
  };
}

export function reviewFund(facts: ReviewFacts): FundReview {
  const { fund, fiscalYear, organisations, on } = facts;
  const names = new Map(organisations.map(({ id, state }) => [id, state.name]));
  const nameOf: Namer = (id) => names.get(id) ?? id;
  const ofYear = facts.grants
    .filter(({ state }) => state.fiscalYear === fiscalYear && isDecided(state))
    .sort((a, b) => (a.state.no ?? 10_000) - (b.state.no ?? 10_000) || germanOrder.compare(a.state.project, b.state.project));
  const amounts = ofYear.map((grant): GrantAmount => ({ ...headOf(grant, nameOf), amountCents: amountOf(grant.state) }));
  const several = recipients(amounts);
  return {
    fundId: fund.id,
    fundName: fund.state.name,
    fiscalYear,
    on,
    grants: ofYear.length,
    grantedCents: sumOf(amounts),
    byDecision: byDecision(fund.state.tiers, amounts),
    severalGrants: several,
    splitting: splitting(fund.state.tiers, several),
    spellingHints: spellingHints(fund.state.tiers, amounts, organisations),
    repeatRecipients: repeats(facts, nameOf),
    twins: twinsAmong(ofYear, nameOf),
    coFunding: coFundingSums(ofYear.map(({ state }) => state)),
    ...perGrant(facts, ofYear, nameOf),
  };
}
