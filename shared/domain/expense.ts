import * as z from 'zod';
import type { BudgetLine as BudgetLineType } from './budget.ts';
import { BudgetLine } from './budget.ts';
import type { Day, Instant } from './calendar.ts';
import { berlinDayOf, day, fiscalYear, formatDay, yearOf } from './calendar.ts';
import { at, Failure } from './failures.ts';
import { recordHead } from './journal.ts';
import { positiveCents } from './money.ts';
import { assertAssigned, assignment, lineFor, Posting, ReportingLine, ValueDate } from './posting.ts';
import { recordId, text } from './text.ts';

export const ExpenseId = recordId<'ExpenseId'>('Ausgabe');
export type ExpenseId = z.output<typeof ExpenseId>;

export const expenseKindNames = { ORIGINAL: 'Ausgabe', REVERSAL: 'Storno', REBOOKING: 'Umbuchung', CHANGE: 'Änderung' } as const;
export const expenseKinds = Object.keys(expenseKindNames) as ['ORIGINAL', 'REVERSAL', 'REBOOKING', 'CHANGE'];
export const expenseStatusNames = { DRAFT: 'erfasst', CERTIFIED: 'festgestellt', BOOKED: 'gebucht', WITHDRAWN: 'zurückgezogen' } as const;
export type ExpenseStatus = keyof typeof expenseStatusNames;
export const expenseStatuses = Object.keys(expenseStatusNames) as [ExpenseStatus, ...ExpenseStatus[]];

const Sign = z.strictObject({ subject: z.string(), at: z.string() });
type Sign = z.output<typeof Sign>;

/** Without personal data: the supplier, who may be a person, is kept apart (`ExpensePrivate`). */
export const Expense = z.strictObject({
  kind: z.enum(expenseKinds),
  corrects: ExpenseId.nullable(),
  reason: text(500, 'Begründung').nullable(),
  postings: z.array(Posting).min(1).max(2),
  text: text(300, 'Verwendungszweck'),
  invoiceReference: text(60, 'Rechnungsnummer').nullable(),
  status: z.enum(expenseStatuses),
  enteredBy: Sign,
  editedBy: z.array(z.string()).max(50),
  factualCheck: Sign.nullable(),
  arithmeticCheck: Sign.nullable(),
  bookedBy: Sign.nullable(),
  valueDate: ValueDate.nullable(),
  hvsReference: text(60, 'HVS-Beleg').nullable(),
  /** Set when the line was taken over from an older document instead of passing through the register. */
  takenOverFrom: text(200, 'Fundstelle').nullable(),
  possibleDuplicateOf: z.array(ExpenseId).max(20),
});
export type Expense = z.output<typeof Expense>;
export const ExpenseView = Expense.extend(recordHead);

/** The only place for the supplier: one item that can be erased without touching the ledger. */
export const ExpensePrivate = z.strictObject({ supplier: text(200, 'Zahlungsempfänger').nullable() });
export const ExpenseDetailView = z.strictObject({ ...Expense.shape, ...recordHead, supplier: z.string().nullable() });

const entered = {
  amountCents: positiveCents,
  ...assignment,
  reportingLine: ReportingLine.nullable().meta({ description: 'Ohne Angabe: die Veranstaltung oder der Anlass selbst' }),
  fiscalYear: fiscalYear.nullable().meta({ description: 'Solange unbekannt: null. Verbindlich wird das Jahr der Buchung im HVS.' }),
  budgetLine: BudgetLine.nullable(),
  text: text(300, 'Verwendungszweck'),
  invoiceReference: text(60, 'Rechnungsnummer').nullable(),
  supplier: text(200, 'Zahlungsempfänger').nullable(),
};
export const EnterExpense = z.strictObject(entered).check(assertAssigned);
export type EnterExpense = z.output<typeof EnterExpense>;

export const CertifyExpense = z.strictObject({
  checks: z
    .array(z.enum(['FACTUAL', 'ARITHMETIC']))
    .min(1, { error: 'Bitte wählen Sie „sachlich richtig“, „rechnerisch richtig“ oder beides.' })
    .max(2)
    .meta({ title: 'Feststellung' }),
});
export type CertifyExpense = z.output<typeof CertifyExpense>;

