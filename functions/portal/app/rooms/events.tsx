import { useState } from 'preact/hooks';
import { eventKindNames, eventStatusNames } from '../../../../shared/domain/alliance-event.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent } from '../contract.ts';
import { may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Badge, Button, Filter, FilterInput, Link, LinkButton, Loading, optionsOf, P, Room, Table, type Tone, Trouble } from '../ui.tsx';
import { count, daysOf, officeOptions, shortOffice, themeOptions } from '../words.ts';

export const statusTones = { PLANNED: 'info', HELD: 'success', CANCELLED: 'danger', UNKNOWN: 'warning' } as const satisfies Record<
  AllianceEvent['status'],
  Tone
>;

/** The list grows page by page; other filters begin a new one. */
function useEvents(alliance: string, query: RoomProps['query']) {
  const filters = JSON.stringify(query);
  const [later, setLater] = useState<{ filters: string; items: readonly AllianceEvent[]; next: string | null }>();
  const first = useLoaded(filters, async () => ({ ...(await call('listAllianceEvents', alliance, { query })), filters }));
  const added = later?.filters === first.data?.filters ? later : undefined;
  const items = [...(first.data?.items ?? []), ...(added?.items ?? [])];
  const next = added ? added.next : (first.data?.cursor ?? null);
  const more = async (cursor: string) => {
    const page = await call('listAllianceEvents', alliance, { query: { ...query, cursor } });
    setLater({ filters, items: [...(added?.items ?? []), ...page.items], next: page.cursor });
  };
  return { ...first, data: first.data && { items }, more: next === null ? undefined : () => void more(next).catch(first.reload) };
}

export default function EventsRoom({ query }: RoomProps) {
  const desk = useDesk();
  const alliance = useAlliance();
  const { data, problem, loading, more } = useEvents(desk.alliance, query);
  const change = (changes: Readonly<Record<string, string | undefined>>) =>
    go(hrefOf(desk.alliance, 'veranstaltungen', { ...query, ...changes }));
  return (
    <Room
      title="Veranstaltungen"
      {...(desk.office === null ? {} : { lead: `Nur im Bereich: ${officeNames[desk.office]}` })}
      actions={
        may(desk, 'registerAllianceEvent') && (
          <LinkButton kind="primary" href={hrefOf(desk.alliance, 'veranstaltungen/neu')}>
            Veranstaltung registrieren
          </LinkButton>
        )
      }
    >
      <search class="filters">
        <FilterInput label="Suche (Titel, Ort)" type="search" value={query.search} onChange={(search) => change({ search })} />
        <FilterInput label="Ab" type="date" value={query.from} onChange={(from) => change({ from })} />
        <FilterInput label="Bis" type="date" value={query.to} onChange={(to) => change({ to })} />
        <Filter
          label="Status"
          value={query.status}
          all="alle"
          options={optionsOf(eventStatusNames)}
          onChange={(status) => change({ status })}
        />
        <Filter label="Art" value={query.kind} all="alle" options={optionsOf(eventKindNames)} onChange={(kind) => change({ kind })} />
        <Filter label="Thema" value={query.theme} all="alle" options={themeOptions(alliance)} onChange={(theme) => change({ theme })} />
        {desk.office === null && (
          <Filter label="Amt" value={query.office} all="alle" options={officeOptions} onChange={(office) => change({ office })} />
        )}
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <p class="kern-body count" role="status">
            {count(data.items.length, 'Veranstaltung', 'Veranstaltungen')}
            {more === undefined ? '' : ' bisher geladen'}
          </p>
          {data.items.length === 0 ? (
            <P>Zu diesen Angaben gibt es keine Veranstaltung.</P>
          ) : (
            <Table<AllianceEvent>
              caption="Veranstaltungen nach Datum"
              rows={data.items}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Datum', cell: ({ dates }) => daysOf(dates) },
                {
                  title: 'Titel',
                  heads: true,
                  cell: ({ id, title }) => <Link href={hrefOf(desk.alliance, `veranstaltungen/${id}`)}>{title}</Link>,
                },
                { title: 'Ort', cell: ({ place }) => place?.name ?? '–' },
                { title: 'Amt', nowrap: true, cell: ({ responsibleOffice }) => shortOffice(responsibleOffice) },
                {
                  title: 'Status',
                  nowrap: true,
                  cell: ({ status }) => <Badge tone={statusTones[status]}>{eventStatusNames[status]}</Badge>,
                },
              ]}
            />
          )}
          {more && (
            <div class="more-rows">
              <Button onClick={more}>Weitere laden</Button>
            </div>
          )}
        </div>
      )}
    </Room>
  );
}
