import type { Actor } from '../domain/access.ts';
import type { AllianceEvent } from '../domain/alliance-event.ts';
import type { Versioned } from '../domain/journal.ts';
import type { AllianceEventStore } from './alliance-event-store.ts';
import { eventListFor } from './alliance-event-store.ts';

/** The events of the caller's world by id: the alliance's, or only those of the own office, read from the office's list. */
export async function eventsInReach(events: AllianceEventStore, actor: Actor): Promise<Map<string, Versioned<AllianceEvent>>> {
  const { alliance, parent } = eventListFor(actor.alliance, actor.office);
  return new Map((await events.all(alliance, parent)).map((event) => [event.id, event]));
}
