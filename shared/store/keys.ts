import type { Instant } from '../domain/calendar.ts';
import type { RecordType } from '../domain/journal.ts';

/**
 * Every key of the one table and the question it answers. `a` is the alliance; nothing crosses its border.
 *
 * | question | index | partition | sort |
 * |---|---|---|---|
 * | a record as it stands | main | `a#TYPE#id` | `STATE` |
 * | its personal fields, erasable alone | main | `a#TYPE#id` | `PRIVATE` |
 * | its journal, in order; as known at T | main | `a#TYPE#id` | `JOURNAL#version, 10 digits` |
 * | has it been reversed or rebooked | main | `a#EXPENSE#id` | `SETTLED` |
 * | the ledger in order of recording; a sum as of a day, as known at T | main | `a#LEDGER` | `recordedAt#expense#posting` |
 * | every sum as it stands | main | `a#SUMS` | `the sum's dimensions` |
 * | has a movement of a fund been reversed | main | `a#FUND_ENTRY#id` | `SETTLED` |
 * | what is free in a fund's year, and what of it and of a grant is open | main | `a#FUNDROOM` | `fund#year#grant` |
 * | every sum of every fund; its movements lie in the ledger | main | `a#FUNDSUMS` | `fund#year#account#grant` |
 * | the same invoice entered twice | main | `a#DUPLICATE#hash` | `expense` |
 * | was this POST answered before | main | `a#IDEMPOTENCY#subject#key` | `CALL` |
 * | all records of a type, in the list's order | byList | `a#TYPE` | the type's own, then id |
 * | what changed in a type up to T (as known at, over many records) | byList | `a#TYPE#JOURNAL` | `recordedAt#id#version` |
 * | the evidence of a frozen answer, in chunks | main | `a#INQUIRY#id` | `PACK#version#chunk` |
 * | has an issued answer been corrected | main | `a#INQUIRY#id` | `CORRECTED` |
 * | heads of an event, their sealed names and needs, facts of its door; no index, so that a rush meets none | main | `a#DOOR#event#shard` | `TICKET#id`, `PERSON#id`, `NEEDS#id`, `SCAN#id` |
 * | was somebody entered at the door told what is kept | main | `a#DOOR#event#shard` | `MAIL#ticket` |
 * | who read an event's special needs, and when | main | `a#DOOR#event#0` | `READ#instant#id` |
 * | places and counts of every event | main | `a#DOORS` | `event#SEATS`, `event#COUNTS` |
 * | a mail once per reason | main | `a#REGISTRATION#id` | `MAIL#reason` |
 * | the one mail about a report | main | `a#REPORT#id` | `MAIL#LIST` |
 * | what belongs to an event, an office, an inquiry a body, a fund or an organisation | byParent | `a#EVENT#id`, `a#OFFICE#id`, `a#INQUIRY#id`, `a#BODY#id`, `a#FUND#id`, `a#ORGANISATION#id` | `TYPE#the list's order` |
 * | the sealed name of somebody in a body | main | `a#PERSON#id` | `SEALED` |
 * | is this number of a council's paper taken, in this version | main | `a#PAPERNUMBER#number#version` | `PAPER` |
 * | which rows were sealed, in blocks that name each other's hash; where they end | main | `a#CHAIN` | `BLOCK#number, 10 digits`, `HEAD` |
 * | the frozen pages of a report, in chunks | main | `a#REPORT#id` | `PACK#version#chunk` |
 */
export type Key = { readonly pk: string; readonly sk: string };

export const STATE = 'STATE';
export const PRIVATE = 'PRIVATE';
export const JOURNAL_PREFIX = 'JOURNAL#';

export const recordPartition = (alliance: string, type: RecordType, id: string): string => `${alliance}#${type}#${id}`;
export const journalSort = (version: number): string => `${JOURNAL_PREFIX}${String(version).padStart(10, '0')}`;
export const listPartition = (alliance: string, type: RecordType): string => `${alliance}#${type}`;
export const timelinePartition = (alliance: string, type: RecordType): string => `${alliance}#${type}#JOURNAL`;
export const timelineSort = (recordedAt: Instant, id: string, version: number): string =>
  `${recordedAt}#${id}#${String(version).padStart(10, '0')}`;
export const eventParent = (alliance: string, eventId: string): string => `${alliance}#EVENT#${eventId}`;
export const officeParent = (alliance: string, office: string): string => `${alliance}#OFFICE#${office}`;
export const fundParent = (alliance: string, fundId: string): string => `${alliance}#FUND#${fundId}`;
export const organisationParent = (alliance: string, organisationId: string): string => `${alliance}#ORGANISATION#${organisationId}`;
export const bodyParent = (alliance: string, bodyId: string): string => `${alliance}#BODY#${bodyId}`;
export const inquiryParent = (alliance: string, inquiryId: string): string => `${alliance}#INQUIRY#${inquiryId}`;
export const paperNumberKey = (alliance: string, number: string, revision: number): Key => ({
  pk: `${alliance}#PAPERNUMBER#${number}#${revision}`,
  sk: 'PAPER',
});
export const packSort = (version: number, chunk: number): string =>
  `PACK#${String(version).padStart(6, '0')}#${String(chunk).padStart(6, '0')}`;
