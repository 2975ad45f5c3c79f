import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { failures } from '../../shared/domain/failures.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Answered } from './api.ts';

/**
 * The committed contract, read by a validator that knows nothing of zod: what an answer of any test is held against (S15).
 * Schemas are compiled at the first answer that needs them.
 */

type Response = { readonly headers?: Record<string, unknown>; readonly content?: Record<string, { readonly schema?: object }> };
export type Operation = {
  readonly operationId: string;
  readonly security: unknown[];
  readonly parameters?: { readonly $ref?: string }[];
  readonly responses: Record<string, Response & { readonly $ref?: string }>;
};
type Contract = {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly responses: Record<string, Response>; readonly schemas: object };
};

export const committed = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
// the components are a schema of their own, so that the rest need not be read through for references
export const contract = JSON.parse(committed) as Contract;
// each component is compiled once, and nothing is spent on validators that run a few times
const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } });
addFormats.default(ajv);
const COMPONENTS = 'contract';
ajv.addSchema({ components: { schemas: contract.components.schemas } }, COMPONENTS);

const compiled = new Map<object, ValidateFunction>();
function compile(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const own = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${COMPONENTS}#/components/`)) as object;
  const made = ajv.compile(own);
  compiled.set(schema, made);
  return made;
}

export const operationOf = ({ path, method }: RouteRow): Operation | undefined => contract.paths[path]?.[method.toLowerCase()];

function responseOf(row: RouteRow, status: number): Response | undefined {
  const response = operationOf(row)?.responses[String(status)];
  return response?.$ref === undefined ? response : contract.components.responses[response.$ref.split('/').at(-1) ?? ''];
}

/**
 * What the contract says against an answer: nothing, when it fits. Of a file, its kind is looked at; JSON is read whole.
 * An address that leads to no row is answered before any row, by the area.
 */
export function objections(row: RouteRow, { status, headers, body }: Answered): unknown[] {
  if (body?.code === 'routeNotFound' && status === failures.routeNotFound.status) return [];
  const response = responseOf(row, status);
  if (!response) return [`${row.id} names no answer ${status}`];
  const mediaType = headers['content-type'] ?? '';
  const content = response.content?.[mediaType] ?? response.content?.[mediaType.split(';')[0] ?? ''];
  if (!content) return [`${row.id} names no ${mediaType} for ${status}`];
  if (body === undefined || content.schema === undefined) return [];
  const fits = compile(content.schema);
  return fits(body) ? [] : (fits.errors ?? ['unknown']);
}
