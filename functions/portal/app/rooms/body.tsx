import { bodyRoleNames } from '../../../../shared/domain/alliance-body.ts';
import { formatDay, isDay } from '../../../../shared/domain/calendar.ts';
import type { Composition } from '../../../../shared/domain/composition.ts';
import { compositionFindingNames } from '../../../../shared/domain/composition-finding.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Alert, type Column, FilterInput, Link, LinkButton, P, Section, Table } from '../ui.tsx';
import { count, todayInBerlin } from '../words.ts';
import { Changes } from './body-changes.tsx';
import { BodyRoom, Waiting } from './body-frame.tsx';
import { Seats, seatLabel, sideWords } from './body-holdings.tsx';
import { type Body, bodiesOf, bodyHref, bodyNameOn, type Names, shortBodyName, useNames } from './body-words.tsx';

type Role = Composition['roles'][number];
type Finding = Composition['findings'][number];

const plain = (value: number, word: string): string => (value === 0 ? '' : `${value} ${word}`);

/** „24 Sitze: 12 innen, 12 außen; 1 n. n.“ */
function countsInWords({ counts }: Composition): string {
  const { INTERNAL: inside = 0, EXTERNAL: outside = 0 } = counts.bySide;
  const { VOTING: voting = 0, ADVISORY: advisory = 0, ADMINISTRATION: administration = 0 } = counts.byGroup;
  const sides = inside + outside === 0 ? '' : `${inside} innen, ${outside} außen`;
  const groups =
    advisory + administration === 0
      ? ''
      : [plain(voting, 'stimmberechtigt'), plain(advisory, 'beratend'), plain(administration, 'Verwaltung')].filter(Boolean).join(', ');
  const open = [
    plain(counts.vacant, 'n. n.'),
    plain(counts.dayUnknown, 'mit unbekanntem Tag des Wechsels'),
    plain(counts.notStated, 'ohne Angabe'),
  ]
    .filter(Boolean)
    .join(', ');
  return [count(counts.seats, 'Sitz', 'Sitze'), sides, groups, open].filter(Boolean).join(' · ');
}

