import * as z from 'zod';
import type { Day } from './calendar.ts';
import { daysCovered } from './calendar.ts';
import type { Fund, FundSum } from './fund.ts';
import { accountSums, openOf } from './fund-rules.ts';
import type { Grant } from './grant.ts';
import { coFundingStatusNames } from './grant.ts';
import { addDays } from './holidays.ts';
import { reaches, reachOf, shareOf, weakerOf } from './indicator.ts';
import type { Cents } from './money.ts';
import { sumCents } from './money.ts';
import type { Worth } from './quantity.ts';
import { StatedValue, worths } from './quantity.ts';

/** What follows from a grant, its fund and the ledger on a day. Nothing here is stored. */

export const GrantMoney = z.strictObject({
  grantedCents: z.int(),
  drawnCents: z.int(),
  notDrawnCents: z.int(),
  openCents: z.int().meta({ description: 'Bewilligt und weder abgerufen noch als nicht abgerufen gemeldet' }),
});
export type GrantMoney = z.output<typeof GrantMoney>;

/** @param sums of any grants and funds */
export function moneyOf(grantId: string, sums: readonly FundSum[]): GrantMoney {
  const of = accountSums(sums.filter((sum) => sum.grantId === grantId));
  return { grantedCents: of.GRANTED, drawnCents: of.DRAWN, notDrawnCents: of.NOT_DRAWN, openCents: openOf(of) };
}

export const proofStateNames = {
  NOT_EXPECTED: 'nicht zu erbringen',
  DUE_DAY_UNKNOWN: 'ohne Fälligkeit',
  OUTSTANDING: 'steht aus',
  OVERDUE: 'überfällig',
  RECEIVED: 'eingegangen',
  CHECKED: 'geprüft',
} as const;
export type ProofState = keyof typeof proofStateNames;
const proofStates = Object.keys(proofStateNames) as [ProofState, ...ProofState[]];

export const ProofStanding = z.strictObject({
  state: z.enum(proofStates),
  dueOn: z.string().nullable(),
  overdueDays: z.int(),
  isNarrativeOutstanding: z.boolean().meta({ description: 'Der Sachbericht ist nicht eingegangen' }),
});
export type ProofStanding = z.output<typeof ProofStanding>;

/** As stated for this grant, or as the fund's rule says; null where neither is known: a due day is never made up. */
export function proofDueOn({ proofOfUse, projectEndsOn }: Pick<Grant, 'proofOfUse' | 'projectEndsOn'>, within: number | null): Day | null {
  if (proofOfUse) return proofOfUse.dueOn;
  return projectEndsOn === null || within === null ? null : addDays(projectEndsOn, within);
}

type Proven = Pick<Grant, 'status' | 'proofOfUse' | 'projectEndsOn'>;

/** Overdue from the day after the due day. Who gave everything back, or got nothing, has nothing to prove. */
export function proofStanding(grant: Proven, { proofWithinDays }: Pick<Fund, 'proofWithinDays'>, on: Day): ProofStanding {
  const isExpected = grant.status === 'GRANTED' || grant.status === 'CLOSED';
  if (!isExpected) return { state: 'NOT_EXPECTED', dueOn: null, overdueDays: 0, isNarrativeOutstanding: false };
  const proof = grant.proofOfUse;
  const dueOn = proofDueOn(grant, proofWithinDays);
  const isLate = dueOn !== null && dueOn < on && (proof?.receivedOn ?? null) === null;
  return {
    state: stateOf(proof, dueOn, isLate),
    dueOn,
    overdueDays: isLate ? daysCovered(dueOn, on) - 1 : 0,
    isNarrativeOutstanding: (proof?.narrativeReceivedOn ?? null) === null,
  };
}

function stateOf(proof: Grant['proofOfUse'], dueOn: Day | null, isLate: boolean): ProofState {
  if (proof?.receivedOn != null) return proof.checkedOn === null ? 'RECEIVED' : 'CHECKED';
  if (isLate) return 'OVERDUE';
  return dueOn === null ? 'DUE_DAY_UNKNOWN' : 'OUTSTANDING';
}

export const TargetStanding = z.strictObject({
  label: z.string(),
  unit: z.string(),
  planned: StatedValue.nullable(),
  actual: StatedValue.nullable(),
  /** 26 of 60: "43,3 %"; null where either is unknown, a range or missing. */
  share: z.strictObject({ text: z.string(), worth: z.enum(worths) }).nullable(),
  reach: z.enum(reaches).nullable(),
});
type TargetStanding = z.output<typeof TargetStanding>;

export const targetStandings = ({ targets }: Pick<Grant, 'targets'>): TargetStanding[] =>
  targets.map(({ label, unit, planned, actual }) => ({
    label,
    unit,
    planned,
    actual,
    share: (planned && actual && shareOf(actual, planned)) ?? null,
    reach: planned && reachOf(actual ?? undefined, planned),
  }));

type CoFundingStatus = keyof typeof coFundingStatusNames;
const coFundingStatuses = Object.keys(coFundingStatusNames) as [CoFundingStatus, ...CoFundingStatus[]];

export const CoFundingSum = z.strictObject({
  status: z.enum(coFundingStatuses),
  entries: z.int(),
  /** Of what is known; null where no amount is. */
  knownCents: z.int().nullable(),
  worth: z.enum(worths),
  withoutAmount: z.int(),
});
export type CoFundingSum = z.output<typeof CoFundingSum>;

/** Money of others, by how sure it is. There is no sum over the three, and none with what the fund granted. */
export function coFundingSums(grants: readonly Pick<Grant, 'coFunding'>[]): CoFundingSum[] {
  const all = grants.flatMap(({ coFunding }) => coFunding);
  return coFundingStatuses.flatMap((status) => {
    const entries = all.filter((entry) => entry.status === status);
    const known = entries.flatMap(({ amountCents, worth }): { cents: Cents; worth: Worth }[] =>
      amountCents === null ? [] : [{ cents: amountCents, worth }],
    );
    if (entries.length === 0) return [];
    return [
      {
        status,
        entries: entries.length,
        knownCents: known.length === 0 ? null : sumCents(known.map(({ cents }) => cents)),
        worth: known.length === 0 ? 'UNKNOWN' : known.map(({ worth }) => worth).reduce(weakerOf),
        withoutAmount: entries.length - known.length,
      },
    ];
  });
}

export const ChecklistStanding = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Null: nobody has said. */
  isMet: z.boolean().nullable(),
  note: z.string().nullable(),
});
type ChecklistStanding = z.output<typeof ChecklistStanding>;

/** What the fund asks for, with what is known of it for this grant. */
export const checklistStandings = ({ checklist }: Pick<Grant, 'checklist'>, fund: Pick<Fund, 'checklist'>): ChecklistStanding[] =>
  fund.checklist.map(({ id, label }) => {
    const said = checklist.find((item) => item.id === id);
    return { id, label, isMet: said?.isMet ?? null, note: said?.note ?? null };
  });
