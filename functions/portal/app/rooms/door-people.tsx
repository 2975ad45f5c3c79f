import { useMemo, useState } from 'preact/hooks';
import { looksLikeCode } from '../door/code.ts';
import { findHeads, type HeadNow } from '../door/heads.ts';
import type { Door } from '../door/use-door.ts';
import { clockOf, nameOf } from '../door/words.ts';
import { Button, P } from '../ui.tsx';
import { thousands } from '../words.ts';

const MOST_SHOWN = 50;

function stateOf(head: HeadNow): readonly [string, string] {
  if (head.status === 'CANCELLED') return ['abgesagt', 'door-hit door-hit-out'];
  if (head.status === 'WAITLISTED') return ['Warteliste', 'door-hit door-hit-out'];
  return head.present
    ? [`✓ ${head.presentAt === null ? 'da' : `seit ${clockOf(head.presentAt)}`}`, 'door-hit door-hit-in']
    : ['', 'door-hit'];
}

function Hit({ head, onTap }: { head: HeadNow; onTap: () => void }) {
  const [state, look] = stateOf(head);
  return (
    <li>
      <button type="button" class={look} onClick={onTap}>
        <span>
          <span class="door-name">{nameOf(head)}</span>
          <span class="door-small">
            {[head.organisation, head.photoConsent === false ? 'kein Foto' : null].filter((part) => part !== null).join(' · ')}
          </span>
        </span>
        <span class="door-hit-state">{state === '' ? 'Einlassen' : state}</span>
      </button>
    </li>
  );
}

/** Finding somebody by name, organisation or typed code; a tap lets in. */
export function DoorPeople({
  door,
  current,
  camera,
  onCamera,
  onWalkIn,
}: {
  door: Door;
  current: NonNullable<Door['current']>;
  camera: boolean;
  onCamera: () => void;
  onWalkIn: () => void;
}) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => findHeads(current.heads.values(), looksLikeCode(typed) ? '' : typed), [current, typed]);
  const enter = (): void => {
    if (!looksLikeCode(typed)) return;
    door.code(typed);
    setTyped('');
  };
  return (
    <>
      <form
        class="door-find"
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <label class="kern-label" for="door-find">
          Name, Organisation oder Code
        </label>
        <input
          id="door-find"
          class="kern-form-input__input"
          type="search"
          autocomplete="off"
          spellcheck={false}
          placeholder="z. B. Meyer oder NPA:…"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {looksLikeCode(typed) && (
          <Button kind="primary" type="submit">
            Code erfassen
          </Button>
        )}
      </form>
      <div class="door-ways">
        <Button onClick={onCamera}>{camera ? 'Kamera ausschalten' : 'Kamera einschalten'}</Button>
        <Button onClick={onWalkIn}>Spontane Teilnahme</Button>
      </div>
      <p class="door-small" role="status">
        {found.length > MOST_SHOWN
          ? `${thousands(found.length)} Treffer, die ersten ${MOST_SHOWN} sind zu sehen. Bitte tippen Sie mehr vom Namen.`
          : `${thousands(found.length)} ${typed === '' ? 'auf der Liste' : 'Treffer'}`}
      </p>
      <ul class="door-hits" aria-label="Personen auf der Liste">
        {found.slice(0, MOST_SHOWN).map((head) => (
          <Hit
            head={head}
            key={head.ticketId}
            onTap={() => {
              void door.checkIn(head.ticketId, 'NAME');
              setTyped('');
            }}
          />
        ))}
      </ul>
      {found.length === 0 && (
        <P>Auf der Liste dieses Geräts steht niemand mit diesem Namen. Erfassen Sie die Person als spontane Teilnahme.</P>
      )}
    </>
  );
}
