import { useState } from 'preact/hooks';
import { yearOf } from '../../../../shared/domain/calendar.ts';
import { genderRemarkNames } from '../../../../shared/domain/grant.ts';
import { formatEuro, parseEuro } from '../../../../shared/domain/money.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Alert, Facts, Loading, optionsOf, P, Room, Trouble } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';
import { deciderInWords, type Fund, fundHref, type GrantDetail, grantHref, optionsByName } from './fund-words.tsx';
import {
  ChecklistFields,
  ChoiceRows,
  CoFundingRows,
  readChecklist,
  readChoices,
  readCoFunding,
  readTargets,
  TargetRows,
} from './grant-fields.tsx';
import { type GrantInput, type Known, knownFor } from './grant-known.ts';

/** What was decided about stays as it is; the form does not ask for it again. */
type Settled = Pick<GrantInput, 'fundId' | 'fiscalYear' | 'organisationId' | 'purpose' | 'appliedOn' | 'requestedCents' | 'checklist'>;
type SettledGrant = GrantDetail & { readonly status: Exclude<GrantDetail['status'], 'APPLIED'> };
const isSettled = (grant: GrantDetail | undefined): grant is SettledGrant => grant !== undefined && grant.status !== 'APPLIED';

const readSettled = (entries: Entries): Settled => ({
  fundId: entries.text('/fundId') as GrantInput['fundId'],
  fiscalYear: entries.yearOrNull('/fiscalYear') ?? 0,
  organisationId: entries.text('/organisationId') as GrantInput['organisationId'],
  purpose: entries.textOrNull('/purpose'),
  appliedOn: entries.textOrNull('/appliedOn'),
  requestedCents: parseEuro(entries.text('/requestedCents')) ?? null,
  checklist: readChecklist(entries),
});
const settledOf = ({ fundId, fiscalYear, organisationId, purpose, appliedOn, requestedCents, checklist }: GrantDetail): Settled => ({
  ...{ fundId, fiscalYear, organisationId, purpose, appliedOn, requestedCents, checklist },
});

