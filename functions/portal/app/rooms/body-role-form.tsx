import { useRef } from 'preact/hooks';
import type { bodyRoleKinds } from '../../../../shared/domain/alliance-body.ts';
import { bodyRoleNames, seatSideNames } from '../../../../shared/domain/alliance-body.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body as Request } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { optionsOf, P } from '../ui.tsx';
import { BodyTask, Waiting } from './body-frame.tsx';
import { type Body, bodyHref, useNames } from './body-words.tsx';
import { chosenPerson, PersonChoice } from './person-choice.tsx';

type Assigned = Request<'assignBodyRole'>;

function Assign({ body }: { body: Body }) {
  const { alliance } = useDesk();
  const names = useNames();
  const recorded = useRef({});
  if (names.loading) return <Waiting problem={undefined} />;
  const submit = async (entries: Entries, { key }: Sending) => {
    const personId = await chosenPerson(entries, alliance, recorded);
    const request: Assigned = {
      bodyId: body.id,
      kind: entries.text('/kind') as (typeof bodyRoleKinds)[number],
      personId,
      side: entries.text('/side') as Assigned['side'],
      from: entries.textOrNull('/from'),
      to: entries.textOrNull('/to'),
      wording: entries.textOrNull('/wording'),
      source: entries.textOrNull('/source'),
    };
    await call('assignBodyRole', alliance, { key, body: request });
    go(bodyHref(alliance, body.id));
  };
  return (
    <Form submitLabel="Funktion übertragen" cancelHref={bodyHref(alliance, body.id)} onSubmit={submit}>
      <P>Eine Funktion geht nicht mit dem Sitz über: Wer auf einen Sitz nachfolgt, erhält sie nur, wenn Sie es hier festhalten.</P>
      <Row>
        <Select name="/kind" label="Funktion" required none="bitte wählen" options={optionsOf(bodyRoleNames)} />
        <Select name="/side" label="Seite" required value="NONE" options={optionsOf(seatSideNames)} />
      </Row>
      <PersonChoice names={names} />
      <Row>
        <Field name="/from" label="Seit" type="date" />
        <Field name="/to" label="Bis" type="date" hint="Leer: bis auf Weiteres" />
      </Row>
      <Row>
        <Field name="/wording" label="Wortlaut der Quelle" />
        <Field name="/source" label="Fundstelle" />
      </Row>
    </Form>
  );
}

function End({ body, roleId }: { body: Body; roleId: string }) {
  const { alliance } = useDesk();
  const names = useNames();
  const { data, problem, reload } = useLoaded(body.id, () => call('listBodySeats', alliance, { params: { bodyId: body.id } }));
  if (!data || names.loading) return <Waiting problem={problem} />;
  const role = data.roles.find(({ id }) => id === roleId);
  if (!role) return <P>Diese Funktion gibt es nicht.</P>;
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('endBodyRole', alliance, { params: { roleId }, version: role.version, key, body: { to: entries.text('/to') } });
    go(bodyHref(alliance, body.id));
  };
  return (
    <Form key={role.version} submitLabel="Funktion beenden" cancelHref={bodyHref(alliance, body.id)} onSubmit={submit} onReload={reload}>
      <P>
        {bodyRoleNames[role.kind]}: {names.of(role.personId)}
      </P>
      <Row>
        <Field name="/to" label="Letzter Tag" type="date" required />
      </Row>
    </Form>
  );
}

export default function RoleRoom({ path }: RoomProps) {
  const [, bodyId = '', , roleId = ''] = path;
  const isNew = roleId === 'neu';
  return (
    <BodyTask bodyId={bodyId} title={isNew ? 'Funktion übertragen' : 'Funktion beenden'}>
      {(body) => (isNew ? <Assign body={body} /> : <End body={body} roleId={roleId} />)}
    </BodyTask>
  );
}
