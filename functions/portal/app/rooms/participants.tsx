import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { originNames, registrationStatusNames } from '../../../../shared/domain/registration.ts';
import { fold } from '../../../../shared/domain/text.ts';
import { call, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Query, Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, type Sending } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Badge, Button, Filter, FilterInput, LinkButton, optionsOf, P, Section, Table, type Tone } from '../ui.tsx';
import { count } from '../words.ts';
import { eventHref, RegistrationRoom, useEnding, Waiting } from './registration-frame.tsx';

type Party = Success<'listRegistrations'>['items'][number];
type Head = Party['heads'][number];
type Status = Party['status'];

/** More rows than anybody reads; whoever looks for one searches. */
const MOST_SHOWN = 200;
const PAGE = '500';

const tones: Record<Status, Tone> = { REGISTERED: 'success', WAITLISTED: 'warning', WITHDRAWN: 'info' };
const consentWords = { LIST: 'Liste', PHOTO: 'Fotos', NEWSLETTER: 'Newsletter' } as const;

const nameOf = ({ name, isErased }: Head): string => name ?? (isErased ? 'Angaben gelöscht' : 'ohne Namen');
const leadOf = ({ heads }: Party): string => (heads[0] ? nameOf(heads[0]) : 'ohne Namen');

const searched = ({ heads }: Party): string => fold(heads.map(({ name, organisation }) => `${name ?? ''} ${organisation ?? ''}`).join(' '));

function Names({ party }: { party: Party }) {
  const [, ...others] = party.heads;
  return (
    <>
      {leadOf(party)}
      {others.length > 0 && <span class="flags">mit {others.map(nameOf).join(', ')}</span>}
    </>
  );
}

function StatusOf({ status, waitingPlace }: Party) {
  return (
    <>
      <Badge tone={tones[status]}>{registrationStatusNames[status]}</Badge>
      {waitingPlace !== null && <span class="flags">Platz {waitingPlace}</span>}
    </>
  );
}

const consentsOf = ({ consents }: Party): string =>
  consents
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ kind }) => consentWords[kind])
    .join(', ');

const Entered = (party: Party) => (
  <>
    {originNames[party.origin]}
    <span class="flags">{formatInstant(party.registeredAt)}</span>
    {consentsOf(party) !== '' && <span class="flags">Einwilligung: {consentsOf(party)}</span>}
  </>
);

const presentOf = ({ heads }: Party): string => {
  const present = heads.filter((head) => head.present).length;
  return heads.length === 1 ? (present === 1 ? 'ja' : 'nein') : `${present} von ${heads.length}`;
};

function Withdraw({ eventId, party, onDone, onKeep }: { eventId: string; party: Party; onDone: () => void; onKeep: () => void }) {
  const { alliance } = useDesk();
  const submit = async (_: Entries, { key }: Sending) => {
    await call('withdrawRegistration', alliance, {
      params: { eventId, registrationId: party.id },
      version: party.version,
      body: {},
      key,
    });
    onDone();
  };
  return (
    <Alert tone="warning" title={`Anmeldung von ${leadOf(party)} absagen?`} focused={party.id} live={false}>
      <Form submitLabel="Anmeldung absagen" cancel={{ label: 'Anmeldung behalten', onClick: onKeep }} onSubmit={submit} onReload={onDone}>
        <P>
          Abgesagt wird für {count(party.heads.length, 'Person', 'Personen')}. Die Eintrittskarten gelten dann nicht mehr, die Plätze gehen
          an die Warteliste. Eine Absage lässt sich nicht zurücknehmen; melden Sie die Personen in dem Fall neu an.
        </P>
      </Form>
    </Alert>
  );
}

type ListProps = { readonly parties: readonly Party[]; readonly onWithdraw: ((party: Party) => void) | undefined };

function List({ parties, onWithdraw }: ListProps) {
  const columns = [
    { title: 'Name', heads: true, cell: (party: Party) => <Names party={party} /> },
    { title: 'Organisation', cell: ({ heads }: Party) => heads[0]?.organisation ?? '–' },
    { title: 'Stand', cell: (party: Party) => <StatusOf {...party} /> },
    { title: 'Eingang', cell: (party: Party) => <Entered {...party} /> },
    { title: 'Anwesend', nowrap: true, cell: presentOf },
  ];
  const ending = {
    title: 'Absagen',
    cell: (party: Party) =>
      party.status === 'WITHDRAWN' || !onWithdraw ? (
        '–'
      ) : (
        <button type="button" class="plain nowrap" aria-label={`Absagen für ${leadOf(party)}`} onClick={() => onWithdraw(party)}>
          Absagen
        </button>
      ),
  };
  return (
    <Table<Party>
      caption="Anmeldungen in der Reihenfolge ihres Eingangs"
      rows={parties.slice(0, MOST_SHOWN)}
      keyOf={({ id }) => id}
      columns={onWithdraw ? [...columns, ending] : columns}
    />
  );
}

const headsIn = (parties: readonly Party[]): number => parties.reduce((sum, { heads }) => sum + heads.length, 0);

