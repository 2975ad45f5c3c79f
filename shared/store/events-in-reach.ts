import type { Actor } from '../domain/access.ts';
import { mayEnter } from '../domain/access.ts';
import type { AllianceEvent } from '../domain/alliance-event.ts';
import { Failure } from '../domain/failures.ts';
import type { Versioned } from '../domain/journal.ts';
import type { AllianceEventStore } from './alliance-event-store.ts';
import { eventListFor } from './alliance-event-store.ts';

/** The events of the caller's world by id: the alliance's, or only those of the own office, read from the office's list. */
export async function eventsInReach(events: AllianceEventStore, actor: Actor): Promise<Map<string, Versioned<AllianceEvent>>> {
  const { alliance, parent } = eventListFor(actor.alliance, actor.office);
  return new Map((await events.all(alliance, parent)).map((event) => [event.id, event]));
}

/** The event, if it lies in the caller's world. @throws allianceEventNotFound also for another office's event */
export async function eventFor(
  events: AllianceEventStore,
  actor: Actor,
  eventId: string,
  knownAt?: string,
): Promise<Versioned<AllianceEvent>> {
  const event = await events.get(actor.alliance, eventId);
  if (!mayEnter(actor, event.state.responsibleOffice)) throw new Failure('allianceEventNotFound');
  return knownAt === undefined ? event : await events.getKnownAt(actor.alliance, eventId, knownAt);
}