function Findings({ composition, names }: { composition: Composition; names: Names }) {
  if (composition.findings.length === 0) return null;
  const whereOf = ({ seatId, personId }: Finding): string => {
    const seat = composition.seats.find((one) => one.seatId === seatId);
    return [seat ? seatLabel(seat, composition.seats) : '', personId === null ? '' : names.of(personId)].filter(Boolean).join(', ');
  };
  return (
    <Alert tone="warning" title={count(composition.findings.length, 'Auffälligkeit', 'Auffälligkeiten')} live={false}>
      <ul class="kern-list kern-list--bullet">
        {composition.findings.map((finding, index) => (
          <li key={index}>
            <strong>{compositionFindingNames[finding.code]}</strong>
            {whereOf(finding) !== '' && ` (${whereOf(finding)})`}: {finding.detail}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Roles({ composition, names, bodyId }: { composition: Composition; names: Names; bodyId: string }) {
  const desk = useDesk();
  if (composition.roles.length === 0) return <P>Für diesen Tag ist keine Funktion festgehalten.</P>;
  const columns: Column<Role>[] = [
    {
      title: 'Funktion',
      heads: true,
      cell: ({ kind, side, wording }) => (
        <>
          {wording ?? bodyRoleNames[kind]}
          {side !== 'NONE' && <span class="flags">{sideWords[side]}</span>}
        </>
      ),
    },
    {
      title: 'Person',
      cell: ({ personId, from, to }) => (
        <>
          {names.of(personId)}
          <span class="flags">
            {[from === null ? '' : `seit ${formatDay(from)}`, to === null ? '' : `bis ${formatDay(to)}`].filter(Boolean).join(' ')}
          </span>
        </>
      ),
    },
  ];
  if (may(desk, 'endBodyRole'))
    columns.push({
      title: 'Ändern',
      nowrap: true,
      cell: ({ roleId, kind, personId, to }) =>
        to === null && (
          <Link href={bodyHref(desk.alliance, bodyId, 'funktionen', roleId)}>
            Beenden
            <span class="kern-sr-only">
              : {bodyRoleNames[kind]}, {names.of(personId)}
            </span>
          </Link>
        ),
    });
  return (
    <Table<Role> caption="Funktionen, getrennt von den Sitzen" rows={composition.roles} keyOf={({ roleId }) => roleId} columns={columns} />
  );
}

function OnDay({ body, composition, names }: { body: Body; composition: Composition; names: Names }) {
  const desk = useDesk();
  const delegates = composition.seats.some(({ delegatedFromBodyId }) => delegatedFromBodyId !== null);
  const bodies = useLoaded(String(delegates), async () => (delegates ? await bodiesOf(desk.alliance) : [])).data ?? [];
  const bodyName = (id: string): string => {
    const found = bodies.find((one) => one.id === id);
    return found ? shortBodyName(found) : 'einem anderen Gremium';
  };
  const mayChange = may(desk, 'changeHolding');
  return (
    <>
      {composition.name !== null && composition.name !== bodyNameOn(body) && <P>Name an diesem Tag: {composition.name}</P>}
      <p class="kern-body count before-alert" role="status">
        {countsInWords(composition)}
      </p>
      <Findings composition={composition} names={names} />
      <div class="columns head-columns">
        <Section title="Sitze" actions={mayChange && <Link href={bodyHref(desk.alliance, body.id, 'sitze', 'neu')}>Sitz aufnehmen</Link>}>
          {composition.seats.length === 0 ? (
            <P>An diesem Tag gibt es keinen Sitz.</P>
          ) : (
            <Seats
              composition={composition}
              names={names}
              bodyName={bodyName}
              hrefOfSeat={mayChange ? (seatId) => bodyHref(desk.alliance, body.id, 'sitze', seatId) : undefined}
            />
          )}
        </Section>
        <div>
          <Section
            title="Funktionen"
            actions={
              may(desk, 'assignBodyRole') && <Link href={bodyHref(desk.alliance, body.id, 'funktionen', 'neu')}>Funktion übertragen</Link>
            }
          >
            <Roles composition={composition} names={names} bodyId={body.id} />
          </Section>
          <Changes bodyId={body.id} on={composition.on} names={names} />
        </div>
      </div>
    </>
  );
}

function AsOf({ body, on }: { body: Body; on: string }) {
  const { alliance } = useDesk();
  const names = useNames();
  const { data, problem, loading } = useLoaded(`${body.id} ${on}`, () =>
    call('getComposition', alliance, { params: { bodyId: body.id }, query: { on } }),
  );
  if (problem || !data || names.loading) return <Waiting problem={problem} />;
  return (
    <div class={loading ? 'stale' : ''}>
      {!names.areKnown && <P muted>Namen sind für Ihre Rolle nicht geöffnet; gleiche Bezeichnungen meinen dieselbe Person.</P>}
      <OnDay body={body} composition={data} names={names} />
    </div>
  );
}

export default function BodyRoomOnDay({ path, query }: RoomProps) {
  const desk = useDesk();
  const bodyId = path[1] ?? '';
  const today = todayInBerlin();
  const on = query.am !== undefined && isDay(query.am) ? query.am : today;
  const choose = (day: string) => go(hrefOf(desk.alliance, `gremien/${bodyId}`, { am: day === today ? '' : day }));
  return (
    <BodyRoom
      bodyId={bodyId}
      tab=""
      actions={
        may(desk, 'planMeeting') && (
          <LinkButton kind="primary" href={bodyHref(desk.alliance, bodyId, 'sitzungen', 'neu')}>
            Sitzung planen
          </LinkButton>
        )
      }
    >
      {(body) => (
        <>
          <search class="filters">
            <FilterInput label="Stand" type="date" value={on} onChange={choose} />
            {on !== today && (
              <div class="filter-link">
                <Link href={bodyHref(desk.alliance, bodyId)}>Besetzung heute</Link>
              </div>
            )}
          </search>
          <AsOf body={body} on={on} />
        </>
      )}
    </BodyRoom>
  );
}
