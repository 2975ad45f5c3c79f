import { roleNames } from '../../shared/domain/access.ts';
import { nameOn } from '../../shared/domain/alliance.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { listAlliances } from './routes.ts';

export const work: Work<typeof listAlliances, { alliances: AllianceStore }> = async ({ actor, now }, { alliances }) => {
  const named = [...new Set(actor.grants.map(({ alliance }) => alliance))].sort();
  const found = await Promise.all(named.map((id) => alliances.find(id, id)));
  return ok({
    items: found.flatMap((record) =>
      record
        ? [
            {
              id: record.id,
              name: nameOn(record.state, berlinDayOf(now)),
              grants: actor.grants
                .filter(({ alliance }) => alliance === record.id)
                .map(({ role, office }) => ({ role, roleName: roleNames[role], office })),
            },
          ]
        : [],
    ),
  });
};
