import { type DoorEntry, halfDayOf, headsKey, type WalkInPerson } from '../../../../shared/domain/door.ts';
import { fold } from '../../../../shared/domain/text.ts';
import type { DoorList, Entry, KeptList } from './kept.ts';

type Head = DoorList['heads'][number];
/** Somebody on the list as this device knows it now; `presentDoor` only where it happened here. */
export type HeadNow = Head & {
  readonly presentDoor: string | null;
  readonly live: number;
  /** What stands for this head on the screen, also without a name. */
  readonly label: string;
  readonly words: string;
};

export type DoorNow = {
  readonly heads: ReadonlyMap<string, HeadNow>;
  /** Scans that were taken back on this device. */
  readonly undone: ReadonlySet<string>;
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

/** Given and family name of a walk-in; null where neither was said. */
export const nameOf = (person: WalkInPerson | null): string | null =>
  [person?.givenName, person?.familyName].filter(Boolean).join(' ') || null;

const comes = ({ ticketId, person }: Extract<DoorEntry, { kind: 'WALK_IN' }>): HeadNow => ({
  ticketId,
  name: nameOf(person),
  sortName: null,
  naming: nameOf(person) === null ? 'NONE' : 'NAMED',
  companionOf: null,
  organisation: person?.organisation ?? null,
  status: 'VALID',
  origin: 'WALK_IN',
  present: false,
  presentAt: null,
  photoConsent: null,
  presentDoor: null,
  live: 0,
  label: '',
  words: '',
});

/** Also without the letters that umlauts bring along: whoever reads „Köroğlu“ may type „koroglu“. */
const withoutMarks = (raw: string): string => fold(raw.normalize('NFD').replace(/\p{M}/gu, ''));
function wordsOf(text: string): string {
  return ` ${fold(text)} ${withoutMarks(text)}`;
}
const knownWords = new Map<string, string>();
const MOST_KNOWN = 20_000;
/** Folding a long list at each tap would be felt. */
function wordsFor({ label, organisation }: Pick<HeadNow, 'label' | 'organisation'>): string {
  const text = organisation === null ? label : `${label} ${organisation}`;
  const words = knownWords.get(text) ?? wordsOf(text);
  if (knownWords.size > MOST_KNOWN) knownWords.clear();
  knownWords.set(text, words);
  return words;
}

/** Enough of a card's code to tell two people without a name apart. */
export const codeEnd = (ticketId: string): string => `…${ticketId.slice(-4)}`;

/** @param wasNamed whether this device has shown a name before */
function labelOf({ name, naming, companionOf, ticketId }: HeadNow, heads: ReadonlyMap<string, HeadNow>, wasNamed: boolean): string {
  if (name !== null) return name;
  const lead = heads.get(companionOf ?? '');
  if (lead?.naming === 'NAMED' && lead.name !== null) return `Begleitung von ${lead.name}`;
  return `${naming === 'NONE' && wasNamed ? 'Angaben gelöscht' : 'Person ohne Namen'} ${codeEnd(ticketId)}`;
}

/** The list tells when somebody came; where, this device knows of its own entries only. */
function cameIn({ heads }: Draft, { entry, result }: Entry): void {
  if (result?.outcome !== 'PRESENT' || (entry.kind !== 'CHECK_IN' && entry.kind !== 'WALK_IN')) return;
  const head = heads.get(entry.ticketId);
  if (head?.present) heads.set(entry.ticketId, { ...head, presentDoor: entry.door });
}

function happened(draft: Draft, { entry, result }: Entry, byScan: ReadonlyMap<string, DoorEntry>): void {
  if (entry.kind === 'CHECK_IN' || entry.kind === 'WALK_IN') {
    const before = draft.heads.get(entry.ticketId) ?? (entry.kind === 'WALK_IN' ? comes(entry) : undefined);
    if (before) enter(draft, entry, before);
  } else if (entry.kind === 'UNDO') {
    const undone = byScan.get(entry.undoes);
    if (undone) leave(draft, undone, result?.outcome === 'STILL_PRESENT');
  }
}

/** Names are the list's; what an entry says of a person holds only until the list knows the person. */
function labelled(heads: ReadonlyMap<string, HeadNow>, entries: readonly Entry[]): Map<string, HeadNow> {
  const named = new Set(entries.flatMap(({ entry, named }) => (named && 'ticketId' in entry ? [entry.ticketId] : [])));
  return new Map(
    [...heads].map(([ticketId, head]) => {
      const label = labelOf(head, heads, named.has(head.ticketId));
      return [ticketId, { ...head, label, words: wordsFor({ label, organisation: head.organisation }) }];
    }),
  );
}

/** The list as it was told, and on top of it what happened here since. */
export function doorNow(kept: KeptList, entries: readonly Entry[]): DoorNow {
  const byScan = new Map(entries.map((one) => [one.entry.scanId, one.entry]));
  const draft: Draft = {
    heads: new Map(
      kept.list.heads.map((head) => [head.ticketId, { ...head, presentDoor: null, live: head.present ? 1 : 0, label: '', words: '' }]),
    ),
    counted: {},
  };
  for (const one of entries) {
    const counts = isNew(kept, one);
    if (one.entry.kind === 'HEADS') count(draft, one.entry);
    else if (counts) happened(draft, one, byScan);
    if (!counts) cameIn(draft, one);
  }
  const heads = labelled(draft.heads, entries);
  const all = [...heads.values()];
  return {
    heads,
    undone: undoneIn(entries),
    counted: draft.counted,
    present: all.filter(({ present }) => present).length,
    walkIns: all.filter(({ present, origin }) => present && origin === 'WALK_IN').length,
    expected: all.filter(({ status, origin }) => status === 'VALID' && origin !== 'WALK_IN').length,
  };
}

/** The scans among these that one of these takes back. */
export const undoneIn = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ entry, result }) => (entry.kind === 'UNDO' && result?.outcome !== 'REFUSED' ? [entry.undoes] : [])));

/** Whom a ticket is about, as the list has it now; of who is not on it, what was said here. */
export function whoIs(current: DoorNow | undefined, entries: readonly Entry[], ticketId: string): string {
  const head = current?.heads.get(ticketId);
  if (head) return head.label;
  const came = entries.find(({ entry }) => entry.kind === 'WALK_IN' && entry.ticketId === ticketId)?.entry;
  if (came?.kind !== 'WALK_IN') return `Karte ${codeEnd(ticketId)}`;
  return nameOf(came.person) ?? `Person ohne Namen ${codeEnd(ticketId)}`;
}

/** Everybody whose name or organisation has a word beginning with each word that was typed, in the list's order. */
export function findHeads(heads: Iterable<HeadNow>, typed: string): HeadNow[] {
  const wanted = fold(typed).split(' ').filter(Boolean);
  return [...heads].filter(({ words }) => wanted.every((word) => words.includes(` ${word}`)));
}
