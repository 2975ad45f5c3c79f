import * as z from 'zod';
import type { RouteRow } from '../../shared/http/route.ts';

/** The largest that a row's own schema lets in, made from a call that succeeds. */

type Json = Readonly<Record<string, unknown>>;
type Schema = {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maximum?: number;
};

/** Two bytes in UTF-8, as in much German text. */
const LETTER = 'ä';

const isFreeText = ({ type, pattern, format, enum: choices, const: only, maxLength }: Schema): boolean =>
  type === 'string' &&
  pattern === undefined &&
  format === undefined &&
  choices === undefined &&
  only === undefined &&
  maxLength !== undefined;

const branchesOf = (schema: Schema): readonly Schema[] => schema.anyOf ?? schema.oneOf ?? [schema];

/** The branch the sample belongs to; where it says nothing, the one that can say most. */
function branchFor(schema: Schema, sample: unknown): Schema {
  const branches = branchesOf(schema);
  const fits = ({ type, properties = {} }: Schema): boolean => {
    if (sample === null || sample === undefined) return type !== 'null';
    if (Array.isArray(sample)) return type === 'array';
    if (typeof sample !== 'object') return type === typeof sample || (type === 'integer' && typeof sample === 'number');
    return Object.entries(sample).every(
      ([name, value]) => name in properties && (properties[name]?.const === undefined || properties[name].const === value),
    );
  };
  return branches.find(fits) ?? schema;
}

/** @returns undefined where nothing can be made without knowing what it means */
function made(schema: Schema): unknown {
  const branch = branchesOf(schema)[0] ?? schema;
  if (branch.const !== undefined) return branch.const;
  if (branch.enum !== undefined) return branch.enum[0];
  if (isFreeText(branch)) return LETTER.repeat(branch.maxLength ?? 0);
  if (branch.type === 'boolean') return true;
  if (branch.type === 'null') return null;
  if (branch.type === 'integer') return Math.min(branch.maximum ?? 2020, 2020);
  if (branch.type === 'array') return [];
  if (branch.type !== 'object') return undefined;
  const entries = Object.entries(branch.properties ?? {}).map(([name, inner]) => [name, madeOrNull(inner)] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

const madeOrNull = (schema: Schema): unknown => made(schema) ?? (branchesOf(schema).some(({ type }) => type === 'null') ? null : undefined);

/** @param share of the elements that each list may have, 0 to 1 */
function inflated(schema: Schema, sample: unknown, share: number): unknown {
  const branch = branchFor(schema, sample);
  if (isFreeText(branch)) return LETTER.repeat(branch.maxLength ?? 0);
  if (branch.type === 'array' && branch.items) {
    const [first] = (sample ?? []) as unknown[];
    const element = first === undefined ? made(branch.items) : inflated(branch.items, first, share);
    const count = Math.max(1, Math.floor((branch.maxItems ?? 1) * share));
    return element === undefined ? (sample ?? []) : Array.from({ length: count }, () => element);
  }
  if (branch.type === 'object' && branch.properties && sample !== null && typeof sample === 'object') {
    const { properties } = branch;
    return Object.fromEntries(
      Object.entries(sample as Json).map(([name, value]) => [name, properties[name] ? inflated(properties[name], value, share) : value]),
    );
  }
  return sample ?? madeOrNull(schema) ?? null;
}

/** The sample's body with every free text as long and every list as long as the row's schema lets it be. */
export const inflatedBody = (row: RouteRow, sample: unknown, share = 1): unknown =>
  row.request.body === undefined
    ? sample
    : inflated(z.toJSONSchema(row.request.body, { io: 'input', reused: 'inline', unrepresentable: 'any' }) as Schema, sample, share);
