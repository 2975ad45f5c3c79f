import type { ConsumerRow } from '../../shared/http/consumer.ts';
import type { PeopleNeed, RouteRow, TableNeed } from '../../shared/http/route.ts';
import { tableNeeds } from '../../shared/http/route.ts';

/** From none to the widest: each may do what the one before it may, and more. */
export const peopleNeeds = ['none', 'read', 'write', 'erase'] as const satisfies readonly (PeopleNeed | 'none')[];
type PeopleWidth = (typeof peopleNeeds)[number];

/** Everything one Lambda needs, read from the rows of its area and from nowhere else. */
export type FunctionNeeds = {
  readonly area: string;
  readonly routes: readonly RouteRow[];
  readonly consumers: readonly ConsumerRow[];
  /** The widest need of any of its rows. */
  readonly table: TableNeed;
  /** The widest need of the keys of persons. */
  readonly people: PeopleWidth;
  /** Counts who tries how often, in the table of keys: every public row that takes something of people. */
  readonly countsAttempts: boolean;
  readonly publishes: boolean;
  readonly sendsMail: boolean;
  /** Checks and seals the whole register. */
  readonly seals: boolean;
  /** Undefined: the usual machine. */
  readonly runsOn: RouteRow['runsOn'];
};

/** @param widths from the narrowest to the widest */
const widest = <Need>(widths: readonly Need[], needs: readonly Need[]): Need =>
  widths[Math.max(0, ...needs.map((need) => widths.indexOf(need)))] as Need;

/** One entry per area, in the order in which the lists first name it. */
export function needsOf(routes: readonly RouteRow[], consumers: readonly ConsumerRow[]): FunctionNeeds[] {
  const areas = [...new Set([...routes, ...consumers].map(({ area }) => area))];
  return areas.map((area) => {
    const ownRoutes = routes.filter((row) => row.area === area);
    const ownConsumers = consumers.filter((row) => row.area === area);
    const own = [...ownRoutes, ...ownConsumers];
    return {
      area,
      routes: ownRoutes,
      consumers: ownConsumers,
      table: widest(
        tableNeeds,
        own.map((row) => row.table),
      ),
      people: widest(
        peopleNeeds,
        own.map((row) => row.people ?? 'none'),
      ),
      countsAttempts: ownRoutes.some((row) => isPublic(row) && row.people === 'write'),
      publishes: ownConsumers.some((row) => row.publishes),
      sendsMail: ownConsumers.some((row) => row.sendsMail === true),
      seals: ownConsumers.some((row) => row.seals === true),
      runsOn: ownRoutes.find((row) => row.runsOn)?.runsOn,
    };
  });
}

export const isPublic = (row: RouteRow): boolean => 'public' in row.access;
