import type { Entries } from '../form.tsx';
import { TextArea } from '../form.tsx';
import { newRowId } from './row-list.tsx';

const [FEWEST, MOST] = [3, 14];

/** A list as a clerk types or pastes it, one entry a line. */
export const LineArea = ({
  name,
  label,
  values,
  hint = 'Je Zeile ein Eintrag',
}: {
  name: string;
  label: string;
  values: readonly string[];
  hint?: string;
}) => (
  <TextArea name={name} label={label} hint={hint} rows={Math.min(Math.max(values.length + 1, FEWEST), MOST)} value={values.join('\n')} />
);

export const readLines = (entries: Entries, name: string): string[] =>
  entries
    .text(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

type Point = { readonly id: string; readonly label: string };

/** What other records know an entry by stays with it: by its words, else by its place in a list as long as before. */
export function pointsOf(labels: readonly string[], before: readonly Point[], kind: string): Point[] {
  const stated = new Set(labels);
  const used = new Set<string>();
  return labels.map((label, index) => {
    const same = before.find((one) => one.label === label && !used.has(one.id));
    const there = labels.length === before.length ? before[index] : undefined;
    const reworded = there && !stated.has(there.label) ? there : undefined;
    const id = (same ?? reworded)?.id ?? newRowId(kind);
    used.add(id);
    return { id, label };
  });
}
