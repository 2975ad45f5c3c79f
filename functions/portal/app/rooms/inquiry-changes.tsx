import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Link, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { InquiryRoom } from './inquiry-frame.tsx';
import { cellInWords } from './inquiry-words.tsx';

type Compared = Success<'compareWithToday'>;
type Change = Compared['items'][number];

/** Old and new value of every cell that differs. */
export const Errata = ({ items, caption, before, after }: { items: readonly Change[]; caption: string; before: string; after: string }) => (
  <Table<Change>
    caption={caption}
    rows={items}
    keyOf={(item) => `${item.tableId} ${item.row} ${item.column}`}
    columns={[
      { title: 'Tabelle', cell: ({ tableTitle }) => tableTitle },
      { title: 'Zeile', heads: true, cell: ({ row }) => row },
      { title: 'Spalte', cell: ({ column }) => column },
      { title: before, numeric: true, cell: (item) => cellInWords(item.before) || 'leer' },
      { title: after, numeric: true, cell: (item) => cellInWords(item.after) || 'leer' },
    ]}
  />
);

type LateBooking = Compared['lateBookings'][number];

/** What was booked after the freeze: beside the answer, whether it falls into one of its tables or not. */
function LateBookings({ bookings }: { bookings: readonly LateBooking[] }) {
  const desk = useDesk();
  const name = ({ expenseId, recordedAt }: LateBooking) =>
    may(desk, 'getExpense') ? (
      <Link href={hrefOf(desk.alliance, `ausgaben/${expenseId}`)}>{formatInstant(recordedAt)}</Link>
    ) : (
      formatInstant(recordedAt)
    );
  return (
    <Section title="Seither gebucht">
      <Table<LateBooking>
        caption="Seither gebucht"
        rows={bookings}
        keyOf={({ expenseId, recordedAt, amountCents }) => `${expenseId} ${recordedAt} ${amountCents}`}
        columns={[
          { title: 'Erfasst', heads: true, cell: name },
          { title: 'Wertstellung', cell: ({ valueDay }) => formatDay(valueDay) },
          { title: 'Betrag in Euro', numeric: true, cell: ({ amountCents }) => formatEuro(amountCents) },
        ]}
      />
    </Section>
  );
}

function Differences({ compared }: { compared: Compared }) {
  const desk = useDesk();
  const { frozenAt, items, lateBookings, nowPast } = compared;
  return (
    <>
      <P>
        {frozenAt === null
          ? 'Die Zahlen sind noch nicht festgehalten: Was Sie im Entwurf sehen, ist der Stand von heute.'
          : `Festgehalten am ${formatInstant(frozenAt)}. Die Antwort bleibt so; hier steht, was die Abfragen heute ergäben.`}
      </P>
      {frozenAt !== null && (
        <Section title="Geänderte Zahlen">
          <p class="kern-body count" role="status">
            {items.length === 0 ? 'Heute ergäbe sich keine andere Zahl.' : count(items.length, 'Angabe wäre', 'Angaben wären')}
            {items.length === 0 ? '' : ' heute anders.'}
          </p>
          {items.length > 0 && <Errata items={items} caption="Geänderte Zahlen" before="Festgehalten" after="Heute" />}
        </Section>
      )}
      {lateBookings.length > 0 && <LateBookings bookings={lateBookings} />}
      {nowPast.length > 0 && (
        <Section title="Tag vorbei, Durchführung nicht bestätigt">
          <P>Die Antwort nennt diese Veranstaltungen als geplant; ihr Tag ist vorbei. Ob sie stattgefunden haben, hat niemand bestätigt.</P>
          <ul class="kern-list kern-list--bullet">
            {nowPast.map(({ eventId, title, on }) => (
              <li key={eventId}>
                {formatDay(on)}:{' '}
                {may(desk, 'getAllianceEvent') ? <Link href={hrefOf(desk.alliance, `veranstaltungen/${eventId}`)}>{title}</Link> : title}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

export default function ChangesRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const [, inquiryId = ''] = path;
  const { data, problem } = useLoaded(inquiryId, async () => {
    const params = { inquiryId };
    const [inquiry, compared] = await Promise.all([
      call('getInquiry', alliance, { params }),
      call('compareWithToday', alliance, { params }),
    ]);
    return { inquiry, compared };
  });
  if (problem || !data) return <Room title="Vergleich mit heute">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  return (
    <InquiryRoom inquiry={data.inquiry} tab="vergleich" title="Vergleich mit heute">
      <Differences compared={data.compared} />
    </InquiryRoom>
  );
}
