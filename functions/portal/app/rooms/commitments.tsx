import { commitmentStatusNames } from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Query } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, LinkButton, Room } from '../ui.tsx';
import { count, todayInBerlin } from '../words.ts';
import { Waiting } from './body-frame.tsx';
import { bodiesOf, bodyOptions, shortBodyName } from './body-words.tsx';
import { CommitmentTable } from './commitment-table.tsx';

const LATE = 'ueberfaellig';
const ALL = 'alle';
const choices = [
  ['', 'offen'],
  [LATE, 'überfällig'],
  ['DONE', commitmentStatusNames.DONE],
  ['DROPPED', commitmentStatusNames.DROPPED],
  [ALL, 'alle'],
] as const;

function askedFor({ gremium, stand }: RoomProps['query']): Query<'listCommitments'> {
  const body = gremium ? { bodyId: gremium as NonNullable<Query<'listCommitments'>['bodyId']> } : {};
  if (stand === LATE) return { ...body, overdueOn: todayInBerlin() };
  if (stand === ALL) return body;
  return { ...body, status: stand === 'DONE' || stand === 'DROPPED' ? stand : 'OPEN' };
}

export default function CommitmentsRoom({ query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const bodies = useLoaded(alliance, () => bodiesOf(alliance)).data ?? [];
  const { gremium, stand } = query;
  const { data, problem, loading, reload } = useLoaded(JSON.stringify([gremium, stand]), () =>
    everyPage((page) => call('listCommitments', alliance, { query: { ...page, ...askedFor(query) } })),
  );
  const change = (changes: Readonly<Record<string, string>>) => go(hrefOf(alliance, 'zusagen', { gremium, stand, ...changes }));
  const bodyName = (id: string): string => {
    const found = bodies.find((one) => one.id === id);
    return found ? shortBodyName(found) : '–';
  };
  return (
    <Room
      title="Zusagen"
      lead="Was in Sitzungen zugesagt wurde, nach der Frist"
      actions={
        may(desk, 'recordCommitment') && (
          <LinkButton kind="primary" href={hrefOf(alliance, 'zusagen/neu', { gremium })}>
            Zusage aufnehmen
          </LinkButton>
        )
      }
    >
      <search class="filters">
        {bodies.length > 1 && (
          <Filter
            label="Gremium"
            value={gremium}
            all="alle"
            options={bodyOptions(bodies)}
            onChange={(chosen) => change({ gremium: chosen })}
          />
        )}
        <Filter label="Stand" value={stand} options={choices} onChange={(chosen) => change({ stand: chosen })} />
      </search>
      {data ? (
        <div class={loading ? 'stale' : ''}>
          <p class="kern-body count before-alert" role="status">
            {count(data.length, 'Zusage', 'Zusagen')}
          </p>
          <CommitmentTable items={data} reload={reload} {...(bodies.length > 1 && !gremium ? { bodyName } : {})} />
        </div>
      ) : (
        <Waiting problem={problem} />
      )}
    </Room>
  );
}
