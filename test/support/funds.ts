import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { fundEntryConfirmed } from '../../events/fund-entry-confirmed.ts';
import { grantDecisionReversed } from '../../events/grant-decision-reversed.ts';
import { confirmFundEntry, enterFundEntry, getFundBook, recordFund } from '../../functions/funds/routes.ts';
import type { Fund, FundTier } from '../../shared/domain/fund.ts';
import { GrantId } from '../../shared/domain/fund.ts';
import type { EnterFundEntry } from '../../shared/domain/fund-rules.ts';
import { grantedEntry } from '../../shared/domain/fund-rules.ts';
import { Grant } from '../../shared/domain/grant.ts';
import { fundEntryStore, grantStore } from '../../shared/store/fund-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import type { Caller } from './api.ts';
import { as, call } from './api.ts';
import { anAuthor } from './builders.ts';

/** Funds, their movements and grants to book on, as they are sent or stored. */

export const CITY = 'lip';
export const editor = as('OFFICE_EDITOR', { alliance: CITY });
export const officer = as('BUDGET_OFFICER', { alliance: CITY });
export const city = { allianceId: CITY };

export const cents = (value: number, isIncluded = true) => ({ cents: value, isIncluded });

export const aTier = (id: string, more: Partial<FundTier> = {}): FundTier => ({
  id,
  label: id,
  from: null,
  to: null,
  decidedBy: 'OFFICE',
  decider: null,
  wording: null,
  ...more,
});

/** The tiers of the integration fund: the office decides below 5.001,00. */
export const tiersBelow5001 = [
  aTier('laufendes-geschaeft', { to: cents(500_100, false) }),
  aTier('beschluss', { from: cents(500_100), decidedBy: 'RESOLUTION' }),
];

export const aFund = (more: Partial<z.input<typeof Fund>> = {}): z.input<typeof Fund> => ({
  name: 'Integrationsfonds',
  instrumentOf: null,
  product: '11137',
  partialBudget: '50',
  permanentFundingPossible: false,
  applicationPeriod: null,
  tiers: tiersBelow5001,
  checklist: [],
  proofWithinDays: null,
  legalBasis: null,
  note: null,
  source: null,
  ...more,
});

type Entry = z.input<typeof EnterFundEntry>;
export const anEntry = (fundId: string, more: Partial<Entry> = {}): Entry => ({
  fundId,
  fiscalYear: 2020,
  account: 'APPROPRIATION',
  amountCents: 100_000,
  grantId: null,
  organisationId: null,
  cause: null,
  causeYear: null,
  valueDay: '2020-01-01',
  reason: null,
  ...more,
});

/** The call, which must succeed; answers with the record. */
async function made(row: Parameters<typeof call>[0], caller: Caller, sent: NonNullable<Parameters<typeof call>[2]>) {
  const answer = await call(row, caller, sent);
  if (answer.status >= 300) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

export const aFundOf = async (more: Partial<z.input<typeof Fund>> = {}): Promise<string> =>
  (await made(recordFund, editor, { params: city, body: aFund(more) })).id;

export const entered = async (fundId: string, more: Partial<Entry> = {}): Promise<string> =>
  (await made(enterFundEntry, editor, { params: city, body: anEntry(fundId, more) })).id;

export const confirming = (entryId: string, caller = officer, version = 1) =>
  call(confirmFundEntry, caller, { params: { ...city, entryId }, body: {}, version });

/** Entered by one person and confirmed by another. */
export async function booked(fundId: string, more: Partial<Entry> = {}): Promise<string> {
  const entryId = await entered(fundId, more);
  const { status, text } = await confirming(entryId);
  if (status !== 200) throw new Error(text);
  return entryId;
}

export const aDecision = (amountCents: number) => ({
  amountCents,
  decidedOn: '2020-02-03',
  tierId: null,
  paperId: null,
  reservation: null,
  reservationLiftedOn: null,
  by: { subject: 'person-b', at: '2020-02-03T09:00:00.000Z' },
});

export const aGrantState = (fundId: string, more: Partial<z.input<typeof Grant>> = {}): z.output<typeof Grant> =>
  Grant.parse({
    fundId,
    fiscalYear: 2020,
    no: null,
    organisationId: 'verein-probe',
    partnerOrganisationIds: [],
    initiativeId: null,
    project: 'Probe',
    purpose: null,
    targetGroup: null,
    fieldsOfAction: ['bildung'],
    appliedOn: null,
    requestedCents: null,
    projectEndsOn: null,
    checklist: [],
    genderRemark: null,
    tags: [],
    coFunding: [],
    targets: [],
    note: null,
    source: null,
    status: 'APPLIED',
    statusReason: null,
    enteredBy: { subject: 'person-a', at: '2020-01-15T09:00:00.000Z' },
    decision: null,
    proofOfUse: null,
    relatedGrantIds: [],
    ...more,
  });

/**
 * A grant as the store keeps it; with `granted`, its decision and the movement of it in one transaction. What happens to a
 * grant itself is tested with its own rows.
 */
export async function storedGrant(
  fundId: string,
  { granted, ...more }: Partial<z.input<typeof Grant>> & { granted?: number } = {},
): Promise<string> {
  const table = liveTable();
  const decided = granted === undefined ? {} : { status: 'GRANTED' as const, decision: aDecision(granted) };
  const state = aGrantState(fundId, { ...decided, ...more });
  const grantId = GrantId.parse(randomUUID());
  const event = grantDecisionReversed({ entryId: grantId, amountCents: 0, reason: null });
  const decider = { subject: 'person-b', at: '2020-02-03T09:00:00.000Z', today: '2020-02-03' };
  const entry = grantedEntry(state, grantId, granted ?? 0, '2020-02-03', decider);
  const { fiscalYear, account, amountCents, valueDay, reverses } = entry;
  const confirmed = fundEntryConfirmed({ fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses });
  const movement =
    granted === undefined
      ? []
      : fundEntryStore(table).alongside(CITY, `${grantId}-bewilligt`, { state: entry, event: confirmed }, anAuthor());
  await grantStore(table).create(CITY, grantId, { state, event }, anAuthor(), movement);
  return grantId;
}

/** What the register answers, which must be a book. */
export async function bookOf(fundId: string, query: Record<string, string> = { fiscalYear: '2020' }) {
  return await made(getFundBook, officer, { params: { ...city, fundId }, query });
}
