import type { Door } from '../door/use-door.ts';
import { Button } from '../ui.tsx';

const classes = {
  success: 'door-result door-result-good',
  warning: 'door-result door-result-mind',
  danger: 'door-result door-result-bad',
} as const;
const signs = { success: '✓', warning: '!', danger: '✕' } as const;

/** What came of the last action: read out, and readable from an arm's length. */
export function DoorResult({ door, onInstead }: { door: Door; onInstead: (ticketId: string) => void }) {
  const { shown, undo } = door;
  const { scanId, instead, ticketId, withOrganisation } = shown ?? {};
  const organisation = withOrganisation && ticketId !== undefined ? door.current?.heads.get(ticketId)?.organisation : null;
  const detail = [organisation, shown?.detail].filter(Boolean).join(' · ');
  return (
    <div class={shown ? classes[shown.tone] : 'door-result'}>
      <div role="status" aria-atomic="true">
        {shown ? (
          <>
            <span class="door-sign" aria-hidden="true">
              {signs[shown.tone]}
            </span>
            <p class="door-result-text">
              <strong>
                {shown.title}
                {ticketId !== undefined && `: ${door.whoIs(ticketId)}`}
              </strong>
              {detail !== '' && <span class="door-result-detail">{detail}</span>}
            </p>
          </>
        ) : (
          <p class="door-result-text">Bereit: Eintrittskarte scannen oder Namen antippen.</p>
        )}
      </div>
      {scanId !== undefined && <Button onClick={() => void undo(scanId)}>Zurücknehmen</Button>}
      {instead && ticketId !== undefined && <Button onClick={() => onInstead(ticketId)}>Als spontane Teilnahme erfassen</Button>}
    </div>
  );
}
