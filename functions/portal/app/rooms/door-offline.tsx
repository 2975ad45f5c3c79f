import { useEffect, useState } from 'preact/hooks';
import { type At, openDoor } from '../door/kept.ts';
import { goSilently, hrefOf, readPlace } from '../place.ts';
import { Loading } from '../ui.tsx';
import { DoorDesk } from './door-desk.tsx';

/** The door without a sign-in, as long as this device keeps a list that may be used. @param onNone told when it keeps none */
export default function OfflineDoor({ onSignIn, onNone }: { onSignIn: () => void; onNone: () => void }) {
  const [at, setAt] = useState<At>();
  useEffect(() => {
    const { alliance, path } = readPlace(location.hash);
    openDoor(path[0] === 'einlass' ? [alliance, path[1]] : []).then((found) => {
      if (!found) return onNone();
      goSilently(hrefOf(found.alliance, `einlass/${found.eventId}`));
      setAt(found);
    }, onNone);
  }, []);
  return at ? <DoorDesk at={at} signedIn={false} onSignIn={onSignIn} onNone={onNone} /> : <Loading />;
}
