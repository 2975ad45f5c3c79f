import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceBodyId } from '../../shared/domain/alliance-body.ts';
import { instant } from '../../shared/domain/calendar.ts';
import { oparlKinds, oparlLists } from '../../shared/domain/oparl.ts';
import { defineRoute } from '../../shared/http/route.ts';

/** Answers are written as OParl wants them, with headers for foreign pages, so they are files to the chain. */
const oparl = { status: 200, contentTypes: ['application/json; charset=utf-8'] } as const;
const open = 'what bodies do that their office made public; names nobody';

/** One page of a list. Times carry their offset, as OParl 1.1 section 2.4 demands. */
const time = (title: string) => instant(title).optional();
const number = (title: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/, { error: 'Bitte geben Sie eine Zahl ab 1 an.' })
    .transform(Number)
    .optional()
    .meta({ title });
const listQuery = z.strictObject({
  created_since: time('Angelegt seit'),
  created_until: time('Angelegt bis'),
  modified_since: time('Geändert seit; nennt auch, was nicht mehr öffentlich ist'),
  modified_until: time('Geändert bis'),
  omit_internal: z.enum(['true', 'false']).optional().meta({ title: 'Ohne eingebettete Listen' }),
  limit: number('Einträge je Seite, höchstens 100'),
  page: number('Seite'),
});
export type ListQuery = z.output<typeof listQuery>;

export const getOparlSystem = defineRoute({
  id: 'getOparlSystem',
  area: 'oparl',
  method: 'GET',
  path: '/oparl/v1.1/system',
  title: 'Einstieg der Schnittstelle nach OParl 1.1',
  access: { public: open },
  request: {},
  success: oparl,
  failures: [],
  table: 'none',
});

export const listOparlBodies = defineRoute({
  id: 'listOparlBodies',
  area: 'oparl',
  method: 'GET',
  path: '/oparl/v1.1/bodies',
  title: 'Bündnisse mit öffentlichen Gremien (oparl:Body)',
  access: { public: open },
  request: { query: listQuery },
  success: oparl,
  failures: [],
  table: 'read',
});

export const getOparlBody = defineRoute({
  id: 'getOparlBody',
  area: 'oparl',
  method: 'GET',
  path: '/oparl/v1.1/bodies/{allianceId}',
  title: 'Ein Bündnis mit öffentlichen Gremien (oparl:Body)',
  access: { public: open },
  request: { params: AlliancePath },
  success: oparl,
  failures: ['allianceNotFound'],
  table: 'read',
});

export const listOparlObjects = defineRoute({
  id: 'listOparlObjects',
  area: 'oparl',
  method: 'GET',
  path: '/oparl/v1.1/lists/{allianceId}/{list}',
  title: 'Objektliste eines Bündnisses: Gremien, Sitzungen, Tagesordnungspunkte, Drucksachen, Dateien, Orte',
  access: { public: open },
  request: { params: AlliancePath.extend({ list: z.enum(oparlLists).meta({ title: 'Liste' }) }), query: listQuery },
  success: oparl,
  failures: ['allianceNotFound'],
  table: 'read',
});

export const listOparlMeetingsOf = defineRoute({
  id: 'listOparlMeetingsOf',
  area: 'oparl',
  method: 'GET',
  path: '/oparl/v1.1/lists/{allianceId}/organizations/{bodyId}/meetings',
  title: 'Sitzungen eines öffentlichen Gremiums',
  access: { public: open },
  request: { params: AlliancePath.extend({ bodyId: AllianceBodyId }), query: listQuery },
  success: oparl,
  failures: ['allianceNotFound', 'bodyNotFound'],
  table: 'read',
});

export const getOparlObject = defineRoute({
  id: 'getOparlObject',
  area: 'oparl',
  method: 'GET',
  path: '/oparl/v1.1/objects/{allianceId}/{kind}/{objectId}',
  title: 'Ein Objekt unter seiner Adresse; was einmal öffentlich war, bleibt mit „deleted“ stehen',
  access: { public: open },
  request: {
    params: AlliancePath.extend({
      kind: z.enum(oparlKinds).meta({ title: 'Art' }),
      objectId: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{0,160}$/)
        .meta({ title: 'Kennung' }),
    }),
  },
  success: oparl,
  failures: ['allianceNotFound', 'oparlObjectNotFound'],
  table: 'read',
});

export const oparlRoutes = [getOparlSystem, listOparlBodies, getOparlBody, listOparlObjects, listOparlMeetingsOf, getOparlObject] as const;
