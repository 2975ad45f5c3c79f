import { initiativeRegistered } from '../../events/initiative-registered.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { InitiativeDeps } from './deps.ts';
import type { registerInitiative } from './routes.ts';

export const work: Work<typeof registerInitiative, InitiativeDeps> = async ({ body, actor, by }, { initiatives }) =>
  recorded(
    await initiatives.create(
      actor.alliance,
      ids.next(),
      { state: body, event: initiativeRegistered({ fieldOfAction: body.fieldOfAction }) },
      by,
    ),
  );
