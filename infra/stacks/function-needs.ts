import type { ConsumerRow } from '../../shared/http/consumer.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { TableNeed } from './register-table.ts';

/** Everything one Lambda needs, read from the rows of its area and from nowhere else. */
export type FunctionNeeds = {
  readonly area: string;
  readonly routes: readonly RouteRow[];
  readonly consumers: readonly ConsumerRow[];
  /** The widest need of any of its rows. */
  readonly table: TableNeed;
  readonly publishes: boolean;
  /** Undefined: the usual machine. */
  readonly runsOn: RouteRow['runsOn'];
};

const widths: readonly TableNeed[] = ['none', 'read', 'write'];
const widest = (needs: readonly TableNeed[]): TableNeed => needs.reduce((a, b) => (widths.indexOf(b) > widths.indexOf(a) ? b : a), 'none');

/** One entry per area, in the order in which the lists first name it. */
export function needsOf(routes: readonly RouteRow[], consumers: readonly ConsumerRow[]): FunctionNeeds[] {
  const areas = [...new Set([...routes, ...consumers].map(({ area }) => area))];
  return areas.map((area) => {
    const ownRoutes = routes.filter((row) => row.area === area);
    const ownConsumers = consumers.filter((row) => row.area === area);
    return {
      area,
      routes: ownRoutes,
      consumers: ownConsumers,
      table: widest([...ownRoutes, ...ownConsumers].map((row) => row.table)),
      publishes: ownConsumers.some((row) => row.publishes),
      runsOn: ownRoutes.find((row) => row.runsOn)?.runsOn,
    };
  });
}

export const isPublic = (row: RouteRow): boolean => 'public' in row.access;
