import { partyEvents } from '../../events/party-events.ts';
import { area, type HttpHandler, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { openParties } from '../../shared/store/party-stores.ts';
import { offerStore } from '../../shared/store/registration-store.ts';
import { retentionStore } from '../../shared/store/retention-store.ts';
import * as change from './change-own-registration.ts';
import type { PublicDeps } from './deps.ts';
import * as ownPage from './get-own-registration-page.ts';
import * as publicCalendar from './get-public-calendar.ts';
import * as publicEvent from './get-public-event.ts';
import * as eventCalendar from './get-public-event-calendar.ts';
import * as publicEvents from './get-public-events.ts';
import * as publicNotes from './get-public-notes.ts';
import * as registrationAsset from './get-registration-asset.ts';
import { notFoundPage, pagePolicy } from './page.ts';
import * as register from './register-participants.ts';
import * as routes from './routes.ts';
import { compressedAsset } from './statics.ts';
import * as view from './view-own-registration.ts';
import * as withdraw from './withdraw-own-registration.ts';

/*
 * Peculiar: a piece of work sees no request headers, so what depends on them happens around the area, on the finished
 * answer: a file's compressed twin, and a page instead of a problem for people who follow a dead link.
 */

const open = (): PublicDeps => {
  const table = liveTable();
  return {
    ...openParties(table, liveKeyTable(table), partyEvents),
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    offers: offerStore(table),
    retention: retentionStore(table),
  };
};

const answer = area(open, [
  pair(routes.getPublicEvents, publicEvents.work),
  pair(routes.getPublicCalendar, publicCalendar.work),
  pair(routes.getPublicNotes, publicNotes.work),
  pair(routes.getPublicEvent, publicEvent.work),
  pair(routes.getPublicEventCalendar, eventCalendar.work),
  pair(routes.getOwnRegistrationPage, ownPage.work),
  pair(routes.getRegistrationAsset, registrationAsset.work),
  pair(routes.registerParticipants, register.work),
  pair(routes.viewOwnRegistration, view.work),
  pair(routes.changeOwnRegistration, change.work),
  pair(routes.withdrawOwnRegistration, withdraw.work),
]);

const takesBrotli = (accepted: string | undefined): boolean => /(?:^|,)\s*br\s*(?:,|$)/.test(accepted ?? '');
const isDeadLink = (status: number | undefined, method: string, accepted: string | undefined): boolean =>
  (status === 404 || status === 400) && method === 'GET' && (accepted ?? '').includes('text/html');

export const handler: HttpHandler = async (event, context) => {
  const result = await answer(event, context);
  const { statusCode, headers } = result;
  if (isDeadLink(statusCode, event.requestContext.http.method, event.headers.accept))
    return {
      ...result,
      statusCode: 404,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy },
      body: await notFoundPage(),
    };
  const fileName = event.pathParameters?.fileName;
  const isText = String(headers?.['content-type']).startsWith('text/');
  if (statusCode !== 200 || fileName === undefined || !isText || !takesBrotli(event.headers['accept-encoding'])) return result;
  return {
    ...result,
    headers: { ...headers, 'content-encoding': 'br' },
    body: (await compressedAsset(fileName)).toString('base64'),
    isBase64Encoded: true,
  };
};
