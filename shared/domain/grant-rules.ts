import * as z from 'zod';
import type { Day } from './calendar.ts';
import { day, formatDay, yearOf } from './calendar.ts';
import type { Acting } from './expense.ts';
import { sign } from './expense.ts';
import { at, Failure } from './failures.ts';
import type { Fund, FundTier } from './fund.ts';
import { GrantId } from './fund.ts';
import type { AccountSums } from './fund-rules.ts';
import { isReserved, openOf } from './fund-rules.ts';
import { faultsOfTiers, tiersFor } from './fund-tier.ts';
import type { Grant } from './grant.ts';
import { grantFields, grantStatusNames } from './grant.ts';
import { checklistStandings, proofDueOn } from './grant-standing.ts';
import type { JournalEntry } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, positiveCents } from './money.ts';
import type { MunicipalPaper } from './municipal-paper.ts';
import { MunicipalPaperId } from './municipal-paper.ts';
import { standingOf } from './paper-rules.ts';
import { text } from './text.ts';

/** Life of a grant: applied for, decided by somebody else, drawn, proven. */
const mayBecome = {
  APPLIED: ['GRANTED', 'REFUSED', 'WITHDRAWN'],
  GRANTED: ['RETURNED', 'CLOSED'],
  /** Granted again only where the entry that gave it back is reversed: `afterMovement`. */
  RETURNED: [],
  REFUSED: [],
  WITHDRAWN: [],
  CLOSED: [],
} as const satisfies Record<Grant['status'], readonly Grant['status'][]>;

function assertMayBecome({ status }: Pick<Grant, 'status'>, next: Grant['status']): void {
  if (!mayBecome[status].some((possible) => possible === next)) throw stepNotAllowed(status);
}

const stepNotAllowed = (status: Grant['status']): Failure =>
  new Failure('grantStepNotAllowed', {
    detail: `Die Zuwendung ist ${grantStatusNames[status]}. Bitte laden Sie sie neu und prüfen Sie, was jetzt möglich ist.`,
  });

export const EditGrant = z.strictObject({ ...grantFields, relatedGrantIds: z.array(GrantId).max(20) });
export type EditGrant = z.output<typeof EditGrant>;

export const DecideGrant = z.strictObject({
  amountCents: positiveCents.meta({ title: 'Bewilligt, in Cent' }),
  decidedOn: day('Entschieden am'),
  paperId: MunicipalPaperId.nullable(),
  reservation: text(300, 'Vorbehalt').nullable(),
});
export type DecideGrant = z.output<typeof DecideGrant>;

export const ProofOfUse = z.strictObject({
  /** Null: as the fund's rule says. */
  dueOn: day('Verwendungsnachweis fällig am').nullable(),
  receivedOn: day('Verwendungsnachweis eingegangen am').nullable(),
  narrativeReceivedOn: day('Sachbericht eingegangen am').nullable(),
  checkedOn: day('Geprüft am').nullable(),
  note: text(500, 'Ergebnis der Prüfung').nullable(),
});
export type ProofOfUse = z.output<typeof ProofOfUse>;

/** @throws statusInFuture */
function assertPast(pointer: string, on: Day | null, today: Day): void {
  if (on !== null && on > today) throw at('statusInFuture', pointer, `Bitte geben Sie einen Tag bis heute (${formatDay(today)}) an.`);
}

function assertStatementsPast(targets: Grant['targets'], today: Day): void {
  for (const [index, { actual }] of targets.entries()) assertPast(`/targets/${index}/actual/asOf`, actual?.asOf ?? null, today);
}

/**
 * @param known fields of action of the alliance and fields of its strategies
 * @throws fieldOfActionUnknown
 */
export function assertFieldsOfAction(fields: readonly string[], known: ReadonlySet<string>): void {
  const unknown = fields.findIndex((field) => !known.has(field));
  if (unknown >= 0)
    throw at(
      'fieldOfActionUnknown',
      `/fieldsOfAction/${unknown}`,
      'Bitte wählen Sie ein Handlungsfeld des Bündnisses oder seiner Strategie.',
    );
}

/** An application; there is no window for it. @throws statusInFuture */
export function apply(input: EditGrant, by: Acting): Grant {
  assertPast('/appliedOn', input.appliedOn, by.today);
  assertStatementsPast(input.targets, by.today);
  return { ...input, status: 'APPLIED', statusReason: null, enteredBy: sign(by), decision: null, proofOfUse: null };
}

/** What a decision was made about, and what the ledger hangs on. */
const settledFields = ['fundId', 'fiscalYear', 'organisationId', 'purpose', 'appliedOn', 'requestedCents', 'checklist'] as const;

