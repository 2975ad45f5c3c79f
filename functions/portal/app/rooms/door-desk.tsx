import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HeadNow } from '../door/heads.ts';
import type { At } from '../door/kept.ts';
import { type Door, useDoor } from '../door/use-door.ts';
import { readWedge } from '../door/wedge.ts';
import { clockOf } from '../door/words.ts';
import { Alert, Button, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { datesInWords } from '../words.ts';
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
function NoList({ door, signedIn }: { door: Door; signedIn: boolean }) {
  const { lost } = door.sync;
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
  const [walkIn, setWalkIn] = useState<{ readonly from: HeadNow | undefined }>();
  const openWalkIn = (from?: HeadNow) => {
    door.show(undefined);
    setWalkIn({ from });
  };
  return (
    <>
      <div class="door-sticky">
        {status}
        <DoorResult door={door} onInstead={openWalkIn} />
      </div>
      <div class="door-columns">
        <div>
          {camera && <DoorCamera onCode={door.code} onEnd={() => setCamera(false)} />}
          {walkIn ? (
            <WalkIn
              from={walkIn.from}
              onRecord={async (person) => {
                await door.walkIn(person);
                setWalkIn(undefined);
              }}
              onLeave={() => setWalkIn(undefined)}
            />
          ) : (
            <DoorPeople door={door} current={current} camera={camera} onCamera={() => setCamera(!camera)} onWalkIn={() => openWalkIn()} />
          )}
        </div>
        <DoorSide door={door} current={current} />
      </div>
    </>
  );
}

/** The door of one event at work. @param title until there is a list; @param onSignIn without a sign-in: the way to one */
export function DoorDesk({
  at,
  signedIn,
  title,
  onSignIn,
  onNone,
}: {
  at: At;
  signedIn: boolean;
  title?: string | undefined;
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
        <DoorAttention door={door} signedIn={signedIn} onSignIn={onSignIn} />
        {current ? (
          <Work door={door} current={current} status={status} />
        ) : (
          <>
            {status}
            <NoList door={door} signedIn={signedIn} />
          </>
        )}
      </Room>
    </div>
  );
}
