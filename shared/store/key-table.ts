import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../domain/calendar.ts';
import { sameAddressForm } from '../domain/participant.ts';
import { fold } from '../domain/text.ts';
import type { Key } from './keys.ts';
import { addressEventSort, addressPartition, addressPersonSort, KEK_KEY, limitKey, personKeyKey, personKeysPartition } from './keys.ts';
import type { Item, Table, Write } from './table.ts';
import { getItem, queryItems } from './table.ts';
import { withinBudget } from './time-budget.ts';

/*
 * Peculiar: this file is the only one that deletes, and it deletes in the keys table only. What is sealed stays where it
 * lies and in every backup, and nobody can read it any more (docs/adr/0012-a-key-per-participant.md).
 */

/** Holds the one key that never leaves it: KMS, or a file on one machine. */
export type MasterKey = {
  readonly newKey: () => Promise<{ readonly plain: Uint8Array; readonly wrapped: Uint8Array }>;
  readonly open: (wrapped: Uint8Array) => Promise<Uint8Array>;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM, `iv | tag | ciphertext`. @param place where it lies; sealed at one place it opens at no other */
export function seal(key: Uint8Array, plain: Uint8Array, place: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]));
}

/** @throws Error when key or place is another, or a bit was changed */
export function unseal(key: Uint8Array, sealed: Uint8Array, place: string): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    .setAAD(Buffer.from(place));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
}

const placeOf = ({ pk, sk }: Key): string => `${pk}|${sk}`;

/** A value as JSON, sealed for the place where it lies. */
export const sealValue = (key: Uint8Array, value: unknown, place: Key): Uint8Array =>
  seal(key, new TextEncoder().encode(JSON.stringify(value)), placeOf(place));

/** @throws Error when key or place is another, or a bit was changed */
export const openValue = (key: Uint8Array, sealed: unknown, place: Key): unknown =>
  JSON.parse(new TextDecoder().decode(unseal(key, sealed as Uint8Array, placeOf(place))));

/** Purposes for which the key over all keys makes a key of its own (HKDF, RFC 5869). */
type Purpose = 'address' | 'organisation' | 'link' | 'source' | 'listed';