/** @throws grantStepNotAllowed for a field that was decided about, statusInFuture */
export function edit(grant: Grant, input: EditGrant, today: Day): Grant {
  assertPast('/appliedOn', input.appliedOn, today);
  assertStatementsPast(input.targets, today);
  const changed =
    grant.status === 'APPLIED' ? undefined : settledFields.find((name) => JSON.stringify(grant[name]) !== JSON.stringify(input[name]));
  if (changed !== undefined)
    throw at('grantStepNotAllowed', `/${changed}`, `Die Zuwendung ist ${grantStatusNames[grant.status]}; dieses Feld bleibt, wie es war.`);
  return { ...grant, ...input };
}

const writing: ReadonlySet<string> = new Set(['GrantApplied', 'GrantEdited', 'GrantTargetsStated']);

/** Whose application it is: who entered it and everybody who changed it since. */
export const authorsOf = ({ enteredBy }: Grant, journal: readonly Pick<JournalEntry, 'by' | 'event'>[]): ReadonlySet<string> =>
  new Set([enteredBy.subject, ...journal.filter(({ event }) => writing.has(event.name)).map(({ by }) => by.subject)]);

function assertOtherPerson(authors: ReadonlySet<string>, { subject }: Acting): void {
  if (authors.has(subject))
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben diesen Antrag erfasst oder geändert. Bitte lassen Sie eine andere Person entscheiden.',
    });
}

/** @throws grantStepNotAllowed naming what the fund asks for and nobody has confirmed */
function assertComplete(grant: Grant, fund: Fund): void {
  const open = checklistStandings(grant, fund).filter(({ isMet }) => isMet !== true);
  if (open.length > 0)
    throw new Failure('grantStepNotAllowed', { detail: `Noch nicht erfüllt: ${open.map(({ label }) => label).join('; ')}.` });
}

/** @throws grantStepNotAllowed unless exactly one tier of the fund claims the amount */
function tierOf(fund: Fund, amountCents: Cents): FundTier {
  const [tier, ...more] = tiersFor(fund.tiers, amountCents);
  if (tier && more.length === 0) return tier;
  const overlap = faultsOfTiers(fund.tiers).find(({ rule, tierIds }) => rule === 'TIER_OVERLAP' && tierIds.includes(tier?.id ?? ''));
  const why = tier ? (overlap?.sentence ?? '') : `Für ${formatEuro(amountCents)} Euro hat der Fonds keine Wertgrenze.`;
  throw at('grantStepNotAllowed', '/amountCents', `${why} Bitte lassen Sie zuerst die Wertgrenzen des Fonds klären.`.trim());
}

/** Whether the paper stands approved, by what bodies had said up to a day. */
export const isApproved = (paper: Pick<MunicipalPaper, 'kind' | 'route'>, by?: Day): boolean => {
  const saidBy = paper.route.map((station) => (by !== undefined && (station.on ?? by) > by ? { ...station, outcome: null } : station));
  return standingOf({ ...paper, route: saidBy }) === 'APPROVED';
};

/** @throws grantNeedsResolution */
function assertResolved(tier: FundTier, amountCents: Cents, decidedOn: Day, paper: MunicipalPaper | undefined): void {
  if (tier.decidedBy === 'OFFICE' || (paper && isApproved(paper, decidedOn))) return;
  const who = tier.decider ?? 'ein Gremium';
  throw at(
    'grantNeedsResolution',
    '/paperId',
    `Über ${formatEuro(amountCents)} Euro entscheidet ${who}. Bitte nennen Sie die Beschlussdrucksache, der ein Gremium bis zum ${formatDay(decidedOn)} zugestimmt hat.`,
  );
}

function assertDecisionDay({ appliedOn, fiscalYear }: Grant, decidedOn: Day, today: Day): void {
  assertPast('/decidedOn', decidedOn, today);
  if (appliedOn !== null && decidedOn < appliedOn)
    throw at('requestInvalid', '/decidedOn', `Der Antrag ist vom ${formatDay(appliedOn)}; entschieden wird frühestens an diesem Tag.`);
  if (Math.abs(yearOf(decidedOn) - fiscalYear) > 1)
    throw at('fiscalYearImplausible', '/decidedOn', `Entschieden wird im Haushaltsjahr ${fiscalYear}, im Jahr davor oder danach.`);
}

/**
 * Grants. Whether the fund has that much is for the ledger to say, in the same transaction.
 * @param paper the one named, if it is on record
 * @throws grantStepNotAllowed, fourEyesViolated, grantNeedsResolution, statusInFuture, fiscalYearImplausible
 */
export function decide(
  grant: Grant,
  input: DecideGrant,
  { fund, authors, paper }: { readonly fund: Fund; readonly authors: ReadonlySet<string>; readonly paper: MunicipalPaper | undefined },
  by: Acting,
): Grant {
  assertMayBecome(grant, 'GRANTED');
  assertOtherPerson(authors, by);
  assertDecisionDay(grant, input.decidedOn, by.today);
  assertComplete(grant, fund);
  const tier = tierOf(fund, input.amountCents);
  assertResolved(tier, input.amountCents, input.decidedOn, paper);
  return { ...grant, status: 'GRANTED', decision: { ...input, tierId: tier.id, reservationLiftedOn: null, by: sign(by) } };
}

