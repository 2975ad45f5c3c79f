import type { HeadNow } from '../door/heads.ts';
import type { Door } from '../door/use-door.ts';
import { Button } from '../ui.tsx';

const classes = {
  success: 'door-result door-result-good',
  warning: 'door-result door-result-mind',
  danger: 'door-result door-result-bad',
} as const;
const signs = { success: '✓', warning: '!', danger: '✕' } as const;

/** What came of the last action: read out, and readable from an arm's length. */
export function DoorResult({ door: { shown, undo }, onInstead }: { door: Door; onInstead: (from: HeadNow) => void }) {
  const { scanId, instead, name } = shown ?? {};
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
                {name !== undefined && `: ${name}`}
              </strong>
              {shown.detail !== undefined && <span class="door-result-detail">{shown.detail}</span>}
            </p>
          </>
        ) : (
          <p class="door-result-text">Bereit: Eintrittskarte scannen oder Namen antippen.</p>
        )}
      </div>
      {scanId !== undefined && <Button onClick={() => void undo(scanId, name ?? null)}>Zurücknehmen</Button>}
      {instead !== undefined && <Button onClick={() => onInstead(instead)}>Als spontane Teilnahme erfassen</Button>}
    </div>
  );
}
