import type { SeatHolding } from '../../../../shared/domain/alliance-body.ts';
import { seatGroupNames } from '../../../../shared/domain/alliance-body.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { Composition } from '../../../../shared/domain/composition.ts';
import { type Column, Link, Table } from '../ui.tsx';
import type { Names } from './body-words.tsx';

type SeatOnDay = Composition['seats'][number];
type HoldingOnDay = SeatOnDay['holdings'][number];

export const VACANT = 'n. n.';
/** Sides without what stands in brackets: columns are narrow. */
export const sideWords = { INTERNAL: 'innen', EXTERNAL: 'außen', NONE: '–' } as const satisfies Record<
  Composition['seats'][number]['side'],
  string
>;

/** „seit 01.08.2020“, „bis 31.12.2020“, or that the day is not known. */
export function spanInWords({ from, to, dated }: Pick<SeatHolding, 'from' | 'to' | 'dated'>): string {
  if (!dated) return 'Tag unbekannt';
  return [from === null ? '' : `seit ${formatDay(from)}`, to === null ? '' : `bis ${formatDay(to)}`].filter(Boolean).join(' ');
}

export const holderName = ({ personId }: Pick<SeatHolding, 'personId'>, names: Names): string =>
  personId === null ? VACANT : names.of(personId);

function Holding({ holding, names }: { holding: HoldingOnDay; names: Names }) {
  const known = [
    spanInWords(holding),
    holding.remark ?? '',
    holding.wording === null || holding.from !== null ? '' : `„${holding.wording}“`,
  ];
  const notes = [
    holding.as === 'DEPUTY' ? 'Stellvertretung' : '',
    ...(holding.isDayUnknown && holding.remark !== null ? [holding.remark] : known),
  ];
  return (
    <li class={holding.personId === null ? 'unknown' : ''}>
      {holderName(holding, names)}
      <span class="flags">{notes.filter(Boolean).join(', ')}</span>
    </li>
  );
}

function Held({ seat, names }: { seat: SeatOnDay; names: Names }) {
  if (seat.state === 'NOT_STATED') return <span class="unknown">keine Angabe</span>;
  return (
    <ul class="bare holdings">
      {seat.holdings.map((holding, index) => (
        <Holding key={index} holding={holding} names={names} />
      ))}
    </ul>
  );
}

type SeatsProps = {
  readonly composition: Composition;
  readonly names: Names;
  /** Where a seat is changed; undefined for readers. */
  readonly hrefOfSeat: ((seatId: string) => string) | undefined;
  readonly bodyName: (bodyId: string) => string;
};

/** Of a seat that belongs to nobody in particular, its place in the list. */
export const seatLabel = <One extends { readonly label: string | null }>(seat: One, seats: readonly One[]): string =>
  seat.label ?? `Sitz ${seats.indexOf(seat) + 1}`;

/** A column says something only where its values differ. */
const differ = (seats: readonly SeatOnDay[], of: (seat: SeatOnDay) => string): boolean => new Set(seats.map(of)).size > 1;

/** Seats in the order of the source with who holds them on the day. */
export function Seats({ composition: { seats }, names, hrefOfSeat, bodyName }: SeatsProps) {
  const marks = (seat: SeatOnDay): string =>
    [
      seat.isYouthDelegate ? 'Sitz der Jugend' : '',
      seat.delegatedFromBodyId === null ? '' : `entsandt von: ${bodyName(seat.delegatedFromBodyId)}`,
    ]
      .filter(Boolean)
      .join(', ');
  const columns: Column<SeatOnDay>[] = [
    {
      title: 'Sitz',
      heads: true,
      cell: (seat) => (
        <>
          {seatLabel(seat, seats)}
          {marks(seat) !== '' && <span class="flags">{marks(seat)}</span>}
        </>
      ),
    },
    { title: 'Besetzt mit', cell: (seat) => <Held seat={seat} names={names} /> },
  ];
  if (differ(seats, ({ side }) => side)) columns.push({ title: 'Seite', nowrap: true, cell: ({ side }) => sideWords[side] });
  if (differ(seats, ({ group }) => group)) columns.push({ title: 'Gruppe', nowrap: true, cell: ({ group }) => seatGroupNames[group] });
  if (hrefOfSeat)
    columns.push({
      title: 'Ändern',
      nowrap: true,
      cell: (seat) => (
        <Link href={hrefOfSeat(seat.seatId)}>
          Wechsel<span class="kern-sr-only"> auf dem Sitz {seatLabel(seat, seats)}</span>
        </Link>
      ),
    });
  return (
    <Table<SeatOnDay> caption="Sitze und wer sie am gewählten Tag hat" rows={seats} keyOf={({ seatId }) => seatId} columns={columns} />
  );
}
