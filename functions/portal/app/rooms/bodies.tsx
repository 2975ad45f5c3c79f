import { bodyKindNames } from '../../../../shared/domain/alliance-body.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, Link, LinkButton, optionsOf, P, Room, Table } from '../ui.tsx';
import { count, todayInBerlin } from '../words.ts';
import { bodyLine, Waiting } from './body-frame.tsx';
import { type Body, bodiesOf, bodyHref, bodyNameOn, inOrder } from './body-words.tsx';
import { meetingHref } from './meeting-words.tsx';

type Seats = Success<'countMembers'>['bodies'][number];
type Meeting = Success<'listMeetings'>['items'][number];
type Known = { readonly bodies: readonly Body[]; readonly seats: ReadonlyMap<string, Seats>; readonly next: ReadonlyMap<string, Meeting> };

/** Three lists of the whole alliance; never one question per body. */
async function knownOf(alliance: string): Promise<Known> {
  const [bodies, seats, meetings] = await Promise.all([
    bodiesOf(alliance),
    call('countMembers', alliance, { query: { rule: 'SEATS' } }),
    everyPage((page) => call('listMeetings', alliance, { query: { ...page, from: todayInBerlin() } })),
  ]);
  const ahead = meetings.filter(({ status }) => status !== 'CANCELLED').toSorted((a, b) => (a.plannedOn < b.plannedOn ? 1 : -1));
  return {
    bodies: inOrder(bodies),
    seats: new Map(seats.bodies.map((one) => [one.bodyId, one])),
    next: new Map(ahead.map((meeting) => [meeting.bodyId, meeting])),
  };
}

function seatsInWords(seats: Seats | undefined): string {
  if (!seats || seats.count === 0) return '–';
  const { INTERNAL: inside, EXTERNAL: outside } = seats.bySide;
  return inside + outside === 0 ? String(seats.count) : `${seats.count} (${inside} innen, ${outside} außen)`;
}

function NextMeeting({ meeting }: { meeting: Meeting | undefined }) {
  const { alliance } = useDesk();
  if (!meeting) return <>–</>;
  return <Link href={meetingHref(alliance, meeting.bodyId, meeting.id)}>{formatDay(meeting.plannedOn)}</Link>;
}

function List({ known, kind }: { known: Known; kind: string | undefined }) {
  const { alliance } = useDesk();
  const shown = known.bodies.filter((body) => !kind || body.kind === kind);
  if (shown.length === 0) return <P>{kind ? 'Gremien dieser Art gibt es nicht.' : 'Noch ist kein Gremium aufgenommen.'}</P>;
  return (
    <>
      <p class="kern-body count" role="status">
        {count(shown.length, 'Gremium', 'Gremien')}
      </p>
      <Table<Body>
        caption="Gremien nach Art und Nummer"
        rows={shown}
        keyOf={({ id }) => id}
        columns={[
          {
            title: 'Gremium',
            heads: true,
            cell: (body) => (
              <>
                <Link href={bodyHref(alliance, body.id)}>{bodyNameOn(body)}</Link>
                {bodyLine(body) !== '' && <span class="flags">{bodyLine(body)}</span>}
              </>
            ),
          },
          { title: 'Themen', cell: ({ topics }) => topics.join(', ') || '–' },
          { title: 'Sitze', nowrap: true, cell: ({ id }) => seatsInWords(known.seats.get(id)) },
          { title: 'Nächste Sitzung', nowrap: true, cell: ({ id }) => <NextMeeting meeting={known.next.get(id)} /> },
        ]}
      />
    </>
  );
}

export default function BodiesRoom({ query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const { data, problem } = useLoaded(alliance, () => knownOf(alliance));
  return (
    <Room
      title="Gremien"
      lead="Wer im Bündnis zusammenarbeitet, mit Besetzung und Sitzungen"
      actions={
        <>
          <LinkButton kind="tertiary" href={bodyHref(alliance, 'zaehlung')}>
            Mitglieder zählen
          </LinkButton>
          {may(desk, 'recordPerson') && <LinkButton href={bodyHref(alliance, 'personen')}>Personen</LinkButton>}
          {may(desk, 'recordBody') && (
            <LinkButton kind="primary" href={bodyHref(alliance, 'neu')}>
              Gremium aufnehmen
            </LinkButton>
          )}
        </>
      }
    >
      {data && data.bodies.length > 1 && (
        <search class="filters">
          <Filter
            label="Art"
            value={query.art}
            all="alle"
            options={optionsOf(bodyKindNames)}
            onChange={(art) => go(hrefOf(alliance, 'gremien', { art }))}
          />
        </search>
      )}
      {data ? <List known={data} kind={query.art} /> : <Waiting problem={problem} />}
    </Room>
  );
}
