import * as z from 'zod';
import { defineRoute } from '../../shared/http/route.ts';

export const getPortal = defineRoute({
  id: 'getPortal',
  area: 'portal',
  method: 'GET',
  path: '/',
  title: 'Portal, Startseite',
  access: { public: 'the page itself holds no data; everything it shows comes from the API as the signed-in user' },
  request: {},
  success: { status: 200, contentTypes: ['text/html; charset=utf-8'] },
  failures: [],
  table: 'none',
});

export const getPortalAsset = defineRoute({
  id: 'getPortalAsset',
  area: 'portal',
  method: 'GET',
  path: '/assets/{fileName}',
  title: 'Portal, Dateien mit Prüfsumme im Namen',
  access: { public: 'program, styles and fonts of the page' },
  request: { params: z.strictObject({ fileName: z.string().regex(/^[A-Za-z0-9._-]{1,120}$/) }) },
  success: { status: 200, contentTypes: ['text/javascript; charset=utf-8', 'text/css; charset=utf-8', 'font/woff2', 'image/svg+xml'] },
  failures: ['routeNotFound'],
  table: 'none',
});

export const portalRoutes = [getPortal, getPortalAsset] as const;
