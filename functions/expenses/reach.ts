import type { Actor } from '../../shared/domain/access.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Acting, Expense, ExpenseId } from '../../shared/domain/expense.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import type { InvoiceMark } from '../../shared/store/expense-store.ts';
import type { ExpenseDeps } from './deps.ts';

export const actingBy = ({ subject, at: instant }: Authorship): Acting => ({ subject, at: instant, today: berlinDayOf(instant) });

/** Whether every event the postings touch lies in the caller's area; for a regional caller an expense without an event does not. */
async function reachable({ events }: Pick<ExpenseDeps, 'events'>, actor: Actor, postings: readonly Posting[]): Promise<boolean> {
  if (actor.office === null) return true;
  const found = await Promise.all(postings.map(({ eventId }) => (eventId === null ? undefined : events.find(actor.alliance, eventId))));
  return found.every((event) => event !== undefined && mayEnter(actor, event.state.responsibleOffice));
}

/** The expense, if it lies in the caller's world. @throws expenseNotFound also for another office's expense */
export async function expenseFor(
  deps: Pick<ExpenseDeps, 'events' | 'expenses'>,
  actor: Actor,
  expenseId: string,
): Promise<Versioned<Expense>> {
  const expense = await deps.expenses.get(actor.alliance, expenseId);
  if (!(await reachable(deps, actor, expense.state.postings))) throw new Failure('expenseNotFound');
  return expense;
}

/** Of possible duplicates those that the caller may know of: another office's expense is not named, not even by its id. */
export async function knownDuplicates(
  deps: Pick<ExpenseDeps, 'events' | 'expenses'>,
  actor: Actor,
  mark: InvoiceMark,
  except?: string,
): Promise<ExpenseId[]> {
  const found = await deps.expenses.possibleDuplicates(actor.alliance, mark, except);
  if (actor.office === null) return found;
  const expenses = await Promise.all(found.map((id) => deps.expenses.get(actor.alliance, id)));
  const known = await Promise.all(expenses.map(({ state }) => reachable(deps, actor, state.postings)));
  return found.filter((_, index) => known[index]);
}

/** @throws officeNotYours, relatedEventNotFound, allianceEventNotOpen when money may not be put there by this caller */
export async function assertAssignable(
  { events }: Pick<ExpenseDeps, 'events'>,
  actor: Actor,
  eventId: string | null,
  pointer = '/eventId',
): Promise<void> {
  if (eventId === null) {
    if (actor.office !== null)
      throw at(
        'officeNotYours',
        pointer,
        'Ausgaben ohne Veranstaltung erfasst die Geschäftsstelle. Bitte wählen Sie eine Veranstaltung Ihres Amtes.',
      );
    return;
  }
  const event = await events.find(actor.alliance, eventId);
  if (!event || !mayEnter(actor, event.state.responsibleOffice))
    throw at('relatedEventNotFound', pointer, 'Bitte wählen Sie eine Veranstaltung aus Ihrem Bereich.');
  if (event.state.ownership === 'NOT_OURS')
    throw at('allianceEventNotOpen', pointer, 'Das ist keine Veranstaltung des Bündnisses; sie trägt keine Ausgaben.');
}

/** What the events of booking say about the postings: where the money went, without the labels. */
export const postingsInShort = (postings: readonly Posting[], keyOf: (line: NonNullable<Posting['budgetLine']>) => string) =>
  postings.map(({ amountCents, eventId, occasion, fiscalYear, budgetLine }) => ({
    amountCents,
    eventId,
    occasion,
    fiscalYear,
    budgetLine: budgetLine === null ? null : keyOf(budgetLine),
  }));
