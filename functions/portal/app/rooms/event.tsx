import { eventKindNames, eventStatusNames, ownershipNames } from '../../../../shared/domain/alliance-event.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { expenseKindNames, expenseStatusNames } from '../../../../shared/domain/expense.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { districts, officeNames } from '../../../../shared/domain/regions.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, Expense, Figure } from '../contract.ts';
import { type Desk, eventsOf, everyPage, may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Badge, Facts, Link, LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { basisInWords, count, datesInWords, daysOf, euro, figureInWords, shortOffice, thousands } from '../words.ts';
import { statusTones } from './events.tsx';
import { RegistrationBlock } from './registration-block.tsx';

const guestRoles = { VISITOR: 'zu Gast', COMPANION: 'in Begleitung', PERFORMER: 'wirkte mit' } as const;

const districtName = (key: string | null): string | undefined => districts.find((district) => district.key === key)?.name;

function officeAndWhy({ responsibleOffice, officeOverride, place }: AllianceEvent): string {
  const name = responsibleOffice === null ? 'kein Amt' : officeNames[responsibleOffice];
  if (officeOverride !== null) return `${name}, abweichend festgelegt: ${officeOverride.reason}`;
  if (!place?.districtKey) return `${name} (kein Landkreis in Niedersachsen angegeben)`;
  return `${name}, nach dem Landkreis (${districtName(place.districtKey) ?? place.districtKey})`;
}

function useEvent(desk: Desk, eventId: string) {
  const { alliance } = desk;
  return useLoaded(eventId, async () => {
    const [event, figures, heads, expenses, breakdown, stands, all] = await Promise.all([
      call('getAllianceEvent', alliance, { params: { eventId } }),
      may(desk, 'listAttendanceFigures')
        ? everyPage((page) => call('listAttendanceFigures', alliance, { query: { eventId, ...page } }))
        : undefined,
      may(desk, 'countAttendance') ? call('countAttendance', alliance, { query: { subject: 'PERSONS' } }) : undefined,
      may(desk, 'listExpenses') ? everyPage((page) => call('listExpenses', alliance, { query: { eventId, ...page } })) : undefined,
      may(desk, 'getExpenditureBreakdown') ? call('getExpenditureBreakdown', alliance, { query: { eventId, groupBy: 'line' } }) : undefined,
      may(desk, 'listFairStands') ? everyPage((page) => call('listFairStands', alliance, { query: { eventId, ...page } })) : undefined,
      eventsOf(alliance),
    ]);
    return {
      event,
      figures,
      remainder: heads?.remainders.find((one) => one.eventId === eventId)?.inWords,
      expenses,
      breakdown,
      stands,
      all,
    };
  });
}
type Known = NonNullable<ReturnType<typeof useEvent>['data']>;

const EventLink = ({ alliance, event }: { alliance: string; event: AllianceEvent }) => (
  <>
    <Link href={hrefOf(alliance, `veranstaltungen/${event.id}`)}>{event.title}</Link> ({daysOf(event.dates)})
  </>
);

function Relations({ alliance, event, all }: { alliance: string; event: AllianceEvent; all: readonly AllianceEvent[] }) {
  const byId = (id: string | null) => all.find((one) => one.id === id);
  const before = byId(event.followsEventId);
  const series = byId(event.campaignId);
  const after = all.filter(({ followsEventId }) => followsEventId === event.id);
  const members = all.filter(({ campaignId }) => campaignId === event.id);
  if (!before && !series && after.length === 0 && members.length === 0) return null;
  const list = (events: readonly AllianceEvent[]) =>
    events.length > 0 && (
      <ul class="bare">
        {events.map((one) => (
          <li key={one.id}>
            <EventLink alliance={alliance} event={one} />
          </li>
        ))}
      </ul>
    );
  return (
    <Section title="Zusammenhang">
      <Facts
        items={[
          ['Folgt auf', before && <EventLink alliance={alliance} event={before} />],
          ['Gehört zur Reihe', series && <EventLink alliance={alliance} event={series} />],
          ['Folgekonferenzen', list(after)],
          ['Veranstaltungen der Reihe', list(members)],
        ]}
      />
    </Section>
  );
}

function Figures({
  alliance,
  figures,
  remainder,
  eventId,
}: {
  alliance: string;
  figures: readonly Figure[];
  remainder: string | undefined;
  eventId: string;
}) {
  const desk = useDesk();
  const title = 'Teilnehmende und andere Angaben';
  const action = may(desk, 'stateAttendance') && (
    <Link href={hrefOf(alliance, `veranstaltungen/${eventId}/teilnehmende`)}>Angabe festhalten</Link>
  );
  return (
    <Section title={title} actions={action}>
      {figures.length === 0 ? (
        <P>Es liegt keine Angabe vor. Das heißt nicht, dass niemand da war.</P>
      ) : (
        <Table<Figure>
          caption={title}
          rows={figures}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Angabe', heads: true, cell: (figure) => figureInWords(figure) },
            { title: 'Grundlage', cell: (figure) => basisInWords(figure) },
            {
              title: 'Gilt für',
              cell: ({ eventIds }) => (eventIds.length === 1 ? 'diese Veranstaltung' : `${eventIds.length} Veranstaltungen zusammen`),
            },
            { title: 'Stand', nowrap: true, cell: ({ asOf }) => (asOf === null ? '–' : formatDay(asOf)) },
            { title: 'Quelle', cell: ({ source, printed }) => (printed === null ? source : `${source}: „${printed}“`) },
          ]}
        />
      )}
      {remainder !== undefined && <P>Aus der gemeinsamen Angabe bleiben für diese Veranstaltung: {remainder} Teilnehmende.</P>}
    </Section>
  );
}

