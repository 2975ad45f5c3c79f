import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { fundEntryConfirmed } from '../../events/fund-entry-confirmed.ts';
import { fundEntryEntered } from '../../events/fund-entry-entered.ts';
import { fundRecorded } from '../../events/fund-recorded.ts';
import { grantApplied } from '../../events/grant-applied.ts';
import { grantTakenOver } from '../../events/grant-taken-over.ts';
import { organisationRecorded } from '../../events/organisation-recorded.ts';
import { organisationRoleRecorded } from '../../events/organisation-role-recorded.ts';
import { Fund, FundEntry, FundEntryId, FundId, GrantId } from '../../shared/domain/fund.ts';
import { accountSums } from '../../shared/domain/fund-rules.ts';
import { Grant, GrantDecision } from '../../shared/domain/grant.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { formatEuro } from '../../shared/domain/money.ts';
import { Organisation, OrganisationId, OrganisationRole } from '../../shared/domain/organisation.ts';
import { recordId } from '../../shared/domain/text.ts';
import { fundEntryStore, fundStore, grantStore } from '../../shared/store/fund-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { organisationRoleStore, organisationStore } from '../../shared/store/organisation-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ImportStep } from './import-steps.ts';
import { apart } from './import-steps.ts';

const ReferenceOrganisations = z.strictObject({
  alliances: z.array(
    z.strictObject({
      alliance: z.string(),
      organisations: z.array(Organisation.extend({ id: OrganisationId })),
      roles: z.array(OrganisationRole.extend({ id: recordId('Rolle') })),
    }),
  ),
});

/** What the document says; who took it over and when is the start's own. */
const ReferenceFunds = z.strictObject({
  alliance: z.string(),
  funds: z.array(Fund.extend({ id: FundId })),
  grants: z.array(
    Grant.omit({ status: true, statusReason: true, enteredBy: true, decision: true, proofOfUse: true }).extend({
      id: GrantId,
      /** Null: asked for, and no document says what became of it. */
      decision: GrantDecision.pick({ amountCents: true, tierId: true }).nullable(),
    }),
  ),
  entries: z.array(FundEntry.omit({ enteredBy: true, confirmedBy: true }).extend({ id: FundEntryId })),
});
type ReferenceFunds = z.output<typeof ReferenceFunds>;

const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`reference/${file}`, import.meta.url), 'utf8')) as unknown;
const readFunds = async (): Promise<ReferenceFunds> => ReferenceFunds.parse(await read('lip-fund.json'));

/** The same association may stand in both alliances: each keeps its own record, and nobody merges them. */
export async function organisationSteps(table: Table, by: Authorship): Promise<ImportStep[]> {
  const { alliances } = ReferenceOrganisations.parse(await read('organisations.json'));
  const [organisations, roles] = [organisationStore(table), organisationRoleStore(table)];
  return [
    {
      what: 'Organisationen',
      writes: alliances.flatMap((own) =>
        own.organisations.map(apart).map(([id, state]) => () => {
          const event = organisationRecorded({ spellings: state.spellings.length });
          return organisations.create(own.alliance, id, { state, event }, by);
        }),
      ),
    },
    {
      what: 'Rollen',
      writes: alliances.flatMap((own) =>
        own.roles.map(apart).map(([id, state]) => () => {
          const { organisationId, kind } = state;
          return roles.create(own.alliance, id, { state, event: organisationRoleRecorded({ organisationId, kind }) }, by);
        }),
      ),
    },
  ];
}

/** What was granted counts because the document says so, as an expense that was taken over does; what was asked for stays an application. */
function grantWrite({ decision, ...given }: Omit<ReferenceFunds['grants'][number], 'id'>, by: Authorship) {
  const { fundId, fiscalYear, organisationId, requestedCents, source } = given;
  const sign = { subject: by.subject, at: by.at };
  const taken = { ...given, statusReason: null, enteredBy: sign, proofOfUse: null };
  if (decision === null)
    return {
      state: { ...taken, status: 'APPLIED' as const, decision },
      event: grantApplied({ fundId, fiscalYear, organisationId, requestedCents }),
    };
  const undated = { decidedOn: null, paperId: null, reservation: null, reservationLiftedOn: null };
  return {
    state: { ...taken, status: 'GRANTED' as const, decision: { ...decision, ...undated, by: sign } },
    event: grantTakenOver({ fundId, fiscalYear, organisationId, ...decision, takenOverFrom: source }),
  };
}

function entryWrite(given: Omit<ReferenceFunds['entries'][number], 'id'>, by: Authorship) {
  const { fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses } = given;
  const sign = { subject: by.subject, at: by.at };
  const moved = { fundId, fiscalYear, account, amountCents, grantId, reverses };
  return given.status === 'CONFIRMED'
    ? { state: { ...given, enteredBy: sign, confirmedBy: sign }, event: fundEntryConfirmed({ ...moved, valueDay }) }
    : { state: { ...given, enteredBy: sign, confirmedBy: null }, event: fundEntryEntered(moved) };
}

/** Funds, the grants made from them and what moved in them; the movements last: their presence says that the rest is there. */
export async function fundSteps(table: Table, by: Authorship): Promise<ImportStep[]> {
  const { alliance, ...reference } = await readFunds();
  const [funds, grants, entries] = [fundStore(table), grantStore(table), fundEntryStore(table)];
  return [
    {
      what: 'Fonds',
      writes: reference.funds.map(apart).map(([id, state]) => () => {
        const event = fundRecorded({ product: state.product, tiers: state.tiers.map((tier) => tier.id) });
        return funds.create(alliance, id, { state, event }, by);
      }),
    },
    {
      what: 'Zuwendungen',
      writes: reference.grants.map(apart).map(
        ([id, given]) =>
          () =>
            grants.create(alliance, id, grantWrite(given, by), by),
      ),
    },
    {
      what: 'Fondsbuchungen',
      writes: reference.entries.map(apart).map(
        ([id, given]) =>
          () =>
            entries.enter(alliance, id, entryWrite(given, by), by),
      ),
    },
  ];
}

export async function areFundsImported(table: Table): Promise<boolean> {
  const { alliance, entries } = await readFunds();
  const found = await Promise.all(entries.map(({ id }) => fundEntryStore(table).find(alliance, id)));
  return found.every((entry) => entry !== undefined);
}

/** One line of what the city's funds hold, from their ledger. */
export async function fundSummary(table: Table, alliance: string): Promise<string> {
  const [funds, grants, sums] = await Promise.all([
    fundStore(table).all(alliance),
    grantStore(table).all(alliance),
    ledgerStore(table).fundSums(alliance),
  ]);
  return `Fonds:              ${funds.length}, Zuwendungen ${grants.length}, bewilligt ${formatEuro(accountSums(sums).GRANTED)} Euro`;
}
