import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import * as get from './get-alliance.ts';
import * as list from './list-alliances.ts';
import { getAlliance, listAlliances } from './routes.ts';

export const handler = area(
  () => ({ alliances: allianceStore(liveTable()) }),
  [pair(listAlliances, list.work), pair(getAlliance, get.work)],
);
