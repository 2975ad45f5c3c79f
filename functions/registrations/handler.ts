import { partyEvents } from '../../events/party-events.ts';
import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { openParties } from '../../shared/store/party-stores.ts';
import { needsReadStore } from '../../shared/store/privacy-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { offerStore } from '../../shared/store/registration-store.ts';
import * as change from './change-registration.ts';
import * as correct from './correct-participant.ts';
import type { RegistrationDeps } from './deps.ts';
import * as getOne from './get-registration.ts';
import * as getOffer from './get-registration-offer.ts';
import * as issue from './issue-invitation.ts';
import * as invitations from './list-invitations.ts';
import * as list from './list-registrations.ts';
import * as walkIns from './list-walk-ins.ts';
import * as needs from './read-special-needs.ts';
import * as register from './register-by-office.ts';
import * as resend from './resend-confirmation.ts';
import * as routes from './routes.ts';
import * as stateOffer from './state-registration-offer.ts';
import * as endInvitation from './withdraw-invitation.ts';
import * as withdraw from './withdraw-registration.ts';

const open = (): RegistrationDeps => {
  const table = liveTable();
  return {
    table,
    ...openParties(table, liveKeyTable(table), partyEvents),
    events: allianceEventStore(table),
    offers: offerStore(table),
    needsReads: needsReadStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.getRegistrationOffer, getOffer.work),
  pair(routes.stateRegistrationOffer, stateOffer.work),
  pair(routes.listRegistrations, list.work),
  pair(routes.getRegistration, getOne.work),
  pair(routes.registerByOffice, register.work),
  pair(routes.changeRegistration, change.work),
  pair(routes.resendConfirmation, resend.work),
  pair(routes.withdrawRegistration, withdraw.work),
  pair(routes.listWalkIns, walkIns.work),
  pair(routes.correctParticipant, correct.work),
  pair(routes.listInvitations, invitations.work),
  pair(routes.issueInvitation, issue.work),
  pair(routes.withdrawInvitation, endInvitation.work),
  pair(routes.readSpecialNeeds, needs.work),
]);
