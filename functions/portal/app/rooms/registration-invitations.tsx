import { useState } from 'preact/hooks';
import { endOfBerlinDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { everyPage, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, type Sending } from '../form.tsx';
import { Alert, Badge, Link, P, Section, Table } from '../ui.tsx';
import { count } from '../words.ts';
import { Anew, eventHref, offerOf, RegistrationRoom, useEnding, Waiting } from './registration-frame.tsx';

type Invitation = Success<'listInvitations'>['items'][number];

function Copied({ value, what, label }: { value: string; what: 'Code' | 'Link'; label: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <span class="code-line">
      <code class="code">{value}</code>
      <button
        type="button"
        class="plain nowrap"
        aria-label={`${copied ? `Kopiert: ${what}` : `${what} kopieren`} für ${label}`}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {copied ? 'Kopiert' : `${what} kopieren`}
      </button>
    </span>
  );
}

/** @param page of the event; its form reads the code from the fragment, which no server sees. Undefined where there is no public page */
const Ways = ({ code, page, label }: { code: string; page: string | undefined; label: string }) => (
  <>
    {page !== undefined && <Copied value={`${page}#einladung=${code}`} what="Link" label={label} />}
    <Copied value={code} what="Code" label={label} />
  </>
);

function Issue({ eventId, onDone }: { eventId: string; onDone: (label: string) => void }) {
  const { alliance } = useDesk();
  const [turn, setTurn] = useState(0);
  const submit = async (entries: Entries, { key }: Sending) => {
    const until = entries.textOrNull('/expiresAt');
    const label = entries.text('/label');
    const body = { label, places: entries.numberOrNull('/places') ?? 0, expiresAt: until === null ? null : endOfBerlinDay(until) };
    await call('issueInvitation', alliance, { params: { eventId }, body, key });
    setTurn((count) => count + 1);
    onDone(label);
  };
  return (
    <Form key={turn} submitLabel="Plätze freihalten" onSubmit={submit}>
      <Row>
        <Field name="/label" label="Für wen" required hint="Eine Organisation, nie eine Person" />
        <Field name="/places" label="Plätze" required inputMode="numeric" reads="number" hint="Zählen sofort als vergeben" />
        <Field name="/expiresAt" label="Gültig bis einschließlich" type="date" hint="In der Nacht danach wird frei, was offen ist" />
      </Row>
    </Form>
  );
}

const stateOf = ({ isWithdrawn, code, used, places }: Invitation) => {
  if (isWithdrawn || code === null) return <Badge tone="info">beendet</Badge>;
  return used === places ? <Badge tone="success">ausgeschöpft</Badge> : <Badge tone="info">offen</Badge>;
};

function End({ eventId, invitation, onDone, onKeep }: { eventId: string; invitation: Invitation; onDone: () => void; onKeep: () => void }) {
  const { alliance } = useDesk();
  const free = invitation.places - invitation.used;
  const submit = async (_: Entries, { key }: Sending) => {
    const params = { eventId, invitationId: invitation.id };
    await call('withdrawInvitation', alliance, { params, version: invitation.version, body: {}, key });
    onDone();
  };
  return (
    <Alert tone="warning" title={`Einladung für ${invitation.label} beenden?`} focused={invitation.id} live={false}>
      <Form submitLabel="Einladung beenden" cancel={{ label: 'Einladung behalten', onClick: onKeep }} onSubmit={submit} onReload={onDone}>
        <P>
          Der Code gilt dann nicht mehr. {count(free, 'ungenutzter Platz wird', 'ungenutzte Plätze werden')} frei, und wer auf der
          Warteliste steht, rückt nach. Wer sich schon angemeldet hat, bleibt angemeldet.
        </P>
      </Form>
    </Alert>
  );
}

function Invitations({ eventId }: { eventId: string }) {
  const { alliance } = useDesk();
  const { data, problem, reload } = useLoaded(eventId, async () => ({
    offer: await offerOf(alliance, eventId),
    items: await everyPage((page) => call('listInvitations', alliance, { params: { eventId }, query: page })),
  }));
  const { ending, done, setDone, setEnding, finish, keep } = useEnding<Invitation>(reload);
  const page = data?.offer?.isPublic ? `${location.origin}/termine/${alliance}/${eventId}` : undefined;
  const forget = () => setDone('');
  if (!data) return <Waiting problem={problem} />;
  if (!data.offer)
    return (
      <P>
        Für diese Veranstaltung ist noch keine Anmeldung eingerichtet.{' '}
        <Link href={eventHref(alliance, eventId, 'anmeldung')}>Anmeldung einrichten</Link>
      </P>
    );
  return (
    <>
      {done !== '' && <Alert tone="success" title={done} />}
      {ending && (
        <Anew onSend={forget}>
          <End eventId={eventId} invitation={ending} onDone={() => finish('Die Einladung ist beendet')} onKeep={keep} key={ending.id} />
        </Anew>
      )}
      <Section title="Plätze für eine Organisation freihalten">
        <P>
          Die Organisation erhält einen Link zur Anmeldung, der ihren Code enthält. Wer sich damit anmeldet, nutzt einen der freigehaltenen
          Plätze, auch wenn alle anderen vergeben sind.
        </P>
        {page === undefined && <P>Diese Veranstaltung hat keine öffentliche Seite; solange sie fehlt, gibt es nur den Code.</P>}
        <Anew onSend={forget}>
          <Issue eventId={eventId} onDone={(label) => finish(`Plätze für ${label} sind freigehalten`)} />
        </Anew>
      </Section>
      <Section title="Einladungen">
        {data.items.length === 0 ? (
          <P>Es ist noch keine Einladung ausgestellt.</P>
        ) : (
          <Table<Invitation>
            caption="Einladungen mit Plätzen und Code"
            rows={data.items}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Für wen', heads: true, cell: ({ label }) => label },
              { title: 'Genutzt', nowrap: true, cell: ({ used, places }) => `${used} von ${places}` },
              { title: 'Gültig bis', cell: ({ expiresAt }) => (expiresAt === null ? 'ohne Ende' : formatInstant(expiresAt)) },
              { title: 'Stand', cell: stateOf },
              {
                title: 'Link und Code',
                cell: ({ code, label }) => (code === null ? '–' : <Ways code={code} page={page} label={label} />),
              },
              {
                title: 'Beenden',
                cell: (invitation) =>
                  invitation.isWithdrawn ? (
                    '–'
                  ) : (
                    <button
                      type="button"
                      class="plain nowrap"
                      aria-label={`Beenden für ${invitation.label}`}
                      onClick={() => {
                        forget();
                        setEnding(invitation);
                      }}
                    >
                      Beenden
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}

export default function InvitationsRoom({ path }: RoomProps) {
  const [, eventId = ''] = path;
  return (
    <RegistrationRoom eventId={eventId} room="einladungen">
      {() => <Invitations eventId={eventId} />}
    </RegistrationRoom>
  );
}
