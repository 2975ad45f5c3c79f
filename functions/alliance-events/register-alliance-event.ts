import { allianceEventRegistered } from '../../events/alliance-event-registered.ts';
import { assertOwnOffice } from '../../shared/domain/access.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { AllianceEventDeps } from './deps.ts';
import { assertRelated } from './reach.ts';
import type { registerAllianceEvent } from './routes.ts';

export const work: Work<typeof registerAllianceEvent, AllianceEventDeps> = async ({ body, actor, by }, { alliances, events }) => {
  const alliance = await alliances.get(actor.alliance, actor.alliance);
  const state = register(body, alliance.state);
  assertOwnOffice(actor, state.responsibleOffice);
  await assertRelated(events, actor, body);
  const event = allianceEventRegistered({
    kind: state.kind,
    ownership: state.ownership,
    dates: state.dates,
    responsibleOffice: state.responsibleOffice,
  });
  return recorded(await events.create(actor.alliance, ids.next(), { state, event }, by));
};
