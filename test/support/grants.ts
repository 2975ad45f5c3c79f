import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { fundEntryConfirmed } from '../../events/fund-entry-confirmed.ts';
import { grantApplied } from '../../events/grant-applied.ts';
import { organisationRecorded } from '../../events/organisation-recorded.ts';
import type { FundAccount, FundEntry } from '../../shared/domain/fund.ts';
import { GrantId } from '../../shared/domain/fund.ts';
import { grantedEntry } from '../../shared/domain/fund-rules.ts';
import type { Grant, Grant as GrantState } from '../../shared/domain/grant.ts';
import type { EditGrant } from '../../shared/domain/grant-rules.ts';
import type { Change } from '../../shared/domain/journal.ts';
import { MunicipalPaper, Strategy } from '../../shared/domain/municipal-paper.ts';
import type { Organisation } from '../../shared/domain/organisation.ts';
import { fundEntryStore, grantStore } from '../../shared/store/fund-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { municipalPaperStore, strategyStore } from '../../shared/store/municipal-paper-store.ts';
import { organisationStore } from '../../shared/store/organisation-store.ts';
import { anAuthor } from './builders.ts';
import { aGrantState } from './funds.ts';

/** Grants, who receives them and what they serve, as they are sent or stored. */

export type SentGrant = z.input<typeof EditGrant>;

/** The field of the probe strategy, which `aField` records. */
export const PROBE_FIELD = 'probe-feld';

export const anApplication = (fundId: string, organisationId: string, more: Partial<SentGrant> = {}): SentGrant => {
  const { status: _, statusReason: _reason, enteredBy: _by, decision: _decided, proofOfUse: _proof, ...fields } = aGrantState(fundId);
  return { ...fields, organisationId, fieldsOfAction: [PROBE_FIELD], requestedCents: 400_000, appliedOn: '2020-01-15', ...more };
};

export const anOrganisation = (name = 'Verein Probe', more: Partial<Organisation> = {}): Organisation => ({
  name,
  spellings: [],
  dissolvedYear: null,
  note: null,
  source: null,
  ...more,
});

/** A field of action in any alliance: one of a strategy on record. */
export async function aField(alliance: string): Promise<string> {
  const strategies = strategyStore(liveTable());
  if (await strategies.find(alliance, 'probe-strategie')) return PROBE_FIELD;
  const state = Strategy.parse({
    title: 'Probe',
    shortName: null,
    paperId: null,
    guidelines: [],
    priorities: [],
    fields: [{ id: PROBE_FIELD, label: 'Probe', bodyId: null, subtopics: [], focusAreas: [], claimedSubtopics: null, claimWording: null }],
    crossCuttingThemes: [],
    claims: [],
    phases: [],
    validFrom: null,
    validYears: null,
    reviewOn: null,
    indicatorRules: [],
    followUp: null,
    note: null,
    source: null,
  });
  // What happens to a strategy is tested with its own rows.
  await strategies.create(alliance, 'probe-strategie', { state, event: organisationRecorded({ spellings: 0 }) }, anAuthor());
  return PROBE_FIELD;
}

type Route = MunicipalPaper['route'][number];
export const aStation = (more: Partial<Route> = {}): Route => ({
  label: 'Verwaltungsausschuss',
  bodyId: null,
  role: 'DECISION',
  on: null,
  meetingId: null,
  outcome: null,
  recipients: 1,
  ...more,
});

export const aPaper = (route: Route[], more: Partial<MunicipalPaper> = {}): MunicipalPaper =>
  MunicipalPaper.parse({
    number: null,
    numberPending: true,
    revision: 0,
    supersedes: null,
    revisionReason: null,
    kind: 'DECISION',
    title: 'Zuwendung',
    datedOn: null,
    signedBy: null,
    department: null,
    agendaNumber: null,
    sections: [],
    route,
    references: [],
    annexes: [],
    annexStatements: [],
    amounts: [],
    financeTable: null,
    limits: [],
    cover: null,
    strategyId: null,
    note: null,
    source: null,
    ...more,
  });

export async function storedPaper(alliance: string, route: Route[], more: Partial<MunicipalPaper> = {}): Promise<string> {
  const id = randomUUID();
  const change = { state: aPaper(route, more), event: organisationRecorded({ spellings: 0 }) };
  await municipalPaperStore(liveTable()).create(alliance, id, change, anAuthor());
  return id;
}

export async function storedOrganisation(alliance: string, state: Organisation = anOrganisation()): Promise<string> {
  const id = randomUUID();
  await organisationStore(liveTable()).create(alliance, id, { state, event: organisationRecorded({ spellings: 0 }) }, anAuthor());
  return id;
}

type Given = Partial<z.input<typeof Grant>> & {
  /** Decided and in the ledger, and how much of it was drawn. */
  readonly granted?: number;
  readonly drawn?: number;
  readonly reservation?: string;
};

const BY = { subject: 'person-b', at: '2020-02-03T09:00:00.000Z' };
const decided = (amountCents: number, reservation: string | null) => ({
  amountCents,
  decidedOn: '2020-02-03',
  tierId: null,
  paperId: null,
  reservation,
  reservationLiftedOn: null,
  by: BY,
});

/** A movement of the grant, as a document would have it: whatever the fund holds. */
function movement(state: GrantState, grantId: string, account: FundAccount, cents: number, on: string): Change<FundEntry> {
  const granted = grantedEntry(state, GrantId.parse(grantId), cents, on, { ...BY, today: on });
  const entry: FundEntry = { ...granted, account, takenOverFrom: 'Probe' };
  const { fundId, fiscalYear, amountCents, valueDay, reverses } = entry;
  return { state: entry, event: fundEntryConfirmed({ fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses }) };
}

/** A grant of any alliance as the store keeps it, with what the ledger holds of it. */
export async function keptGrant(alliance: string, fundId: string, { granted, drawn, reservation, ...more }: Given = {}): Promise<string> {
  const entries = fundEntryStore(liveTable());
  const grantId = randomUUID();
  const is = granted === undefined ? {} : ({ status: 'GRANTED', decision: decided(granted, reservation ?? null) } as const);
  const state = aGrantState(fundId, { ...is, ...more });
  const { fiscalYear, organisationId, requestedCents } = state;
  const event = grantApplied({ fundId, fiscalYear, organisationId, requestedCents });
  const inLedger =
    granted === undefined
      ? []
      : entries.alongside(alliance, `${grantId}-granted`, movement(state, grantId, 'GRANTED', granted, '2020-02-03'), anAuthor());
  await grantStore(liveTable()).create(alliance, grantId, { state, event }, anAuthor(), inLedger);
  if (drawn !== undefined)
    await entries.enter(alliance, `${grantId}-drawn`, movement(state, grantId, 'DRAWN', drawn, '2020-06-01'), anAuthor());
  return grantId;
}
