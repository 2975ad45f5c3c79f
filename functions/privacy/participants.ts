import type * as z from 'zod';
import type { Day } from '../../shared/domain/calendar.ts';
import { fullName } from '../../shared/domain/participant.ts';
import type { CaseParticipant, Participation } from '../../shared/domain/privacy.ts';
import type { LegalHold } from '../../shared/domain/retention.ts';
import { heldBecause } from '../../shared/domain/retention.ts';
import { cancelledAtOf, eventsOfCase } from '../../shared/store/privacy-export.ts';
import type { PrivacyDeps } from './deps.ts';

/** Participations as the office sees them; what no longer has a ticket is left out. */
export async function participantsOf(
  { events, doors, people, registrations, retention }: PrivacyDeps,
  alliance: string,
  participants: readonly Participation[],
  today: Day,
): Promise<z.output<typeof CaseParticipant>[]> {
  const [about, holds] = await Promise.all([
    eventsOfCase(
      events,
      alliance,
      participants.map(({ eventId }) => eventId),
    ),
    retention.holdsOf(alliance),
  ]);
  const seen = await Promise.all(
    participants.map(async (one) => {
      const event = about.get(one.eventId);
      const [ticket, person] = await Promise.all([
        doors.findTicket(alliance, one.eventId, one.ticketId),
        people.find({ alliance, ...one }),
      ]);
      if (!event || !ticket) return [];
      const isCancelled = ticket.status === 'CANCELLED';
      const registration =
        isCancelled && ticket.registrationId !== null ? await registrations.find(alliance, ticket.registrationId) : undefined;
      return [
        {
          ...one,
          eventTitle: event.title,
          dates: event.dates,
          name: person ? fullName(person) : null,
          organisation: person?.organisation ?? null,
          isErased: !person,
          isMasked: ticket.isMasked,
          isCancelled,
          cancelledAt: cancelledAtOf(registration),
          heldBecause: heldBecause(holds.get(one.eventId) as LegalHold | undefined, today),
        },
      ];
    }),
  );
  return seen.flat();
}
