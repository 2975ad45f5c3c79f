import { useState } from 'preact/hooks';
import { organisationRoleNames } from '../../../../shared/domain/organisation.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body, Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, Room, Trouble } from '../ui.tsx';
import { organisationHref } from './fund-words.tsx';
import { LineArea, readLines } from './line-fields.tsx';
import { type Subject, SubjectField, subjectTypes } from './role-subjects.tsx';

type Detail = Success<'getOrganisation'>;
type RoleInput = Body<'recordOrganisationRole'>;
type Role = Detail['roles']['recorded'][number];

const readOrganisation = (entries: Entries): Body<'recordOrganisation'> => ({
  name: entries.text('/name'),
  spellings: readLines(entries, '/spellings'),
  dissolvedYear: entries.yearOrNull('/dissolvedYear'),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
});

function Facts({ organisation, reload }: { organisation: Detail | undefined; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readOrganisation(entries);
    const { id } = organisation
      ? await call('editOrganisation', alliance, { params: { organisationId: organisation.id }, version: organisation.version, body })
      : await call('recordOrganisation', alliance, { body, key });
    go(organisationHref(alliance, id));
  };
  return (
    <Form
      submitLabel={organisation ? 'Speichern' : 'Aufnehmen'}
      cancelHref={organisation ? organisationHref(alliance, organisation.id) : organisationHref(alliance)}
      onSubmit={submit}
      onReload={reload}
    >
      <Field name="/name" label="Name" required value={organisation?.name} />
      <LineArea
        name="/spellings"
        label="Andere Schreibweisen"
        values={organisation?.spellings ?? []}
        hint="Eine je Zeile, wie sie in Dokumenten steht"
      />
      <Row>
        <Field
          name="/dissolvedYear"
          label="Aufgelöst im Jahr"
          inputMode="numeric"
          reads="year"
          value={organisation?.dissolvedYear?.toString()}
        />
        <Field name="/source" label="Fundstelle" value={organisation?.source} />
      </Row>
      <TextArea name="/note" label="Anmerkung" rows={2} value={organisation?.note} />
    </Form>
  );
}

function readRole(entries: Entries): RoleInput {
  const type = entries.textOrNull('/subject/type') as Subject['type'] | null;
  return {
    kind: entries.text('/kind') as RoleInput['kind'],
    subject: type === null ? null : { type, id: entries.text('/subject/id') },
    from: entries.textOrNull('/from'),
    to: entries.textOrNull('/to'),
    wording: entries.textOrNull('/wording'),
    source: entries.textOrNull('/source'),
  };
}

/** What the role belongs to: first the kind, then the record by its name. */
function SubjectFields({ subject }: { subject: Subject | null }) {
  const desk = useDesk();
  const [type, setType] = useState<string>(subject?.type ?? '');
  return (
    <>
      <Select
        name="/subject/type"
        label="Bezug"
        none="keiner"
        value={type}
        options={subjectTypes(desk)}
        hint="Wobei sie diese Rolle hatte"
        onChange={setType}
      />
      {type !== '' && <SubjectField type={type as Subject['type']} id={type === subject?.type ? subject.id : undefined} key={type} />}
    </>
  );
}

function RoleForm({ organisation, role, reload }: { organisation: Detail; role: Role | undefined; reload: () => void }) {
  const { alliance } = useDesk();
  const organisationId = organisation.id;
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readRole(entries);
    await (role
      ? call('editOrganisationRole', alliance, { params: { organisationId, roleId: role.id }, version: role.version, body })
      : call('recordOrganisationRole', alliance, { params: { organisationId }, body, key }));
    go(organisationHref(alliance, organisationId));
  };
  return (
    <Form submitLabel="Festhalten" cancelHref={organisationHref(alliance, organisationId)} onSubmit={submit} onReload={reload}>
      <Select
        name="/kind"
        label="Rolle"
        required
        none="bitte wählen"
        value={role?.kind}
        options={optionsOf(organisationRoleNames)}
        hint="Dass sie eine Zuwendung erhielt, folgt aus der Zuwendung"
      />
      <SubjectFields subject={role?.subject ?? null} />
      <Row>
        <Field name="/from" label="Seit" type="date" value={role?.from} />
        <Field name="/to" label="Bis" type="date" value={role?.to} />
      </Row>
      <Field name="/wording" label="Wortlaut" value={role?.wording} />
      <Field name="/source" label="Fundstelle" value={role?.source} />
    </Form>
  );
}

const titleOf = (isNew: boolean, action: string | undefined, roleId: string | undefined): string => {
  if (isNew) return 'Organisation aufnehmen';
  if (action !== 'rollen') return 'Organisation bearbeiten';
  return roleId === undefined ? 'Rolle festhalten' : 'Rolle berichtigen';
};

export default function OrganisationFormRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const [, organisationId = '', action, roleId] = path;
  const isNew = organisationId === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => ({
    organisation: isNew ? undefined : await call('getOrganisation', alliance, { params: { organisationId } }),
  }));
  const organisation = data?.organisation;
  const role = organisation?.roles.recorded.find(({ id }) => id === roleId);
  return (
    <Room title={titleOf(isNew, action, roleId)} {...(organisation ? { lead: organisation.name } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && action !== 'rollen' && <Facts organisation={organisation} reload={reload} key={organisation?.version} />}
      {organisation && action === 'rollen' && <RoleForm organisation={organisation} role={role} reload={reload} key={role?.version} />}
    </Room>
  );
}
