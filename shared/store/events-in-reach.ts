import type { Actor } from '../domain/access.ts';
import { mayEnter } from '../domain/access.ts';
import type { AllianceEvent } from '../domain/alliance-event.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Versioned } from '../domain/journal.ts';
import type { AllianceEventStore } from './alliance-event-store.ts';

/** The events of the caller's world by id: the alliance's, or those of the own office. */
export async function eventsInReach(
  events: AllianceEventStore,
  actor: Actor,
  knownAt?: Instant,
): Promise<Map<string, Versioned<AllianceEvent>>> {
  const all = knownAt === undefined ? await events.all(actor.alliance) : await events.allKnownAt(actor.alliance, knownAt);
  return new Map(all.filter(({ state }) => mayEnter(actor, state.responsibleOffice)).map((event) => [event.id, event]));
}
