import { type DoorEntry, halfDayOf, headsKey } from '../../../../shared/domain/door.ts';
import { fold } from '../../../../shared/domain/text.ts';
import type { DoorList, Entry, KeptList } from './kept.ts';

type Head = DoorList['heads'][number];
/** Somebody on the list as this device knows it now; `presentDoor` only where it happened here. */
export type HeadNow = Head & { readonly presentDoor: string | null; readonly live: number; readonly words: string };

export type DoorNow = {
  readonly heads: ReadonlyMap<string, HeadNow>;
  readonly present: number;
  readonly expected: number;
  readonly walkIns: number;
  /** Heads counted on this device, per door and half-day, key as in `headsKey`. */
  readonly counted: Readonly<Record<string, number>>;
};

/** Whether the list was asked for before this entry was answered: then the list does not hold it. */
const isNew = ({ statusAt }: KeptList, { state, answeredAt, result }: Entry): boolean =>
  state === 'QUEUED' || (result?.outcome !== 'REFUSED' && answeredAt !== null && answeredAt > statusAt);

type Draft = { heads: Map<string, HeadNow>; counted: Record<string, number> };

function enter({ heads }: Draft, entry: Extract<DoorEntry, { kind: 'CHECK_IN' | 'WALK_IN' }>, before: HeadNow): void {
  heads.set(entry.ticketId, {
    ...before,
    live: before.live + 1,
    present: true,
    presentAt: before.presentAt ?? entry.scannedAt,
    presentDoor: before.present ? before.presentDoor : entry.door,
  });
}

function count({ counted }: Draft, { door, scannedAt, count: added }: Extract<DoorEntry, { kind: 'HEADS' }>): void {
  const key = headsKey({ door, halfDay: halfDayOf(scannedAt) });
  counted[key] = (counted[key] ?? 0) + added;
}

function leave({ heads }: Draft, undone: DoorEntry, stays: boolean): void {
  const head = undone.kind === 'CHECK_IN' || undone.kind === 'WALK_IN' ? heads.get(undone.ticketId) : undefined;
  if (!head) return;
  const live = stays ? 1 : Math.max(0, head.live - 1);
  heads.set(head.ticketId, { ...head, live, present: live > 0, ...(live > 0 ? {} : { presentAt: null, presentDoor: null }) });
}

const unnamed = (ticketId: string): HeadNow => ({
  ticketId,
  name: null,
  sortName: null,
  organisation: null,
  status: 'VALID',
  origin: 'WALK_IN',
  present: false,
  presentAt: null,
  photoConsent: null,
  presentDoor: null,
  live: 0,
  words: '',
});

/** Also without the letters that umlauts bring along: whoever reads „Köroğlu“ may type „koroglu“. */
const withoutMarks = (raw: string): string => fold(raw.normalize('NFD').replace(/\p{M}/gu, ''));
function wordsOf({ name, organisation }: Pick<Head, 'name' | 'organisation'>): string {
  const text = [name, organisation].filter((part) => part !== null).join(' ');
  return ` ${fold(text)} ${withoutMarks(text)}`;
}
const knownWords = new WeakMap<Head, string>();
function wordsOnList(head: Head): string {
  const words = knownWords.get(head) ?? wordsOf(head);
  knownWords.set(head, words);
  return words;
}

function walkedIn(draft: Draft, { entry, name }: Entry, counts: boolean): void {
  if (entry.kind !== 'WALK_IN') return;
  const before = draft.heads.get(entry.ticketId) ?? unnamed(entry.ticketId);
  const named = { ...before, name: before.name ?? name, organisation: before.organisation ?? entry.person?.organisation ?? null };
  const searched = { ...named, words: wordsOf(named) };
  if (counts) enter(draft, entry, searched);
  else if (draft.heads.has(entry.ticketId)) draft.heads.set(entry.ticketId, searched);
}

/** The list tells when somebody came; where, this device knows of its own entries only. */
function cameIn({ heads }: Draft, { entry, result }: Entry): void {
  if (result?.outcome !== 'PRESENT' || (entry.kind !== 'CHECK_IN' && entry.kind !== 'WALK_IN')) return;
  const head = heads.get(entry.ticketId);
  if (head?.present) heads.set(entry.ticketId, { ...head, presentDoor: entry.door });
}

function happened(draft: Draft, { entry, result }: Entry, byScan: ReadonlyMap<string, DoorEntry>): void {
  if (entry.kind === 'CHECK_IN') {
    const before = draft.heads.get(entry.ticketId);
    if (before) enter(draft, entry, before);
  } else if (entry.kind === 'UNDO') {
    const undone = byScan.get(entry.undoes);
    if (undone) leave(draft, undone, result?.outcome === 'STILL_PRESENT');
  }
}

/** The list as it was told, and on top of it what happened here since. */
export function doorNow(kept: KeptList, entries: readonly Entry[]): DoorNow {
  const byScan = new Map(entries.map((one) => [one.entry.scanId, one.entry]));
  const draft: Draft = {
    heads: new Map(
      kept.list.heads.map((head) => [head.ticketId, { ...head, presentDoor: null, live: head.present ? 1 : 0, words: wordsOnList(head) }]),
    ),
    counted: {},
  };
  for (const one of entries) {
    const counts = isNew(kept, one);
    if (one.entry.kind === 'HEADS') count(draft, one.entry);
    else if (one.entry.kind === 'WALK_IN') walkedIn(draft, one, counts);
    else if (counts) happened(draft, one, byScan);
    if (!counts) cameIn(draft, one);
  }
  const all = [...draft.heads.values()];
  return {
    heads: draft.heads,
    counted: draft.counted,
    present: all.filter(({ present }) => present).length,
    walkIns: all.filter(({ present, origin }) => present && origin === 'WALK_IN').length,
    expected: all.filter(({ status, origin }) => status === 'VALID' && origin !== 'WALK_IN').length,
  };
}

/** Everybody whose name or organisation has a word beginning with each word that was typed, in the list's order. */
export function findHeads(heads: Iterable<HeadNow>, typed: string): HeadNow[] {
  const wanted = fold(typed).split(' ').filter(Boolean);
  return [...heads].filter(({ name, words }) => name !== null && wanted.every((word) => words.includes(` ${word}`)));
}
