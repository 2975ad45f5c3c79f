import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import type { Decision, DoorEntry, Scan, Ticket } from '../../shared/domain/door.ts';
import { checkIn, countHeads, halfDayOf, happenedAt, OTHER_DOOR, personOfWalkIn, undo, walkInTicket } from '../../shared/domain/door.ts';
import type { Decided, KeptScan, RecordedScan } from '../../shared/store/door-store.ts';
import { contentHashOf } from '../../shared/store/door-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { DoorDeps } from './deps.ts';

/** What the entries of one batch have in common. */
export type Delivery = {
  readonly alliance: string;
  readonly eventId: AllianceEventId;
  /** The event's doors; counts are kept for these only. */
  readonly doors: readonly string[];
  readonly deviceId: string;
  readonly receivedAt: Instant;
  readonly skewSeconds: number;
  /** Subject of the token. */
  readonly by: string;
};

type Recording = Pick<DoorDeps, 'doors' | 'people' | 'keys'>;
type Of<Kind extends DoorEntry['kind']> = Extract<DoorEntry, { kind: Kind }>;
/** A decision, what it writes besides the fact, and what the fact says other than its entry does. */
type Step = { readonly decision: Decision; readonly writes: readonly Write[]; readonly as: Partial<Scan> };

/** @param fresh taken when there is no such ticket; its own put is then among the writes */
async function decideCheckIn(
  { alliance, eventId }: Delivery,
  { ticketId, door }: Of<'CHECK_IN' | 'WALK_IN'>,
  at: Instant,
  { doors }: Recording,
  fresh: () => Promise<{ ticket: Ticket | undefined; writes: readonly Write[] }>,
): Promise<Step> {
  const known = await doors.findTicket(alliance, eventId, ticketId);
  const made = known ? { ticket: known, writes: [] } : await fresh();
  const decision = checkIn(made.ticket, at, door);
  const { ticket } = decision;
  if (!ticket) return { decision, writes: [], as: { ticketId } };
  const presence = known ? doors.presenceWrite(alliance, known, ticket) : doors.ticketPut(alliance, ticket);
  return { decision, writes: [presence, ...made.writes], as: { ticketId } };
}

/** The ticket and, when somebody was named, the sealed name; an organisation alone is only counted. */
async function newWalkIn({ alliance, eventId }: Delivery, { ticketId, person }: Of<'WALK_IN'>, { people, keys }: Recording) {
  const named = person === null ? null : personOfWalkIn(person);
  const organisationMark = await keys.organisationMark(alliance, person?.organisation ?? null);
  return {
    ticket: walkInTicket({ id: ticketId, eventId }, { organisationMark, isNamed: named !== null }),
    writes: named === null ? [] : await people.writesFor({ alliance, eventId, ticketId }, named),
  };
}

const storedOf = ({ fact: { kind, outcome, count }, undoneBy }: KeptScan) => ({ kind, outcome, count, isUndone: undoneBy !== undefined });

async function decideUndo({ alliance, eventId }: Delivery, entry: Of<'UNDO'>, { doors }: Recording): Promise<Step> {
  const scan = await doors.findScan(alliance, eventId, entry.undoes);
  const ticketId = scan?.fact.ticketId ?? null;
  const ticket = ticketId === null ? undefined : await doors.findTicket(alliance, eventId, ticketId);
  const decision = undo(scan && storedOf(scan), ticket);
  const isTaken = decision.outcome === 'UNDONE' || decision.outcome === 'STILL_PRESENT';
  return {
    decision,
    writes: [
      ...(isTaken ? [doors.undoneWrite(alliance, eventId, entry.undoes, entry.scanId)] : []),
      ...(ticket && decision.ticket ? [doors.presenceWrite(alliance, ticket, decision.ticket)] : []),
    ],
    as: {
      ticketId,
      undoes: entry.undoes,
      // heads are taken back where and when they were counted
      ...(scan?.fact.outcome === 'COUNTED' ? { door: scan.fact.door, halfDay: scan.fact.halfDay } : {}),
    },
  };
}

async function decideEntry(delivery: Delivery, entry: DoorEntry, at: Instant, stores: Recording): Promise<Step> {
  switch (entry.kind) {
    case 'CHECK_IN':
      return {
        ...(await decideCheckIn(delivery, entry, at, stores, async () => ({ ticket: undefined, writes: [] }))),
        as: { ticketId: entry.ticketId, source: entry.source },
      };
    case 'WALK_IN':
      return await decideCheckIn(delivery, entry, at, stores, () => newWalkIn(delivery, entry, stores));
    case 'UNDO':
      return await decideUndo(delivery, entry, stores);
    case 'HEADS':
      return { decision: countHeads(entry.count), writes: [], as: { count: entry.count } };
  }
}

/** What a fact is compared by: its hash outlives the person, so no name is in it. */
const withoutPerson = (entry: DoorEntry): object => (entry.kind === 'WALK_IN' ? { ...entry, person: entry.person !== null } : entry);

/** Records one entry of a batch; sent again, in whatever batch, it gives the same answer and changes nothing. */
export async function recordEntry(delivery: Delivery, entry: DoorEntry, stores: Recording): Promise<RecordedScan> {
  const { alliance, eventId, deviceId, receivedAt, skewSeconds, by } = delivery;
  const { scanId, kind, scannedAt } = entry;
  const door = delivery.doors.includes(entry.door) ? entry.door : OTHER_DOOR;
  const at = happenedAt(scannedAt, skewSeconds, receivedAt);
  const decide = async (): Promise<Decided> => {
    const { decision, writes, as } = await decideEntry(delivery, { ...entry, door }, at, stores);
    const { outcome, reason, effect } = decision;
    if (outcome === 'NOT_YET') return null;
    const said = { scanId, eventId, kind, ticketId: null, undoes: null, count: 0, door, halfDay: halfDayOf(at), source: null };
    const clocks = { scannedAt, happenedAt: at, receivedAt, skewSeconds };
    return { fact: { ...said, ...clocks, deviceId, by, outcome, reason, effect, ...as }, writes };
  };
  return await stores.doors.record(alliance, eventId, scanId, contentHashOf(withoutPerson(entry)), decide);
}
