import { area, type HttpHandler, pair } from '../../shared/http/endpoint.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { inquiryStore } from '../../shared/store/inquiry-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import type { OparlDeps } from './deps.ts';
import * as body from './get-oparl-body.ts';
import * as object from './get-oparl-object.ts';
import * as system from './get-oparl-system.ts';
import * as bodies from './list-oparl-bodies.ts';
import * as meetingsOf from './list-oparl-meetings-of.ts';
import * as objects from './list-oparl-objects.ts';
import * as routes from './routes.ts';

const open = (): OparlDeps => {
  const table = liveTable();
  return {
    alliances: allianceStore(table),
    bodies: bodyStore(table),
    meetings: meetingStore(table),
    inquiries: inquiryStore(table),
    lives: new Map(),
  };
};

const answer = area(open, [
  pair(routes.getOparlSystem, system.work),
  pair(routes.listOparlBodies, bodies.work),
  pair(routes.getOparlBody, body.work),
  pair(routes.listOparlObjects, objects.work),
  pair(routes.listOparlMeetingsOf, meetingsOf.work),
  pair(routes.getOparlObject, object.work),
]);

/** Foreign pages may read every answer, faults too. @see OParl 1.1, section 2.6 */
export const handler: HttpHandler = async (event, context) => {
  const result = await answer(event, context);
  return {
    ...result,
    headers: { ...result.headers, 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
  };
};
