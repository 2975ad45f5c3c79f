import { formatDay } from '../../../../shared/domain/calendar.ts';
import { outcomeNames, privacyKindNames, privacyStatusNames } from '../../../../shared/domain/privacy.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Badge, Filter, Link, LinkButton, Loading, optionsOf, P, Room, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { DueDay, privacyHref, statusTones } from './privacy-words.tsx';

type Listed = Success<'listPrivacyCases'>['items'][number];

function Cases({ items, status }: { items: readonly Listed[]; status: string | undefined }) {
  const { alliance } = useDesk();
  if (items.length === 0)
    return <P>{status ? 'In diesem Stand gibt es kein Anliegen.' : 'Noch hat niemand ein Anliegen zu den eigenen Daten.'}</P>;
  return (
    <Table<Listed>
      caption="Anliegen nach ihrer Frist"
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          title: 'Anliegen',
          heads: true,
          cell: ({ id, kind, receivedOn }) => (
            <Link href={privacyHref(alliance, id)}>
              {privacyKindNames[kind]} vom {formatDay(receivedOn)}
            </Link>
          ),
        },
        { title: 'Teilnahmen', numeric: true, cell: ({ participants }) => participants.length },
        { title: 'Frist', nowrap: true, cell: (one) => <DueDay {...one} /> },
        { title: 'Stand', nowrap: true, cell: (one) => <Badge tone={statusTones[one.status]}>{privacyStatusNames[one.status]}</Badge> },
        { title: 'Ergebnis', cell: ({ outcome }) => (outcome === null ? '–' : outcomeNames[outcome]) },
      ]}
    />
  );
}

export default function PrivacyRoom({ query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const { status } = query;
  const asked = status ? { status: status as Listed['status'] } : {};
  const { data, problem } = useLoaded(status ?? '', () =>
    everyPage((page) => call('listPrivacyCases', alliance, { query: { ...page, ...asked } })),
  );
  const overdue = useLoaded(alliance, () => call('listRetention', alliance, { query: { status: 'DUE', limit: '100' } })).data?.items.filter(
    ({ isOverdue }) => isOverdue,
  ).length;
  return (
    <Room
      title="Datenschutz"
      lead="Anliegen von Menschen zu ihren Daten, mit einem Monat Frist (Art. 12 Abs. 3 DSGVO)"
      actions={
        <>
          <LinkButton href={privacyHref(alliance, 'aufbewahrung')}>Aufbewahrung</LinkButton>
          {may(desk, 'openPrivacyCase') && (
            <LinkButton kind="primary" href={privacyHref(alliance, 'neu')}>
              Anliegen aufnehmen
            </LinkButton>
          )}
        </>
      }
    >
      {Boolean(overdue) && (
        <P>
          <Badge tone="danger">überfällig</Badge> Über {count(overdue ?? 0, 'abgelaufene Aufbewahrung', 'abgelaufene Aufbewahrungen')} ist
          seit mehr als einem Monat nicht entschieden. <Link href={privacyHref(alliance, 'aufbewahrung')}>Zur Aufbewahrung</Link>
        </P>
      )}
      <search class="filters">
        <Filter
          label="Stand"
          value={status}
          all="alle"
          options={optionsOf(privacyStatusNames)}
          onChange={(chosen) => go(hrefOf(alliance, 'datenschutz', { status: chosen }))}
        />
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <p class="kern-body count" role="status">
            {count(data.length, 'Anliegen', 'Anliegen')}
          </p>
          <Cases items={data} status={status} />
        </>
      )}
    </Room>
  );
}
