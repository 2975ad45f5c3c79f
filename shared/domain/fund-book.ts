import * as z from 'zod';
import { perMille } from './budget.ts';
import type { Day, Instant } from './calendar.ts';
import type { Fund, FundAccount, FundEntry, FundSum } from './fund.ts';
import { fundAccounts } from './fund.ts';
import type { AccountSums } from './fund-rules.ts';
import { accountSums, isReserved, openOf } from './fund-rules.ts';
import type { Grant } from './grant.ts';
import { grantStatuses } from './grant.ts';
import type { Versioned } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, sumCents } from './money.ts';
import { germanOrder, quoted } from './text.ts';

/** The book of one fund for one year: what there was, what was promised, what became of it. */

export const bookFindingRules = ['NOT_DRAWN_WITHOUT_GRANT', 'GRANTED_BEYOND_AVAILABLE', 'GRANT_DIFFERS_FROM_LEDGER'] as const;

const GrantLine = z.strictObject({
  grantId: z.string(),
  no: z.int().nullable(),
  project: z.string().nullable(),
  organisationId: z.string().nullable(),
  status: z.enum(grantStatuses).nullable(),
  isReserved: z.boolean().meta({ description: 'Ein Vorbehalt steht der Auszahlung entgegen' }),
  grantedCents: z.int(),
  drawnCents: z.int(),
  notDrawnCents: z.int(),
  openCents: z.int().meta({ description: 'Bewilligt und weder abgerufen noch als nicht abgerufen gemeldet' }),
});

const ReturnLine = z.strictObject({
  entryId: z.string(),
  amountCents: z.int(),
  cause: z.string().nullable(),
  causeYear: z.int().nullable(),
  organisationId: z.string().nullable(),
  valueDay: z.string(),
  reverses: z.string().nullable(),
});

export const FundBook = z.strictObject({
  fundId: z.string(),
  fundName: z.string(),
  fiscalYear: z.int(),
  asOf: z.string().nullable().meta({ description: 'Nach dem Tag der Wirksamkeit; null: alles Bestätigte' }),
  knownAt: z.string().nullable().meta({ description: 'Kenntnisstand in UTC; null: jetzt' }),
  basis: z.enum(['MAINTAINED_SUMS', 'LEDGER']),
  appropriationCents: z.int(),
  returnedCents: z.int(),
  returns: z.array(ReturnLine),
  availableCents: z.int().meta({ description: 'Haushaltstitel und Rückgaben' }),
  grantedCents: z.int(),
  drawnCents: z.int().meta({ description: 'Als abgerufen gebucht' }),
  notDrawnCents: z.int(),
  notDrawnWithoutGrantCents: z.int().meta({ description: 'Nicht abgerufen, ohne Aufteilung auf Zuwendungen' }),
  grantedLessNotDrawnCents: z.int().meta({ description: 'Bewilligt abzüglich nicht abgerufen' }),
  openCents: z.int().meta({ description: 'Bewilligt und weder abgerufen noch als nicht abgerufen gemeldet' }),
  remainderCents: z.int().meta({ description: 'Verfügbar abzüglich bewilligt' }),
  unspentCents: z.int().meta({ description: 'Rest des Fonds und nicht Abgerufenes zusammen' }),
  shareOfAppropriation: z
    .strictObject({ perMille: z.int(), printed: z.string(), note: z.string().nullable() })
    .nullable()
    .meta({ description: 'Bewilligt im Verhältnis zum Haushaltstitel; null ohne Haushaltstitel' }),
  accounts: z.array(z.strictObject({ account: z.enum(fundAccounts), amountCents: z.int(), bookings: z.int() })),
  grants: z.array(GrantLine),
  findings: z.array(z.strictObject({ rule: z.enum(bookFindingRules), grantId: z.string().nullable(), sentence: z.string() })),
});
export type FundBook = z.output<typeof FundBook>;
type GrantLine = z.output<typeof GrantLine>;
type Finding = FundBook['findings'][number];

/** What a book is made of; sums, entries and grants may be those of the whole fund. */
export type FundBookFacts = {
  readonly fund: Versioned<Fund>;
  readonly fiscalYear: number;
  readonly sums: readonly FundSum[];
  readonly entries: readonly Versioned<FundEntry>[];
  readonly grants: readonly Versioned<Grant>[];
  readonly asOf: Day | null;
  readonly knownAt: Instant | null;
};

/** The confirmed returns that the sums hold: up to the day, and recorded by then. */
const returnsOf = ({ entries, fiscalYear, asOf, knownAt }: FundBookFacts): FundBook['returns'] =>
  entries
    .filter(({ state }) => state.fiscalYear === fiscalYear && state.account === 'RETURN' && state.status === 'CONFIRMED')
    .filter(({ state }) => asOf === null || state.valueDay <= asOf)
    .filter(({ state }) => knownAt === null || (state.confirmedBy?.at ?? '') <= knownAt)
    .map(({ id, state: { amountCents, cause, causeYear, organisationId, valueDay, reverses } }) => ({
      entryId: id,
      amountCents,
      cause,
      causeYear,
      organisationId,
      valueDay,
      reverses,
    }));

