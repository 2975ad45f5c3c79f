import { halfDayOf, headsKey } from '../../../../shared/domain/door.ts';
import type { Entry } from '../door/kept.ts';
import type { Door } from '../door/use-door.ts';
import { clockOf } from '../door/words.ts';
import { Button, P, Section } from '../ui.tsx';
import { thousands } from '../words.ts';

const LAST = 10;

function Heads({ door, current }: { door: Door; current: NonNullable<Door['current']> }) {
  const halfDay = halfDayOf(new Date().toISOString());
  const key = headsKey({ door: door.door, halfDay });
  const counted = current.counted[key] ?? 0;
  const known = door.data?.kept?.list.counts.heads[key];
  return (
    <Section title="Köpfe zählen">
      <div class="door-heads">
        <p class="door-small">
          {door.door}, heute {halfDay.endsWith('VM') ? 'Vormittag' : 'Nachmittag'}
        </p>
        <p class="door-small">
          <output class="door-number" aria-label="Auf diesem Gerät gezählt">
            {thousands(counted)}
          </output>{' '}
          auf diesem Gerät
        </p>
        <div class="door-steps">
          <Button onClick={() => counted > 0 && void door.countHeads(-1)} busy={counted <= 0}>
            −1
          </Button>
          <Button onClick={() => void door.countHeads(1)}>+1</Button>
          <Button onClick={() => void door.countHeads(5)}>+5</Button>
        </div>
        {known !== undefined && <p class="door-small">Auf allen Geräten laut Register: {thousands(known)}</p>}
      </div>
    </Section>
  );
}

function stateOf({ state, result }: Entry, isUndone: boolean): string {
  if (isUndone) return 'zurückgenommen';
  if (state === 'QUEUED') return 'nicht gesendet';
  if (result?.outcome === 'REFUSED') return 'abgewiesen';
  return result?.outcome === 'DUPLICATE' ? 'gesendet, doppelt' : 'gesendet';
}

function Recent({ door, undone }: { door: Door; undone: ReadonlySet<string> }) {
  const people = (door.data?.entries ?? []).flatMap((one) => ('ticketId' in one.entry ? [{ ...one, entry: one.entry }] : []));
  const last = people.slice(-LAST).reverse();
  return (
    <Section title="Zuletzt erfasst">
      {last.length === 0 && <P muted>Auf diesem Gerät noch niemand.</P>}
      <ul class="door-recent">
        {last.map((one) => {
          const { scanId, scannedAt, ticketId } = one.entry;
          const name = door.whoIs(ticketId);
          return (
            <li key={one.seq}>
              <div>
                <span class="door-name">{name}</span>
                <span class="door-small">
                  {clockOf(scannedAt)} · {stateOf(one, undone.has(scanId))}
                </span>
              </div>
              {!undone.has(scanId) && one.result?.outcome !== 'REFUSED' && (
                <button type="button" class="plain" aria-label={`Zurücknehmen: ${name}`} onClick={() => void door.undo(scanId)}>
                  Zurücknehmen
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The numbers of the door, and what was done last. */
export function DoorSide({ door, current }: { door: Door; current: NonNullable<Door['current']> }) {
  return (
    <aside class="door-side" aria-label="Zählung und letzte Erfassungen">
      <dl class="door-counts">
        <div>
          <dt>Anwesend</dt>
          <dd class="door-count door-number">{thousands(current.present)}</dd>
        </div>
        <div>
          <dt>Spontan</dt>
          <dd class="door-count">{thousands(current.walkIns)}</dd>
        </div>
        <div>
          <dt>Angemeldet</dt>
          <dd class="door-count">{thousands(current.expected)}</dd>
        </div>
      </dl>
      <Heads door={door} current={current} />
      <Recent door={door} undone={current.undone} />
    </aside>
  );
}
