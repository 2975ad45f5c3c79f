import * as z from 'zod';
import { roles } from '../../shared/domain/access.ts';
import { Alliance, AlliancePath } from '../../shared/domain/alliance.ts';
import { recordHead } from '../../shared/domain/journal.ts';
import { knownAtQuery } from '../../shared/http/known-at.ts';
import { defineRoute } from '../../shared/http/route.ts';

export const AllianceView = Alliance.extend({ ...recordHead, name: z.string().meta({ title: 'Name am heutigen Tag' }) });

export const listAlliances = defineRoute({
  id: 'listAlliances',
  area: 'alliances',
  method: 'GET',
  path: '/alliances',
  title: 'Bündnisse, in denen die angemeldete Person eine Rolle hat',
  access: { signedIn: 'names only the alliances that the token itself names, with the caller’s own roles' },
  request: {},
  success: {
    status: 200,
    body: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          grants: z.array(
            z.strictObject({ role: z.enum(roles as [string, ...string[]]), roleName: z.string(), office: z.string().nullable() }),
          ),
        }),
      ),
    }),
  },
  failures: [],
  table: 'read',
});

export const getAlliance = defineRoute({
  id: 'getAlliance',
  area: 'alliances',
  method: 'GET',
  path: '/alliances/{allianceId}',
  title: 'Ein Bündnis mit Gründung, Zielen, Handlungsfeldern, Themen und Gremien, auf Wunsch zu einem früheren Kenntnisstand',
  access: { roles },
  request: { params: AlliancePath, query: knownAtQuery },
  success: { status: 200, body: AllianceView },
  failures: [],
  table: 'read',
});

export const allianceRoutes = [listAlliances, getAlliance] as const;
