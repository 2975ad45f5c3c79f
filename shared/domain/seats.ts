import type { Registration } from './registration.ts';

/**
 * Places of one event, counted in heads. `taken` holds registered parties and what invitations keep free; it never
 * exceeds `capacity` by a registration, only by the office lowering the capacity.
 */
export type Seats = { readonly capacity: number | null; readonly taken: number; readonly waiting: number };

export const noSeats: Seats = { capacity: null, taken: 0, waiting: 0 };

export const freeSeats = ({ capacity, taken }: Seats): number | null => (capacity === null ? null : Math.max(0, capacity - taken));

const fits = (seats: Seats, heads: number): boolean => (freeSeats(seats) ?? heads) >= heads;

/**
 * Whether a new party gets its places at once. While others wait nobody overtakes them: a newcomer then goes to the end
 * of the list, and moves up at once when no one before fits.
 */
export const placeOf = (seats: Seats, heads: number): 'REGISTERED' | 'WAITLISTED' =>
  seats.waiting === 0 && fits(seats, heads) ? 'REGISTERED' : 'WAITLISTED';

/** The first party, in the order of registration, that fits whole into what is free; a larger one before it keeps its rank. */
export const nextUp = <Waiting extends { readonly state: Registration }>(seats: Seats, waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.find(({ state }) => fits(seats, state.tickets.length));