function counted(shown: readonly Party[]): string {
  const sentence = `${count(shown.length, 'Anmeldung', 'Anmeldungen')} für ${count(headsIn(shown), 'Person', 'Personen')}`;
  return shown.length > MOST_SHOWN ? `${sentence}. Gezeigt werden die ersten ${MOST_SHOWN}; bitte suchen Sie genauer.` : sentence;
}

const newWords: Readonly<Record<string, string>> = {
  REGISTERED: 'Die Anmeldung ist erfasst',
  WAITLISTED: 'Die Anmeldung steht auf der Warteliste',
};

function Parties({ eventId, query }: { eventId: string; query: RoomProps['query'] }) {
  const desk = useDesk();
  const { alliance } = desk;
  const status = query.status as Query<'listRegistrations'>['status'];
  // Names stay out of addresses, which are kept in histories and logs.
  const [search, setSearch] = useState('');
  const { data, problem, reload } = useLoaded(`${eventId} ${status ?? ''}`, () =>
    everyPage((page) => call('listRegistrations', alliance, { params: { eventId }, query: { ...page, limit: PAGE, status } })),
  );
  const { ending, done, setEnding, setDone, finish, keep } = useEnding<Party>(reload, newWords[query.neu ?? '']);
  const needle = fold(search);
  const shown = data?.filter((party) => searched(party).includes(needle));
  const ask = (party: Party) => {
    setDone('');
    setEnding(party);
  };
  return (
    <>
      {done !== '' && <Alert tone="success" title={done} />}
      {ending && (
        <Withdraw eventId={eventId} party={ending} onDone={() => finish('Die Anmeldung ist abgesagt')} onKeep={keep} key={ending.id} />
      )}
      <search class="filters">
        <FilterInput label="Suche (Name, Organisation)" type="search" value={search} onChange={setSearch} />
        <Filter
          label="Stand"
          value={status}
          all="alle"
          options={optionsOf(registrationStatusNames)}
          onChange={(chosen) => go(hrefOf(alliance, `veranstaltungen/${eventId}/angemeldete`, { status: chosen }))}
        />
      </search>
      {!shown && <Waiting problem={problem} />}
      {shown && (
        <>
          <p class="kern-body count" role="status">
            {counted(shown)}
          </p>
          {shown.length === 0 ? (
            <P>{data?.length === 0 ? 'Hier ist noch niemand.' : 'Niemand passt zu Ihrer Suche.'}</P>
          ) : (
            <List parties={shown} onWithdraw={may(desk, 'withdrawRegistration') ? ask : undefined} />
          )}
          {data && data.length > 0 && may(desk, 'getBadges') && <Papers eventId={eventId} heads={headsIn(data)} />}
        </>
      )}
    </>
  );
}

/** Heads in one file of badges or sheets, as the register prints them. */
const HEADS_IN_PART = 2000;

/** Papers for the event; a very large one comes in parts. */
function Papers({ eventId, heads }: { eventId: string; heads: number }) {
  const { alliance } = useDesk();
  const parts = Array.from({ length: Math.max(1, Math.ceil(heads / HEADS_IN_PART)) }, (_, index) => String(index + 1));
  const named = (name: string, part: string) => (parts.length === 1 ? name : `${name}, Teil ${part} von ${parts.length}`);
  return (
    <Section title="Zum Ausdrucken">
      <div class="actions">
        {parts.map((part) => (
          <Fragment key={part}>
            <Button
              onClick={() => void save('getBadges', alliance, { params: { eventId }, query: { part } }, `namensschilder-${part}.pdf`)}
            >
              {named('Namensschilder (PDF)', part)}
            </Button>
            <Button
              onClick={() => void save('getAttendanceSheet', alliance, { params: { eventId }, query: { part } }, `anwesenheit-${part}.pdf`)}
            >
              {named('Liste zum Unterschreiben (PDF)', part)}
            </Button>
          </Fragment>
        ))}
      </div>
    </Section>
  );
}

function Files({ eventId }: { eventId: string }) {
  const { alliance } = useDesk();
  const params = { eventId };
  return (
    <>
      <Button onClick={() => void save('exportParticipantsXlsx', alliance, { params }, 'teilnehmende.xlsx')}>Excel</Button>
      <Button onClick={() => void save('exportParticipantsCsv', alliance, { params }, 'teilnehmende.csv')}>CSV</Button>
    </>
  );
}

export default function ParticipantsRoom({ path, query }: RoomProps) {
  const desk = useDesk();
  const [, eventId = ''] = path;
  return (
    <RegistrationRoom
      eventId={eventId}
      room="angemeldete"
      actions={
        <>
          {may(desk, 'exportParticipantsXlsx') && <Files eventId={eventId} />}
          {may(desk, 'registerByOffice') && (
            <LinkButton kind="primary" href={eventHref(desk.alliance, eventId, 'angemeldete', 'neu')}>
              Am Telefon anmelden
            </LinkButton>
          )}
        </>
      }
    >
      {() => <Parties eventId={eventId} query={query} />}
    </RegistrationRoom>
  );
}
