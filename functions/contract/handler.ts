import { area, pair } from '../../shared/http/endpoint.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import * as health from './get-health.ts';
import * as openApi from './get-open-api.ts';
import { getHealth, getOpenApi } from './routes.ts';

export const handler = area(() => ({ table: liveTable() }), [pair(getOpenApi, openApi.work), pair(getHealth, health.work)]);
