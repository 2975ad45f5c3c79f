import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { initiativeStore } from '../../shared/store/initiative-store.ts';
import { inquiryStore } from '../../shared/store/inquiry-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { municipalPaperStore } from '../../shared/store/municipal-paper-store.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import { measureStore, proposalStore } from '../../shared/store/result-store.ts';
import type { SearchDeps } from './deps.ts';
import * as routes from './routes.ts';
import * as search from './search.ts';

const open = (): SearchDeps => {
  const table = liveTable();
  return {
    events: allianceEventStore(table),
    initiatives: initiativeStore(table),
    bodies: bodyStore(table),
    meetings: meetingStore(table),
    inquiries: inquiryStore(table),
    papers: municipalPaperStore(table),
    proposals: proposalStore(table),
    measures: measureStore(table),
    reports: reportStore(table),
  };
};

export const handler = area(open, [pair(routes.search, search.work)]);
