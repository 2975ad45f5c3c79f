import { useEffect, useState } from 'preact/hooks';
import { onChangeElsewhere, type Waiting, waitingFor } from '../door/kept.ts';
import { ownerOf } from '../door/seal.ts';
import { startSync } from '../door/sync.ts';
import { Alert, P } from '../ui.tsx';
import { count } from '../words.ts';

const nothing: Waiting = { unsent: 0, notices: 0 };
const recorded = (unsent: number): string => count(unsent, 'Erfassung', 'Erfassungen');

/**
 * What of a door waits on this device. For the person who recorded it, it is sent; anybody else is told and sees nothing
 * of it.
 * @param subject undefined: nobody is signed in
 * @param besides the door that is open now and sends for itself
 */
export default function DoorNotice({ subject, besides }: { subject: string | undefined; besides: string | undefined }) {
  const [waiting, setWaiting] = useState({ own: nothing, others: nothing });
  useEffect(() => {
    let ends: (() => void)[] = [];
    let left = false;
    const look = async () => {
      const owner = subject === undefined ? undefined : await ownerOf(subject);
      const found = await waitingFor(owner);
      if (!left) setWaiting(found);
      return found;
    };
    const stop = onChangeElsewhere(() => void look());
    void look().then(({ doors }) => {
      if (!left) ends = doors.filter(({ eventId }) => eventId !== besides).map((at) => startSync(at, () => void look()).end);
    });
    return () => {
      left = true;
      stop();
      for (const end of ends) end();
    };
  }, [subject, besides]);
  if (subject === undefined)
    return waiting.others.unsent === 0 ? null : (
      <Alert tone="warning" title={`${recorded(waiting.others.unsent)} nicht gesendet, bitte anmelden`}>
        <P>Sie liegen verschlüsselt auf diesem Gerät und werden gesendet, sobald sich dieselbe Person wieder anmeldet.</P>
      </Alert>
    );
  return (
    <>
      {waiting.others.unsent > 0 && (
        <Alert tone="warning" title={`${recorded(waiting.others.unsent)} einer anderen Person nicht gesendet`}>
          <P>
            Auf diesem Gerät hat jemand anderes am Einlass gearbeitet. Nur diese Person kann die Erfassungen senden: Bitte sie, sich hier
            anzumelden. Sie selbst sehen davon nichts.
          </P>
        </Alert>
      )}
      {waiting.own.unsent > 0 && besides === undefined && (
        <Alert tone="info" title={`${recorded(waiting.own.unsent)} vom Einlass noch nicht gesendet`}>
          <P>Sie werden gesendet, sobald das Register erreichbar ist.</P>
        </Alert>
      )}
    </>
  );
}
