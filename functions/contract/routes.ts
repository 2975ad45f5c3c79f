import * as z from 'zod';
import { defineRoute } from '../../shared/http/route.ts';

export const getOpenApi = defineRoute({
  id: 'getOpenApi',
  area: 'contract',
  method: 'GET',
  path: '/openapi.json',
  title: 'Beschreibung dieser Schnittstelle (OpenAPI 3.1)',
  access: { public: 'the contract is published; it holds no data' },
  request: {},
  success: { status: 200, contentTypes: ['application/json; charset=utf-8'] },
  failures: [],
  table: 'none',
});

export const getHealth = defineRoute({
  id: 'getHealth',
  area: 'contract',
  method: 'GET',
  path: '/health',
  title: 'Betriebsbereitschaft',
  access: { public: 'says whether the database answers, nothing else' },
  request: {},
  success: { status: 200, body: z.strictObject({ status: z.literal('ok') }) },
  failures: [],
  table: 'read',
});

export const contractRoutes = [getOpenApi, getHealth] as const;
