import { useState } from 'preact/hooks';
import { endOfBerlinDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { everyPage, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, type Sending } from '../form.tsx';
import { Alert, Badge, Link, P, Section, Table } from '../ui.tsx';
import { count } from '../words.ts';
import { eventHref, offerOf, RegistrationRoom, useEnding, Waiting } from './registration-frame.tsx';

type Invitation = Success<'listInvitations'>['items'][number];

function Code({ code, label }: { code: string; label: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <span class="code-line">
      <code class="code">{code}</code>
      <button
        type="button"
        class="plain nowrap"
        aria-label={`Code für ${label} kopieren`}
        onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
      >
        {copied ? 'Kopiert' : 'Kopieren'}
      </button>
    </span>
  );
}

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
  const { ending, done, setEnding, finish, keep } = useEnding<Invitation>(reload);
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
        <End eventId={eventId} invitation={ending} onDone={() => finish('Die Einladung ist beendet')} onKeep={keep} key={ending.id} />
      )}
      <Section title="Plätze für eine Organisation freihalten">
        <P>
          Die Organisation erhält einen Code. Wer ihn bei der Anmeldung angibt, nutzt einen der freigehaltenen Plätze, auch wenn alle
          anderen vergeben sind.
        </P>
        <Issue eventId={eventId} onDone={(label) => finish(`Plätze für ${label} sind freigehalten`)} />
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
              { title: 'Code', cell: ({ code, label }) => (code === null ? '–' : <Code code={code} label={label} />) },
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
                      onClick={() => setEnding(invitation)}
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
