import { createHash } from 'node:crypto';
import { initiativePresented } from '../../events/initiative-presented.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import { Failure, isFailure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { InitiativeDeps } from './deps.ts';
import type { presentInitiative } from './routes.ts';

/** One stand per initiative and event: the id is made of both, so a second one finds the place taken. */
const standId = (eventId: string, initiativeId: string): string =>
  createHash('sha256').update(`${eventId}#${initiativeId}`).digest('hex').slice(0, 32);

export const work: Work<typeof presentInitiative, InitiativeDeps> = async ({ body, actor, by }, { events, initiatives, stands }) => {
  const [event] = await Promise.all([events.get(actor.alliance, body.eventId), initiatives.get(actor.alliance, body.initiativeId)]);
  if (!mayEnter(actor, event.state.responsibleOffice)) throw new Failure('allianceEventNotFound');
  const { initiativeId, eventId } = body;
  try {
    return recorded(
      await stands.create(
        actor.alliance,
        standId(eventId, initiativeId),
        { state: body, event: initiativePresented({ initiativeId, eventId }) },
        by,
      ),
    );
  } catch (error) {
    throw isFailure(error, 'recordChangedMeanwhile') ? new Failure('initiativeAlreadyPresented') : error;
  }
};
