import { partyEvents } from '../../events/party-events.ts';
import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { openParties } from '../../shared/store/party-stores.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { offerStore } from '../../shared/store/registration-store.ts';
import * as correct from './correct-participant-list.ts';
import type { ParticipantListDeps } from './deps.ts';
import * as exports from './export-participants.ts';
import * as importRows from './import-participants.ts';
import * as preview from './preview-participant-list.ts';
import * as routes from './routes.ts';

const open = (): ParticipantListDeps => {
  const table = liveTable();
  return {
    ...openParties(table, liveKeyTable(table), partyEvents),
    events: allianceEventStore(table),
    offers: offerStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.previewParticipantList, preview.work),
  pair(routes.importParticipants, importRows.work),
  pair(routes.correctParticipantList, correct.work),
  pair(routes.exportParticipantsCsv, exports.csv),
  pair(routes.exportParticipantsXlsx, exports.xlsx),
]);
