import type { ComponentChildren } from 'preact';
import type { RoomProps } from '../app.tsx';
import type { RouteId } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, LinkButton, Room } from '../ui.tsx';
import type { Origins } from './results-known.ts';

const tabs = [
  ['', 'Liste', 'listProposals'],
  ['tafel', 'Tafel', 'listMeasures'],
  ['verknuepfungen', 'Verknüpfungen', 'getResultMatrix'],
  ['aehnliche', 'Ähnliche Vorschläge', 'listDoubleSuggestions'],
  ['kennzahlen', 'Kennzahlen', 'listIndicators'],
  ['freigabe', 'Freigabe', 'getResultsPreview'],
] as const satisfies readonly (readonly [string, string, RouteId])[];
export type ResultsTab = (typeof tabs)[number][0];

export type Query = RoomProps['query'];
/** What stays chosen when somebody goes from one view to the next. */
export const scopeOf = ({ konferenz, gremium }: Query) => ({ konferenz, gremium });

export const changer =
  (alliance: string, tab: ResultsTab, query: Query) =>
  (changes: Readonly<Record<string, string | undefined>>): void =>
    go(hrefOf(alliance, tab === '' ? 'ergebnisse' : `ergebnisse/${tab}`, { ...query, ...changes }));

/** Conference and body, as every view of results can be narrowed. */
export function ScopeFilters({
  tab,
  query,
  origins,
  withConference = true,
  allBodies = 'alle',
}: {
  tab: ResultsTab;
  query: Query;
  origins: Origins | undefined;
  withConference?: boolean;
  /** What stands for all bodies; null where one has to be chosen. */
  allBodies?: string | null;
}) {
  const change = changer(useDesk().alliance, tab, query);
  return (
    <>
      {withConference && (
        <Filter
          label="Konferenz"
          value={query.konferenz}
          all="alle"
          options={origins?.conferences ?? []}
          onChange={(konferenz) => change({ konferenz })}
        />
      )}
      {(origins?.bodies.length ?? 0) > 0 && (
        <Filter
          label="Gremium"
          value={query.gremium}
          {...(allBodies === null ? {} : { all: allBodies })}
          options={origins?.bodies ?? []}
          onChange={(gremium) => change({ gremium })}
        />
      )}
    </>
  );
}

/** The views of results under one head. */
export function ResultsRoom({
  tab,
  query,
  actions,
  children,
}: {
  tab: ResultsTab;
  query: Query;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const desk = useDesk();
  const open = tabs.filter(([, , row]) => may(desk, row));
  const name = tabs.find(([path]) => path === tab)?.[1] ?? '';
  return (
    <Room title={tab === '' ? 'Ergebnisse' : `Ergebnisse: ${name}`} actions={actions}>
      {open.length > 1 && (
        <nav class="tabs" aria-label="Ergebnisse">
          <ul>
            {open.map(([path, title]) => (
              <li key={path}>
                <a
                  href={hrefOf(desk.alliance, path === '' ? 'ergebnisse' : `ergebnisse/${path}`, scopeOf(query))}
                  {...(path === tab ? { 'aria-current': 'page' } : {})}
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
    </Room>
  );
}

/** One primary action; the rest beside it. */
export function RecordActions({ query, nextProposal, nextMeasure }: { query: Query; nextProposal: number; nextMeasure: number }) {
  const desk = useDesk();
  const scope = scopeOf(query);
  const { alliance } = desk;
  return (
    <>
      {may(desk, 'recordMeasure') && (
        <LinkButton kind="primary" href={hrefOf(alliance, 'ergebnisse/massnahmen/neu', { ...scope, nummer: String(nextMeasure) })}>
          Maßnahme aufnehmen
        </LinkButton>
      )}
      {may(desk, 'recordProposal') && (
        <LinkButton
          kind={may(desk, 'recordMeasure') ? 'secondary' : 'primary'}
          href={hrefOf(alliance, 'ergebnisse/vorschlaege/neu', { ...scope, nummer: String(nextProposal) })}
        >
          Vorschlag aufnehmen
        </LinkButton>
      )}
    </>
  );
}
