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
import { Alert, Badge, Button, Facts, Filter, FilterInput, LinkButton, optionsOf, P, Section, Table, type Tone } from '../ui.tsx';
import { count } from '../words.ts';
import { CorrectParty } from './participants-correct.tsx';
import { WalkIns } from './participants-walk-ins.tsx';
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

/** By name first, then how many have none. */
function companionsOf(others: readonly Head[]): string {
  const unnamed = others.filter(({ name, isErased }) => name === null && !isErased).length;
  const named = others.filter(({ name, isErased }) => name !== null || isErased).map(nameOf);
  return [...named, ...(unnamed === 0 ? [] : [unnamed === 1 ? 'einer Person ohne Namen' : `${unnamed} Personen ohne Namen`])].join(', ');
}

function Names({ party }: { party: Party }) {
  const [, ...others] = party.heads;
  return (
    <>
      {leadOf(party)}
      {others.length > 0 && <span class="flags">mit {companionsOf(others)}</span>}
      {party.answers.length > 0 && (
        <details class="answers">
          <summary>Antworten</summary>
          <Facts items={party.answers.map(({ question, answer }) => [question, answer] as const)} />
        </details>
      )}
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

type Act = ((party: Party) => void) | undefined;
type ListProps = { readonly parties: readonly Party[]; readonly onCorrect: Act; readonly onWithdraw: Act };

function List({ parties, onCorrect, onWithdraw }: ListProps) {
  const columns = [
    { title: 'Name', heads: true, cell: (party: Party) => <Names party={party} /> },
    { title: 'Organisation', cell: ({ heads }: Party) => heads[0]?.organisation ?? '–' },
    { title: 'Stand', cell: (party: Party) => <StatusOf {...party} /> },
    { title: 'Eingang', cell: (party: Party) => <Entered {...party} /> },
    { title: 'Anwesend', nowrap: true, cell: presentOf },
  ];
  const correcting = {
    title: 'Berichtigen',
    cell: (party: Party) =>
      party.status === 'WITHDRAWN' || party.heads[0]?.isErased || !onCorrect ? (
        '–'
      ) : (
        <button type="button" class="plain nowrap" aria-label={`Berichtigen für ${leadOf(party)}`} onClick={() => onCorrect(party)}>
          Berichtigen
        </button>
      ),
  };
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
      columns={[...columns, ...(onCorrect ? [correcting] : []), ...(onWithdraw ? [ending] : [])]}
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

type InHandProps = {
  readonly eventId: string;
  readonly withdrawing: Party | undefined;
  readonly correcting: Party | undefined;
  readonly onWithdrawn: () => void;
  readonly onCorrected: (sentence: string) => void;
  readonly onKeep: () => void;
};

/** The one party something is being done to. */
function InHand({ eventId, withdrawing, correcting, onWithdrawn, onCorrected, onKeep }: InHandProps) {
  if (withdrawing) return <Withdraw eventId={eventId} party={withdrawing} onDone={onWithdrawn} onKeep={onKeep} key={withdrawing.id} />;
  if (!correcting) return null;
  return <CorrectParty eventId={eventId} registrationId={correcting.id} onDone={onCorrected} onKeep={onKeep} key={correcting.id} />;
}

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
  const [correcting, setCorrecting] = useState<Party>();
  const ask = (party: Party) => {
    setDone('');
    setCorrecting(undefined);
    setEnding(party);
  };
  const correct = (party: Party) => {
    setDone('');
    keep();
    setCorrecting(party);
  };
  const corrected = (sentence: string) => {
    setCorrecting(undefined);
    finish(sentence);
  };
  return (
    <>
      {done !== '' && <Alert tone="success" title={done} />}
      <InHand
        eventId={eventId}
        withdrawing={ending}
        correcting={correcting}
        onWithdrawn={() => finish('Die Anmeldung ist abgesagt')}
        onCorrected={corrected}
        onKeep={() => {
          keep();
          setCorrecting(undefined);
        }}
      />
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
            <List
              parties={shown}
              onCorrect={may(desk, 'changeRegistration') ? correct : undefined}
              onWithdraw={may(desk, 'withdrawRegistration') ? ask : undefined}
            />
          )}
          {may(desk, 'correctParticipant') && <WalkIns eventId={eventId} needle={needle} />}
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
