import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { SearchGroup, searchers, searchText, searchTypes } from '../../shared/domain/search.ts';
import { defineRoute } from '../../shared/http/route.ts';

const wanted = z
  .string()
  .max(200)
  .transform((listed) => [...new Set(listed.split(','))])
  .pipe(z.array(z.enum(searchTypes)))
  .meta({ title: 'Was gesucht wird', description: `Mit Komma getrennt, ohne Angabe alles: ${searchTypes.join(', ')}` });

export const search = defineRoute({
  id: 'search',
  area: 'search',
  method: 'GET',
  path: '/alliances/{allianceId}/search',
  title: 'Suche in allem, was die Listen der anfragenden Rolle zeigen; ß/ss, ü/ue und ğ/g gelten als gleich',
  access: { roles: searchers },
  request: { params: AlliancePath, query: z.strictObject({ q: searchText, types: wanted.optional() }) },
  success: { status: 200, body: z.strictObject({ groups: z.array(SearchGroup) }) },
  failures: [],
  table: 'read',
});

export const searchRoutes = [search] as const;