function grantLines(sums: readonly FundSum[], grants: FundBookFacts['grants']): GrantLine[] {
  const records = new Map(grants.map((grant) => [grant.id, grant.state]));
  return [...Map.groupBy(sums, ({ grantId }) => grantId)]
    .flatMap(([grantId, own]) => {
      if (grantId === null) return [];
      const grant = records.get(grantId);
      const of = accountSums(own);
      return [
        {
          grantId,
          no: grant?.no ?? null,
          project: grant?.project ?? null,
          organisationId: grant?.organisationId ?? null,
          status: grant?.status ?? null,
          isReserved: grant !== undefined && isReserved(grant),
          grantedCents: of.GRANTED,
          drawnCents: of.DRAWN,
          notDrawnCents: of.NOT_DRAWN,
          openCents: openOf(of),
        },
      ];
    })
    .sort((a, b) => (a.no ?? 10_000) - (b.no ?? 10_000) || germanOrder.compare(a.project ?? a.grantId, b.project ?? b.grantId));
}

const tenths = (value: number): string => `${Math.trunc(value / 10)},${value % 10}\u00a0%`;

/** 142.200 of 128.900 are 110,3 %: more than the whole, which returns explain, or do not. */
function shareOf(of: AccountSums): FundBook['shareOfAppropriation'] {
  if (of.APPROPRIATION <= 0 || of.GRANTED < 0) return null;
  const share = perMille(of.GRANTED, of.APPROPRIATION);
  const beyond = of.GRANTED - of.APPROPRIATION;
  const explained =
    beyond <= of.RETURN
      ? `Rückgaben von ${formatEuro(of.RETURN)} Euro erklären das.`
      : `Rückgaben von ${formatEuro(of.RETURN)} Euro erklären das nicht ganz.`;
  const note = beyond > 0 ? `Bewilligt ist um ${formatEuro(beyond)} Euro mehr als der Haushaltstitel. ${explained}` : null;
  return { perMille: share, printed: tenths(share), note };
}

/** A decision and what the ledger holds for it differ; compared only as things stand, since records are read as of now. */
function differing(lines: readonly GrantLine[], { grants, fiscalYear, asOf, knownAt }: FundBookFacts): Finding[] {
  if (asOf !== null || knownAt !== null) return [];
  const booked = new Map(lines.map(({ grantId, grantedCents }) => [grantId, grantedCents]));
  return grants
    .filter(({ state }) => state.fiscalYear === fiscalYear)
    .flatMap(({ id, state }): Finding[] => {
      const decided = state.decision?.amountCents ?? 0;
      const inLedger = booked.get(id) ?? 0;
      if (decided === inLedger) return [];
      const sentence = `Für ${quoted(state.project)} sind ${formatEuro(decided)} Euro entschieden, gebucht sind ${formatEuro(inLedger)} Euro.`;
      return [{ rule: 'GRANT_DIFFERS_FROM_LEDGER', grantId: id, sentence }];
    });
}

function findingsOf(of: AccountSums, notDrawnWithoutGrant: Cents, lines: readonly GrantLine[], facts: FundBookFacts): Finding[] {
  const available = of.APPROPRIATION + of.RETURN;
  const found: Finding[] = [];
  if (notDrawnWithoutGrant !== 0)
    found.push({
      rule: 'NOT_DRAWN_WITHOUT_GRANT',
      grantId: null,
      sentence: `${formatEuro(notDrawnWithoutGrant)} Euro sind nicht abgerufen, ohne dass bekannt ist, bei welchen Zuwendungen: Die Aufteilung fehlt.`,
    });
  if (of.GRANTED > available)
    found.push({
      rule: 'GRANTED_BEYOND_AVAILABLE',
      grantId: null,
      sentence: `Bewilligt sind ${formatEuro(of.GRANTED)} Euro, verfügbar nur ${formatEuro(available)} Euro.`,
    });
  return [...found, ...differing(lines, facts)];
}

/** The book of a year, from the sums of the ledger; nothing in it is entered by hand. */
export function fundBook(facts: FundBookFacts, basis: FundBook['basis']): FundBook {
  const { fund, fiscalYear, asOf, knownAt } = facts;
  const sums = facts.sums.filter((sum) => sum.fundId === fund.id && sum.fiscalYear === fiscalYear);
  const of = accountSums(sums);
  const availableCents = of.APPROPRIATION + of.RETURN;
  const notDrawnWithoutGrantCents = accountSums(sums.filter(({ grantId }) => grantId === null)).NOT_DRAWN;
  const grants = grantLines(sums, facts.grants);
  const bookingsOn = (wanted: FundAccount) => sumCents(sums.filter(({ account }) => account === wanted).map(({ bookings }) => bookings));
  return {
    fundId: fund.id,
    fundName: fund.state.name,
    fiscalYear,
    asOf,
    knownAt,
    basis,
    appropriationCents: of.APPROPRIATION,
    returnedCents: of.RETURN,
    returns: returnsOf(facts),
    availableCents,
    grantedCents: of.GRANTED,
    drawnCents: of.DRAWN,
    notDrawnCents: of.NOT_DRAWN,
    notDrawnWithoutGrantCents,
    grantedLessNotDrawnCents: of.GRANTED - of.NOT_DRAWN,
    openCents: openOf(of),
    remainderCents: availableCents - of.GRANTED,
    unspentCents: availableCents - of.GRANTED + of.NOT_DRAWN,
    shareOfAppropriation: shareOf(of),
    accounts: fundAccounts.map((account) => ({ account, amountCents: of[account], bookings: bookingsOn(account) })),
    grants,
    findings: findingsOf(of, notDrawnWithoutGrantCents, grants, facts),
  };
}
