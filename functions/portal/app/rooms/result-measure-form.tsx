import { measureStatusNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { useAlliance, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, Room, Trouble } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { CardFields, RegisterRows, readCard, readRegisters } from './result-card-fields.tsx';
import { FundingRows, PlaceRows, ResponsibleRows, readMeasureRows, ScheduleRows } from './result-measure-fields.tsx';
import { type MeasureDetail, useOrigins } from './results-known.ts';
import { measureHref, resultsHref } from './results-words.tsx';

type Input = Body<'editMeasure'>;

/** Links are kept as they are; they have a form of their own. */
const readMeasure = (entries: Entries, answers: Input['answers']): Input => ({
  bodyId: entries.textOrNull('/bodyId'),
  eventId: entries.textOrNull('/eventId'),
  order: entries.numberOrNull('/order') ?? 0,
  group: entries.textOrNull('/group'),
  label: entries.textOrNull('/label'),
  title: entries.text('/title'),
  text: entries.textOrNull('/text'),
  fieldOfAction: entries.textOrNull('/fieldOfAction'),
  ...readMeasureRows(entries),
  answers,
  card: readCard(entries),
  personRegisters: readRegisters(entries),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
});

export const readStatus = (entries: Entries, at: string): Body<'stateMeasureStatus'> => ({
  status: entries.text(`${at}/status`) as Body<'stateMeasureStatus'>['status'],
  asOf: entries.text(`${at}/asOf`),
  wording: entries.textOrNull(`${at}/wording`),
  source: entries.textOrNull(`${at}/source`),
});

export const StatusFields = ({ at, status }: { at: string; status?: string | undefined }) => (
  <>
    <Row>
      <Select name={`${at}/status`} label="Stand" required value={status ?? 'PROPOSED'} options={optionsOf(measureStatusNames)} />
      <Field name={`${at}/asOf`} label="Stand vom" type="date" required max={todayInBerlin()} hint="Der Tag, zu dem das galt" />
    </Row>
    <Row>
      <Field name={`${at}/wording`} label="Wortlaut des Stands" hint="Wie die zuständige Stelle es sagt" />
      <Field name={`${at}/source`} label="Fundstelle des Stands" />
    </Row>
  </>
);

function Origin({ measure, query }: { measure: MeasureDetail | undefined; query: RoomProps['query'] }) {
  const origins = useOrigins();
  const desk = useDesk();
  if (!origins) return <Loading />;
  const onlyOwn = desk.roles.every((role) => role === 'GROUP_MANAGER');
  return (
    <Group legend="Herkunft">
      <Row>
        <Select
          name="/eventId"
          label="Konferenz"
          none="keine"
          value={measure ? measure.eventId : query.konferenz}
          options={origins.conferences}
        />
        <Select
          name="/bodyId"
          label="Gremium"
          required={onlyOwn}
          none={onlyOwn ? 'bitte wählen' : 'noch keines'}
          value={measure ? measure.bodyId : query.gremium}
          options={origins.bodies}
          hint="Verfolgt die Maßnahme weiter"
        />
      </Row>
      <Row>
        <Field name="/group" label="Abschnitt" value={measure?.group} hint="Wie ihn die Quelle nennt" />
        <Field name="/label" label="Nummer im Abschnitt" value={measure?.label} hint="Zum Beispiel: IV" />
        <Field
          name="/order"
          label="Reihenfolge"
          required
          inputMode="numeric"
          reads="number"
          value={String(measure?.order ?? query.nummer ?? 1)}
        />
      </Row>
      <Field name="/source" label="Fundstelle" value={measure?.source} />
    </Group>
  );
}

function MeasureForm({ measure, query, reload }: { measure: MeasureDetail | undefined; query: RoomProps['query']; reload: () => void }) {
  const { alliance } = useDesk();
  const fields = (useAlliance()?.fieldsOfAction ?? []).map(({ id, label }) => [id, label] as const);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readMeasure(entries, measure?.answers ?? answeredFrom(query));
    const { id } = measure
      ? await call('editMeasure', alliance, { params: { measureId: measure.id }, body, version: measure.version })
      : await call('recordMeasure', alliance, { body: { ...body, status: readStatus(entries, '/status') }, key });
    go(measureHref(alliance, id));
  };
  return (
    <Form
      submitLabel={measure ? 'Speichern' : 'Aufnehmen'}
      cancelHref={measure ? measureHref(alliance, measure.id) : resultsHref(alliance)}
      onSubmit={submit}
      onReload={reload}
    >
      <Field name="/title" label="Titel" required value={measure?.title} />
      <TextArea name="/text" label="Beschreibung" rows={4} value={measure?.text} />
      <Select name="/fieldOfAction" label="Handlungsfeld" none="ohne Angabe" value={measure?.fieldOfAction} options={fields} />
      {!measure && (
        <Group legend="Erster Stand">
          <StatusFields at="/status" />
        </Group>
      )}
      <Origin measure={measure} query={query} />
      <ResponsibleRows values={measure?.responsible ?? []} />
      <ScheduleRows values={measure?.schedule ?? []} />
      <FundingRows values={measure?.funding ?? []} />
      <PlaceRows values={measure?.places ?? []} />
      <CardFields card={measure?.card ?? null} />
      <RegisterRows values={measure?.personRegisters ?? []} />
      <TextArea name="/note" label="Anmerkung" rows={2} value={measure?.note} />
    </Form>
  );
}

/** A measure begun from a proposal answers it. */
const answeredFrom = ({ vorschlag }: RoomProps['query']): Input['answers'] =>
  vorschlag === undefined ? [] : [{ proposalId: vorschlag, basis: 'EXPLICIT' }];

export default function MeasureFormRoom({ path, query }: RoomProps) {
  const { alliance } = useDesk();
  const [, , measureId = ''] = path;
  const isNew = measureId === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => ({
    measure: isNew ? undefined : await call('getMeasure', alliance, { params: { measureId } }),
  }));
  return (
    <Room title={isNew ? 'Maßnahme aufnehmen' : 'Maßnahme bearbeiten'} {...(data?.measure ? { lead: data.measure.title } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && <MeasureForm measure={data.measure} query={query} reload={reload} key={data.measure?.version} />}
    </Room>
  );
}
