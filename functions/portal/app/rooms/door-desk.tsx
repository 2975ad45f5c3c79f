import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { Problem } from '../api.ts';
import type { AllianceEvent } from '../contract.ts';
import type { At } from '../door/kept.ts';
import { type Door, useDoor } from '../door/use-door.ts';
import { readWedge } from '../door/wedge.ts';
import { clockOf } from '../door/words.ts';
import { Alert, Button, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { datesInWords, todayInBerlin } from '../words.ts';
import { DoorCamera } from './door-camera.tsx';
import { DoorPeople } from './door-people.tsx';
import { DoorResult } from './door-result.tsx';
import { DoorSide } from './door-side.tsx';
import { DoorAttention, DoorStatus } from './door-status.tsx';
import { WalkIn } from './door-walk-in.tsx';

const whyLost = {
  SIGNED_OUT: 'Das Register hat die Anmeldung nicht mehr angenommen.',
  NOT_PERMITTED: 'Ihr Zugang darf an dieser Tür nicht mehr erfassen.',
  NOT_FOUND: 'Die Veranstaltung gibt es nicht mehr, sie liegt außerhalb Ihres Bereichs, oder für sie ist keine Anmeldung eingerichtet.',
} as const;

/** Before there is a list on this device, and after it had to go. */
function NoList({ door, signedIn, missing }: { door: Door; signedIn: boolean; missing: Problem | undefined }) {
  const { lost } = door.sync;
  if (missing && lost === undefined) return <Trouble problem={missing} />;
  return (
    <>
      {lost !== undefined && (
        <Alert tone="warning" title="Die Liste wurde von diesem Gerät gelöscht">
          <P>{whyLost[lost]} Nicht gesendete Erfassungen bleiben verschlüsselt auf dem Gerät.</P>
        </Alert>
      )}
      {door.problem && <Trouble problem={door.problem} />}
      <Section title="Liste auf dieses Gerät laden">
        <div class="door-intro">
          <P>
            Laden Sie die Liste, solange Sie eine Verbindung haben. Danach erfassen Sie auch ohne Verbindung, nach einem Neuladen der Seite
            und nach einem Neustart des Geräts. Namen liegen verschlüsselt auf dem Gerät und werden beim Abmelden gelöscht, spätestens sechs
            Stunden nach dem Ende der Veranstaltung oder 24 Stunden nach dem Laden.
          </P>
          <div>
            {signedIn && (
              <Button kind="primary" busy={door.loading} onClick={() => void door.load()}>
                {door.loading ? 'Liste wird geladen …' : 'Liste laden'}
              </Button>
            )}
          </div>
        </div>
      </Section>
    </>
  );
}

const DoorChoice = ({ door, doors }: { door: Door; doors: readonly string[] }) => (
  <div class="kern-form-input door-choice">
    <label class="kern-label" for="door-choice">
      Eingang
    </label>
    <div class="kern-form-input__select-wrapper">
      <select
        id="door-choice"
        class="kern-form-input__select"
        value={door.door}
        onChange={(event) => void door.choose(event.currentTarget.value)}
      >
        {doors.map((name) => (
          <option value={name} key={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  </div>
);

type Current = NonNullable<Door['current']>;

function Work({ door, current, status }: { door: Door; current: Current; status: ComponentChildren }) {
  const [camera, setCamera] = useState(false);
  const [walkIn, setWalkIn] = useState<{ readonly ticketId?: string; readonly typed: string }>();
  const openWalkIn = (wanted: { readonly ticketId?: string; readonly typed: string }) => {
    door.show(undefined);
    setWalkIn(wanted);
  };
  // a name that is gone meanwhile goes from the form, too
  const from = walkIn?.ticketId === undefined ? undefined : current.heads.get(walkIn.ticketId);
  return (
    <>
      <div class="door-sticky">
        {status}
        <DoorResult door={door} onInstead={(ticketId) => openWalkIn({ ticketId, typed: '' })} />
      </div>
      <div class="door-columns">
        <div>
          {camera && <DoorCamera onCode={door.code} onEnd={() => setCamera(false)} />}
          {walkIn ? (
            <WalkIn
              key={from?.label ?? ''}
              from={from}
              typed={walkIn.typed}
              onRecord={async (person) => {
                await door.walkIn(person);
                setWalkIn(undefined);
              }}
              onLeave={() => setWalkIn(undefined)}
            />
          ) : (
            <DoorPeople
              door={door}
              current={current}
              camera={camera}
              onCamera={() => setCamera(!camera)}
              onWalkIn={(typed) => openWalkIn({ typed })}
            />
          )}
        </div>
        <DoorSide door={door} current={current} />
      </div>
    </>
  );
}

/** Nobody is kept from recording; that it is meant is for people to know. */
function OtherDay({ dates: { from, to } }: { dates: AllianceEvent['dates'] }) {
  const today = todayInBerlin();
  if (from === null || to === null || (from <= today && today <= to)) return null;
  const days = from === to ? `am ${formatDay(from)}` : `vom ${formatDay(from)} bis ${formatDay(to)}`;
  return (
    <P>
      <strong>{`Die Veranstaltung ist ${days}, heute ist der ${formatDay(today)}.`}</strong>
    </P>
  );
}

/** The door of one event at work. @param title until there is a list; @param missing why there is none to load; @param onSignIn without a sign-in: the way to one */
export function DoorDesk({
  at,
  signedIn,
  title,
  missing,
  onSignIn,
  onNone,
}: {
  at: At;
  signedIn: boolean;
  title?: string | undefined;
  missing?: Problem | undefined;
  onSignIn?: () => void;
  onNone?: () => void;
}) {
  const door = useDoor(at, signedIn);
  const { data, current } = door;
  // the page may be drawn anew in the middle of a burst
  const newest = useRef(door.code);
  newest.current = door.code;
  useEffect(() => readWedge((code) => newest.current(code)), []);
  const gone = data !== undefined && data.kept === undefined;
  useEffect(() => {
    if (gone) onNone?.();
  }, [gone]);
  if (!data) {
    return (
      <Room title="Einlass">
        <Loading />
      </Room>
    );
  }
  const list = data.kept?.list;
  const status = <DoorStatus door={door} signedIn={signedIn} />;
  return (
    <div class="door">
      <Room
        key={list?.eventId ?? ''}
        title={list?.title ?? title ?? 'Einlass'}
        lead={list && `${datesInWords(list.dates)} · Liste von ${clockOf(list.loadedAt)}, nutzbar bis ${clockOf(list.usableUntil)}`}
        actions={list && <DoorChoice door={door} doors={list.doors} />}
      >
        {list && <OtherDay dates={list.dates} />}
        <DoorAttention door={door} signedIn={signedIn} onSignIn={onSignIn} />
        {current ? (
          <Work door={door} current={current} status={status} />
        ) : (
          <>
            {status}
            <NoList door={door} signedIn={signedIn} missing={missing} />
          </>
        )}
      </Room>
    </div>
  );
}
