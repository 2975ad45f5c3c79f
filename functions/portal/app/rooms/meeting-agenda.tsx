import type { AgendaItem } from '../../../../shared/domain/meeting.ts';
import { type Entries, Field, Row, Select } from '../form.tsx';
import { Button, optionsOf } from '../ui.tsx';
import { paperKindNames } from './meeting-words.tsx';
import { newRowId, RowActions, useRows } from './row-list.tsx';
import { Tick } from './tick.tsx';

type Paper = NonNullable<AgendaItem['paper']>;
export type AgendaRow = { readonly id: string; readonly item: AgendaItem | undefined };
export type AgendaRows = ReturnType<typeof useAgendaRows>;

const MOST_ITEMS = 60;

export const useAgendaRows = (agenda: readonly AgendaItem[]) =>
  useRows<AgendaRow>(agenda.length === 0 ? [newItem()] : agenda.map((item) => ({ id: item.id, item })));
const newItem = (): AgendaRow => ({ id: newRowId('top'), item: undefined });

function readPaper(entries: Entries, at: string): Paper | null {
  const number = entries.textOrNull(`${at}/number`);
  const numberPending = entries.has(`${at}/more/numberPending`);
  const wording = entries.textOrNull(`${at}/wording`);
  const annexes = entries.numberOrNull(`${at}/annexes`);
  if (number === null && !numberPending && wording === null && annexes === null) return null;
  return { number, numberPending, kind: entries.text(`${at}/kind`) as Paper['kind'], annexes, wording };
}

/** @param rows in the order in which the form shows them */
export const readAgenda = (entries: Entries, rows: readonly AgendaRow[]): AgendaItem[] =>
  rows.map(({ id }, index) => {
    const at = `/agenda/${index}`;
    return {
      id,
      label: entries.text(`${at}/label`),
      title: entries.text(`${at}/title`),
      paper: readPaper(entries, `${at}/paper`),
      isPublic: !entries.has(`${at}/part/closed`),
    };
  });

function PaperFields({ at, paper, name }: { at: string; paper: Paper | null; name: string }) {
  return (
    <details class="more" open={paper !== null}>
      <summary>
        Vorlage<span class="kern-sr-only"> zu {name}</span>
      </summary>
      <Row>
        <Field name={`${at}/number`} label="Nummer der Drucksache" value={paper?.number} />
        <Select name={`${at}/kind`} label="Art" required value={paper?.kind ?? 'DECISION'} options={optionsOf(paperKindNames)} />
        <Field
          name={`${at}/annexes`}
          label="Anlagen"
          inputMode="numeric"
          reads="number"
          value={paper?.annexes === null || paper?.annexes === undefined ? null : String(paper.annexes)}
        />
      </Row>
      <Tick name={`${at}/more/numberPending`} label="Nummer wird nachgereicht" checked={paper?.numberPending ?? false} />
      <Field name={`${at}/wording`} label="Wortlaut auf der Tagesordnung" value={paper?.wording} />
    </details>
  );
}

/** The agenda as it is printed: a label is text, the place in the list is the order. */
export function AgendaFields({ rows }: { rows: AgendaRows }) {
  return (
    <>
      {rows.rows.map(({ id, item }, index) => {
        const at = `/agenda/${index}`;
        const name = `Punkt ${index + 1}`;
        return (
          <fieldset class="card-fields agenda-fields" key={id}>
            <legend class="kern-label">{name}</legend>
            <div class="agenda-line">
              <Field name={`${at}/label`} label="Nummer" required value={item?.label ?? String(index + 1)} />
              <Field name={`${at}/title`} label="Gegenstand" required value={item?.title} />
            </div>
            <div class="question-foot">
              <Tick name={`${at}/part/closed`} label="nicht öffentlich" checked={item ? !item.isPublic : false} />
              <RowActions rows={rows} index={index} name={name} />
            </div>
            <PaperFields at={`${at}/paper`} paper={item?.paper ?? null} name={name} />
          </fieldset>
        );
      })}
      {rows.rows.length < MOST_ITEMS && (
        <div>
          <Button onClick={() => rows.add(newItem())}>Punkt hinzufügen</Button>
        </div>
      )}
    </>
  );
}
