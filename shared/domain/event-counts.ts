import type { StatedFigure } from './attendance.ts';
import { headcount } from './attendance.ts';
import type { DoorCounts } from './door.ts';
import type { Seats } from './seats.ts';
import type { SmallNumberRule } from './small-numbers.ts';
import { isPublishable } from './small-numbers.ts';

/** What one event can tell: a number, null for unknown, or WITHHELD because it is too small to be published. */
export type Told = number | null | 'WITHHELD';

export type EventCounts = {
  readonly registered: Told;
  readonly present: Told;
  readonly walkIns: Told;
  readonly noShows: Told;
  readonly waiting: Told;
  readonly places: Told;
};

/** What the register knows of an event's places and door; null where there is none. */
export type Standing = { readonly seats: Seats; readonly reserved: number; readonly counts: DoorCounts } | null;

/** A door at which nothing was ever recorded says nothing about who came. */
const wasUsed = ({ heads, ...sums }: DoorCounts): boolean => Object.values(sums).some((sum) => sum !== 0) || Object.keys(heads).length > 0;

/**
 * Counts of one event as they are.
 * @param isOver its last day lies in the past; before that nobody is missing
 */
export function eventCounts(standing: Standing, isOver: boolean): EventCounts {
  if (standing === null) return { registered: null, present: null, walkIns: null, noShows: null, waiting: null, places: null };
  const { seats, reserved, counts } = standing;
  const used = wasUsed(counts);
  const registered = Math.max(0, seats.taken - reserved);
  return {
    registered,
    present: used ? counts.present : null,
    walkIns: used ? counts.walkIns : null,
    noShows: used && isOver ? Math.max(0, registered - (counts.present - counts.walkIns)) : null,
    waiting: seats.waiting,
    places: seats.capacity,
  };
}

const known = (...told: readonly Told[]): number[] => told.filter((one) => typeof one === 'number');

/**
 * The same as it may be published: presence when it is no small number; registered, walk-ins and no-shows only when
 * none of the three groups behind them (registered and came, came unregistered, registered and stayed away) is small.
 * What is withheld enters no sum, so that no two answers differ by a small number. Waiting and places are internal.
 */
export function publishedCounts({ registered, present, walkIns, noShows }: EventCounts, rule: SmallNumberRule): EventCounts {
  const [came = null] = known(present).map((heads) => heads - (known(walkIns)[0] ?? 0));
  const stayedAway = came === null ? known(registered) : known(registered).map((heads) => Math.max(0, heads - came));
  const groups = [...(came === null ? [] : [came]), ...known(walkIns), ...known(noShows), ...stayedAway];
  const isSplitFree = groups.every((heads) => isPublishable(heads, rule));
  const split = (told: Told): Told => (told === null || isSplitFree ? told : 'WITHHELD');
  return {
    registered: split(registered),
    present: present === null || known(present).every((heads) => isPublishable(heads, rule)) ? present : 'WITHHELD',
    walkIns: split(walkIns),
    noShows: split(noShows),
    waiting: null,
    places: null,
  };
}

/**
 * Stated figures as they may be published: none that is itself a small number, and no joint one that leaves a small
 * number for the events of it that have none of their own.
 */
export function publishedFigures(figures: readonly StatedFigure[], rule: SmallNumberRule): StatedFigure[] {
  const isSmall = (value: number) => !isPublishable(Math.max(0, value), rule);
  const large = figures.filter(
    ({ figure: { subject, value, qualifier } }) =>
      subject === 'PERSONS' && (value === null || qualifier === 'MORE_THAN' || isPublishable(value, rule)),
  );
  return large.filter((joint) => {
    const { value, eventIds, qualifier } = joint.figure;
    if (value === null || eventIds.length === 1 || qualifier === 'MORE_THAN') return true;
    const parts = headcount(
      'PERSONS',
      eventIds,
      large.filter((other) => other !== joint && other.figure.eventIds.length < eventIds.length),
    );
    const rest = value - large.filter(({ id }) => parts.figureIds.includes(id)).reduce((sum, { figure }) => sum + (figure.value ?? 0), 0);
    return parts.figureIds.length === 0 || parts.eventsWithoutFigure === 0 || !isSmall(rest);
  });
}
