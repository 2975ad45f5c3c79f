import type { TargetedKeyboardEvent } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { looksLikeCode } from '../door/code.ts';
import { codeEnd, findHeads, type HeadNow } from '../door/heads.ts';
import type { Door } from '../door/use-door.ts';
import { clockOf, photoInWords } from '../door/words.ts';
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

/** Several of one party look alike but for their cards. */
const isCompanion = ({ name, companionOf }: HeadNow): boolean => name === null && companionOf !== null;

/** Everybody on the list, each counted once; the first number is „Angemeldet“. */
function listInWords(heads: readonly HeadNow[], expected: number): string {
  const of = (matches: (head: HeadNow) => boolean): number => heads.filter(matches).length;
  const [walkIns, waiting] = [of(({ origin }) => origin === 'WALK_IN'), of(({ status }) => status === 'WAITLISTED')];
  const cancelled = heads.length - expected - walkIns - waiting;
  return [
    `${thousands(expected)} angemeldet`,
    walkIns > 0 && `${thousands(walkIns)} spontan`,
    waiting > 0 && `${thousands(waiting)} auf der Warteliste`,
    cancelled > 0 && `${thousands(cancelled)} abgesagt`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The field and the hits below it, one after the other. */
function step(event: TargetedKeyboardEvent<HTMLElement>, list: HTMLElement | null, field: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [field, ...(list?.querySelectorAll<HTMLElement>('.door-hit') ?? [])];
  const next = stops[stops.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Hit({ head, onTap, onKey }: { head: HeadNow; onTap: () => void; onKey: (event: TargetedKeyboardEvent<HTMLElement>) => void }) {
  const [state, look] = stateOf(head);
  return (
    <li>
      <button type="button" class={look} onClick={onTap} onKeyDown={onKey}>
        <span>
          <span class="door-name">{head.label}</span>
          <span class="door-small">
            {[head.organisation, isCompanion(head) ? codeEnd(head.ticketId) : null, photoInWords(head)]
              .filter((part) => part !== null)
              .join(' · ')}
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
  onWalkIn: (typed: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const onKey = (event: TargetedKeyboardEvent<HTMLElement>) => step(event, list.current, field.current);
  const found = useMemo(() => findHeads(current.heads.values(), looksLikeCode(typed) ? '' : typed), [current, typed]);
  const tap = (head: HeadNow): void => {
    void door.checkIn(head.ticketId, 'NAME');
    setTyped('');
  };
  const enter = (): void => {
    const [only, ...more] = found;
    if (looksLikeCode(typed)) {
      door.code(typed);
      setTyped('');
    } else if (typed.trim() !== '' && only && more.length === 0) tap(only);
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
          ref={field}
          class="kern-form-input__input"
          type="search"
          autocomplete="off"
          spellcheck={false}
          placeholder="z. B. Meyer oder NPA:…"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        {looksLikeCode(typed) && (
          <Button kind="primary" type="submit">
            Code erfassen
          </Button>
        )}
      </form>
      <div class="door-ways">
        <Button onClick={onCamera}>{camera ? 'Kamera ausschalten' : 'Kamera einschalten'}</Button>
        <Button onClick={() => onWalkIn(typed)}>Spontane Teilnahme</Button>
      </div>
      <p class="door-small" role="status">
        {found.length > MOST_SHOWN
          ? `${thousands(found.length)} Treffer, die ersten ${MOST_SHOWN} sind zu sehen. Bitte tippen Sie mehr vom Namen.`
          : typed === ''
            ? listInWords(found, current.expected)
            : `${thousands(found.length)} Treffer`}
      </p>
      <ul class="door-hits" ref={list} aria-label="Personen auf der Liste">
        {found.slice(0, MOST_SHOWN).map((head) => (
          <Hit head={head} key={head.ticketId} onTap={() => tap(head)} onKey={onKey} />
        ))}
      </ul>
      {found.length === 0 && (
        <P>Auf der Liste dieses Geräts steht niemand mit diesem Namen. Erfassen Sie die Person als spontane Teilnahme.</P>
      )}
    </>
  );
}
