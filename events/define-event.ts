import type * as z from 'zod';
import type { DomainEvent } from '../shared/domain/journal.ts';

/**
 * One kind of domain event. The version rises when a field changes its meaning or goes away; a new optional field does
 * not raise it. Consumers match on name and version and fail on what they do not know.
 */
export function defineEvent<const Name extends string, Data extends z.ZodObject>(name: Name, schemaVersion: number, data: Data) {
  const make = (given: z.input<Data>): DomainEvent => ({ name, schemaVersion, data: data.parse(given) });
  return Object.assign(make, { eventName: name, schemaVersion, data });
}

export type EventKind = { readonly eventName: string; readonly schemaVersion: number; readonly data: z.ZodObject };
