import type { Success } from '../contract.ts';
import { type Desk, eventsOf, may, useDesk, useLoaded } from '../desk.ts';
import type { SelectOption } from '../ui.tsx';
import { daysOf } from '../words.ts';
import { bodiesOf, bodyOptions } from './body-words.tsx';

export type ProposalRecord = Success<'listProposals'>['items'][number];
export type MeasureLine = Success<'listMeasures'>['items'][number];
export type MeasureDetail = Success<'getMeasure'>;
export type IndicatorLine = Success<'listIndicators'>['items'][number];
export type Matrix = Success<'getResultMatrix'>;

/** Everything that names what results belong to: conferences and bodies in the reader's reach. */
export type Origins = {
  readonly conferences: readonly SelectOption[];
  readonly bodies: readonly SelectOption[];
  readonly conferenceName: (eventId: string | null) => string | undefined;
  readonly bodyName: (bodyId: string | null) => string | undefined;
};

const conferenceKinds = new Set<string>(['STATE_CONFERENCE', 'REGIONAL_CONFERENCE']);
const nameIn = (options: readonly SelectOption[], id: string | null): string | undefined => options.find(([key]) => key === id)?.[1];

async function originsOf(desk: Desk): Promise<Origins> {
  const [events, bodies] = await Promise.all([
    may(desk, 'listAllianceEvents') ? eventsOf(desk.alliance) : [],
    may(desk, 'listBodies') ? bodiesOf(desk.alliance) : [],
  ]);
  const conferences = events
    .filter(({ kind, ownership }) => conferenceKinds.has(kind) && ownership !== 'NOT_OURS')
    .map(({ id, title, dates }) => [id, `${title} (${daysOf(dates)})`] as const);
  const titles = events.map(({ id, title }) => [id, title] as const);
  const named = bodyOptions(bodies);
  return {
    conferences,
    bodies: named,
    conferenceName: (eventId) => nameIn(titles, eventId),
    bodyName: (bodyId) => nameIn(named, bodyId),
  };
}

/** Undefined until they are known. */
export function useOrigins(): Origins | undefined {
  const desk = useDesk();
  return useLoaded(desk.alliance, () => originsOf(desk)).data;
}