/** @throws grantStepNotAllowed, fourEyesViolated */
export function refuse(grant: Grant, reason: string, authors: ReadonlySet<string>, by: Acting): Grant {
  assertMayBecome(grant, 'REFUSED');
  assertOtherPerson(authors, by);
  return { ...grant, status: 'REFUSED', statusReason: reason };
}

/** @throws grantStepNotAllowed */
export function withdraw(grant: Grant, reason: string): Grant {
  assertMayBecome(grant, 'WITHDRAWN');
  return { ...grant, status: 'WITHDRAWN', statusReason: reason };
}

/** @throws grantStepNotAllowed when none stands, statusInFuture */
export function liftReservation(grant: Grant, liftedOn: Day, today: Day): Grant {
  if (grant.status !== 'GRANTED') throw stepNotAllowed(grant.status);
  if (grant.decision === null || !isReserved(grant))
    throw new Failure('grantStepNotAllowed', { detail: 'Die Zuwendung steht unter keinem Vorbehalt.' });
  assertPast('/liftedOn', liftedOn, today);
  if (grant.decision.decidedOn !== null && liftedOn < grant.decision.decidedOn)
    throw at(
      'requestInvalid',
      '/liftedOn',
      `Entschieden wurde am ${formatDay(grant.decision.decidedOn)}; ein Vorbehalt entfällt frühestens dann.`,
    );
  return { ...grant, decision: { ...grant.decision, reservationLiftedOn: liftedOn } };
}

/**
 * What a confirmed movement makes of the grant it belongs to: returned when all of it was left and nothing drawn, granted
 * again when a reversal opens it.
 * @param sums of this grant, after the movement
 * @returns undefined when the grant stays as it is
 */
export function afterMovement(grant: Grant, sums: AccountSums): Grant | undefined {
  const isReturned = sums.DRAWN === 0 && sums.NOT_DRAWN > 0 && openOf(sums) === 0;
  if (grant.status === 'GRANTED' && isReturned) return { ...grant, status: 'RETURNED' };
  if (grant.status === 'RETURNED' && !isReturned) return { ...grant, status: 'GRANTED' };
  return undefined;
}

/**
 * Nothing is open, and what was drawn is proven and checked.
 * @param sums of this grant, as they stand
 * @throws grantStepNotAllowed saying what is missing
 */
export function close(grant: Grant, sums: AccountSums): Grant {
  assertMayBecome(grant, 'CLOSED');
  const proof = grant.proofOfUse;
  const missing = [
    ...(openOf(sums) === 0 ? [] : [`Von der Zuwendung sind noch ${formatEuro(openOf(sums))} Euro offen`]),
    ...(proof?.checkedOn == null ? ['Der Verwendungsnachweis ist nicht geprüft'] : []),
    ...(proof?.narrativeReceivedOn == null ? ['Der Sachbericht ist nicht eingegangen'] : []),
  ];
  if (missing.length > 0) throw new Failure('grantStepNotAllowed', { detail: `${missing.join('. ')}.` });
  return { ...grant, status: 'CLOSED' };
}

/** @throws grantStepNotAllowed unless granted, statusInFuture */
export function stateProof(grant: Grant, input: ProofOfUse, { proofWithinDays }: Fund, today: Day): Grant {
  if (grant.status !== 'GRANTED') throw stepNotAllowed(grant.status);
  for (const name of ['receivedOn', 'narrativeReceivedOn', 'checkedOn'] as const) assertPast(`/${name}`, input[name], today);
  const dueOn = input.dueOn ?? proofDueOn({ ...grant, proofOfUse: null }, proofWithinDays);
  if (dueOn === null)
    throw at(
      'requestInvalid',
      '/dueOn',
      'Der Fonds kennt keine Frist, oder das Projekt hat kein Ende. Bitte geben Sie den Fälligkeitstag an.',
    );
  if (input.checkedOn !== null && (input.receivedOn === null || input.checkedOn < input.receivedOn))
    throw at('requestInvalid', '/checkedOn', 'Geprüft wird, was eingegangen ist, und nicht vorher.');
  return { ...grant, proofOfUse: { ...input, dueOn } };
}

/** @throws grantStepNotAllowed where nothing is to be reached any more, statusInFuture */
export function stateTargets(grant: Grant, targets: Grant['targets'], today: Day): Grant {
  if (grant.status !== 'APPLIED' && grant.status !== 'GRANTED') throw stepNotAllowed(grant.status);
  assertStatementsPast(targets, today);
  return { ...grant, targets };
}
