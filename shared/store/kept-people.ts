import type { Day } from '../domain/calendar.ts';
import type { DataClass } from '../domain/retention.ts';
import { classesOver, classOf, countedFrom, heldBecause } from '../domain/retention.ts';
import type { AllianceEventStore } from './alliance-event-store.ts';
import type { DoorStore } from './door-store.ts';
import type { ParticipantAt, PersonStore } from './person-store.ts';
import type { RetentionStore } from './retention-store.ts';

export type KeptPeopleStores = {
  readonly people: PersonStore;
  readonly doors: DoorStore;
  readonly events: AllianceEventStore;
  readonly retention: RetentionStore;
};

/**
 * Names and needs as they may be shown: what is over its time reads as erased, whether anybody erased it yet or not. The
 * person's own export, the erasure and the nightly run read past this, or nobody would find what is left to erase.
 * @see docs/adr/0013-retention-offers-before-it-erases.md
 */
export function keptPeople({ people, doors, events, retention }: KeptPeopleStores, today: () => Day): PersonStore {
  async function readOver(alliance: string, eventId: string): Promise<ReadonlySet<DataClass>> {
    const [event, periods] = await Promise.all([events.find(alliance, eventId), retention.periodsOf(alliance)]);
    const found = new Set(event === undefined ? [] : classesOver(countedFrom(event.state, event.changedAt), periods, today()));
    if (found.size === 0) return found;
    return heldBecause((await retention.holdsOf(alliance)).get(eventId), today()) === null ? found : new Set();
  }

  const asking = new Map<string, Promise<ReadonlySet<DataClass>>>();

  /**
   * Classes of an event that may not be shown any more. Holds are asked for late events only; whoever asks while an answer
   * is on its way waits for that one, so that a list of names costs no more than one name.
   */
  function over(alliance: string, eventId: string): Promise<ReadonlySet<DataClass>> {
    const key = `${alliance}#${eventId}`;
    const answer = asking.get(key) ?? readOver(alliance, eventId).finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  }

  async function findShown({ alliance, eventId, ticketId }: ParticipantAt): Promise<boolean> {
    const hidden = await over(alliance, eventId);
    if (!hidden.has('REGISTRATION') && !hidden.has('PRESENCE')) return true;
    const ticket = await doors.findTicket(alliance, eventId, ticketId);
    return ticket !== undefined && !hidden.has(classOf(ticket));
  }

  async function shownTickets(alliance: string, eventId: string): Promise<ReadonlySet<string> | undefined> {
    const hidden = await over(alliance, eventId);
    if (!hidden.has('REGISTRATION') && !hidden.has('PRESENCE')) return undefined;
    const tickets = await doors.ticketsOf(alliance, eventId);
    return new Set(tickets.filter((ticket) => !hidden.has(classOf(ticket))).map(({ id }) => id));
  }

  return {
    ...people,
    async find(at) {
      const [person, isShown] = await Promise.all([people.find(at), findShown(at)]);
      return isShown ? person : undefined;
    },
    async findNeeds(at) {
      const [needs, hidden] = await Promise.all([people.findNeeds(at), over(at.alliance, at.eventId)]);
      return hidden.has('SPECIAL_NEEDS') ? undefined : needs;
    },
    async ofEvent(alliance, eventId) {
      const [named, shown] = await Promise.all([people.ofEvent(alliance, eventId), shownTickets(alliance, eventId)]);
      return shown === undefined ? named : new Map([...named].filter(([ticketId]) => shown.has(ticketId)));
    },
    async needsOfEvent(alliance, eventId) {
      const [needs, hidden] = await Promise.all([people.needsOfEvent(alliance, eventId), over(alliance, eventId)]);
      return hidden.has('SPECIAL_NEEDS') ? new Map() : needs;
    },
  };
}
