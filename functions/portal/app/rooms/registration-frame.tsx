import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { AllianceEvent, RouteId } from '../contract.ts';
import { type Loaded, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Link, Loading, Room, Trouble } from '../ui.tsx';
import { daysOf } from '../words.ts';

/** The rooms before and after an event, in the order of the work; each open to whoever may call its row. */
export const registrationRooms = [
  ['anmeldung', 'Anmeldung einrichten', 'stateRegistrationOffer'],
  ['einladungen', 'Einladungen', 'listInvitations'],
  ['liste-einlesen', 'Liste einlesen', 'importParticipants'],
  ['angemeldete', 'Angemeldete', 'listRegistrations'],
  ['bedarfe', 'Besondere Bedarfe', 'readSpecialNeeds'],
  ['anwesenheit', 'Anwesenheit nachtragen', 'recordScans'],
] as const satisfies readonly (readonly [string, string, RouteId])[];
type RegistrationRoomPath = (typeof registrationRooms)[number][0];

export const eventHref = (alliance: string, eventId: string, ...rest: readonly string[]): string =>
  hrefOf(alliance, ['veranstaltungen', eventId, ...rest].join('/'));

/** What a room shows until its data has come. */
export const Waiting = ({ problem }: Pick<Loaded<unknown>, 'problem'>) => (problem ? <Trouble problem={problem} /> : <Loading />);

/** One of the rooms under the name of its event, with the way to the others. */
export function RegistrationRoom({
  eventId,
  room,
  title,
  actions,
  children,
}: {
  eventId: string;
  room: RegistrationRoomPath;
  title?: string;
  actions?: ComponentChildren;
  children: (event: AllianceEvent) => ComponentChildren;
}) {
  const desk = useDesk();
  const { data: event, problem } = useLoaded(eventId, () => call('getAllianceEvent', desk.alliance, { params: { eventId } }));
  const open = registrationRooms.filter(([, , row]) => may(desk, row));
  return (
    <Room
      title={title ?? registrationRooms.find(([path]) => path === room)?.[1] ?? ''}
      {...(event ? { lead: <EventLine alliance={desk.alliance} event={event} /> } : {})}
      // Without the right to the event nothing is offered but the sentence that it is not found.
      actions={event && actions}
    >
      {event && open.length > 1 && (
        <nav class="tabs" aria-label="Anmeldung und Einlass dieser Veranstaltung">
          <ul>
            {open.map(([path, name]) => (
              <li key={path}>
                <a href={eventHref(desk.alliance, eventId, path)} {...(path === room ? { 'aria-current': 'page' } : {})}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {event ? children(event) : <Waiting problem={problem} />}
    </Room>
  );
}

const EventLine = ({ alliance, event }: { alliance: string; event: AllianceEvent }) => (
  <>
    <Link href={eventHref(alliance, event.id)}>{event.title}</Link>, {daysOf(event.dates)}
  </>
);

/** How the event takes registrations; undefined when that is not set up. */
export async function offerOf(alliance: string, eventId: string) {
  return await call('getRegistrationOffer', alliance, { params: { eventId } }).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'offerNotFound') return undefined;
    throw error;
  });
}

/** Around a form: what was done before no longer stands there once the form is sent again, whatever comes of it. */
export const Anew = ({ onSend, children }: { onSend: () => void; children: ComponentChildren }) => <div onSubmit={onSend}>{children}</div>;

/** One of a list that is about to be ended, and what was done last; `finish` says that and reads the list again. */
export function useEnding<One>(reload: () => void, first = '') {
  const [ending, setEnding] = useState<One>();
  const [done, setDone] = useState(first);
  const finish = (sentence: string) => {
    setDone(sentence);
    setEnding(undefined);
    reload();
  };
  return { ending, done, setEnding, setDone, finish, keep: () => setEnding(undefined) };
}