export const ledgerPartition = (alliance: string): string => `${alliance}#LEDGER`;
/** A rush at one door spreads over four partitions of 1 000 write units each. */
export const DOOR_SHARDS = ['0', '1', '2', '3'] as const;
const shardOf = (id: string): string => String(Number.parseInt(id.slice(0, 1), 36) % DOOR_SHARDS.length);
export const doorPartition = (alliance: string, eventId: string, shard: string): string => `${alliance}#DOOR#${eventId}#${shard}`;
export const doorKey = (alliance: string, eventId: string, kind: 'TICKET' | 'PERSON' | 'NEEDS' | 'SCAN' | 'MAIL', id: string): Key => ({
  pk: doorPartition(alliance, eventId, shardOf(id)),
  sk: `${kind}#${id}`,
});
export const SCAN_PREFIX = 'SCAN#';
export const NEEDS_READ_PREFIX = 'READ#';
export const needsReadKey = (alliance: string, eventId: string, readAt: Instant, id: string): Key => ({
  pk: doorPartition(alliance, eventId, DOOR_SHARDS[0]),
  sk: `${NEEDS_READ_PREFIX}${readAt}#${id}`,
});
export const doorsPartition = (alliance: string): string => `${alliance}#DOORS`;
export const seatsKey = (alliance: string, eventId: string): Key => ({ pk: doorsPartition(alliance), sk: `${eventId}#SEATS` });
export const countsKey = (alliance: string, eventId: string): Key => ({ pk: doorsPartition(alliance), sk: `${eventId}#COUNTS` });
export const mailKey = (alliance: string, registrationId: string, reason: string): Key => ({
  pk: recordPartition(alliance, 'REGISTRATION', registrationId),
  sk: `MAIL#${reason}`,
});
export const reportMailKey = (alliance: string, reportId: string): Key => ({
  pk: recordPartition(alliance, 'REPORT', reportId),
  sk: 'MAIL#LIST',
});
export const sumsPartition = (alliance: string): string => `${alliance}#SUMS`;
export const fundSumsPartition = (alliance: string): string => `${alliance}#FUNDSUMS`;
export const fundRoomPartition = (alliance: string): string => `${alliance}#FUNDROOM`;
export const duplicatePartition = (alliance: string, hash: string): string => `${alliance}#DUPLICATE#${hash}`;
export const idempotencyPartition = (alliance: string, subject: string, key: string): string => `${alliance}#IDEMPOTENCY#${subject}#${key}`;

export const chainPartition = (alliance: string): string => `${alliance}#CHAIN`;
export const BLOCK_PREFIX = 'BLOCK#';
export const blockKey = (alliance: string, number: number): Key => ({
  pk: chainPartition(alliance),
  sk: `${BLOCK_PREFIX}${String(number).padStart(10, '0')}`,
});
export const chainHeadKey = (alliance: string): Key => ({ pk: chainPartition(alliance), sk: 'HEAD' });

/** Names of the two indexes; `infra/stacks` and the local engine create them from here. */
export const indexes = {
  byList: { name: 'byList', partition: 'listPk', sort: 'listSk' },
  byParent: { name: 'byParent', partition: 'parentPk', sort: 'parentSk' },
} as const;

/**
 * The keys table: what leads to a person and must be gone at once when the person is. Only here is anything deleted.
 *
 * | question | partition | sort |
 * |---|---|---|
 * | the key over all persons' keys, wrapped by the master key | `KEK` | `1` |
 * | the key of one participant, wrapped | `a#EVENT#event` | `KEY#ticket` |
 * | the key of somebody in a body, wrapped | `a#EVENT#@bodies` | `KEY#person` |
 * | who has this address | `a#MAIL#mark` | `PERSON#event#ticket` |
 * | is this address registered for this event | `a#MAIL#mark` | `EVENT#event` |
 * | how often did somebody try in this minute | `a#LIMIT#mark` | `minute` |
 */
export const KEK_KEY: Key = { pk: 'KEK', sk: '1' };
export const personKeysPartition = (alliance: string, eventId: string): string => `${alliance}#EVENT#${eventId}`;
export const personKeyKey = (alliance: string, eventId: string, ticketId: string): Key => ({
  pk: personKeysPartition(alliance, eventId),
  sk: `KEY#${ticketId}`,
});
export const addressPartition = (alliance: string, mark: string): string => `${alliance}#MAIL#${mark}`;
export const addressPersonSort = (eventId: string, ticketId: string): string => `PERSON#${eventId}#${ticketId}`;
export const addressEventSort = (eventId: string): string => `EVENT#${eventId}`;
export const limitKey = (alliance: string, mark: string, minute: string): Key => ({ pk: `${alliance}#LIMIT#${mark}`, sk: minute });
