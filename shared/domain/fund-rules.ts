import * as z from 'zod';
import type { Day } from './calendar.ts';
import { day, fiscalYear, formatDay, yearOf } from './calendar.ts';
import type { Acting } from './expense.ts';
import { sign } from './expense.ts';
import { at, Failure } from './failures.ts';
import type { Fund, FundAccount, FundEntry, FundSum } from './fund.ts';
import { FundId, GrantId } from './fund.ts';
import type { Grant } from './grant.ts';
import type { Cents } from './money.ts';
import { formatEuro, positiveCents, sumCents } from './money.ts';
import { OrganisationId } from './organisation.ts';
import { text } from './text.ts';

/** How movements of a fund come about: entered by one person, confirmed by another, reversed by a twin that needs both again. */

export const entryStatuses = ['DRAFT', 'CONFIRMED', 'WITHDRAWN'] as const satisfies readonly FundEntry['status'][];

/** @throws requestInvalid when two tiers or two items of the checklist go by one id; what the tiers say is reported, not refused */
export function assertFundFits({ tiers, checklist }: Pick<Fund, 'tiers' | 'checklist'>): void {
  const twice = (ids: readonly string[]): number => ids.findIndex((id, index) => ids.indexOf(id) !== index);
  const [tier, item] = [twice(tiers.map(({ id }) => id)), twice(checklist.map(({ id }) => id))];
  if (tier >= 0) throw at('requestInvalid', `/tiers/${tier}/id`, 'Diese Kennung hat schon eine andere Wertgrenze.');
  if (item >= 0) throw at('requestInvalid', `/checklist/${item}/id`, 'Diese Kennung hat schon eine andere Voraussetzung.');
}

/** A fiscal year as it stands in a query. */
export const fiscalYearText = z
  .string()
  .regex(/^\d{4}$/, { error: 'Bitte geben Sie das Haushaltsjahr vierstellig an.' })
  .transform(Number)
  .pipe(fiscalYear)
  .meta({ title: 'Haushaltsjahr' });

type Entered = { account: string; grantId: string | null; cause: string | null; causeYear: number | null; fiscalYear: number };

/** Which of the fields a movement on this account must not have, or must not lack, with the sentence that says so. */
function fieldFaultsOf({ account, grantId, cause, causeYear, fiscalYear: year }: Entered): [string, string][] {
  const ofGrant = account === 'DRAWN' || account === 'NOT_DRAWN';
  const faults: [boolean, string, string][] = [
    [account === 'DRAWN' && grantId === null, 'grantId', 'Bitte wählen Sie die Zuwendung, aus der abgerufen wurde.'],
    [
      !ofGrant && grantId !== null,
      'grantId',
      'Haushaltstitel und Rückgaben gehören zum Fonds, nicht zu einer Zuwendung. Bitte leer lassen.',
    ],
    [account === 'RETURN' && cause === null, 'cause', 'Bitte nennen Sie die Ursache der Rückgabe, zum Beispiel „Verein aufgelöst“.'],
    [account === 'RETURN' && causeYear === null, 'causeYear', 'Bitte nennen Sie das Jahr, aus dem die Rückgabe stammt.'],
    [causeYear !== null && causeYear > year, 'causeYear', 'Das Jahr der Ursache kann nicht nach dem Haushaltsjahr liegen.'],
  ];
  return faults.flatMap(([isFault, field, sentence]) => (isFault ? [[field, sentence]] : []));
}

/** What is granted is never entered here: it follows from the decision on the grant. */
export const EnterFundEntry = z
  .strictObject({
    fundId: FundId,
    fiscalYear,
    account: z
      .enum(['APPROPRIATION', 'RETURN', 'DRAWN', 'NOT_DRAWN'], {
        error: 'Bitte wählen Sie Haushaltstitel, Rückgabe, abgerufen oder nicht abgerufen. Bewilligt wird durch die Entscheidung.',
      })
      .meta({ title: 'Konto' }),
    amountCents: positiveCents,
    grantId: GrantId.nullable(),
    organisationId: OrganisationId.nullable(),
    cause: text(300, 'Ursache').nullable(),
    causeYear: fiscalYear.nullable().meta({ title: 'Jahr der Ursache' }),
    valueDay: day('Wirksam am'),
    reason: text(500, 'Begründung').nullable(),
  })
  .check((ctx) => {
    for (const [field, message] of fieldFaultsOf(ctx.value)) ctx.issues.push({ code: 'custom', path: [field], message, input: ctx.value });
  });
