import { rows } from 'portal:rows';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Role } from '../../../shared/domain/access.ts';
import type { OfficeId } from '../../../shared/domain/regions.ts';
import { call, Problem } from './api.ts';
import type { Alliance, AllianceEvent, RouteId, Success } from './contract.ts';

/** The signed-in person at work in one alliance. */
export type Desk = {
  readonly alliance: string;
  readonly alliances: Success<'listAlliances'>['items'];
  readonly roles: readonly Role[];
  readonly office: OfficeId | null;
  readonly subject: string;
  readonly name: string;
};

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('no desk');
  return desk;
}

/** Whether a row lets one of the person's roles in; the API decides again. */
export const may = ({ roles }: Pick<Desk, 'roles'>, id: RouteId): boolean => rows[id].roles?.some((role) => roles.includes(role)) ?? true;

export type Loaded<T> = {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
};

/** Loads when the key changes; what was there before stays until the new has come. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ data?: T; problem?: Problem; key?: string }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    load().then(
      (data) => current && setState({ data, key }),
      (error: unknown) =>
        current && setState({ problem: error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' }), key }),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);
  return { data: state.data, problem: state.problem, loading: state.key !== key, reload: () => setTurn((count) => count + 1) };
}

/** What many rooms need and what rarely changes is asked once, until something of it was changed here. */
const kept = new Map<string, Promise<unknown>>();
function once<T>(key: string, load: () => Promise<T>): Promise<T> {
  const loading = (kept.get(key) as Promise<T> | undefined) ?? load();
  kept.set(key, loading);
  loading.catch(() => kept.delete(key));
  return loading;
}
export const forgetKept = (): void => kept.clear();

export const allianceOf = (alliance: string): Promise<Alliance> => once(`alliance ${alliance}`, () => call('getAlliance', alliance));

const LARGEST_PAGE = '100';
const MOST_PAGES = 20;

type Page<Item> = { readonly items: readonly Item[]; readonly cursor: string | null };

/** A list to its end, where a room needs the whole of it. */
export async function everyPage<Item>(
  load: (page: { readonly limit: string; readonly cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const found: Item[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const next: Page<Item> = await load({ limit: LARGEST_PAGE, ...(cursor === null ? {} : { cursor }) });
    found.push(...next.items);
    cursor = next.cursor;
    if (cursor === null) break;
  }
  return found;
}

/** All events in reach, for choosing and for naming relations. */
export const eventsOf = (alliance: string): Promise<AllianceEvent[]> =>
  once(`events ${alliance}`, () => everyPage((page) => call('listAllianceEvents', alliance, { query: page })));
export const forgetEvents = (alliance: string): void => {
  kept.delete(`events ${alliance}`);
};

/** Events to choose from: asked for only once they are wanted, and only of those who may list them. */
export function useEvents(wanted: boolean): readonly AllianceEvent[] {
  const desk = useDesk();
  const asks = wanted && may(desk, 'listAllianceEvents');
  return useLoaded(String(asks), async () => (asks ? await eventsOf(desk.alliance) : [])).data ?? [];
}

export const useAlliance = (): Alliance | undefined => {
  const { alliance } = useDesk();
  return useLoaded(alliance, () => allianceOf(alliance)).data;
};

async function everyFigureEvents(alliance: string): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, cursor: next } = await call('listAttendanceFigures', alliance, {
      query: { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) },
    });
    for (const { id, eventIds } of items) found.set(id, eventIds);
    if (next === null) break;
    cursor = next;
  }
  return found;
}

/** The events that a statement about attendance counts, for leading from a figure to its record. */
export const figureEventsOf = (alliance: string): Promise<Map<string, readonly string[]>> =>
  once(`figures ${alliance}`, () => everyFigureEvents(alliance));
