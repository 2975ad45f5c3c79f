import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Acting } from '../../shared/domain/expense.ts';
import { at } from '../../shared/domain/failures.ts';
import type { FundEntry } from '../../shared/domain/fund.ts';
import { accountSums, assertDrawable } from '../../shared/domain/fund-rules.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import type { FundDeps } from './deps.ts';

export const actingBy = ({ subject, at: instant }: Authorship): Acting => ({ subject, at: instant, today: berlinDayOf(instant) });

/** What an event says of a movement. */
export const inShort = ({ fundId, fiscalYear, account, amountCents, grantId, reverses }: FundEntry) => ({
  fundId,
  fiscalYear,
  account,
  amountCents,
  grantId,
  reverses,
});

/** What a movement names: its fund and who gave back. @throws linkedRecordUnknown */
export async function assertLinked(
  { funds, organisations }: FundDeps,
  alliance: string,
  { fundId, organisationId }: Pick<FundEntry, 'fundId' | 'organisationId'>,
): Promise<void> {
  if (!(await funds.find(alliance, fundId))) throw at('linkedRecordUnknown', '/fundId', 'Diesen Fonds gibt es nicht.');
  if (organisationId !== null && !(await organisations.find(alliance, organisationId)))
    throw at('linkedRecordUnknown', '/organisationId', 'Diese Organisation gibt es nicht.');
}

/** The grant a movement belongs to, of the same fund and year; undefined when it names none. @throws linkedRecordUnknown */
export async function grantOf(
  { grants }: FundDeps,
  alliance: string,
  { grantId, fundId, fiscalYear }: Pick<FundEntry, 'grantId' | 'fundId' | 'fiscalYear'>,
): Promise<Versioned<Grant> | undefined> {
  if (grantId === null) return undefined;
  const grant = await grants.find(alliance, grantId);
  if (grant?.state.fundId !== fundId || grant.state.fiscalYear !== fiscalYear)
    throw at('linkedRecordUnknown', '/grantId', 'Diese Zuwendung gibt es in diesem Fonds und Haushaltsjahr nicht.');
  return grant;
}

/** @throws grantStepNotAllowed, grantReserved, grantExceeded unless the grant may be drawn on, or left undrawn, by this much */
export async function assertMayDraw(
  { ledger }: FundDeps,
  alliance: string,
  { id, state }: Versioned<Grant>,
  { account, amountCents }: Pick<FundEntry, 'account' | 'amountCents'>,
): Promise<void> {
  if (account !== 'DRAWN' && account !== 'NOT_DRAWN') return;
  const sums = await ledger.fundSums(alliance, state.fundId);
  assertDrawable(state, accountSums(sums.filter(({ grantId }) => grantId === id)), amountCents, account);
}
