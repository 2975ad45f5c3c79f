import type { Ticket } from '../../shared/domain/door.ts';
import { isPresent } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { fullName, MASKED_NAME } from '../../shared/domain/participant.ts';

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
