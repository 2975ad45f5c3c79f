import { useEffect, useState } from 'preact/hooks';
import { type Waiting, waitingFor, wipe } from '../door/kept.ts';
import { ownerOf } from '../door/seal.ts';
import { startSync } from '../door/sync.ts';
import { Alert, Button, Loading, P, Room } from '../ui.tsx';
import { count } from '../words.ts';

const inWords = ({ unsent, notices }: Waiting): string =>
  [
    unsent > 0 && `${count(unsent, 'Erfassung ist', 'Erfassungen sind')} noch nicht gesendet`,
    notices > 0 && `${count(notices, 'Hinweis ist', 'Hinweise sind')} noch nicht abgehakt`,
  ]
    .filter(Boolean)
    .join(', ');

/** Signing out forgets the door; nothing that waits goes without a word. @param onGone signs out */
export default function DoorLeaving({ subject, onGone, onStay }: { subject: string; onGone: () => void; onStay: () => void }) {
  const [waiting, setWaiting] = useState<Waiting>();
  const [sending, setSending] = useState(false);
  const look = async () => await waitingFor(await ownerOf(subject));
  const leave = async () => {
    await wipe(await ownerOf(subject));
    onGone();
  };
  useEffect(() => {
    void look().then(({ own }) => {
      if (own.unsent + own.notices === 0) void leave();
      else setWaiting(own);
    });
  }, []);
  useEffect(() => {
    if (!sending) return undefined;
    let ends: (() => void)[] = [];
    const follow = async () => {
      const { own } = await look();
      setWaiting(own);
      if (own.unsent === 0) setSending(false);
    };
    void look().then(({ doors }) => {
      ends = doors.map((at) => startSync(at, () => void follow()).end);
    });
    return () => {
      for (const end of ends) end();
    };
  }, [sending]);
  if (!waiting) return <Loading />;
  return (
    <Room title="Abmelden">
      {waiting.unsent + waiting.notices > 0 ? (
        <Alert tone="warning" title={inWords(waiting)}>
          <P>
            Beim Abmelden löscht dieses Gerät alles, was es vom Einlass weiß, auch nicht Gesendetes. Senden Sie zuerst, oder bleiben Sie
            angemeldet.
          </P>
        </Alert>
      ) : (
        <Alert tone="success" title="Alles ist gesendet" />
      )}
      <div class="actions">
        {waiting.unsent > 0 && (
          <Button kind="primary" busy={sending} onClick={() => setSending(true)}>
            {sending ? 'Wird gesendet …' : 'Jetzt senden'}
          </Button>
        )}
        <Button kind={waiting.unsent > 0 ? 'secondary' : 'primary'} onClick={() => void leave()}>
          {waiting.unsent > 0 ? `Abmelden und ${count(waiting.unsent, 'Erfassung', 'Erfassungen')} verwerfen` : 'Abmelden'}
        </Button>
        <Button kind="tertiary" onClick={onStay}>
          Angemeldet bleiben
        </Button>
      </div>
    </Room>
  );
}
