import { nameOn } from '../../shared/domain/alliance.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { RegistrationOffer } from '../../shared/domain/registration.ts';
import { settings } from '../../shared/platform/settings.ts';
import type { AnnouncementDeps } from './deps.ts';

/** An event whose office made it public. */
export type Announced = { readonly event: Versioned<AllianceEvent>; readonly offer: RegistrationOffer };

export const pathOf = (alliance: string, eventId?: string): string => `/termine/${alliance}${eventId === undefined ? '' : `/${eventId}`}`;
export const addressOf = (alliance: string, eventId?: string): string => `${settings.publicAddress()}${pathOf(alliance, eventId)}`;

/** What is not public answers like what does not exist, whichever part is missing. @throws allianceEventNotFound */
export async function announcedEvent({ events, offers }: AnnouncementDeps, alliance: string, eventId: string): Promise<Announced> {
  const [event, offer] = await Promise.all([events.find(alliance, eventId), offers.find(alliance, eventId)]);
  if (!event || !offer?.state.isPublic) throw new Failure('allianceEventNotFound');
  return { event, offer: offer.state };
}

export type Programme = { readonly allianceName: string; readonly announced: readonly Announced[] };

/** Every public event of an alliance by its first day, past ones too. @throws allianceNotFound */
export async function programmeOf({ alliances, events, offers }: AnnouncementDeps, alliance: string, now: Instant): Promise<Programme> {
  const [record, everyOffer] = await Promise.all([alliances.find(alliance, alliance), offers.all(alliance)]);
  if (!record) throw new Failure('allianceNotFound');
  const announced = await Promise.all(
    everyOffer
      .filter(({ state }) => state.isPublic)
      .map(async ({ id, state }) => {
        const event = await events.find(alliance, id);
        return event ? [{ event, offer: state }] : [];
      }),
  );
  const firstDay = ({ event }: Announced): string => event.state.dates.from ?? '9999';
  return {
    allianceName: nameOn(record.state, berlinDayOf(now)),
    announced: announced.flat().sort((a, b) => firstDay(a).localeCompare(firstDay(b))),
  };
}

/** Whether its last day has passed in Europe/Berlin; what has no date is still to come. */
export const isOver = ({ dates }: Pick<AllianceEvent, 'dates'>, now: Instant): boolean => dates.to !== null && dates.to < berlinDayOf(now);
