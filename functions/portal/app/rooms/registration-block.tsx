import { noCounts } from '../../../../shared/domain/door.ts';
import { call } from '../api.ts';
import type { AllianceEvent, Figure } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Facts, Link, P, Section, Trouble } from '../ui.tsx';
import { thousands } from '../words.ts';
import { FiguresBeside } from './participants-figures.tsx';
import { eventHref, offerOf, registrationRooms } from './registration-frame.tsx';

/** The event's places and presence in plain numbers, with the way to every room of the work. */
export function RegistrationBlock({ event, figures }: { event: AllianceEvent; figures: readonly Figure[] }) {
  const desk = useDesk();
  const { alliance } = desk;
  const params = { eventId: event.id };
  const { data, problem } = useLoaded(`${event.id} registration`, async () => {
    const offer = await offerOf(alliance, event.id);
    return { offer, counts: offer ? (await call('getDoorCounts', alliance, { params })).counts : noCounts };
  });
  const rooms = registrationRooms.filter(([, , row]) => may(desk, row));
  const places = data?.offer?.places;
  return (
    <Section title="Anmeldung und Einlass">
      {problem && <Trouble problem={problem} />}
      {data && !places && <P>Für diese Veranstaltung ist keine Anmeldung eingerichtet.</P>}
      {data && places && (
        <Facts
          items={[
            ['Plätze', places.capacity === null ? 'ohne Grenze' : thousands(places.capacity)],
            ['Angemeldet', thousands(places.registered)],
            ['Freigehalten', places.reserved > 0 && `${thousands(places.reserved)} für Einladungen`],
            ['Warteliste', thousands(places.waiting)],
            ['Anwesend', thousands(data.counts.present)],
          ]}
        />
      )}
      {data && data.counts.present > 0 && (
        <div class="beside">
          <FiguresBeside event={event} figures={figures} counts={data.counts} />
        </div>
      )}
      <ul class="bare room-links">
        {rooms.map(([path, name]) => (
          <li key={path}>
            <Link href={eventHref(alliance, event.id, path)}>{name}</Link>
          </li>
        ))}
        {places && may(desk, 'getDoorList') && (
          <li>
            <Link href={hrefOf(alliance, `einlass/${event.id}`)}>Zum Einlass</Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
