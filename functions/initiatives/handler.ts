import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { fairStandStore, initiativeStore } from '../../shared/store/initiative-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import type { InitiativeDeps } from './deps.ts';
import * as edit from './edit-initiative.ts';
import * as get from './get-initiative.ts';
import * as stands from './list-fair-stands.ts';
import * as list from './list-initiatives.ts';
import * as present from './present-initiative.ts';
import * as register from './register-initiative.ts';
import * as routes from './routes.ts';

const open = (): InitiativeDeps => {
  const table = liveTable();
  return {
    events: allianceEventStore(table),
    initiatives: initiativeStore(table),
    stands: fairStandStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listInitiatives, list.work),
  pair(routes.registerInitiative, register.work),
  pair(routes.getInitiative, get.work),
  pair(routes.editInitiative, edit.work),
  pair(routes.presentInitiative, present.work),
  pair(routes.listFairStands, stands.work),
]);
