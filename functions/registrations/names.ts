import type { Ticket } from '../../shared/domain/door.ts';
import { isPresent } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { answersInOrder, fullName, MASKED_NAME } from '../../shared/domain/participant.ts';
import type { Question, Registration } from '../../shared/domain/registration.ts';
import type { PersonStore } from '../../shared/store/person-store.ts';

/** A head as staff read it. @param person undefined for a companion without a name, and once the person was erased */
export function listedHead(ticketId: string, ticket: Ticket | undefined, person: Person | undefined, wasNamed: boolean) {
  const isMasked = ticket?.isMasked ?? false;
  const shown = isMasked ? undefined : person;
  return {
    ticketId,
    name: isMasked ? MASKED_NAME : shown ? fullName(shown) : null,
    organisation: shown?.organisation ?? null,
    isMasked,
    isErased: wasNamed && !person,
    present: ticket !== undefined && isPresent(ticket),
  };
}

/** What the one who registered answered, under the questions as they are worded now. */
export function answersOf(questions: readonly Question[], lead: Ticket | undefined, named: ReadonlyMap<string, Person>) {
  const person = lead && !lead.isMasked ? named.get(lead.id) : undefined;
  return answersInOrder(questions, person?.answers ?? []);
}

/** The heads of one party in their order; undefined for whoever has no name, or none any more. */
export const personsOf = (
  people: PersonStore,
  alliance: string,
  { eventId, tickets }: Registration,
): Promise<readonly (Person | undefined)[]> => Promise.all(tickets.map((ticketId) => people.find({ alliance, eventId, ticketId })));