export type EnterFundEntry = z.output<typeof EnterFundEntry>;

export const ReverseFundEntry = z.strictObject({ reason: text(500, 'Begründung'), valueDay: day('Wirksam am') });
export type ReverseFundEntry = z.output<typeof ReverseFundEntry>;

/** Money that was paid, or not called for, cannot lie ahead; an appropriation may. */
const isPast = (account: FundAccount): boolean => account === 'DRAWN' || account === 'NOT_DRAWN';

function assertNotAhead(account: FundAccount, valueDay: Day, today: Day): void {
  if (isPast(account) && valueDay > today)
    throw at('valueDateInFuture', '/valueDay', `Bitte geben Sie einen Tag bis heute (${formatDay(today)}) an.`);
}

/** A movement as a draft: nothing counts yet. @throws fiscalYearImplausible, valueDateInFuture */
export function enterEntry(input: EnterFundEntry, by: Acting): FundEntry {
  assertNotAhead(input.account, input.valueDay, by.today);
  if (Math.abs(yearOf(input.valueDay) - input.fiscalYear) > 1)
    throw at(
      'fiscalYearImplausible',
      '/fiscalYear',
      `Wirksam am ${formatDay(input.valueDay)} kann eine Buchung nur im Haushaltsjahr davor, in diesem oder im nächsten sein.`,
    );
  return { ...input, status: 'DRAFT', enteredBy: sign(by), confirmedBy: null, reverses: null, takenOverFrom: null };
}

const notOpen = () =>
  new Failure('fundEntryNotOpen', {
    detail: 'Bestätigtes bleibt stehen und wird nur durch ein Storno berichtigt. Bitte laden Sie die Buchung neu.',
  });

/**
 * Makes the movement count. Whether the fund and the grant have that much is for the ledger to say, in the same transaction.
 * @throws fundEntryNotOpen, fourEyesViolated
 */
export function confirmEntry(entry: FundEntry, by: Acting): FundEntry {
  if (entry.status !== 'DRAFT') throw notOpen();
  if (entry.enteredBy.subject === by.subject)
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben diese Buchung erfasst. Bitte lassen Sie sie von einer anderen Person bestätigen.',
    });
  return { ...entry, status: 'CONFIRMED', confirmedBy: sign(by) };
}

/** Takes a draft out of the process; it stays readable. @throws fundEntryNotOpen */
export function withdrawEntry(entry: FundEntry, reason: string): FundEntry {
  if (entry.status !== 'DRAFT') throw notOpen();
  return { ...entry, status: 'WITHDRAWN', reason };
}

/**
 * The negative twin of a confirmed movement, as a draft that needs confirmation like any other.
 * @throws fundEntryNotReversible for what is not confirmed and for a reversal itself, valueDateInFuture
 */
export function reverseEntry(
  entry: FundEntry,
  id: NonNullable<FundEntry['reverses']>,
  { reason, valueDay }: ReverseFundEntry,
  by: Acting,
): FundEntry {
  if (entry.status !== 'CONFIRMED')
    throw new Failure('fundEntryNotReversible', { detail: 'Storniert wird, was bestätigt ist. Einen Entwurf können Sie zurückziehen.' });
  if (entry.reverses !== null)
    throw new Failure('fundEntryNotReversible', { detail: 'Ein Storno wird nicht storniert. Bitte erfassen Sie die Buchung neu.' });
  if (valueDay < entry.valueDay)
    throw at('requestInvalid', '/valueDay', `Ein Storno wirkt frühestens am Tag der Buchung (${formatDay(entry.valueDay)}).`);
  assertNotAhead(entry.account, valueDay, by.today);
  return {
    ...entry,
    amountCents: -entry.amountCents,
    valueDay,
    status: 'DRAFT',
    enteredBy: sign(by),
    confirmedBy: null,
    reverses: id,
    reason,
    takenOverFrom: null,
  };
}

/**
 * The movement that goes with the decision on a grant: entered by who entered the grant, confirmed by who decides. The
 * decision has checked that these are two people, and both go in one transaction (`fundEntryStore.alongside`).
 * @param valueDay the day of the decision
 */
