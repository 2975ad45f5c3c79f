import { useEffect } from 'preact/hooks';
import { call, Problem } from '../api.ts';
import type { AllianceEvent, Success } from '../contract.ts';
import { type Desk, eventsOf, useDesk, useLoaded } from '../desk.ts';
import { keepPage } from '../door/worker.ts';
import { hrefOf } from '../place.ts';
import { Badge, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { count, datesInWords, shortOffice, thousands, todayInBerlin } from '../words.ts';

/** Of the days to come; today all are shown. */
const MOST_SHOWN = 12;

type List = Success<'getDoorList'>;
type Offered = { readonly event: AllianceEvent; readonly list: List | undefined };

/** @returns undefined where nobody has set up a registration, and with it no door */
async function listOf({ alliance }: Desk, eventId: string): Promise<List | undefined> {
  try {
    return await call('getDoorList', alliance, { params: { eventId } });
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
}

async function upcoming(desk: Desk): Promise<{ shown: Offered[]; more: number }> {
  const today = todayInBerlin();
  const coming = (await eventsOf(desk.alliance))
    .filter(({ dates, status }) => status !== 'CANCELLED' && dates.to !== null && dates.to >= today)
    .sort((a, b) => ((a.dates.from ?? '') < (b.dates.from ?? '') ? -1 : 1));
  const now = coming.filter(({ dates }) => (dates.from ?? '') <= today).length;
  const shown = await Promise.all(coming.slice(0, now + MOST_SHOWN).map(async (event) => ({ event, list: await listOf(desk, event.id) })));
  return { shown, more: coming.length - shown.length };
}

function DoorOf({ desk, event, list }: Offered & { desk: Desk }) {
  const expected = list?.heads.filter(({ status, origin }) => status === 'VALID' && origin !== 'WALK_IN').length ?? 0;
  const present = list?.heads.filter((head) => head.present).length ?? 0;
  return (
    <li class="door-event">
      <div class="door-event-text">
        <h3 class="door-event-title">{event.title}</h3>
        <P>
          {[datesInWords(event.dates), event.place?.name, event.responsibleOffice && shortOffice(event.responsibleOffice)]
            .filter(Boolean)
            .join(' · ')}
        </P>
        {list === undefined ? (
          <P muted>Für diese Veranstaltung ist keine Anmeldung eingerichtet, deshalb hat sie keinen Einlass.</P>
        ) : (
          <p class="door-event-facts">
            <Badge tone="info">{`${thousands(expected)} angemeldet`}</Badge>{' '}
            <Badge tone="success">{`${thousands(present)} anwesend`}</Badge> <span class="door-small">{list.doors.join(', ')}</span>
          </p>
        )}
      </div>
      {list !== undefined && (
        <a class="kern-btn kern-btn--primary" href={hrefOf(desk.alliance, `einlass/${event.id}`)} aria-label={`Zur Tür: ${event.title}`}>
          <span class="kern-label">Zur Tür</span>
        </a>
      )}
    </li>
  );
}

export default function DoorEventsRoom() {
  const desk = useDesk();
  const { data, problem } = useLoaded('doors', () => upcoming(desk));
  useEffect(() => void keepPage(), []);
  const today = todayInBerlin();
  const groups = [
    ['Heute', data?.shown.filter(({ event }) => (event.dates.from ?? '') <= today) ?? []],
    ['Demnächst', data?.shown.filter(({ event }) => (event.dates.from ?? '') > today) ?? []],
  ] as const;
  return (
    <Room title="Einlass" lead="Wer angemeldet ist und wer da ist, auch ohne Verbindung">
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data?.shown.length === 0 && <P>Zurzeit steht keine Veranstaltung bevor.</P>}
      {groups.map(
        ([title, events]) =>
          events.length > 0 && (
            <Section title={title} key={title}>
              <ul class="door-events">
                {events.map((one) => (
                  <DoorOf desk={desk} key={one.event.id} {...one} />
                ))}
              </ul>
            </Section>
          ),
      )}
      {data !== undefined && data.more > 0 && (
        <P muted>{count(data.more, 'spätere Veranstaltung', 'spätere Veranstaltungen')} nicht gezeigt.</P>
      )}
    </Room>
  );
}
