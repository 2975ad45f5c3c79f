import { useState } from 'preact/hooks';
import { formatEuro, parseEuro } from '../../../../shared/domain/money.ts';
import { sentences } from '../checks.ts';
import { type Entries, Field, fault } from '../form.tsx';
import { euro } from '../words.ts';

/** An amount as typed, and below it what the register understands. */
export function AmountField({
  name,
  label,
  reads,
  cents,
  hint,
  onRead,
}: {
  name: string;
  label: string;
  reads: 'amount' | 'positive';
  cents?: number | undefined;
  hint?: string;
  onRead?: (cents: number | undefined) => void;
}) {
  const [typed, setTyped] = useState(cents === undefined ? '' : formatEuro(cents));
  const read = parseEuro(typed);
  return (
    <div>
      <Field
        name={name}
        label={label}
        required
        inputMode="decimal"
        reads={reads}
        value={typed}
        hint={hint ?? 'Zum Beispiel 29.536,03'}
        onInput={(text) => {
          setTyped(text);
          onRead?.(parseEuro(text));
        }}
      />
      <p class="kern-body derived" role="status">
        {typed === '' ? '' : read === undefined ? 'Noch kein eindeutiger Betrag' : `Gelesen als ${euro(read)}`}
      </p>
    </div>
  );
}

export function readAmount(entries: Entries, name: string): number {
  const cents = parseEuro(entries.text(name));
  if (cents === undefined) throw fault(name, sentences.amount);
  return cents;
}
