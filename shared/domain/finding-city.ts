import { formatDay } from './calendar.ts';
import type { Found, FoundRecord } from './finding.ts';
import type { FindingFacts, Rule } from './finding-facts.ts';
import { recordOf, valuesIn } from './finding-facts.ts';
import type { Fund } from './fund.ts';
import { fundBook } from './fund-book.ts';
import { faultsOfTiers } from './fund-tier.ts';
import { reviewFund } from './grant-review.ts';
import type { Versioned } from './journal.ts';
import { formatEuro } from './money.ts';
import type { MunicipalPaper } from './municipal-paper.ts';
import { findingsOfPaper } from './paper-checks.ts';
import { labelOf } from './paper-number.ts';
import { countsOf, daysOf, findingsOfStrategy, workingGroupsOf } from './strategy-checks.ts';
import { quoted } from './text.ts';

/** Funds, grants, papers and strategies: what their own rooms report, gathered. */

type FundRecord = Versioned<Fund>;
type FundYear = { readonly fund: FundRecord; readonly fiscalYear: number; readonly facts: FindingFacts };

const fundRecord = ({ id, state }: FundRecord): FoundRecord => recordOf('FUND', id, state.name);
const grantRecord = ({ grantId, project }: { readonly grantId: string; readonly project: string }): FoundRecord =>
  recordOf('GRANT', grantId, project);

const tiers: Rule = ({ funds }) =>
  funds.flatMap((fund) =>
    faultsOfTiers(fund.state.tiers).map(({ rule, tierIds, fromCents, toCents, sentence }) => ({
      rule,
      sentence: `${fund.state.name}: ${sentence}`,
      records: [fundRecord(fund)],
      values: [...tierIds, fromCents, toCents, ...valuesIn(sentence)],
    })),
  );

function fundYears(facts: FindingFacts): FundYear[] {
  return facts.funds.flatMap((fund) => {
    const booked = facts.fundSums.flatMap(({ fundId, fiscalYear }) => (fundId === fund.id ? [fiscalYear] : []));
    const granted = facts.grants.flatMap(({ state }) => (state.fundId === fund.id ? [state.fiscalYear] : []));
    return [...new Set([...booked, ...granted])].sort((a, b) => a - b).map((fiscalYear) => ({ fund, fiscalYear, facts }));
  });
}

function inBook({ fund, fiscalYear, facts }: FundYear): Found[] {
  const grants = facts.grants.filter(({ state }) => state.fundId === fund.id);
  const book = fundBook({ fund, fiscalYear, sums: facts.fundSums, entries: [], grants, asOf: null, knownAt: null }, 'MAINTAINED_SUMS');
  const name = `${fund.state.name} ${fiscalYear}`;
  const share = book.shareOfAppropriation;
  const above =
    share && book.grantedCents > book.appropriationCents
      ? [
          {
            rule: 'GRANTED_ABOVE_APPROPRIATION' as const,
            sentence:
              `${name}: Bewilligt sind ${formatEuro(book.grantedCents)} Euro bei einem Haushaltstitel von ${formatEuro(book.appropriationCents)} Euro (${share.printed}). ${share.note ?? ''}`.trim(),
            records: [fundRecord(fund)],
            values: [fiscalYear, book.grantedCents, book.appropriationCents, book.returnedCents],
            amountCents: book.grantedCents - book.appropriationCents,
          },
        ]
      : [];
  return [
    ...above,
    ...book.findings.map(({ rule, grantId, sentence }) => {
      const grant = grants.find(({ id }) => id === grantId);
      return {
        rule: rule === 'GRANTED_BEYOND_AVAILABLE' ? ('FUND_GRANTED_BEYOND_AVAILABLE' as const) : (`FUND_${rule}` as const),
        sentence: `${name}: ${sentence}`,
        records: [fundRecord(fund), ...(grant ? [recordOf('GRANT', grant.id, grant.state.project)] : [])],
        values: [fiscalYear, ...valuesIn(sentence)],
      };
    }),
  ];
}

function inReview({ fund, fiscalYear, facts }: FundYear): Found[] {
  const grants = facts.grants.filter(({ state }) => state.fundId === fund.id);
  const review = reviewFund({ fund, fiscalYear, grants, organisations: facts.organisations, on: facts.today });
  return [
    ...review.splitting.map(({ grants: own, sumCents, sentence }) => ({
      rule: 'GRANTS_SPLIT' as const,
      sentence: `${fund.state.name} ${fiscalYear}: ${sentence}`,
      records: own.map(grantRecord),
      values: own.map(({ amountCents }) => amountCents),
      amountCents: sumCents,
    })),
    ...review.twins
      .filter(({ isUneven }) => isUneven === true)
      .map(({ grants: own, unit, sentence }) => ({
        rule: 'PROJECT_TWINS_UNEVEN' as const,
        sentence: `${fund.state.name} ${fiscalYear}: ${sentence}`,
        records: own.map(grantRecord),
        values: [unit, ...own.map(({ perUnitCents }) => perUnitCents)],
      })),
    ...review.proofs.flatMap((proof): Found[] => {
      if (proof.state !== 'OVERDUE' || proof.dueOn === null) return [];
      const sentence = `${quoted(proof.project)}: Der Verwendungsnachweis war am ${formatDay(proof.dueOn)} fällig.`;
      return [{ rule: 'PROOF_OVERDUE', sentence, records: [grantRecord(proof)], values: [proof.dueOn] }];
    }),
  ];
}

const books: Rule = (facts) => fundYears(facts).flatMap((year) => [...inBook(year), ...inReview(year)]);

/** Known by its successor alone: nothing of it is there that could be checked. */
const isNamedOnly = (paper: MunicipalPaper, superseded: ReadonlySet<string>, id: string): boolean =>
  superseded.has(id) && paper.sections.length === 0 && paper.financeTable === null && paper.amounts.length === 0;

const papers: Rule = (facts) => {
  const superseded = new Set<string>(facts.papers.flatMap(({ state }) => state.supersedes?.paperId ?? []));
  return facts.papers
    .filter(({ id, state }) => !isNamedOnly(state, superseded, id))
    .flatMap(({ id, state }) => {
      const label = state.number === null ? state.title : labelOf(state);
      return findingsOfPaper(state).map(({ rule, place, amountCents, sentence }) => ({
        rule,
        sentence: `${state.number === null ? label : `Drucksache ${label}`}: ${sentence}`,
        records: [recordOf('PAPER', id, label)],
        values: [place, amountCents, ...valuesIn(sentence)],
        ...(amountCents === null ? {} : { amountCents }),
      }));
    });
};

const strategies: Rule = ({ strategies: all, bodies, meetings, today }) =>
  all.flatMap(({ id, state }) => {
    const held = meetings.filter(
      (meeting) => meeting.state.bodyId === state.followUp?.bodyId && meeting.state.status === 'HELD' && meeting.state.plannedOn <= today,
    );
    const lastMeetingOn =
      held
        .map((meeting) => meeting.state.plannedOn)
        .sort()
        .at(-1) ?? null;
    const counts = countsOf(state, workingGroupsOf(state, bodies).length);
    const label = state.shortName ?? state.title;
    return findingsOfStrategy(state, counts, daysOf(state, lastMeetingOn, today)).map(({ rule, place, sentence }) => ({
      rule,
      sentence: `${label}: ${sentence}`,
      records: [recordOf('STRATEGY', id, label)],
      values: [place, ...valuesIn(sentence)],
    }));
  });

export const cityRules: readonly Rule[] = [tiers, books, papers, strategies];
