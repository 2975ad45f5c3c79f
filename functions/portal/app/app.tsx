import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { regionalRoles, roleNames } from '../../../shared/domain/access.ts';
import { call, Problem, signedOut } from './api.ts';
import type { Success } from './contract.ts';
import { type Desk, DeskContext, forgetKept, may } from './desk.ts';
import { DoorPart, doorLeaving, doorNotice, doorOffline } from './door/part.tsx';
import { hasDoorTraces } from './door/traces.ts';
import { DOOR, doorGroups, doors, type RoomProps } from './doors.ts';
import { goSilently, hrefOf, type Place, readPlace, usePlace } from './place.ts';
import { SearchField } from './search-field.tsx';
import { forget, signIn, signOut, whoAmI } from './session.ts';
import { Alert, Button, Loading, P, Room, Trouble } from './ui.tsx';
import { shortOffice } from './words.ts';

export type { RoomProps } from './doors.ts';

/** A room's program is fetched when it is entered; the earlier room stays until then. */
function Rooms({ desk, place }: { desk: Desk; place: Place }) {
  const [entered, setEntered] = useState<{ Component: ComponentType<RoomProps>; key: string; path: readonly string[] }>();
  const [failed, setFailed] = useState(false);
  const key = [place.alliance, ...place.path].join('/');
  useEffect(() => {
    let current = true;
    const door = doors.find(({ path, row }) => path === place.path[0] && may(desk, row));
    if (!door) {
      const first = doors.find(({ row }) => may(desk, row));
      if (first && place.path.length === 0) goSilently(hrefOf(desk.alliance, first.path));
      else setEntered({ Component: first ? NoSuchRoom : NoRoom, key, path: place.path });
      return undefined;
    }
    door.load(place.path).then(
      (module) => current && setEntered({ Component: module.default, key, path: place.path }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [key]);
  if (failed)
    return (
      <Trouble
        problem={new Problem({ title: 'Dieser Teil des Portals ließ sich nicht laden', detail: 'Bitte laden Sie die Seite neu.' })}
      />
    );
  if (!entered) return <Loading />;
  return <entered.Component key={entered.key} path={entered.path} query={entered.key === key ? place.query : {}} />;
}

const NoSuchRoom = () => (
  <Room title="Diese Seite gibt es nicht">
    <P>Bitte prüfen Sie die Adresse, oder wählen Sie oben einen Bereich. Vielleicht ist der Bereich für Ihre Rolle nicht geöffnet.</P>
  </Room>
);
const NoRoom = () => (
  <Room title="Kein Bereich für Ihre Rolle">
    <P>Für Ihre Rolle gibt es in diesem Bündnis noch keinen Bereich. Bitte wenden Sie sich an die Geschäftsstelle.</P>
  </Room>
);

type Alliances = Success<'listAlliances'>['items'];

function deskFor(alliances: Alliances, wanted: string): Desk | undefined {
  const chosen = alliances.find(({ id }) => id === wanted) ?? alliances[0];
  if (!chosen) return undefined;
  const roles = chosen.grants.map(({ role }) => role as keyof typeof roleNames);
  const regional = chosen.grants.find(({ role }) => regionalRoles.has(role as keyof typeof roleNames));
  const bounded = roles.every((role) => regionalRoles.has(role));
  return { alliance: chosen.id, alliances, roles, office: bounded ? ((regional?.office ?? null) as Desk['office']) : null, ...whoAmI() };
}

const rolesInWords = ({ roles, office }: Desk): string =>
  `${roles.map((role) => roleNames[role]).join(' · ')}${office === null ? '' : ` (${shortOffice(office)})`}`;

function Header({ desk, place, onLeave }: { desk: Desk; place: Place; onLeave: () => void }) {
  const name = desk.alliances.find(({ id }) => id === desk.alliance)?.name ?? desk.alliance;
  return (
    <header class="header">
      <Strip />
      <div class="width header-top">
        <div class="brand">
          <span class="brand-name">Bündnisregister</span>
          {desk.alliances.length > 1 ? (
            <label class="alliance-choice">
              <span class="kern-sr-only">Bündnis</span>
              <select
                class="kern-form-input__select"
                value={desk.alliance}
                onChange={(event) => {
                  forgetKept();
                  location.hash = hrefOf(event.currentTarget.value, '');
                }}
              >
                {desk.alliances.map((one) => (
                  <option value={one.id} key={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            <span class="brand-alliance">{name}</span>
          )}
        </div>
        {may(desk, 'search') && <SearchField alliance={desk.alliance} typed={place.path[0] === 'suche' ? (place.query.q ?? '') : ''} />}
        <div class="person">
          <span class="person-role">{rolesInWords(desk)}</span>
          <button type="button" class="plain" onClick={onLeave}>
            Abmelden
          </button>
        </div>
      </div>
      <nav class="width nav" aria-label="Bereiche">
        {doorGroups
          .map((group) => ({ ...group, open: group.doors.filter(({ row }) => may(desk, row)) }))
          .filter(({ open }) => open.length > 0)
          .map((group) => (
            <ul aria-label={group.title} key={group.title}>
              {group.open.map(({ path, title }) => (
                <li key={path}>
                  <a
                    href={hrefOf(desk.alliance, path)}
                    {...(place.path[0] === path ? { 'aria-current': place.path.length === 1 ? 'page' : 'true' } : {})}
                  >
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          ))}
      </nav>
    </header>
  );
}

function Working({ onExpired }: { onExpired: (event: Event) => void }) {
  const place = usePlace();
  const [leaving, setLeaving] = useState(false);
  const [alliances, setAlliances] = useState<Alliances>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    signedOut.addEventListener('expired', onExpired);
    call('listAlliances', '').then(
      ({ items }) => setAlliances(items),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
    );
    return () => signedOut.removeEventListener('expired', onExpired);
  }, [onExpired]);
  if (problem) return <Welcome trouble={<Trouble problem={problem} />} />;
  if (!alliances)
    return (
      <main class="width">
        <Loading />
      </main>
    );
  const desk = deskFor(alliances, place.alliance);
  if (!desk) return <Welcome trouble={<Alert tone="warning" title="Ihr Zugang nennt kein Bündnis" />} />;
  return (
    <DeskContext.Provider value={desk}>
      <button type="button" class="skip" onClick={() => document.querySelector('h1')?.focus()}>
        Zum Inhalt
      </button>
      <Header desk={desk} place={place} onLeave={() => setLeaving(true)} />
      <main class="width" id="inhalt">
        {leaving ? (
          <DoorPart
            load={doorLeaving}
            props={{ subject: desk.subject, onGone: () => void signOut(), onStay: () => setLeaving(false) }}
            onNone={() => void signOut()}
          />
        ) : (
          <>
            <DoorPart
              load={doorNotice}
              props={{ subject: desk.subject, besides: place.path[0] === DOOR ? place.path[1] : undefined }}
              key={place.path[0]}
            />
            <Rooms
              desk={desk}
              place={desk.alliance === place.alliance ? place : { alliance: desk.alliance, path: [], query: {} }}
              key={desk.alliance}
            />
          </>
        )}
      </main>
    </DeskContext.Provider>
  );
}

const Strip = () => (
  <div class="kern-kopfzeile">
    <div class="width kern-kopfzeile__content">
      <span class="kern-kopfzeile__label">Fachverfahren des Landes Niedersachsen</span>
    </div>
  </div>
);

function Welcome({ trouble }: { trouble?: preact.ComponentChildren }) {
  const [failed, setFailed] = useState(false);
  return (
    <>
      <header>
        <Strip />
      </header>
      <main class="width welcome">
        <Room title="Bündnisregister" lead="Veranstaltungen und Ausgaben des Bündnisses, mit Stand und auf den Cent">
          {trouble}
          <DoorPart load={doorNotice} props={{ subject: undefined, besides: undefined }} />
          {failed && (
            <Trouble
              problem={
                new Problem({
                  title: 'Die Anmeldung ist gerade nicht erreichbar',
                  detail: 'Bitte versuchen Sie es in einigen Minuten erneut.',
                })
              }
            />
          )}
          <P>Bitte melden Sie sich mit Ihrem dienstlichen Zugang an. Danach sind Sie wieder an der Stelle, die Sie geöffnet haben.</P>
          <div>
            <Button
              kind="primary"
              onClick={() => {
                setFailed(false);
                signIn().catch(() => setFailed(true));
              }}
            >
              Anmelden
            </Button>
          </div>
        </Room>
      </main>
    </>
  );
}

const reasons = {
  failed: <Alert tone="warning" title="Die Anmeldung wurde nicht abgeschlossen" />,
  expired: (
    <Alert tone="warning" title="Ihre Anmeldung ist abgelaufen">
      <P>Nicht Gespeichertes ist verloren gegangen. Bitte melden Sie sich neu an.</P>
    </Alert>
  ),
} as const;

type State = 'in' | 'out' | 'failed' | 'expired' | 'leaving' | 'offline';

/** Without a network nobody can sign in; whoever is not signed in and names a room is led to the provider. */
function firstState(start: 'in' | 'out' | 'failed'): State {
  if (start === 'out' && !navigator.onLine) return 'offline';
  return start === 'out' && location.hash.length > 2 ? 'leaving' : start;
}

/** Ends what was kept of the signed-in person; a sign-in that was refused ends the lists of the door, too. */
async function forgetDoor(subject: string): Promise<void> {
  if (await hasDoorTraces()) await (await import('./door/kept.ts')).forgetLists(subject);
}

/** Signed in and at work, on the way in, or at the door of an event without a network. */
export function App({ start }: { start: 'in' | 'out' | 'failed' }) {
  const [state, setState] = useState(() => firstState(start));
  const [expire] = useState(() => (event: Event) => {
    const refused = event instanceof CustomEvent && event.detail === true;
    const { subject } = whoAmI();
    forget();
    forgetKept();
    if (refused) void forgetDoor(subject);
    setState(!refused && readPlace(location.hash).path[0] === DOOR ? 'offline' : 'expired');
  });
  useEffect(() => {
    if (state === 'leaving') signIn().catch(() => setState('offline'));
  }, [state]);
  if (state === 'in') return <Working onExpired={expire} />;
  if (state === 'leaving')
    return (
      <main class="width">
        <Loading />
      </main>
    );
  if (state === 'offline') {
    const onNone = () => setState(start === 'out' && !navigator.onLine ? 'out' : 'failed');
    return (
      <>
        <header>
          <Strip />
        </header>
        <main class="width">
          <DoorPart load={doorOffline} props={{ onSignIn: () => setState('leaving'), onNone }} onNone={onNone} />
        </main>
      </>
    );
  }
  return <Welcome trouble={state === 'out' ? undefined : reasons[state]} />;
}
