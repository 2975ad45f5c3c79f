import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WalkInPerson } from '../../../../shared/domain/door.ts';
import type { TicketId } from '../../../../shared/domain/registration.ts';
import { Problem } from '../api.ts';
import { halfACode, isWhole, looksLikeCode, notACode, ticketIn } from './code.ts';
import { doorNow, type HeadNow, nameOf, whoIs } from './heads.ts';
import type { At, Entry, KeptList, NewEntry } from './kept.ts';
import { append, chooseDoor, doorChoice, entriesOf, forgetList, onChangeElsewhere, readList, tickOff } from './kept.ts';
import { loadList, type Sync, type SyncState, startSync } from './sync.ts';
import { nowheres, type Shown, shownFor } from './words.ts';
import { keepPage } from './worker.ts';

/** A scanner that reads one card twice means it once. */
const SAME_CARD_MS = 10_000;

type Data = { readonly kept: KeptList | undefined; readonly entries: readonly Entry[] };
const now = (): string => new Date().toISOString();
const notSyncing: SyncState = { connected: undefined, sending: false, lastSentAt: undefined, lost: undefined };

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const follow = () => setOnline(navigator.onLine);
    window.addEventListener('online', follow);
    window.addEventListener('offline', follow);
    return () => {
      window.removeEventListener('online', follow);
      window.removeEventListener('offline', follow);
    };
  }, []);
  return online;
}

/** What the device keeps of this door, read again whenever another tab or the sender has changed it. */
function useKept(at: At): readonly [Data | undefined, () => Promise<void>] {
  const [data, setData] = useState<Data>();
  const newest = useRef(0);
  const read = async (): Promise<void> => {
    const turn = ++newest.current;
    const [kept, entries] = await Promise.all([readList(at), entriesOf(at)]);
    if (turn === newest.current) setData({ kept, entries });
  };
  useEffect(() => {
    void read();
    const stop = onChangeElsewhere(() => void read());
    // a tablet that was asleep over the end of its list
    const look = () => void read();
    document.addEventListener('visibilitychange', look);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }, [at]);
  const until = data?.kept?.list.usableUntil;
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => void forgetList(at).then(read), Math.max(0, Date.parse(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return [data, read];
}

/** @param signedIn without, everything works but loading and sending */
export function useDoor(at: At, signedIn: boolean) {
  const online = useOnline();
  const [data, read] = useKept(at);
  const [door, setDoor] = useState('');
  const [syncState, setSyncState] = useState(notSyncing);
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(false);
  const sync = useRef<Sync>(undefined);
  const lastCard = useRef({ ticketId: '', at: 0 });
  const current = useMemo(() => data?.kept && doorNow(data.kept, data.entries), [data]);

  useEffect(() => {
    if (!signedIn) return undefined;
    const started = startSync(
      at,
      (state) => {
        setSyncState(state);
        void read();
      },
      true,
    );
    sync.current = started;
    return started.end;
  }, [at, signedIn]);

  const [keepsPage, setKeepsPage] = useState<boolean>();
  useEffect(() => {
    void keepPage().then(setKeepsPage);
  }, []);

  const doors = data?.kept?.list.doors;
  useEffect(() => {
    if (doors) void doorChoice(at).then((chosen) => setDoor(chosen !== undefined && doors.includes(chosen) ? chosen : (doors[0] ?? '')));
  }, [doors?.join('|')]);

  /** On the disk first, then on the screen. */
  const record = async (added: NewEntry, show: Shown): Promise<void> => {
    try {
      await append(at, added);
      await read();
      setShown(show);
      sync.current?.kick();
    } catch {
      setShown(nowheres);
    }
  };
  const head = () => ({ scanId: crypto.randomUUID(), door, scannedAt: now() });

  const walkIn = async (person: WalkInPerson | null): Promise<void> => {
    const entry = { kind: 'WALK_IN', ...head(), ticketId: crypto.randomUUID() as TicketId, person } as const;
    await record({ entry, named: nameOf(person) !== null, expected: 'PRESENT' }, shownFor.walkIn(entry.ticketId, entry.scanId));
  };

  const isSameCard = (ticketId: string): boolean =>
    lastCard.current.ticketId === ticketId && performance.now() - lastCard.current.at < SAME_CARD_MS;

  const letIn = async (ticketId: string, source: 'QR' | 'NAME', known: HeadNow | undefined): Promise<void> => {
    lastCard.current = { ticketId, at: performance.now() };
    const entry = { kind: 'CHECK_IN', ...head(), ticketId: ticketId as TicketId, source } as const;
    const told = { entry, named: known?.naming === 'NAMED', expected: known?.present ? 'DUPLICATE' : 'PRESENT' } as const;
    if (known === undefined) await record(told, shownFor.unknown(ticketId, entry.scanId));
    else await record(told, known.present ? shownFor.duplicate(known) : shownFor.present(known, entry.scanId));
  };

  /** A card of somebody who is in already is a fact, too; a tap on a name is only a question. */
  const checkIn = async (ticketId: string, source: 'QR' | 'NAME'): Promise<void> => {
    const known = current?.heads.get(ticketId);
    if (known && known.status !== 'VALID') setShown(shownFor.notValid(known));
    else if (known?.present && (source === 'NAME' || isSameCard(ticketId))) setShown(shownFor.duplicate(known));
    else await letIn(ticketId, source, known);
  };

  return {
    data,
    current,
    door,
    online,
    /** Whether this address opens without a network; undefined while it is being prepared. */
    keepsPage,
    sync: syncState,
    shown,
    problem,
    loading,
    checkIn,
    walkIn,
    show: setShown,
    code: (typed: string): void => {
      const ticketId = ticketIn(typed);
      if (ticketId !== undefined && (isWhole(ticketId) || current?.heads.has(ticketId))) void checkIn(ticketId, 'QR');
      else if (looksLikeCode(typed)) setShown({ tone: 'danger', title: 'Code unvollständig', detail: halfACode });
      else setShown({ tone: 'danger', title: 'Keine Eintrittskarte', detail: notACode });
    },
    /** The name of the ticket as the list has it now. */
    whoIs: (ticketId: string): string => whoIs(current, data?.entries ?? [], ticketId),
    undo: async (scanId: string): Promise<void> => {
      const undone = data?.entries.find(({ entry }) => entry.scanId === scanId)?.entry;
      const ticketId = undone && 'ticketId' in undone ? undone.ticketId : undefined;
      await record({ entry: { kind: 'UNDO', ...head(), undoes: scanId }, named: false, expected: null }, shownFor.undone(ticketId));
    },
    countHeads: async (count: number): Promise<void> => {
      const entry = { kind: 'HEADS', ...head(), count } as const;
      await record({ entry, named: false, expected: null }, shownFor.counted(count, door));
    },
    tickOff: async (seq: number): Promise<void> => {
      await tickOff(seq);
      await read();
    },
    choose: async (wanted: string): Promise<void> => {
      setDoor(wanted);
      await chooseDoor(at, wanted);
    },
    sendNow: (): void => sync.current?.now(),
    load: async (): Promise<void> => {
      setLoading(true);
      setProblem(undefined);
      // a browser that is short of room drops what did not ask to stay
      await navigator.storage.persist().catch(() => false);
      await loadList(at).catch((error: unknown) =>
        setProblem(error instanceof Problem ? error : new Problem({ title: 'Die Liste ließ sich nicht speichern' })),
      );
      await read();
      setLoading(false);
    },
  };
}
export type Door = ReturnType<typeof useDoor>;
