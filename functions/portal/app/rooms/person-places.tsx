import { bodyRoleNames } from '../../../../shared/domain/alliance-body.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { Link, P } from '../ui.tsx';
import { Waiting } from './body-frame.tsx';
import { spanInWords } from './body-holdings.tsx';
import { bodiesOf, bodyHref, shortBodyName } from './body-words.tsx';

type Place = Success<'listPersonPlaces'>['items'][number];

function whatOf({ kind, as, label }: Place): string {
  if (kind !== null) return bodyRoleNames[kind];
  const seat = label === null ? 'Sitz' : `Sitz ${label}`;
  return as === 'DEPUTY' ? `Stellvertretung, ${seat}` : seat;
}

/** Seats and functions of one record, body by body. */
export function Places({ personId }: { personId: string }) {
  const { alliance } = useDesk();
  const { data, problem } = useLoaded(personId, async () => {
    const [{ items }, bodies] = await Promise.all([call('listPersonPlaces', alliance, { params: { personId } }), bodiesOf(alliance)]);
    return { items, names: new Map<string, string>(bodies.map((body) => [body.id, shortBodyName(body)])) };
  });
  if (!data) return <Waiting problem={problem} />;
  if (data.items.length === 0) return <P>Dieser Datensatz steht auf keinem Sitz und bei keiner Funktion.</P>;
  return (
    <ul class="bare places">
      {data.items.map((place, index) => (
        <li class="place" key={index}>
          <Link href={bodyHref(alliance, place.bodyId)}>{data.names.get(place.bodyId) ?? 'Gremium'}</Link>: {whatOf(place)}
          {spanInWords(place) !== '' && ` ${spanInWords(place)}`}
        </li>
      ))}
    </ul>
  );
}