export const BookExpense = z.strictObject({
  bookedOn: day('Wertstellung'),
  hvsReference: text(60, 'HVS-Beleg'),
  fiscalYear: fiscalYear
    .nullable()
    .meta({ description: 'Das Jahr, in dem das HVS gebucht hat; bei Berichtigungen null, sie bringen ihr Jahr mit' }),
  budgetLine: BudgetLine.nullable(),
});
export type BookExpense = z.output<typeof BookExpense>;

/** Whom an amount went to is shown this many years after its fiscal year; a proposal. @see docs/sources.md#retention */
const SUPPLIER_KEPT_YEARS = 10;

/** Last day on which the supplier is shown; where no fiscal year is known yet, the year it was entered in counts. */
export function supplierEndsOn({ postings, enteredBy }: Pick<Expense, 'postings' | 'enteredBy'>): Day {
  const years = postings.map((posting) => posting.fiscalYear ?? yearOf(berlinDayOf(enteredBy.at)));
  return `${Math.max(...years) + SUPPLIER_KEPT_YEARS}-12-31`;
}

export type Acting = { readonly subject: string; readonly at: Instant; readonly today: Day };

export const sign = ({ subject, at }: Acting): Sign => ({ subject, at });

const toPosting = (input: EnterExpense): Posting => ({
  amountCents: input.amountCents,
  eventId: input.eventId,
  occasion: input.occasion,
  reportingLine: lineFor(input.eventId, input.reportingLine),
  fiscalYear: input.fiscalYear,
  budgetLine: input.budgetLine,
});

/** Nobody has certified or booked yet. */
export const unsigned = { factualCheck: null, arithmeticCheck: null, bookedBy: null, valueDate: null, hvsReference: null } as const;

export function enter(input: EnterExpense, possibleDuplicateOf: readonly ExpenseId[], by: Acting): Expense {
  return {
    kind: 'ORIGINAL',
    corrects: null,
    reason: null,
    postings: [toPosting(input)],
    text: input.text,
    invoiceReference: input.invoiceReference,
    status: 'DRAFT',
    enteredBy: sign(by),
    editedBy: [],
    ...unsigned,
    takenOverFrom: null,
    possibleDuplicateOf: [...possibleDuplicateOf],
  };
}

/** Changes a draft; whatever was certified must be certified again. @throws expenseNotEditable once booked, withdrawn or a correction */
export function edit(expense: Expense, input: EnterExpense, possibleDuplicateOf: readonly ExpenseId[], by: Acting): Expense {
  if (expense.kind !== 'ORIGINAL' || (expense.status !== 'DRAFT' && expense.status !== 'CERTIFIED')) {
    throw new Failure('expenseNotEditable', {
      detail: 'Gebuchtes bleibt stehen. Bitte stornieren, umbuchen oder ändern Sie durch eine Berichtigung.',
    });
  }
  return {
    ...expense,
    postings: [toPosting(input)],
    text: input.text,
    invoiceReference: input.invoiceReference,
    status: 'DRAFT',
    editedBy: [...new Set([...expense.editedBy, by.subject])],
    ...unsigned,
    possibleDuplicateOf: [...possibleDuplicateOf],
  };
}

/**
 * Certifies as factually and/or arithmetically correct; certified is what has both.
 * @throws fourEyesViolated for whoever entered or edited it @see docs/sources.md#four-eyes
 */
export function certify(expense: Expense, { checks }: CertifyExpense, by: Acting): Expense {
  if (expense.status !== 'DRAFT')
    throw new Failure('expenseNotCertifiable', { detail: 'Nur eine erfasste Ausgabe kann festgestellt werden.' });
  if (expense.enteredBy.subject === by.subject || expense.editedBy.includes(by.subject)) {
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben diese Ausgabe erfasst oder geändert. Bitte lassen Sie sie von einer anderen Person feststellen.',
    });
  }
  const factualCheck = checks.includes('FACTUAL') ? sign(by) : expense.factualCheck;
  const arithmeticCheck = checks.includes('ARITHMETIC') ? sign(by) : expense.arithmeticCheck;
  return { ...expense, factualCheck, arithmeticCheck, status: factualCheck && arithmeticCheck ? 'CERTIFIED' : 'DRAFT' };
}

