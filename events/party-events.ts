import type { DomainEvent } from '../shared/domain/journal.ts';
import type { Invitation, Registration } from '../shared/domain/registration.ts';
import { invitationUsed } from './invitation-used.ts';
import { partyMovedUp } from './party-moved-up.ts';
import { partyRegistered } from './party-registered.ts';
import { partyWithdrawn } from './party-withdrawn.ts';

/** What the journal says of each step of a party, for whoever lets parties enter or leave. */
export const partyEvents = {
  registered: ({ eventId, tickets, status, origin }: Registration): DomainEvent =>
    partyRegistered({ eventId, heads: tickets.length, status: status === 'WAITLISTED' ? 'WAITLISTED' : 'REGISTERED', origin }),
  movedUp: ({ eventId, tickets }: Registration): DomainEvent => partyMovedUp({ eventId, heads: tickets.length }),
  withdrawn: ({ eventId, tickets, withdrawnBy }: Registration): DomainEvent =>
    partyWithdrawn({ eventId, heads: tickets.length, withdrawnBy: withdrawnBy ?? 'OFFICE' }),
  invitationUsed: ({ eventId, places, used }: Invitation): DomainEvent => invitationUsed({ eventId, places, used }),
};
