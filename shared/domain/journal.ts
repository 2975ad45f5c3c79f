import * as z from 'zod';
import type { Role } from './access.ts';
import type { Instant } from './calendar.ts';
import type { OfficeId } from './regions.ts';

/** What kind of record a journal entry belongs to; part of every key. */
export const recordTypes = [
  'ALLIANCE',
  'EVENT',
  'FIGURE',
  'INITIATIVE',
  'STAND',
  'EXPENSE',
  'BUDGET',
  'INQUIRY',
  'PART',
  'CONTRIBUTION',
  'OFFER',
  'REGISTRATION',
  'INVITATION',
  'PRIVACY_CASE',
  'RETENTION',
  'BODY',
  'SEAT',
  'ROLE',
  'PERSON',
  'MEETING',
  'COMMITMENT',
  'PROPOSAL',
  'MEASURE',
  'INDICATOR',
  'RELEASE',
  'REPORT',
  'FUND',
  'FUND_ENTRY',
  'GRANT',
  'ORGANISATION',
  'ORGANISATION_ROLE',
  'PAPER',
  'STRATEGY',
  'ACCEPTANCE',
  'FUND_REPORT',
] as const;
export type RecordType = (typeof recordTypes)[number];

/** Something that happened, in the words of the catalogue in `events/`. */
export type DomainEvent = { readonly name: string; readonly schemaVersion: number; readonly data: Readonly<Record<string, unknown>> };

/** What a rule decides: the record's next state and the event that says so. Nothing is stored yet. */
export type Change<State> = { readonly state: State; readonly event: DomainEvent };

/** Who makes a change, when and under which call; becomes part of the journal entry. Never a name. */
export type Authorship = {
  readonly subject: string;
  readonly role: Role | 'SYSTEM';
  readonly office: OfficeId | null;
  readonly at: Instant;
  readonly correlationId: string;
  /** Present on POST: a hash of the caller's key against double entry, and what was sent hashed under that key. */
  readonly idempotency?: { readonly key: string; readonly contentHash: string };
};

/** One entry of the journal: audit trail, outbox and second clock in one. `after` is the printable state, without personal data. */
export type JournalEntry<State = unknown> = {
  readonly alliance: string;
  readonly recordType: RecordType;
  readonly recordId: string;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly by: { readonly subject: string; readonly role: Role | 'SYSTEM'; readonly office: OfficeId | null };
  readonly correlationId: string;
  readonly event: DomainEvent;
  readonly after: State;
};

/** A record as it stands, or as it stood at an earlier instant. */
export type Versioned<State> = { readonly id: string; readonly version: number; readonly changedAt: Instant; readonly state: State };

/** What every answer about a record carries beside its own fields. */
export const recordHead = {
  id: z.string().meta({ title: 'Kennung' }),
  version: z.int().meta({ title: 'Fassung', description: 'Für If-Match bei der nächsten Änderung' }),
  changedAt: z.string().meta({ title: 'Letzte Änderung', description: 'Zeitpunkt in UTC' }),
};

export const viewOf = <State extends object>({
  id,
  version,
  changedAt,
  state,
}: Versioned<State>): State & { id: string; version: number; changedAt: Instant } => ({
  ...state,
  id,
  version,
  changedAt,
});

export const versionedOf = <State>({ recordId, version, recordedAt, after }: JournalEntry<State>): Versioned<State> => ({
  id: recordId,
  version,
  changedAt: recordedAt,
  state: after,
});

/** Names of the fields in which two states differ; what an edit's event says. */
export const changedFields = <State extends object>(before: State, after: State): string[] =>
  (Object.keys(after) as (keyof State & string)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