function Spent({
  alliance,
  expenses,
  breakdown,
  eventId,
  series,
}: {
  alliance: string;
  expenses: readonly Expense[];
  breakdown: Known['breakdown'];
  eventId: string;
  series: boolean;
}) {
  const title = 'Ausgaben';
  const amount = ({ postings }: Expense) =>
    postings.filter((posting) => posting.eventId === eventId).map(({ amountCents }) => formatEuro(amountCents));
  return (
    <Section
      title={title}
      actions={
        series && (
          <Link href={hrefOf(alliance, 'ausgabenaufstellung', { groupBy: 'event,line', campaignId: eventId })}>
            Ausgaben der ganzen Reihe
          </Link>
        )
      }
    >
      {breakdown && breakdown.bookings > 0 && (
        <P>
          Gebucht sind <strong>{euro(breakdown.amountCents)}</strong> in {count(breakdown.bookings, 'Buchung', 'Buchungen')} (Stand{' '}
          {formatDay(breakdown.asOf)}).
        </P>
      )}
      {breakdown && breakdown.groups.length > 1 && (
        <Table
          caption="Gebuchte Ausgaben nach Zeilen der Aufstellung, in Euro"
          rows={breakdown.groups}
          keyOf={({ key }) => key}
          columns={[
            { title: 'Zeile der Aufstellung', heads: true, cell: ({ label }) => label },
            { title: 'Datum', nowrap: true, cell: ({ date }) => (date === null ? '–' : formatDay(date)) },
            { title: 'Gebucht in Euro', numeric: true, cell: ({ amountCents }) => formatEuro(amountCents) },
          ]}
        />
      )}
      {expenses.length === 0 ? (
        <P>{series ? 'Unmittelbar für die Reihe ist keine Ausgabe erfasst.' : 'Für diese Veranstaltung ist keine Ausgabe erfasst.'}</P>
      ) : (
        <Table<Expense>
          caption="Erfasste Ausgaben und Berichtigungen"
          rows={expenses}
          keyOf={({ id }) => id}
          columns={[
            {
              title: 'Verwendungszweck',
              heads: true,
              cell: ({ id, text }) => <Link href={hrefOf(alliance, `ausgaben/${id}`)}>{text}</Link>,
            },
            { title: 'Art', cell: ({ kind }) => expenseKindNames[kind] },
            { title: 'Stand', nowrap: true, cell: ({ status }) => expenseStatusNames[status] },
            { title: 'Betrag in Euro', numeric: true, cell: (expense) => amount(expense).join(' / ') },
          ]}
        />
      )}
    </Section>
  );
}

const Stands = ({ stands }: { stands: NonNullable<Known['stands']> }) =>
  stands.length > 0 && (
    <Section title="Markt der Möglichkeiten">
      <ul class="kern-list kern-list--bullet">
        {stands.map(({ id, initiativeName, note }) => (
          <li key={id}>{note === null ? initiativeName : `${initiativeName}: ${note}`}</li>
        ))}
      </ul>
    </Section>
  );

/** Why nothing personal of this event is erased; shows nothing while it is free. */
function HoldNotice({ desk, eventId }: { desk: Desk; eventId: string }) {
  const { data } = useLoaded(eventId, () => call('getLegalHold', desk.alliance, { params: { eventId } }));
  if (!data?.heldBecause) return null;
  return (
    <Alert tone="info" title="Sperre" live={false}>
      <P>{data.heldBecause} Bis dahin werden keine Angaben zu Personen dieser Veranstaltung gelöscht.</P>
    </Alert>
  );
}

