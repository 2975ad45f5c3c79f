import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { DoorCounts } from '../../../../shared/domain/door.ts';
import type { AllianceEvent, Figure } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { LinkButton, P, Table } from '../ui.tsx';
import { basisInWords, count, figureInWords } from '../words.ts';

/** Statements about participants of this event alone; the latest stands first. */
const statedOf = (figures: readonly Figure[]): Figure[] =>
  figures
    .filter(({ subject, eventIds }) => subject === 'PERSONS' && eventIds.length === 1)
    .toSorted((a, b) =>
      (a.asOf ?? '') === (b.asOf ?? '') ? (a.changedAt < b.changedAt ? 1 : -1) : (a.asOf ?? '') < (b.asOf ?? '') ? 1 : -1,
    );

type Line = { readonly origin: string; readonly value: string; readonly from: string };

/**
 * What was stated and what the list counts, side by side with where each comes from. Neither replaces the other: the
 * list becomes a statement only when somebody states it.
 */
export function FiguresBeside({ event, figures, counts }: { event: AllianceEvent; figures: readonly Figure[]; counts: DoorCounts }) {
  const desk = useDesk();
  const [latest] = statedOf(figures);
  const lines: Line[] = [
    {
      origin: 'Angabe',
      value: latest ? figureInWords(latest) : 'keine',
      from: latest
        ? `${basisInWords(latest)}, ${latest.source}${latest.asOf === null ? '' : `, Stand ${formatDay(latest.asOf)}`}`
        : 'Das heißt nicht, dass niemand da war.',
    },
    {
      origin: 'Liste',
      value: count(counts.present, 'Person anwesend', 'Personen anwesend'),
      from: `erfasst am Einlass oder nachgetragen${counts.walkIns > 0 ? `, davon ${counts.walkIns} ohne Anmeldung` : ''}`,
    },
  ];
  const isSame = latest?.value === counts.present && latest.qualifier === 'EXACT';
  const take = hrefOf(desk.alliance, `veranstaltungen/${event.id}/teilnehmende`, {
    anzahl: String(counts.present),
    grundlage: 'PRESENT',
    quelle: 'Anwesenheitsliste des Registers',
  });
  return (
    <>
      <Table<Line>
        caption="Angabe und Zählung der Liste"
        rows={lines}
        keyOf={({ origin }) => origin}
        columns={[
          { title: 'Herkunft', heads: true, cell: ({ origin }) => origin },
          { title: 'Anzahl', cell: ({ value }) => value },
          { title: 'Woher', cell: ({ from }) => from },
        ]}
      />
      {counts.present > 0 && !isSame && may(desk, 'stateAttendance') && (
        <div class="form-actions">
          <LinkButton href={take}>Als Angabe übernehmen</LinkButton>
        </div>
      )}
      {latest && counts.present > 0 && !isSame && <P muted>Beide Zahlen bleiben stehen, bis jemand eine neue Angabe festhält.</P>}
    </>
  );
}