const readTags = (entries: Entries): string[] => [
  ...new Set(
    entries
      .text('/tags')
      .split(';')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

const readGrant = (entries: Entries, grant: GrantDetail | undefined): GrantInput => ({
  ...(isSettled(grant) ? settledOf(grant) : readSettled(entries)),
  no: entries.numberOrNull('/no'),
  partnerOrganisationIds: readChoices(entries, '/partnerOrganisationIds') as GrantInput['partnerOrganisationIds'],
  initiativeId: entries.textOrNull('/initiativeId') as GrantInput['initiativeId'],
  project: entries.text('/project'),
  targetGroup: entries.textOrNull('/targetGroup'),
  fieldsOfAction: readChoices(entries, '/fieldsOfAction'),
  projectEndsOn: entries.textOrNull('/projectEndsOn'),
  genderRemark: entries.textOrNull('/genderRemark') as GrantInput['genderRemark'],
  tags: readTags(entries),
  coFunding: readCoFunding(entries),
  // Targets have a form of their own once there is a grant.
  targets: grant ? grant.targets : readTargets(entries),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
  relatedGrantIds: readChoices(entries, '/relatedGrantIds') as GrantInput['relatedGrantIds'],
});

function Applicant({ known, grant, query, onFund }: FieldsProps & { onFund: (id: string) => void }) {
  if (isSettled(grant))
    return (
      <Group legend="Worüber entschieden ist">
        <P muted>Diese Angaben bleiben, wie sie bei der Entscheidung waren.</P>
        <Facts
          items={[
            ['Fonds', `${grant.fundName} ${grant.fiscalYear}`],
            ['Organisation', grant.organisationName],
            ['Zweck', grant.purpose],
            ['Beantragt', grant.requestedCents === null ? 'nicht bekannt' : euro(grant.requestedCents)],
          ]}
        />
      </Group>
    );
  return (
    <Group legend="Wer und wofür">
      <Row>
        <Select
          name="/fundId"
          label="Fonds"
          required
          none="bitte wählen"
          value={grant?.fundId ?? query.fonds}
          options={optionsByName(known.funds)}
          onChange={onFund}
        />
        <Field
          name="/fiscalYear"
          label="Haushaltsjahr"
          required
          inputMode="numeric"
          reads="year"
          value={String(grant?.fiscalYear ?? query.jahr ?? yearOf(todayInBerlin()))}
        />
      </Row>
      <Select
        name="/organisationId"
        label="Organisation"
        required
        none="bitte wählen"
        value={grant?.organisationId ?? query.organisation}
        options={known.organisations}
        hint="Fehlt sie, nehmen Sie sie zuerst unter Organisationen auf"
      />
    </Group>
  );
}

type FieldsProps = { readonly known: Known; readonly grant: GrantDetail | undefined; readonly query: RoomProps['query'] };

const Project = ({ known, grant }: FieldsProps) => (
  <Group legend="Projekt">
    <Field name="/project" label="Projekt" required value={grant?.project} />
    {!isSettled(grant) && <TextArea name="/purpose" label="Zweck" rows={2} value={grant?.purpose} />}
    <Row>
      <Field name="/targetGroup" label="Zielgruppe" value={grant?.targetGroup} />
      <Select
        name="/genderRemark"
        label="Richtet sich an"
        none="alle, oder nicht gesagt"
        value={grant?.genderRemark}
        options={optionsOf(genderRemarkNames)}
      />
    </Row>
    <Row>
      {!isSettled(grant) && <Field name="/appliedOn" label="Beantragt am" type="date" max={todayInBerlin()} value={grant?.appliedOn} />}
      <Field name="/projectEndsOn" label="Ende des Projekts" type="date" value={grant?.projectEndsOn} hint="Davon hängt der Nachweis ab" />
      <Field name="/no" label="Nummer in der Liste" inputMode="numeric" reads="number" value={grant?.no?.toString()} />
    </Row>
    <Select name="/initiativeId" label="Initiative" none="keine" value={grant?.initiativeId} options={known.initiatives} />
  </Group>
);

/** What is asked for, and who will decide over that. */
function Requested({ fund, cents }: { fund: Fund | undefined; cents: number | undefined }) {
  const [requested, setRequested] = useState(cents);
  return (
    <div>
      <Field
        name="/requestedCents"
        label="Beantragt (Euro)"
        inputMode="decimal"
        reads="positive"
        value={cents === undefined ? '' : formatEuro(cents)}
        hint="Leer: nicht bekannt"
        onInput={(typed) => setRequested(parseEuro(typed))}
      />
      <p class="kern-body derived" role="status">
        {fund && requested !== undefined && requested > 0 ? deciderInWords(fund.tiers, requested) : ''}
      </p>
    </div>
  );
}

function GrantForm({ known, grant, query, reload }: FieldsProps & { reload: () => void }) {
  const { alliance } = useDesk();
  const [fundId, setFundId] = useState<string | undefined>(grant?.fundId ?? query.fonds);
  const fund = known.funds.find(({ id }) => id === fundId);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readGrant(entries, grant);
    const { id } = grant
      ? await call('editGrant', alliance, { params: { grantId: grant.id }, body, version: grant.version })
      : await call('applyForGrant', alliance, { body, key });
    go(grantHref(alliance, id));
  };
  return (
    <Form
      submitLabel={grant ? 'Speichern' : 'Antrag aufnehmen'}
      cancelHref={grant ? grantHref(alliance, grant.id) : fundHref(alliance)}
      onSubmit={submit}
      onReload={reload}
    >
      {!isSettled(grant) && <P>Über den Antrag entscheidet eine andere Person als die, die ihn erfasst oder geändert hat.</P>}
      <Applicant known={known} grant={grant} query={query} onFund={setFundId} />
      <Project known={known} grant={grant} query={query} />
      {!isSettled(grant) && <Requested fund={fund} cents={grant?.requestedCents ?? undefined} />}
      <ChoiceRows
        at="/fieldsOfAction"
        legend="Handlungsfelder"
        one="Handlungsfeld"
        label="Dient dem Handlungsfeld"
        values={grant?.fieldsOfAction ?? ['']}
        options={known.fields}
      />
      {!isSettled(grant) && <ChecklistFields fund={fund} checklist={grant?.checklist ?? []} key={fund?.id} />}
      {!grant && <TargetRows values={[]} withActual={false} />}
      <CoFundingRows values={grant?.coFunding ?? []} />
      <ChoiceRows
        at="/partnerOrganisationIds"
        legend="Partner"
        one="Partner"
        label="Organisation des Partners"
        values={grant?.partnerOrganisationIds ?? []}
        options={known.organisations}
      />
      <ChoiceRows
        at="/relatedGrantIds"
        legend="Verwandte Zuwendungen"
        one="Zuwendung"
        label="Projekt der Zuwendung"
        values={grant?.relatedGrantIds ?? []}
        options={known.grants.filter(([id]) => id !== grant?.id)}
      />
      <Field
        name="/tags"
        label="Merkmale"
        value={grant?.tags.join('; ')}
        hint={`Mit Semikolon getrennt; der Jahresbericht fasst danach zusammen.${known.tags.length === 0 ? '' : ` Bisher: ${known.tags.join('; ')}`}`}
      />
      <TextArea name="/note" label="Anmerkung" rows={2} value={grant?.note} />
      <Field name="/source" label="Fundstelle" value={grant?.source} />
    </Form>
  );
}

export default function GrantFormRoom({ path, query }: RoomProps) {
  const desk = useDesk();
  const [, , grantId = ''] = path;
  const isNew = grantId === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [known, grant] = await Promise.all([
      knownFor(desk),
      isNew ? undefined : call('getGrant', desk.alliance, { params: { grantId } }),
    ]);
    return { known, grant };
  });
  return (
    <Room title={isNew ? 'Antrag aufnehmen' : 'Zuwendung bearbeiten'} {...(data?.grant ? { lead: data.grant.project } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data?.known.organisations.length === 0 && (
        <Alert tone="info" title="Noch ist keine Organisation aufgenommen" live={false}>
          <P>Nehmen Sie zuerst die Organisation auf, die den Antrag stellt.</P>
        </Alert>
      )}
      {data && <GrantForm known={data.known} grant={data.grant} query={query} reload={reload} key={data.grant?.version} />}
    </Room>
  );
}