function Actions({ desk, event }: { desk: Desk; event: AllianceEvent }) {
  const to = (action: string) => hrefOf(desk.alliance, `veranstaltungen/${event.id}/${action}`);
  const open = event.status !== 'CANCELLED' && event.ownership !== 'NOT_OURS';
  return (
    <>
      {may(desk, 'editAllianceEvent') && <LinkButton href={to('bearbeiten')}>Bearbeiten</LinkButton>}
      {open && may(desk, 'moveAllianceEvent') && <LinkButton href={to('verlegen')}>Verlegen</LinkButton>}
      {open && event.status === 'PLANNED' && may(desk, 'confirmAllianceEvent') && (
        <LinkButton href={to('bestaetigen')}>Durchführung bestätigen</LinkButton>
      )}
      {open && may(desk, 'cancelAllianceEvent') && <LinkButton href={to('absagen')}>Absagen</LinkButton>}
      {may(desk, 'getAllianceEventJournal') && (
        <LinkButton kind="tertiary" href={to('journal')}>
          Journal
        </LinkButton>
      )}
    </>
  );
}

const placeInWords = ({ place }: AllianceEvent): string | null =>
  place &&
  [place.name, place.facility, place.districtKey === null ? null : `Kreis: ${districtName(place.districtKey) ?? place.districtKey}`]
    .filter(Boolean)
    .join(', ');

const listOf = (entries: readonly string[]) =>
  entries.length > 0 && (
    <ul class="bare">
      {entries.map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
    </ul>
  );

const factInWords = ({ label, value, unit, printed }: AllianceEvent['facts'][number]): string =>
  `${label}: ${thousands(value)} ${unit}${printed === null ? '' : ` („${printed}“)`}`;

function Description({ event, theme }: { event: AllianceEvent; theme: string | undefined }) {
  const ownership = `${ownershipNames[event.ownership]}${event.ownershipReason === null ? '' : `: ${event.ownershipReason}`}`;
  return (
    <Facts
      items={[
        ['Wann', datesInWords(event.dates)],
        ['Verlegt vom', event.movedFrom && datesInWords(event.movedFrom)],
        ['Wo', placeInWords(event)],
        ['Art', eventKindNames[event.kind]],
        ['Thema', theme],
        ['Zuständig', officeAndWhy(event)],
        ['Trägerschaft', ownership],
        ['Grund des Status', event.statusReason],
        ['Veranstalter', listOf(event.organisers.map(({ name, role }) => `${name} (${role})`))],
        ['Gäste nach Funktion', listOf(event.guests.map((guest) => `${guest.function}, ${guestRoles[guest.role]}`))],
        ['Weitere Zahlen', listOf(event.facts.map(factInWords))],
        ['Anmerkung', event.note],
        ['Fundstelle', event.source],
      ]}
    />
  );
}

export default function EventRoom({ path }: RoomProps) {
  const desk = useDesk();
  const themes = useAlliance()?.themes;
  const [, eventId = ''] = path;
  const { data, problem } = useEvent(desk, eventId);
  if (problem || !data) return <Room title="Veranstaltung">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { event, figures, remainder, expenses, breakdown, stands, all } = data;
  return (
    <Room
      title={event.title}
      lead={
        <>
          <Badge tone={statusTones[event.status]}>{eventStatusNames[event.status]}</Badge> {daysOf(event.dates)}
          {event.place && `, ${event.place.name}`}
          {event.responsibleOffice && ` · ${shortOffice(event.responsibleOffice)}`}
        </>
      }
      actions={<Actions desk={desk} event={event} />}
    >
      {may(desk, 'getLegalHold') && <HoldNotice desk={desk} eventId={event.id} />}
      <div class="columns">
        <div>
          <Section title="Beschreibung">
            <Description event={event} theme={themes?.find(({ id }) => id === event.theme)?.label} />
          </Section>
          <Relations alliance={desk.alliance} event={event} all={all} />
        </div>
        <div>
          {event.kind !== 'CAMPAIGN' && may(desk, 'getRegistrationOffer') && <RegistrationBlock event={event} figures={figures ?? []} />}
          {figures && <Figures alliance={desk.alliance} figures={figures} remainder={remainder} eventId={event.id} />}
          {expenses && (
            <Spent
              alliance={desk.alliance}
              expenses={expenses}
              breakdown={breakdown}
              eventId={event.id}
              series={event.kind === 'CAMPAIGN'}
            />
          )}
          {stands && <Stands stands={stands} />}
        </div>
      </div>
    </Room>
  );
}
