import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { regionalRoles, roleNames } from '../../../shared/domain/access.ts';
import { call, Problem, signedOut } from './api.ts';
import type { RouteId, Success } from './contract.ts';
import { type Desk, DeskContext, forgetKept, may } from './desk.ts';
import { goSilently, hrefOf, type Place, usePlace } from './place.ts';
import { forget, signIn, signOut, whoAmI } from './session.ts';
import { Alert, Button, Loading, P, Room, Trouble } from './ui.tsx';
import { shortOffice } from './words.ts';

export type RoomProps = { readonly path: readonly string[]; readonly query: Readonly<Record<string, string>> };
type RoomModule = { readonly default: ComponentType<RoomProps> };

/** The rooms on the way in, each open to whoever may call its row. */
const doors: readonly {
  readonly path: string;
  readonly title: string;
  readonly row: RouteId;
  readonly load: (path: readonly string[]) => Promise<RoomModule>;
}[] = [
  {
    path: 'ausgabenaufstellung',
    title: 'Ausgabenaufstellung',
    row: 'getExpenditureBreakdown',
    load: () => import('./rooms/breakdown.tsx'),
  },
  { path: 'veranstaltungen', title: 'Veranstaltungen', row: 'listAllianceEvents', load: eventRoom },
  { path: 'ausgaben', title: 'Ausgaben', row: 'listExpenses', load: expenseRoom },
  { path: 'initiativen', title: 'Initiativen', row: 'listInitiatives', load: () => import('./rooms/initiatives.tsx') },
  { path: 'haushalt', title: 'Haushalt', row: 'listBudgetStatements', load: () => import('./rooms/budget.tsx') },
  { path: 'anfragen', title: 'Anfragen', row: 'listInquiries', load: inquiryRoom },
];

const inquiryTasks: Readonly<Record<string, () => Promise<RoomModule>>> = {
  fragen: () => import('./rooms/answer-part.tsx'),
  beitraege: () => import('./rooms/inquiry-board.tsx'),
  pruefung: () => import('./rooms/inquiry-gate.tsx'),
  vergleich: () => import('./rooms/inquiry-changes.tsx'),
  journal: () => import('./rooms/journal.tsx'),
};

function inquiryRoom([, id, action]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/inquiries.tsx');
  if (id === 'neu') return import('./rooms/inquiry-open.tsx');
  if (action === undefined) return import('./rooms/inquiry.tsx');
  return (inquiryTasks[action] ?? (() => import('./rooms/inquiry-steps.tsx')))();
}

function eventRoom([, id, action]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/events.tsx');
  if (action === 'journal') return import('./rooms/journal.tsx');
  return id === 'neu' || action !== undefined ? import('./rooms/event-forms.tsx') : import('./rooms/event.tsx');
}

function expenseRoom([, id, action]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/expenses.tsx');
  if (action === 'journal') return import('./rooms/journal.tsx');
  return id === 'neu' || action !== undefined ? import('./rooms/expense-forms.tsx') : import('./rooms/expense.tsx');
}

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

function Header({ desk, place }: { desk: Desk; place: Place }) {
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
        <div class="person">
          <span class="person-role">{rolesInWords(desk)}</span>
          <button type="button" class="plain" onClick={() => void signOut()}>
            Abmelden
          </button>
        </div>
      </div>
      <nav class="width nav" aria-label="Bereiche">
        <ul>
          {doors
            .filter(({ row }) => may(desk, row))
            .map(({ path, title }) => (
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
      </nav>
    </header>
  );
}

function Working({ onExpired }: { onExpired: () => void }) {
  const place = usePlace();
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
      <Header desk={desk} place={place} />
      <main class="width" id="inhalt">
        <Rooms
          desk={desk}
          place={desk.alliance === place.alliance ? place : { alliance: desk.alliance, path: [], query: {} }}
          key={desk.alliance}
        />
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

/** Signed in and at work, or at the door. A room in the address of somebody not signed in leads straight to the provider. */
export function App({ start }: { start: 'in' | 'out' | 'failed' }) {
  const [state, setState] = useState<'in' | 'out' | 'failed' | 'expired' | 'leaving'>(
    start === 'out' && location.hash.length > 2 ? 'leaving' : start,
  );
  const [expire] = useState(() => () => {
    forget();
    forgetKept();
    setState('expired');
  });
  useEffect(() => {
    if (state === 'leaving') signIn().catch(() => setState('failed'));
  }, [state]);
  if (state === 'in') return <Working onExpired={expire} />;
  if (state === 'leaving')
    return (
      <main class="width">
        <Loading />
      </main>
    );
  return <Welcome trouble={state === 'out' ? undefined : reasons[state]} />;
}
