import type { AllianceEvent, EventDates } from '../../shared/domain/alliance-event.ts';
import { berlinInstant } from '../../shared/domain/calendar.ts';
import type { Seats } from '../../shared/domain/seats.ts';
import { freeSeats } from '../../shared/domain/seats.ts';

export type Described = {
  readonly event: AllianceEvent;
  readonly url: string;
  readonly organiser: string;
  readonly description: string | null;
  readonly seats: Seats;
  readonly takesRegistrations: boolean;
};

/** A day stays a day; a clock time becomes the instant it is in Europe/Berlin. */
const pointOf = (day: string, time: string | null): string => (time === null ? day : (berlinInstant(day, time) ?? day));

const datesOf = ({ from, to, startTime, endTime }: EventDates): object =>
  from === null || to === null ? {} : { startDate: pointOf(from, startTime), endDate: startTime === null ? to : pointOf(to, endTime) };

function statusOf({ status, movedFrom }: AllianceEvent): object {
  const before = movedFrom?.from ? { previousStartDate: pointOf(movedFrom.from, movedFrom.startTime) } : {};
  if (status === 'CANCELLED') return { eventStatus: 'https://schema.org/EventCancelled', ...before };
  if (movedFrom === null) return { eventStatus: 'https://schema.org/EventScheduled' };
  return { eventStatus: 'https://schema.org/EventRescheduled', ...before };
}

const locationOf = ({ place }: AllianceEvent): object =>
  place === null
    ? {}
    : {
        location: {
          '@type': 'Place',
          name: place.facility ?? place.name,
          address: { '@type': 'PostalAddress', addressLocality: place.name, addressCountry: 'DE' },
        },
      };

function offersOf({ url, seats, takesRegistrations }: Described): object {
  const free = freeSeats(seats);
  if (!takesRegistrations || free === 0 || seats.waiting > 0) return {};
  return {
    offers: { '@type': 'Offer', url, availability: 'https://schema.org/InStock' },
    ...(free === null ? {} : { maximumAttendeeCapacity: seats.capacity, remainingAttendeeCapacity: free }),
  };
}

/**
 * The event for search engines and calendars (schema.org/Event). Free places are told only while there are some.
 * @see https://schema.org/Event
 */
export const structuredEvent = (described: Described): object => ({
  '@context': 'https://schema.org',
  '@type': 'Event',
  name: described.event.title,
  ...(described.description === null ? {} : { description: described.description }),
  url: described.url,
  ...datesOf(described.event.dates),
  ...statusOf(described.event),
  ...locationOf(described.event),
  organizer: { '@type': 'Organization', name: described.organiser },
  ...offersOf(described),
});
