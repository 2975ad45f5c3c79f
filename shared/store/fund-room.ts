import * as z from 'zod';
import type { FundEntry, FundSum } from '../domain/fund.ts';
import { effectOf } from '../domain/fund-rules.ts';
import type { Cents } from '../domain/money.ts';
import type { Key } from './keys.ts';
import { fundRoomPartition } from './keys.ts';
import type { Table, Write } from './table.ts';
import { queryItems } from './table.ts';

/**
 * What is still free in a fund's year and what of it, and of each grant, is still open: kept beside the sums because a
 * condition needs one number in one item. Two movements at once cannot both take the last of it.
 */
const Room = z.object({ freeCents: z.int(), openCents: z.int() });

type Place = Pick<FundSum, 'fundId' | 'fiscalYear' | 'grantId'>;

const roomSort = ({ fundId, fiscalYear, grantId }: Place): string => [fundId, fiscalYear, grantId ?? '-'].join('#');

/** The rooms a movement touches: its year's, and its grant's. A year's room counts grants, a grant's has nothing to grant. */
function roomsOf({ fundId, fiscalYear, grantId, account }: Place & Pick<FundSum, 'account'>) {
  const { free, open } = effectOf[account];
  const ofYear = { sk: roomSort({ fundId, fiscalYear, grantId: null }), free, open };
  return grantId === null ? [ofYear] : [ofYear, { sk: roomSort({ fundId, fiscalYear, grantId }), free: 0, open }];
}

/** What it means that there is not so much: of the fund, of the grant, or that a promise was already drawn on. */
const refusalFor = ({ account, reverses }: FundEntry): Write['refusal'] => {
  if (account !== 'GRANTED') return 'grantExceeded';
  return reverses === null ? 'fundExceeded' : 'fundEntryNotReversible';
};

/**
 * Moves the rooms, each on the condition that it holds what the movement takes. Not asked of what a document took over,
 * which is as printed, nor of the reversal of an appropriation or return: that a fund has less than it promised is a
 * truth for the book to say, not to refuse.
 */
export function roomWrites(alliance: string, entry: FundEntry): Write[] {
  const { account, amountCents, takenOverFrom } = entry;
  const guardsFree = takenOverFrom === null && account === 'GRANTED';
  return roomsOf(entry).map(({ sk, free, open }) => {
    const [freeCents, openCents] = [free * amountCents || 0, open * amountCents || 0];
    const conditions = [
      ...(guardsFree && freeCents < 0 ? [{ text: 'freeCents >= :freeNeeded', value: { ':freeNeeded': -freeCents } }] : []),
      ...(takenOverFrom === null && openCents < 0 ? [{ text: 'openCents >= :openNeeded', value: { ':openNeeded': -openCents } }] : []),
    ];
    return {
      update: {
        key: { pk: fundRoomPartition(alliance), sk },
        expression: 'ADD freeCents :free, openCents :open',
        values: Object.assign({ ':free': freeCents, ':open': openCents }, ...conditions.map(({ value }) => value)),
        ...(conditions.length === 0 ? {} : { condition: conditions.map(({ text }) => text).join(' AND ') }),
      },
      refusal: refusalFor(entry),
    };
  });
}

const named = (sk: string, { freeCents, openCents }: z.output<typeof Room>): [string, Cents][] => [
  [`${sk}#FREE`, freeCents],
  [`${sk}#OPEN`, openCents],
];

/** Every room as it stands, by name. */
export async function roomsKept(table: Table, alliance: string): Promise<Map<string, Cents>> {
  const kept: [string, Cents][] = [];
  for await (const item of queryItems(table, { partition: fundRoomPartition(alliance) }))
    kept.push(...named(String(item.sk), Room.parse(item)));
  return new Map(kept);
}

/** Every room as the sums say its row must be. */
export function roomRowsFrom(alliance: string, sums: readonly FundSum[]): (Key & z.output<typeof Room>)[] {
  const rooms = new Map<string, z.output<typeof Room>>();
  for (const sum of sums)
    for (const { sk, free, open } of roomsOf(sum)) {
      const { freeCents, openCents } = rooms.get(sk) ?? { freeCents: 0, openCents: 0 };
      rooms.set(sk, { freeCents: freeCents + free * sum.amountCents, openCents: openCents + open * sum.amountCents });
    }
  return [...rooms].map(([sk, room]) => ({ pk: fundRoomPartition(alliance), sk, ...room }));
}

/** The same by the names of `roomsKept`. */
export const roomsFrom = (alliance: string, sums: readonly FundSum[]): Map<string, Cents> =>
  new Map(roomRowsFrom(alliance, sums).flatMap(({ sk, ...room }) => named(sk, room)));