export const grantedEntry = (
  grant: Pick<Grant, 'fundId' | 'fiscalYear' | 'enteredBy'>,
  grantId: NonNullable<FundEntry['grantId']>,
  amountCents: Cents,
  valueDay: Day,
  by: Acting,
): FundEntry => ({
  fundId: grant.fundId,
  fiscalYear: grant.fiscalYear,
  account: 'GRANTED',
  amountCents,
  grantId,
  organisationId: null,
  cause: null,
  causeYear: null,
  valueDay,
  status: 'CONFIRMED',
  enteredBy: grant.enteredBy,
  confirmedBy: sign(by),
  reverses: null,
  reason: null,
  takenOverFrom: null,
});

/** What was granted, drawn and left undrawn, in whole or of one grant. */
export type AccountSums = Readonly<Record<FundAccount, Cents>>;

export const accountSums = (sums: readonly FundSum[]): AccountSums => {
  const of = (wanted: FundAccount) => sumCents(sums.filter(({ account }) => account === wanted).map(({ amountCents }) => amountCents));
  return {
    APPROPRIATION: of('APPROPRIATION'),
    RETURN: of('RETURN'),
    GRANTED: of('GRANTED'),
    DRAWN: of('DRAWN'),
    NOT_DRAWN: of('NOT_DRAWN'),
  };
};

/** What a grant was promised and has neither drawn nor left. */
export const openOf = ({ GRANTED, DRAWN, NOT_DRAWN }: AccountSums): Cents => GRANTED - DRAWN - NOT_DRAWN;

/** A reservation stands from the decision until it is lifted. */
export const isReserved = ({ decision }: Pick<Grant, 'decision'>): boolean =>
  decision !== null && decision.reservation !== null && decision.reservationLiftedOn === null;

const drawableIn = { DRAWN: ['GRANTED', 'RETURNED'], NOT_DRAWN: ['GRANTED', 'RETURNED', 'CLOSED'] } as const satisfies Partial<
  Record<FundAccount, readonly Grant['status'][]>
>;

/**
 * Whether a grant may be drawn on, or an amount of it stated as not drawn. Asked when a movement is entered and again when
 * it is confirmed; the ledger's own condition settles two that come at once.
 * @param sums of this grant, as they stand
 * @throws grantStepNotAllowed unless granted, grantReserved for a payment while a reservation stands, grantExceeded
 */
export function assertDrawable(
  grant: Pick<Grant, 'status' | 'decision'>,
  sums: AccountSums,
  amountCents: Cents,
  account: keyof typeof drawableIn,
): void {
  if (!drawableIn[account].some((status) => status === grant.status))
    throw new Failure('grantStepNotAllowed', { detail: 'Gebucht wird nur auf eine Zuwendung, die bewilligt ist.' });
  if (account === 'DRAWN' && isReserved(grant))
    throw new Failure('grantReserved', { detail: 'Ausgezahlt wird erst, wenn der Vorbehalt entfallen ist.' });
  if (amountCents > openOf(sums)) throw grantExceeded(openOf(sums));
}

const grantExceeded = (openCents: Cents): Failure =>
  at('grantExceeded', '/amountCents', `Von der Zuwendung sind noch ${formatEuro(openCents)} Euro offen.`);

/**
 * A grant whose decision was reversed: applied for again, as if nobody had decided.
 * @throws fundEntryNotReversible once it was returned or closed
 */
export function withoutDecision(grant: Grant, reason: string | null): Grant {
  if (grant.status !== 'GRANTED')
    throw new Failure('fundEntryNotReversible', { detail: 'Die Zuwendung ist zurückgegeben oder abgeschlossen; ihre Bewilligung bleibt.' });
  return { ...grant, status: 'APPLIED', statusReason: reason, decision: null, proofOfUse: null };
}

/**
 * What a movement does to what is still free in the fund's year, and to what of that is still open: promised, and neither
 * drawn nor left. By this the ledger refuses what would exceed either.
 */
export const effectOf = {
  APPROPRIATION: { free: 1, open: 0 },
  RETURN: { free: 1, open: 0 },
  GRANTED: { free: -1, open: 1 },
  DRAWN: { free: 0, open: -1 },
  NOT_DRAWN: { free: 0, open: -1 },
} as const satisfies Record<FundAccount, { free: number; open: number }>;
