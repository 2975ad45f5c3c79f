import { whenInWords, whereInWords } from '../../shared/documents/event-words.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Person } from '../../shared/domain/participant.ts';
import type { Registration, RegistrationOffer } from '../../shared/domain/registration.ts';
import type { SuccessOf } from '../../shared/http/route.ts';
import { eventParent } from '../../shared/store/keys.ts';
import { idFromLink } from '../../shared/store/link-store.ts';
import { isOver, pathOf } from './announced.ts';
import { askedOf } from './asked.ts';
import type { PublicDeps } from './deps.ts';
import type { viewOwnRegistration } from './routes.ts';

type At = { readonly allianceId: string; readonly eventId: string };

/** What a link leads to: the own registration and nothing of anybody else's. */
export type Own = {
  readonly alliance: string;
  readonly event: AllianceEvent;
  readonly offer: RegistrationOffer;
  readonly registration: Versioned<Registration>;
  readonly lead: Person;
};

/** @throws linkInvalid for a link that is not one of ours, and once the person was erased */
export async function ownRegistration(deps: PublicDeps, { allianceId: alliance, eventId }: At, link: string): Promise<Own> {
  const registrationId = await idFromLink(deps.keys, 'registration', alliance, eventId, link);
  const [event, offer, registration] = await Promise.all([
    deps.events.find(alliance, eventId),
    deps.offers.find(alliance, eventId),
    deps.registrations.find(alliance, registrationId),
  ]);
  const ticketId = registration?.state.tickets[0];
  const lead = ticketId === undefined ? undefined : await deps.people.find({ alliance, eventId, ticketId });
  if (!event || !offer || !registration || !lead) throw new Failure('linkInvalid');
  return { alliance, event: event.state, offer: offer.state, registration, lead };
}

const isOpen = ({ event, registration }: Own, now: Instant): boolean =>
  registration.state.status !== 'WITHDRAWN' && event.status !== 'CANCELLED' && !isOver(event, now);

/** @throws linkInvalid after withdrawal; registrationClosed once the event is over or cancelled */
export function assertOpen(own: Own, now: Instant): void {
  if (own.registration.state.status === 'WITHDRAWN') throw new Failure('linkInvalid', { detail: 'Diese Anmeldung ist schon abgesagt.' });
  if (!isOpen(own, now))
    throw new Failure('registrationClosed', {
      detail: 'Die Veranstaltung ist vorbei oder abgesagt; die Anmeldung lässt sich nicht mehr ändern.',
    });
}

export const consentsInForce = ({ consents }: Registration): Registration['consents'][number]['kind'][] =>
  consents.filter(({ revokedAt }) => revokedAt === null).map(({ kind }) => kind);

const beforeInWords = (count: number): string => {
  if (count === 0) return 'Vor Ihnen wartet niemand.';
  return count === 1 ? 'Vor Ihnen wartet 1 Gruppe.' : `Vor Ihnen warten ${count} Gruppen.`;
};

async function statusInWords({ registrations }: PublicDeps, { alliance, event, registration: { id, state } }: Own): Promise<string> {
  if (event.status === 'CANCELLED') return 'Die Veranstaltung ist abgesagt.';
  if (state.status === 'WITHDRAWN') return 'Ihre Anmeldung ist abgesagt.';
  if (state.status === 'REGISTERED')
    return state.tickets.length === 1 ? 'Sie sind angemeldet.' : `Ihre Gruppe mit ${state.tickets.length} Personen ist angemeldet.`;
  const all = await registrations.all(alliance, eventParent(alliance, state.eventId));
  const waiting = all.filter((one) => one.state.status === 'WAITLISTED');
  const before = waiting.findIndex((one) => one.id === id);
  return `Sie stehen auf der Warteliste. ${before < 0 ? '' : beforeInWords(before)}`.trim();
}

/** The caller's own data as they are stored now. */
export async function viewOf(deps: PublicDeps, own: Own, now: Instant): Promise<SuccessOf<typeof viewOwnRegistration>> {
  const { alliance, event, offer, registration, lead } = own;
  const { eventId, tickets, status } = registration.state;
  const [leadTicket = '', ...others] = tickets;
  const [needs, statusText, periods, ...companions] = await Promise.all([
    deps.people.findNeeds({ alliance, eventId, ticketId: leadTicket }),
    statusInWords(deps, own),
    deps.retention.periodsOf(alliance),
    ...others.map((ticketId) => deps.people.find({ alliance, eventId, ticketId })),
  ]);
  const headOf = (ticketId: string, person: Person | undefined) => ({
    ticketId,
    title: person?.title ?? null,
    givenName: person?.givenName ?? null,
    familyName: person?.familyName ?? null,
  });
  return {
    event: {
      title: event.title,
      when: whenInWords(event.dates),
      where: whereInWords(event),
      isCancelled: event.status === 'CANCELLED',
      contact: offer.contact,
      page: offer.isPublic ? pathOf(alliance, eventId) : null,
    },
    status,
    statusText,
    isOpen: isOpen(own, now),
    heads: [headOf(leadTicket, lead), ...others.map((ticketId, index) => headOf(ticketId, companions[index]))],
    email: lead.email ?? '',
    organisation: lead.organisation,
    function: lead.function,
    answers: lead.answers,
    needs: needs?.needs ?? null,
    consents: consentsInForce(registration.state),
    asked: askedOf(offer, periods),
  };
}