async function putIfAbsent(keys: Table, item: Item): Promise<void> {
  const command = new PutCommand({ TableName: keys.name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
  await withinBudget(async (abortSignal) => {
    try {
      await keys.client.send(command, { abortSignal });
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    }
  });
}

async function loadKek(keys: Table, master: MasterKey): Promise<Uint8Array> {
  const read = async () => (await getItem(keys, KEK_KEY))?.wrapped as Uint8Array | undefined;
  let wrapped = await read();
  if (wrapped === undefined) {
    await putIfAbsent(keys, { ...KEK_KEY, wrapped: (await withinBudget(() => master.newKey())).wrapped });
    wrapped = await read();
  }
  if (wrapped === undefined) throw new Error('the key over all keys is missing');
  const kept = wrapped;
  return await withinBudget(() => master.open(kept));
}

/**
 * Keys and lookups of persons. Master key → one key over all keys (opened once per instance) → one key per participant.
 * @see docs/adr/0012-a-key-per-participant.md
 */
export function keyTable(keys: Table, master: MasterKey) {
  let loading: Promise<Uint8Array> | undefined;
  const kek = (): Promise<Uint8Array> => {
    loading ??= loadKek(keys, master);
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  const derived = new Map<Purpose, Uint8Array>();
  async function derive(purpose: Purpose): Promise<Uint8Array> {
    const known = derived.get(purpose) ?? new Uint8Array(hkdfSync('sha256', await kek(), '', `npa-register/${purpose}`, 32));
    derived.set(purpose, known);
    return known;
  }
  /** A keyed mark: equal for equal values, says nothing about them. 128 bits, base64url. */
  const markOf = async (purpose: Purpose, value: string): Promise<string> =>
    createHmac('sha256', await derive(purpose))
      .update(value)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  const addressMark = (email: string): Promise<string> => markOf('address', sameAddressForm(email));
  const remove = async (key: Key): Promise<void> => {
    await withinBudget((abortSignal) => keys.client.send(new DeleteCommand({ TableName: keys.name, Key: key }), { abortSignal }));
  };
  const unwrap = async (item: Item): Promise<Uint8Array> =>
    unseal(await kek(), item.wrapped as Uint8Array, placeOf({ pk: String(item.pk), sk: String(item.sk) }));

  return {
    markOf,
    /** A new participant's key and the write that keeps it. */
    async newPersonKey(alliance: string, eventId: string, ticketId: string): Promise<{ key: Uint8Array; write: Write }> {
      const key = new Uint8Array(randomBytes(32));
      const at = personKeyKey(alliance, eventId, ticketId);
      const item = { ...at, wrapped: seal(await kek(), key, placeOf(at)) };
      return { key, write: { table: keys.name, put: { item, condition: 'attribute_not_exists(pk)' }, refusal: 'recordChangedMeanwhile' } };
    },
    /** @returns undefined when the participant was erased, or never named */
    async personKey(alliance: string, eventId: string, ticketId: string): Promise<Uint8Array | undefined> {
      const item = await getItem(keys, personKeyKey(alliance, eventId, ticketId));
      return item === undefined ? undefined : await unwrap(item);
    },
    /** The keys of everybody at an event, by ticket. */
    async personKeys(alliance: string, eventId: string): Promise<Map<string, Uint8Array>> {
      const found = new Map<string, Uint8Array>();
      for await (const item of queryItems(keys, { partition: personKeysPartition(alliance, eventId), prefix: 'KEY#' }))
        found.set(String(item.sk).slice('KEY#'.length), await unwrap(item));
      return found;
    },
    /** That this address belongs to a participant; found again by an access request. */
    async addressWrite(alliance: string, eventId: string, ticketId: string, email: string): Promise<Write> {
      const item = {
        pk: addressPartition(alliance, await addressMark(email)),
        sk: addressPersonSort(eventId, ticketId),
        eventId,
        ticketId,
      };
      return { table: keys.name, put: { item }, refusal: 'recordChangedMeanwhile' };
    },
    /**
     * That this address is registered for this event; unmet when it is already.
     * @param instead a registration withdrawn before, whose place in the lookup the new one takes
     */
    async registeredWrite(alliance: string, eventId: string, email: string, registrationId: string, instead?: string): Promise<Write> {
      const item = { pk: addressPartition(alliance, await addressMark(email)), sk: addressEventSort(eventId), registrationId };
      const isFree = 'attribute_not_exists(pk) OR isReleased = :released';
      const free = { condition: isFree, values: { ':released': true } };
      const taken = { condition: `${isFree} OR registrationId = :before`, values: { ':released': true, ':before': instead } };
      return { table: keys.name, put: { item, ...(instead === undefined ? free : taken) }, refusal: 'alreadyRegistered' };
    },
    async registrationOf(alliance: string, eventId: string, email: string): Promise<string | undefined> {
      const item = await getItem(keys, { pk: addressPartition(alliance, await addressMark(email)), sk: addressEventSort(eventId) });
      return item === undefined || item.isReleased ? undefined : String(item.registrationId);
    },
    /**
     * The lookups of an address that turned out to be another's: they lead nowhere from now on, and DynamoDB removes them.
     * @param registrationId whose registration it was; the lookup of somebody else's stays
     */
    async releaseWrites(at: { alliance: string; eventId: string; ticketId: string }, email: string, registrationId: string, now: Instant) {
      const pk = addressPartition(at.alliance, await addressMark(email));
      const released = (sk: string) => ({ pk, sk, isReleased: true, ttl: Math.floor(Date.parse(now) / 1000) });
      const person: Write = {
        table: keys.name,
        put: { item: released(addressPersonSort(at.eventId, at.ticketId)) },
        refusal: 'recordChangedMeanwhile',
      };
      const eventSort = addressEventSort(at.eventId);
      if ((await getItem(keys, { pk, sk: eventSort }))?.registrationId !== registrationId) return [person];
      const own = { condition: 'registrationId = :own', values: { ':own': registrationId } };
      const event: Write = { table: keys.name, put: { item: released(eventSort), ...own }, refusal: 'recordChangedMeanwhile' };
      return [person, event];
    },
    /** Every participant with this address, over all events. */
    async participantsWith(alliance: string, email: string): Promise<{ eventId: string; ticketId: string }[]> {
      const found: { eventId: string; ticketId: string }[] = [];
      for await (const item of queryItems(keys, { partition: addressPartition(alliance, await addressMark(email)), prefix: 'PERSON#' }))
        if (!item.isReleased) found.push({ eventId: String(item.eventId), ticketId: String(item.ticketId) });
      return found;
    },
    /** Lookups first, the key last: an erasure that was cut off finds the address again and goes on. */
    async forget(alliance: string, eventId: string, ticketId: string, email: string | null): Promise<void> {
      if (email !== null) {
        const pk = addressPartition(alliance, await addressMark(email));
        await remove({ pk, sk: addressPersonSort(eventId, ticketId) });
        await remove({ pk, sk: addressEventSort(eventId) });
      }
      await remove(personKeyKey(alliance, eventId, ticketId));
    },
    /** How often this happened in this minute, this time included. @param mark keyed, so that it names nobody */
    async countAttempt(alliance: string, mark: string, now: Instant, minutes = 1): Promise<number> {
      const slot = Math.floor(Date.parse(now) / 60_000 / minutes);
      const command = new UpdateCommand({
        TableName: keys.name,
        Key: limitKey(alliance, mark, `${minutes}#${slot}`),
        UpdateExpression: 'SET #ttl = :ttl ADD attempts :one',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':one': 1, ':ttl': (slot + 2) * minutes * 60 },
        ReturnValues: 'UPDATED_NEW',
      });
      const { Attributes } = await withinBudget((abortSignal) => keys.client.send(command, { abortSignal }));
      return Number(Attributes?.attempts ?? 1);
    },
    /** Organisations are counted by mark, however they are spelled. */
    organisationMark: async (alliance: string, organisation: string | null): Promise<string | null> =>
      organisation === null ? null : await markOf('organisation', `${alliance}|${fold(organisation)}`),
  };
}
export type KeyTable = ReturnType<typeof keyTable>;
