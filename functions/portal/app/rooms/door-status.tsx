import { refusalNames } from '../../../../shared/domain/door.ts';
import { codeEnd, undoneIn } from '../door/heads.ts';
import type { Entry } from '../door/kept.ts';
import type { Door } from '../door/use-door.ts';
import { clockOf } from '../door/words.ts';
import { Button, P } from '../ui.tsx';

/** Withdrawn here: the duplicate is no more, but nobody has seen yet that there was one. */
type Notice = Entry & { readonly isUndone: boolean };

function reasonOf({ result, isUndone }: Notice): string {
  if (isUndone) return 'Die doppelte Erfassung wurde auf diesem Gerät zurückgenommen. Es ist nichts weiter zu tun.';
  if (result?.outcome === 'DUPLICATE') return result.message ?? 'Die Person war schon auf einem anderen Gerät erfasst.';
  return result?.message ?? (result?.reason ? refusalNames[result.reason] : 'Das Register hat die Erfassung nicht angenommen.');
}

function titleOf({ result, isUndone }: Notice): string {
  if (isUndone) return 'Zurückgenommen';
  return result?.outcome === 'DUPLICATE' ? 'Doppelt' : 'Abgewiesen';
}

const whoOf = ({ entry }: Entry, door: Door): string => {
  const about = entry.kind === 'UNDO' ? door.data?.entries.find((one) => one.entry.scanId === entry.undoes)?.entry : entry;
  return about && 'ticketId' in about ? door.whoIs(about.ticketId) : `Erfassung ${codeEnd(entry.scanId)}`;
};

/** What the register did not take as it was shown here, until a person has seen it. */
const Notices = ({ entries, door }: { entries: readonly Notice[]; door: Door }) => (
  <section class="door-notices" aria-label="Abgewiesene und doppelte Erfassungen">
    <ul>
      {entries.map((one) => (
        <li key={one.seq}>
          <div class="door-notice-text">
            <strong>
              {titleOf(one)}: {whoOf(one, door)}
            </strong>{' '}
            <span class="door-small">
              {clockOf(one.entry.scannedAt)}, {one.entry.door}
            </span>
            <P>{reasonOf(one)}</P>
          </div>
          <button
            type="button"
            class="kern-btn kern-btn--secondary"
            aria-label={`Erledigt: ${whoOf(one, door)}`}
            onClick={() => void door.tickOff(one.seq)}
          >
            <span class="kern-label">Erledigt</span>
          </button>
        </li>
      ))}
    </ul>
  </section>
);

function connectionOf({ online, sync }: Door, signedIn: boolean): readonly [string, boolean] {
  if (!online || sync.connected === false) return ['Ohne Verbindung', false];
  if (!signedIn) return ['Verbindung da, nicht angemeldet', false];
  return sync.connected === undefined ? ['Verbindung wird geprüft', false] : ['Verbunden', true];
}

const keepsPageInWords = { true: 'Öffnet auch ohne Verbindung', false: 'Öffnet nicht ohne Verbindung' } as const;

function noticesOf({ data }: Door): Notice[] {
  const entries = data?.entries ?? [];
  const undone = undoneIn(entries);
  return entries
    .filter(({ state }) => state === 'NOTICE')
    .map((one) => ({ ...one, isUndone: one.result?.outcome === 'DUPLICATE' && undone.has(one.entry.scanId) }));
}
const unsentOf = ({ data }: Door): number => (data?.entries ?? []).filter(({ state }) => state === 'QUEUED').length;

/** What a person at the door has to know or to do, before they go on. */
export function DoorAttention({ door, signedIn, onSignIn }: { door: Door; signedIn: boolean; onSignIn: (() => void) | undefined }) {
  const { online, keepsPage } = door;
  const notices = noticesOf(door);
  return (
    <div class="door-top">
      {!signedIn && (
        <div class="door-banner">
          <p class="kern-body door-banner-text">
            <strong>
              {online ? 'Die Verbindung ist wieder da' : 'Ohne Verbindung'}: {unsentOf(door)} nicht gesendet.
            </strong>{' '}
            {online
              ? 'Bitte melden Sie sich an, dann wird gesendet.'
              : 'Sie können weiter erfassen. Gesendet wird, sobald Sie verbunden und angemeldet sind.'}
          </p>
          {online && onSignIn && (
            <Button kind="primary" onClick={onSignIn}>
              Anmelden und senden
            </Button>
          )}
        </div>
      )}
      {signedIn && keepsPage === false && (
        <P>
          <strong>Dieses Gerät kann die Seite ohne Verbindung nicht neu öffnen.</strong> Bitte lassen Sie sie offen, oder nehmen Sie einen
          anderen Browser.
        </P>
      )}
      {notices.length > 0 && <Notices entries={notices} door={door} />}
    </div>
  );
}

/** The newest answer, from before a reload as well. */
function lastSentAt({ data, sync }: Door): string | undefined {
  const answered = (data?.entries ?? []).flatMap(({ answeredAt }) => (answeredAt === null ? [] : [answeredAt]));
  return [...answered, ...(sync.lastSentAt === undefined ? [] : [sync.lastSentAt])].reduce<string | undefined>(
    (newest, one) => (newest === undefined || one > newest ? one : newest),
    undefined,
  );
}

/** Where what was recorded is: always in sight. */
export function DoorStatus({ door, signedIn }: { door: Door; signedIn: boolean }) {
  const { data, sync, keepsPage } = door;
  const unsent = unsentOf(door);
  const notices = noticesOf(door);
  const refused = notices.filter(({ result }) => result?.outcome === 'REFUSED').length;
  const duplicates = notices.filter(({ result, isUndone }) => result?.outcome === 'DUPLICATE' && !isUndone).length;
  const sentAt = lastSentAt(door);
  const [connection, good] = connectionOf(door, signedIn);
  return (
    <section class="door-status" aria-label="Stand der Übertragung">
      <div class="door-status-text">
        <p class={good ? 'door-connection door-on' : 'door-connection door-off'} role="status">
          {connection}
        </p>
        <ul>
          <li class={unsent > 0 ? 'door-strong' : ''}>Nicht gesendet: {unsent}</li>
          <li>Zuletzt gesendet: {sentAt === undefined ? '–' : clockOf(sentAt)}</li>
          <li class={refused > 0 ? 'door-strong' : ''}>Abgewiesen: {refused}</li>
          {duplicates > 0 && <li class="door-strong">Doppelt: {duplicates}</li>}
          {keepsPage !== undefined && <li>{keepsPageInWords[`${keepsPage}`]}</li>}
        </ul>
      </div>
      {signedIn && (data?.kept !== undefined || unsent > 0) && (
        <Button busy={sync.sending} onClick={door.sendNow}>
          Jetzt senden
        </Button>
      )}
    </section>
  );
}
