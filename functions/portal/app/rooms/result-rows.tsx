import type { ComponentChildren } from 'preact';
import type { Entries } from '../form.tsx';
import { Group } from '../form.tsx';
import { Button } from '../ui.tsx';
import { RowActions, useRows } from './row-list.tsx';

/** As many as are named in order; a form shows no gaps. */
export function readRows<Of>(entries: Entries, at: string, probe: string, read: (at: string) => Of): Of[] {
  const found: Of[] = [];
  for (let index = 0; entries.has(`${at}/${index}/${probe}`); index++) found.push(read(`${at}/${index}`));
  return found;
}

/** Any number of one kind of thing in a form. */
export function RowGroup<Of>({
  legend,
  one,
  values,
  fresh,
  children,
}: {
  legend: string;
  /** What one of them is called. */
  one: string;
  values: readonly Of[];
  fresh: Of;
  children: (value: Of, index: number) => ComponentChildren;
}) {
  const keyed = (value: Of) => ({ key: crypto.randomUUID(), value });
  const rows = useRows(values.map(keyed));
  return (
    <Group legend={legend}>
      {rows.rows.map(({ key, value }, index) => (
        <fieldset class="repeated" key={key}>
          <legend class="kern-label">{`${one} ${index + 1}`}</legend>
          {children(value, index)}
          <RowActions rows={rows} index={index} name={`${one} ${index + 1}`} />
        </fieldset>
      ))}
      <div>
        <Button onClick={() => rows.add(keyed(fresh))}>{`${one} hinzufügen`}</Button>
      </div>
    </Group>
  );
}