function bookedPosting(posting: Posting, kind: Expense['kind'], booking: BookExpense): Posting {
  if (kind !== 'ORIGINAL') {
    if (booking.fiscalYear !== null || booking.budgetLine !== null)
      throw at(
        'requestInvalid',
        '/fiscalYear',
        'Eine Berichtigung bringt Haushaltsjahr und Haushaltsstelle mit. Bitte lassen Sie beide leer (null).',
      );
    return posting;
  }
  const year = booking.fiscalYear ?? posting.fiscalYear;
  const budgetLine: BudgetLineType | null = booking.budgetLine ?? posting.budgetLine;
  if (year === null) throw at('requestInvalid', '/fiscalYear', 'Bitte geben Sie das Haushaltsjahr an, in dem das HVS gebucht hat.');
  if (budgetLine === null)
    throw at('requestInvalid', '/budgetLine', 'Bitte geben Sie die Haushaltsstelle an, auf der das HVS gebucht hat.');
  const bookedIn = yearOf(booking.bookedOn);
  if (year !== bookedIn && year !== bookedIn - 1) {
    throw at(
      'fiscalYearImplausible',
      '/fiscalYear',
      `Bei Wertstellung am ${formatDay(booking.bookedOn)} kann nur ${bookedIn} oder, solange die Bücher offen sind, ${bookedIn - 1} gebucht sein.`,
    );
  }
  return { ...posting, fiscalYear: year, budgetLine };
}

/**
 * Records that the book of record has booked it. From here on the amount counts and nothing of it changes.
 * @throws expenseNotBookable, fourEyesViolated, valueDateInFuture, fiscalYearImplausible, requestInvalid
 */
export function book(expense: Expense, booking: BookExpense, by: Acting): Expense {
  if (expense.status !== 'CERTIFIED')
    throw new Failure('expenseNotBookable', { detail: 'Gebucht wird, was sachlich und rechnerisch festgestellt ist.' });
  if (expense.factualCheck?.subject === by.subject || expense.arithmeticCheck?.subject === by.subject) {
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben diese Ausgabe festgestellt. Bitte lassen Sie sie von einer anderen Person buchen.',
    });
  }
  if (booking.bookedOn > by.today)
    throw at('valueDateInFuture', '/bookedOn', `Bitte geben Sie einen Tag bis heute (${formatDay(by.today)}) an.`);
  return {
    ...expense,
    postings: expense.postings.map((posting) => bookedPosting(posting, expense.kind, booking)),
    status: 'BOOKED',
    bookedBy: sign(by),
    valueDate: { kind: 'ON', day: booking.bookedOn },
    hvsReference: booking.hvsReference,
  };
}

/** Takes an unbooked expense out of the process; it stays readable. @throws expenseNotEditable */
export function withdraw(expense: Expense, reason: string): Expense {
  if (expense.status !== 'DRAFT' && expense.status !== 'CERTIFIED')
    throw new Failure('expenseNotEditable', { detail: 'Zurückziehen lässt sich nur, was noch nicht gebucht ist.' });
  return { ...expense, status: 'WITHDRAWN', reason };
}

/** A line of an older document, booked there before the register began; it keeps what the document leaves open. */
export type TakeOverExpense = Omit<EnterExpense, 'supplier' | 'reportingLine'> & {
  readonly reportingLine: ReportingLine;
  readonly valueDate: ValueDate;
  readonly takenOverFrom: string;
};

export function takeOver(input: TakeOverExpense, by: Acting): Expense {
  return {
    ...enter({ ...input, supplier: null }, [], by),
    status: 'BOOKED',
    valueDate: input.valueDate,
    takenOverFrom: input.takenOverFrom,
  };
}
