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
  success: {
    status: 200,
    contentTypes: ['text/javascript; charset=utf-8', 'text/css; charset=utf-8', 'font/woff2', 'image/svg+xml', 'image/png'],
  },
  failures: ['routeNotFound'],
  table: 'none',
});

/** At the root, so that it may answer for the start page. */
export const getServiceWorker = defineRoute({
  id: 'getServiceWorker',
  area: 'portal',
  method: 'GET',
  path: '/sw.js',
  title: 'Portal, was die Seite ohne Verbindung öffnet',
  access: { public: 'names the files of the page and its revision, no data' },
  request: {},
  success: { status: 200, contentTypes: ['text/javascript; charset=utf-8'] },
  failures: [],
  table: 'none',
});

export const getWebManifest = defineRoute({
  id: 'getWebManifest',
  area: 'portal',
  method: 'GET',
  path: '/manifest.webmanifest',
  title: 'Portal, Name und Zeichen für den Startbildschirm',
  access: { public: 'name, colours and icons of the page' },
  request: {},
  success: { status: 200, contentTypes: ['application/manifest+json; charset=utf-8'] },
  failures: [],
  table: 'none',
});

export const portalRoutes = [getPortal, getPortalAsset, getServiceWorker, getWebManifest] as const;
