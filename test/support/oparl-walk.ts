import { oparlRoutes } from '../../functions/oparl/routes.ts';
import type { Answered } from './api.ts';
import { call } from './api.ts';
import { oparlFaults } from './oparl-schema.ts';

/** Reads the public interface as a foreign program does: by the addresses that its answers hold, and by nothing else. */
export const ORIGIN = 'https://register.example.org/oparl/v1.1';
export const SINCE_EVER = 'modified_since=2000-01-01T00%3A00%3A00%2B00%3A00';

export type Thing = { readonly id: string; readonly type: string } & Record<string, unknown>;

/** Calls the row whose path an address of ours has. */
export async function follow(address: string): Promise<Answered> {
  if (!address.startsWith(ORIGIN)) throw new Error(`${address} is not ours`);
  const { pathname, searchParams } = new URL(address);
  for (const row of oparlRoutes) {
    const form = new RegExp(`^${row.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const found = form.exec(pathname);
    if (found) return await call(row, null, { params: { ...found.groups }, query: Object.fromEntries(searchParams) });
  }
  throw new Error(`no row serves ${address}`);
}

/** Every object of a list, from the first page to the last. @throws when a page does not fit the specification */
export async function walk(address: string): Promise<Thing[]> {
  const { status, body } = await follow(address);
  const faults = oparlFaults('Page', body);
  if (status !== 200 || faults.length > 0) throw new Error(`${address} answers ${status} ${faults.join()}`);
  const { data, links } = body as { data: Thing[]; links: { next?: string } };
  return links.next === undefined ? data : [...data, ...(await walk(links.next))];
}

/** Every object with the objects inside it. */
export function insideOf(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(insideOf);
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(insideOf);
  return 'type' in value && 'id' in value ? [value as Thing, ...inner] : inner;
}
