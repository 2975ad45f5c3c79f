import * as z from 'zod';
import { BudgetLine } from './budget.ts';
import { fiscalYear } from './calendar.ts';
import type { Acting, Expense, ExpenseId } from './expense.ts';
import { sign, unsigned } from './expense.ts';
import { Failure } from './failures.ts';
import { amountCents } from './money.ts';
import type { Posting } from './posting.ts';
import { assertAssigned, assignment, lineFor, ReportingLine } from './posting.ts';
import { text } from './text.ts';

const target = { ...assignment, reportingLine: ReportingLine.nullable(), fiscalYear, budgetLine: BudgetLine };
export const CorrectExpense = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('REVERSAL'), reason: text(500, 'Begründung') }),
  z.strictObject({
    kind: z.literal('CHANGE'),
    reason: text(500, 'Begründung'),
    differenceCents: amountCents.refine((cents) => cents !== 0, { error: 'Eine Änderung um 0 ändert nichts.' }),
  }),
  z.strictObject({ kind: z.literal('REBOOKING'), reason: text(500, 'Begründung'), to: z.strictObject(target).check(assertAssigned) }),
]);
export type CorrectExpense = z.output<typeof CorrectExpense>;

const negated = (posting: Posting): Posting => ({ ...posting, amountCents: posting.amountCents === 0 ? 0 : -posting.amountCents });

function correctedPostings(original: Expense, correction: CorrectExpense): Posting[] {
  const last = original.postings.at(-1);
  if (!last) throw new Error('an expense without a posting');
  switch (correction.kind) {
    case 'REVERSAL':
      return original.postings.map(negated);
    case 'CHANGE':
      return [{ ...last, amountCents: correction.differenceCents }];
    case 'REBOOKING': {
      const { eventId, occasion, fiscalYear, budgetLine } = correction.to;
      const staysPut = eventId === last.eventId && occasion === last.occasion;
      const reportingLine = lineFor(eventId, correction.to.reportingLine ?? (staysPut ? last.reportingLine : null));
      return [negated(last), { amountCents: last.amountCents, eventId, occasion, reportingLine, fiscalYear, budgetLine }];
    }
  }
}

/**
 * A correction is an expense of its own that names the first: a negative twin, a pair that moves the amount, or the
 * difference. It passes through the same hands before it counts.
 * @throws expenseNotCorrectable for what is not booked, and for a reversal itself
 */
export function correct(original: Expense, id: ExpenseId, correction: CorrectExpense, by: Acting): Expense {
  if (original.status !== 'BOOKED')
    throw new Failure('expenseNotCorrectable', {
      detail: 'Berichtigt wird nur, was gebucht ist. Eine erfasste Ausgabe können Sie ändern oder zurückziehen.',
    });
  if (original.kind === 'REVERSAL')
    throw new Failure('expenseNotCorrectable', { detail: 'Ein Storno wird nicht berichtigt. Bitte erfassen Sie die Ausgabe neu.' });
  return {
    kind: correction.kind,
    corrects: id,
    reason: correction.reason,
    postings: correctedPostings(original, correction),
    text: original.text,
    invoiceReference: original.invoiceReference,
    status: 'DRAFT',
    enteredBy: sign(by),
    editedBy: [],
    ...unsigned,
    takenOverFrom: null,
    possibleDuplicateOf: [],
  };
}

/** Reversing and rebooking settle an entry for good: after that only the newest entry of the chain is corrected. */
export const settles = (expense: Expense): boolean => expense.kind === 'REVERSAL' || expense.kind === 'REBOOKING';
