import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useState } from 'preact/hooks';

type RowMoves = {
  readonly remove: (index: number) => void;
  readonly move: (index: number, by: 1 | -1) => void;
};
type Rows<Of> = RowMoves & {
  readonly rows: readonly Of[];
  readonly add: (row: Of) => void;
};

/** Rows of one form in their order; what is typed stays with its row when others come, go or move. */
export function useRows<Of>(first: readonly Of[]): Rows<Of> {
  const [rows, setRows] = useState(first);
  return {
    rows,
    add: (row) => setRows((before) => [...before, row]),
    remove: (index) => setRows((before) => before.filter((_, at) => at !== index)),
    move: (index, by) =>
      setRows((before) => {
        const [row] = before.slice(index, index + 1);
        const others = before.filter((_, at) => at !== index);
        return row === undefined ? before : [...others.slice(0, index + by), row, ...others.slice(index + by)];
      }),
  };
}

export const newRowId = (kind: string): string => `${kind}-${crypto.randomUUID().slice(0, 8)}`;

function Action({ label, off = false, onClick, children }: ActionProps) {
  const act = (event: TargetedMouseEvent<HTMLButtonElement>) => {
    const button = event.currentTarget;
    if (!off) onClick();
    // A row that moves on the page takes the focus off its button; whoever went on meanwhile stays where they are.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.focus();
    });
  };
  return (
    <button type="button" class="plain row-action" aria-label={label} aria-disabled={off} onClick={act}>
      {children}
    </button>
  );
}
type ActionProps = {
  readonly label: string;
  readonly off?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
};

/** Moves and removes one row. Every button says which. */
export function RowActions({ rows, index, name }: { rows: RowMoves & { readonly rows: readonly unknown[] }; index: number; name: string }) {
  return (
    <div class="row-actions">
      <Action off={index === 0} label={`${name} nach oben`} onClick={() => rows.move(index, -1)}>
        <span aria-hidden="true">↑</span>
      </Action>
      <Action off={index === rows.rows.length - 1} label={`${name} nach unten`} onClick={() => rows.move(index, 1)}>
        <span aria-hidden="true">↓</span>
      </Action>
      <Action label={`${name} entfernen`} onClick={() => rows.remove(index)}>
        Entfernen
      </Action>
    </div>
  );
}
