import { areaKindNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { everyPage, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, P, Room, Trouble } from '../ui.tsx';
import { DueFields, readDue } from './due-fields.tsx';
import { type IndicatorLine, useOrigins } from './results-known.ts';
import { againstTarget, measureHref, proposalHref, resultsHref } from './results-words.tsx';
import { readStatedValue, ValueFields } from './value-fields.tsx';

type Input = Body<'editIndicator'>;
type Query = RoomProps['query'];

/** Where an indicator is read: at what it measures. */
const homeOf = (alliance: string, { measureId, proposalId }: { measureId: string | null; proposalId: string | null }): string => {
  if (measureId !== null) return measureHref(alliance, measureId);
  return proposalId === null ? resultsHref(alliance, 'kennzahlen') : proposalHref(alliance, proposalId);
};

type Fixed = Pick<Input, 'measureId' | 'proposalId' | 'partOfIndicatorId'>;
const readIndicator = (entries: Entries, fixed: Fixed, order: number): Input => ({
  bodyId: entries.textOrNull('/bodyId'),
  ...fixed,
  order,
  label: entries.text('/label'),
  unit: entries.text('/unit'),
  area: { kind: entries.text('/area/kind') as Input['area']['kind'], name: entries.text('/area/name') },
  target:
    entries.text('/target/value/value') === '' && entries.text('/target/due/wording') === ''
      ? null
      : { value: readStatedValue(entries, '/target/value'), due: readDue(entries, '/target/due') },
  source: entries.textOrNull('/source'),
});

function IndicatorForm({ indicator, query, reload }: { indicator: IndicatorLine | undefined; query: Query; reload: () => void }) {
  const { alliance } = useDesk();
  const origins = useOrigins();
  if (!origins) return <Loading />;
  const fixed: Fixed = indicator ?? { measureId: query.massnahme ?? null, proposalId: query.vorschlag ?? null, partOfIndicatorId: null };
  const home = homeOf(alliance, fixed);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readIndicator(entries, fixed, indicator?.order ?? Number(query.nummer ?? 1));
    const params = indicator && { indicatorId: indicator.id };
    if (params) await call('editIndicator', alliance, { params, body, version: indicator.version });
    else {
      const value = entries.text('/value/asOf') === '' && entries.text('/value/value') === '' ? null : readStatedValue(entries, '/value');
      await call('recordIndicator', alliance, { body: { ...body, value }, key });
    }
    go(home);
  };
  return (
    <Form submitLabel={indicator ? 'Speichern' : 'Aufnehmen'} cancelHref={home} onSubmit={submit} onReload={reload}>
      <Row>
        <Field name="/label" label="Kennzahl" required value={indicator?.label} hint="Was gezählt oder gemessen wird" />
        <Field name="/unit" label="Einheit" required value={indicator?.unit} hint="Zum Beispiel: Personen" />
      </Row>
      <Row>
        <Select name="/area/kind" label="Gebietsart" required value={indicator?.area.kind ?? 'STATE'} options={optionsOf(areaKindNames)} />
        <Field name="/area/name" label="Gebiet" required value={indicator?.area.name ?? 'Niedersachsen'} />
        <Select
          name="/bodyId"
          label="Gremium"
          none="noch keines"
          value={indicator ? indicator.bodyId : query.gremium}
          options={origins.bodies}
        />
      </Row>
      <Field name="/source" label="Fundstelle" value={indicator?.source} />
      {!indicator && (
        <Group legend="Erster Wert">
          <ValueFields at="/value" />
        </Group>
      )}
      <Group legend="Ziel">
        <ValueFields at="/target/value" stated={indicator?.target?.value} />
        <DueFields at="/target/due" due={indicator?.target?.due} />
      </Group>
    </Form>
  );
}

/** A value is a new dated fact; what was stated before stays. */
function ValueForm({ indicator, reload }: { indicator: IndicatorLine; reload: () => void }) {
  const { alliance } = useDesk();
  const home = homeOf(alliance, indicator);
  const submit = async (entries: Entries, { key }: Sending) => {
    const params = { indicatorId: indicator.id };
    await call('stateIndicatorValue', alliance, { params, key, version: indicator.version, body: readStatedValue(entries, '') });
    go(home);
  };
  return (
    <Form submitLabel="Wert festhalten" cancelHref={home} onSubmit={submit} onReload={reload}>
      <P>Bisher: {againstTarget(indicator)}. Frühere Werte bleiben stehen.</P>
      <ValueFields at="" required />
    </Form>
  );
}

const titles = { neu: 'Kennzahl aufnehmen', wert: 'Neuer Wert', bearbeiten: 'Kennzahl bearbeiten' } as const;

export default function IndicatorFormRoom({ path, query }: RoomProps) {
  const { alliance } = useDesk();
  const [, , id = '', action = 'bearbeiten'] = path;
  const task = id === 'neu' ? 'neu' : action === 'wert' ? 'wert' : 'bearbeiten';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    if (task === 'neu') return { indicator: undefined };
    const all: IndicatorLine[] = await everyPage((page) => call('listIndicators', alliance, { query: page }));
    return { indicator: all.find((one) => one.id === id) };
  });
  const indicator = data?.indicator;
  return (
    <Room title={titles[task]} {...(indicator ? { lead: `${indicator.label} (${indicator.unit})` } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && task !== 'neu' && !indicator && <P>Diese Kennzahl gibt es nicht, oder sie gehört zu einem anderen Gremium.</P>}
      {indicator && task === 'wert' && <ValueForm indicator={indicator} reload={reload} key={indicator.version} />}
      {(task === 'neu' || (indicator && task === 'bearbeiten')) && data && (
        <IndicatorForm indicator={indicator} query={query} reload={reload} key={indicator?.version} />
      )}
    </Room>
  );
}
