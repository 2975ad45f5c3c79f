import { viewOf } from '../../shared/domain/journal.ts';
import { hasEnded } from '../../shared/domain/registration.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { eventParent } from '../../shared/store/keys.ts';
import { linkOf } from '../../shared/store/link-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { listInvitations } from './routes.ts';

export const work: Work<typeof listInvitations, RegistrationDeps> = async (
  { params, query, actor, now },
  { events, invitations, keys },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const page = await invitations.page(
    { alliance, parent: eventParent(alliance, eventId) },
    scopeOf({ ...query, eventId }),
    pageFor({ office: null }, query),
    () => true,
  );
  const items = await Promise.all(
    page.items.map(async (invitation) => ({
      ...viewOf(invitation),
      code: hasEnded(invitation.state, now) ? null : await linkOf(keys, 'invitation', alliance, eventId, invitation.id),
    })),
  );
  return ok({ items, cursor: page.cursor });
};
