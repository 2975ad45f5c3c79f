import type { Seat } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { Failure } from './failures.ts';
import type { Versioned } from './journal.ts';
import type { Meeting, Presence } from './meeting.ts';

/**
 * Who was there, on which seat and when. Clock times are counted in minutes from the beginning of the meeting, so that one
 * that ends after midnight has a length: up to twelve hours before it are before, everything else is after.
 */
const HALF_DAY = 720;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
export function minutesBetween(from: string, to: string): number {
  const minutes = (minutesOf(to) - minutesOf(from) + 2 * HALF_DAY) % (2 * HALF_DAY);
  return minutes > HALF_DAY ? minutes - 2 * HALF_DAY : minutes;
}

type Times = { readonly actualStart: string; readonly actualEnd: string };

/** From arrival to departure, in minutes from the beginning. */
export function stay({ arrivedAt, leftAt }: Presence, { actualStart, actualEnd }: Times): { from: number; to: number } {
  return { from: minutesBetween(actualStart, arrivedAt ?? actualStart), to: minutesBetween(actualStart, leftAt ?? actualEnd) };
}

export const isVoting = ({ group }: Presence): boolean => group === 'VOTING';

/** One for each seat that had a vote; whoever relieves somebody on it does not bring a second one. */
export const votingSeats = (presence: readonly Presence[]): Presence[] => [
  ...new Map(
    presence
      .filter(isVoting)
      .reverse()
      .map((one) => [one.seatId, one]),
  ).values(),
];
export const votingPresent = ({ presence }: Pick<Meeting, 'presence'>): number => votingSeats(presence).length;

/** Whether the seat may have been theirs on the day; a succession without a day leaves every holder possible. */
export const mayHold = ({ holdings }: Seat, personId: string, on: Day): boolean =>
  holdings.some((holding) => holding.personId === personId && (!holding.dated || ((holding.from ?? on) <= on && on <= (holding.to ?? on))));

type Refusal = { readonly pointer: string; readonly detail: string };
type Reason = readonly [field: keyof Presence, detail: string];

/** What one entry says that cannot be. */
function faultOf(one: Presence, seat: Seat | undefined, known: ReadonlySet<string>, times: Times): Reason | undefined {
  const { personId, seatId, substituteForPersonId, group, arrivedAt, leftAt } = one;
  const { from, to } = stay(one, times);
  if (!known.has(personId)) return ['personId', 'Diese Person ist nicht erfasst, oder ein anderer Datensatz steht für sie.'];
  if (seatId !== null && !seat) return ['seatId', 'Diesen Sitz hat das Gremium nicht.'];
  if (group === 'GUEST' && seatId !== null) return ['seatId', 'Ein Gast sitzt auf keinem Sitz des Gremiums.'];
  if (group === 'VOTING' && seat?.group !== 'VOTING')
    return ['seatId', 'Wer mitstimmt, sitzt auf einem stimmberechtigten Sitz. Bitte wählen Sie den Sitz.'];
  if (arrivedAt !== null && leftAt !== null && to <= from)
    return ['leftAt', 'Gegangen wird nach dem Kommen. Bitte prüfen Sie die Uhrzeiten.'];
  if (substituteForPersonId === null) return undefined;
  if (seatId === null) return ['seatId', 'Wer vertritt, sitzt auf dem Sitz des abwesenden Mitglieds. Bitte wählen Sie den Sitz.'];
  if (substituteForPersonId === personId) return ['substituteForPersonId', 'Niemand vertritt sich selbst.'];
  return known.has(substituteForPersonId)
    ? undefined
    : ['substituteForPersonId', 'Die vertretene Person ist nicht erfasst, oder ein anderer Datensatz steht für sie.'];
}

const overlap = (one: { from: number; to: number }, other: { from: number; to: number }): boolean =>
  one.from < other.to && other.from < one.to;

/** What one entry says that cannot be beside an earlier one. */
function conflict(one: Presence, earlier: Presence, times: Times): Reason | undefined {
  if (one.personId === earlier.personId) return ['personId', 'Diese Person steht schon in der Liste.'];
  if (!overlap(stay(one, times), stay(earlier, times))) return undefined;
  if (one.substituteForPersonId === earlier.personId || earlier.substituteForPersonId === one.personId)
    return ['substituteForPersonId', 'Die vertretene Person war zur selben Zeit selbst anwesend.'];
  return isVoting(one) && isVoting(earlier) && one.seatId === earlier.seatId
    ? ['seatId', 'Auf diesem Sitz stimmt zur selben Zeit schon jemand anderes mit.']
    : undefined;
}

/**
 * @param known ids of persons that are recorded and not merged into another, of those the list names
 * @throws presenceInvalid naming every entry that cannot be
 */
export function assertPresence(
  presence: readonly Presence[],
  times: Times,
  seats: readonly Versioned<Seat>[],
  known: ReadonlySet<string>,
): void {
  if (minutesBetween(times.actualStart, times.actualEnd) <= 0)
    throw refused([{ pointer: '/actualEnd', detail: 'Das Ende liegt nicht nach dem Beginn. Bitte prüfen Sie die Uhrzeiten.' }]);
  const seatOf = new Map(seats.map(({ id, state }) => [id, state]));
  const faults = presence.flatMap((one, index): Refusal[] => {
    const seat = one.seatId === null ? undefined : seatOf.get(one.seatId);
    const reason =
      faultOf(one, seat, known, times) ??
      presence.slice(0, index).reduce<Reason | undefined>((found, earlier) => found ?? conflict(one, earlier, times), undefined);
    return reason ? [{ pointer: `/presence/${index}/${reason[0]}`, detail: reason[1] }] : [];
  });
  if (faults.length > 0) throw refused(faults);
}

const refused = (faults: readonly Refusal[]): Failure => new Failure('presenceInvalid', { detail: faults[0]?.detail ?? '', faults });
