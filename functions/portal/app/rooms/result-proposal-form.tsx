import type { Due } from '../../../../shared/domain/due.ts';
import { proposalKindNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { useAlliance, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, Room, Trouble } from '../ui.tsx';
import { DueFields, readDue } from './due-fields.tsx';
import { RowGroup, readRows } from './result-rows.tsx';
import { type ProposalRecord, useOrigins } from './results-known.ts';
import { proposalHref, resultsHref } from './results-words.tsx';

type Input = Body<'recordProposal'>;
type Deadline = { readonly label: string; readonly due: Due | undefined };

const readProposal = (entries: Entries): Input => ({
  kind: entries.text('/kind') as Input['kind'],
  bodyId: entries.textOrNull('/bodyId'),
  eventId: entries.textOrNull('/eventId'),
  order: entries.numberOrNull('/order') ?? 0,
  title: entries.text('/title'),
  text: entries.textOrNull('/text'),
  fieldOfAction: entries.textOrNull('/fieldOfAction'),
  deadlines: readRows(entries, '/deadlines', 'label', (at) => ({ label: entries.text(`${at}/label`), due: readDue(entries, `${at}/due`) })),
  source: entries.textOrNull('/source'),
});

const Deadlines = ({ deadlines }: { deadlines: readonly Deadline[] }) => (
  <RowGroup<Deadline> legend="Fristen" one="Frist" values={deadlines} fresh={{ label: '', due: undefined }}>
    {({ label, due }, index) => (
      <>
        <Field name={`/deadlines/${index}/label`} label="Wofür" required value={label} />
        <DueFields at={`/deadlines/${index}/due`} due={due} />
      </>
    )}
  </RowGroup>
);

const kindOptions = optionsOf(proposalKindNames);

/** What a conference brought forth: a proposal, an obstacle or a good practice. */
function ProposalForm({
  proposal,
  query,
  reload,
}: {
  proposal: ProposalRecord | undefined;
  query: RoomProps['query'];
  reload: () => void;
}) {
  const desk = useDesk();
  const { alliance } = desk;
  const origins = useOrigins();
  const fields = (useAlliance()?.fieldsOfAction ?? []).map(({ id, label }) => [id, label] as const);
  if (!origins) return <Loading />;
  const { conferences, bodies } = origins;
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readProposal(entries);
    const { id } = proposal
      ? await call('editProposal', alliance, { params: { proposalId: proposal.id }, body, version: proposal.version })
      : await call('recordProposal', alliance, { body, key });
    go(proposalHref(alliance, id));
  };
  const isBound = desk.office !== null;
  return (
    <Form
      submitLabel={proposal ? 'Speichern' : 'Aufnehmen'}
      cancelHref={proposal ? proposalHref(alliance, proposal.id) : resultsHref(alliance)}
      onSubmit={submit}
      onReload={reload}
    >
      <Row>
        <Select name="/kind" label="Art" required value={proposal?.kind ?? query.art ?? 'PROPOSAL'} options={kindOptions} />
        <Field
          name="/order"
          label="Nummer"
          required
          inputMode="numeric"
          reads="number"
          value={String(proposal?.order ?? query.nummer ?? 1)}
          hint="Stelle in der Quelle"
        />
      </Row>
      <Field name="/title" label="Titel" required value={proposal?.title} />
      <TextArea name="/text" label="Beschreibung" rows={4} value={proposal?.text} />
      <Row>
        <Select
          name="/eventId"
          label="Konferenz"
          required={isBound}
          none={isBound ? 'bitte wählen' : 'keine'}
          value={proposal ? proposal.eventId : query.konferenz}
          options={conferences}
        />
        {(bodies.length > 0 || proposal?.bodyId) && (
          <Select
            name="/bodyId"
            label="Gremium"
            none={isBound ? 'keines' : 'noch keines'}
            value={proposal ? proposal.bodyId : query.gremium}
            options={bodies}
            hint="Verfolgt das Ergebnis weiter"
          />
        )}
      </Row>
      <Row>
        <Select name="/fieldOfAction" label="Handlungsfeld" none="ohne Angabe" value={proposal?.fieldOfAction} options={fields} />
        <Field name="/source" label="Fundstelle" value={proposal?.source} />
      </Row>
      <Deadlines deadlines={proposal?.deadlines ?? []} />
    </Form>
  );
}

export default function ProposalFormRoom({ path, query }: RoomProps) {
  const { alliance } = useDesk();
  const [, , proposalId = ''] = path;
  const isNew = proposalId === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => ({
    proposal: isNew ? undefined : await call('getProposal', alliance, { params: { proposalId } }),
  }));
  const kind = query.art as keyof typeof proposalKindNames | undefined;
  return (
    <Room title={isNew ? `${kind ? (proposalKindNames[kind] ?? 'Vorschlag') : 'Vorschlag'} aufnehmen` : 'Vorschlag bearbeiten'}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && <ProposalForm proposal={data.proposal} query={query} reload={reload} key={data.proposal?.version} />}
    </Room>
  );
}
