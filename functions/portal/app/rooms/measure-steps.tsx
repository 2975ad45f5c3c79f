import { linkBasisNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { readStatus, StatusFields } from './result-measure-form.tsx';
import { RowGroup, readRows } from './result-rows.tsx';
import { type MeasureDetail, type Origins, useOrigins } from './results-known.ts';
import { measureHref } from './results-words.tsx';

type StepProps = { readonly measure: MeasureDetail; readonly reload: () => void };
type Answer = MeasureDetail['answers'][number];

function NewStatus({ measure, reload }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const params = { measureId: measure.id };
    await call('stateMeasureStatus', alliance, { params, key, version: measure.version, body: readStatus(entries, '') });
    go(measureHref(alliance, measure.id));
  };
  return (
    <Form submitLabel="Stand festhalten" cancelHref={measureHref(alliance, measure.id)} onSubmit={submit} onReload={reload}>
      <P>Der neue Stand kommt zu den bisherigen hinzu; keiner wird überschrieben.</P>
      <StatusFields at="" status={measure.current?.status} />
    </Form>
  );
}

/** All fields as they are, with other links. */
function withAnswers(measure: MeasureDetail, answers: readonly Answer[]): Body<'editMeasure'> {
  const { bodyId, eventId, order, group, label, title, text, fieldOfAction, responsible, funding, schedule, places, card, note, source } =
    measure;
  return {
    ...{ bodyId, eventId, order, group, label, title, text, fieldOfAction, responsible, funding, schedule, places, card, note, source },
    answers: [...answers],
  };
}

/** Those of the measure's own conference first. */
function useProposalOptions({ eventId }: MeasureDetail, origins: Origins | undefined): SelectOption[] | undefined {
  const { alliance } = useDesk();
  const { data } = useLoaded('proposals', () => everyPage((page) => call('listProposals', alliance, { query: page })));
  const own = (one: { eventId: string | null }) => Number(one.eventId !== eventId);
  return data
    ?.toSorted((a, b) => own(a) - own(b))
    .map((one) => [
      one.id,
      `${one.order}. ${one.title}${own(one) ? ` – ${origins?.conferenceName(one.eventId) ?? 'ohne Konferenz'}` : ''}`,
    ]);
}

function Links({ measure, reload }: StepProps) {
  const { alliance } = useDesk();
  const options = useProposalOptions(measure, useOrigins());
  if (!options) return <Loading />;
  const submit = async (entries: Entries) => {
    const answers = readRows(entries, '/answers', 'proposalId', (at) => ({
      proposalId: entries.text(`${at}/proposalId`) as Answer['proposalId'],
      basis: entries.text(`${at}/basis`) as Answer['basis'],
    }));
    const params = { measureId: measure.id };
    await call('editMeasure', alliance, { params, version: measure.version, body: withAnswers(measure, answers) });
    go(measureHref(alliance, measure.id));
  };
  return (
    <Form submitLabel="Speichern" cancelHref={measureHref(alliance, measure.id)} onSubmit={submit} onReload={reload}>
      <RowGroup<Partial<Answer>> legend="Diese Maßnahme folgt auf" one="Vorschlag" values={measure.answers} fresh={{}}>
        {({ proposalId, basis }, index) => (
          <>
            <Select
              name={`/answers/${index}/proposalId`}
              label="Titel des Vorschlags"
              required
              none="bitte wählen"
              value={proposalId}
              options={options}
            />
            <Select
              name={`/answers/${index}/basis`}
              label="Grund der Verknüpfung"
              required
              value={basis ?? 'EXPLICIT'}
              options={optionsOf(linkBasisNames)}
            />
          </>
        )}
      </RowGroup>
    </Form>
  );
}

const steps = {
  stand: { title: 'Neuer Stand', row: 'stateMeasureStatus', Step: NewStatus },
  verknuepfen: { title: 'Vorschläge verknüpfen', row: 'editMeasure', Step: Links },
} as const;

export default function MeasureStepRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, , measureId = '', action = ''] = path;
  const { data, problem, reload } = useLoaded(path.join('/'), () => call('getMeasure', desk.alliance, { params: { measureId } }));
  const step = Object.hasOwn(steps, action) ? steps[action as keyof typeof steps] : undefined;
  return (
    <Room title={step?.title ?? 'Diese Seite gibt es nicht'} {...(data ? { lead: data.title } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && step && may(desk, step.row) && <step.Step measure={data} reload={reload} key={data.version} />}
      {data && !(step && may(desk, step.row)) && <P>Dieser Schritt ist für Ihre Rolle nicht vorgesehen.</P>}
    </Room>
  );
}
