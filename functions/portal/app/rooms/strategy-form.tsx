import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { type Desk, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { bodiesOf, bodyOptions } from './body-words.tsx';
import { optionsByName, organisationsOf } from './fund-words.tsx';
import { LineArea, pointsOf, readLines } from './line-fields.tsx';
import { indicatorOptions, paperHref, paperOptions, papersOf, strategyHref } from './paper-words.tsx';
import {
  AreaRows,
  ClaimRows,
  FollowUpFields,
  GoalRows,
  PhaseRows,
  readAreas,
  readClaims,
  readFollowUp,
  readGoals,
  readPhases,
  type StrategyInput,
} from './strategy-form-parts.tsx';

type Strategy = Success<'getStrategy'>;
type Before = Pick<Strategy, 'guidelines' | 'crossCuttingThemes' | 'fields'>;
type Choices = Readonly<Record<'papers' | 'bodies' | 'indicators' | 'organisations', readonly SelectOption[]>>;

const nothing: Before = { guidelines: [], crossCuttingThemes: [], fields: [] };
const labelsOf = (points: readonly { readonly label: string }[] = []): string[] => points.map(({ label }) => label);

const readStrategy = (entries: Entries, before: Before): StrategyInput => ({
  title: entries.text('/title'),
  shortName: entries.textOrNull('/shortName'),
  paperId: entries.textOrNull('/paperId'),
  guidelines: pointsOf(readLines(entries, '/guidelines'), before.guidelines, 'leitlinie'),
  priorities: readGoals(entries),
  crossCuttingThemes: pointsOf(readLines(entries, '/crossCuttingThemes'), before.crossCuttingThemes, 'querschnitt'),
  fields: readAreas(entries, before.fields),
  claims: readClaims(entries),
  phases: readPhases(entries),
  validFrom: entries.textOrNull('/validFrom'),
  validYears: entries.numberOrNull('/validYears'),
  reviewOn: entries.textOrNull('/reviewOn'),
  indicatorRules: readLines(entries, '/indicatorRules'),
  followUp: readFollowUp(entries),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
});

async function choicesFor(desk: Desk): Promise<Choices> {
  const { alliance } = desk;
  const [papers, bodies, indicators, organisations] = await Promise.all([
    papersOf(alliance),
    may(desk, 'listBodies') ? bodiesOf(alliance) : [],
    indicatorOptions(desk),
    may(desk, 'listOrganisations') ? organisationsOf(alliance) : [],
  ]);
  return { papers: paperOptions(papers), bodies: bodyOptions(bodies), indicators, organisations: optionsByName(organisations) };
}

const Validity = ({ strategy }: { strategy: Strategy | undefined }) => (
  <Group legend="Geltung">
    <Row>
      <Field name="/validFrom" label="Gilt ab" type="date" value={strategy?.validFrom} />
      <Field name="/validYears" label="Gilt wie viele Jahre" inputMode="numeric" reads="number" value={strategy?.validYears?.toString()} />
      <Field name="/reviewOn" label="Bilanz am" type="date" value={strategy?.reviewOn} hint="Leer: am Ende der Geltung" />
    </Row>
  </Group>
);

function StrategyForm({ strategy, choices, reload }: { strategy: Strategy | undefined; choices: Choices; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readStrategy(entries, strategy ?? nothing);
    const { id } = strategy
      ? await call('editStrategy', alliance, { params: { strategyId: strategy.id }, body, version: strategy.version })
      : await call('recordStrategy', alliance, { body, key });
    go(strategyHref(alliance, id));
  };
  return (
    <Form
      submitLabel={strategy ? 'Speichern' : 'Strategie aufnehmen'}
      cancelHref={strategy ? strategyHref(alliance, strategy.id) : paperHref(alliance)}
      onSubmit={submit}
      onReload={reload}
    >
      <P>
        Nehmen Sie die Strategie so auf, wie sie beschlossen ist. Was sie aufzählt, zählt das Register nach und stellt es neben die Zahlen,
        die ihr Text nennt.
      </P>
      <Field name="/title" label="Titel" required value={strategy?.title} />
      <Row>
        <Field name="/shortName" label="Kurzname" value={strategy?.shortName} hint="Zum Beispiel: LIP 2.0" />
        <Select name="/paperId" label="Drucksache" none="keine" value={strategy?.paperId} options={choices.papers} />
        <Field name="/source" label="Fundstelle" value={strategy?.source} />
      </Row>
      <Validity strategy={strategy} />
      <FollowUpFields followUp={strategy?.followUp ?? null} bodies={choices.bodies} />
      <GoalRows values={strategy?.priorities ?? []} indicators={choices.indicators} />
      <Group legend="Woran sie sich hält">
        <LineArea name="/guidelines" label="Leitlinien" values={labelsOf(strategy?.guidelines)} />
        <LineArea name="/crossCuttingThemes" label="Querschnittsthemen" values={labelsOf(strategy?.crossCuttingThemes)} />
        <LineArea name="/indicatorRules" label="Regeln für Kennzahlen" values={strategy?.indicatorRules ?? []} />
      </Group>
      <AreaRows values={strategy?.fields ?? []} bodies={choices.bodies} />
      <PhaseRows values={strategy?.phases ?? []} organisations={choices.organisations} />
      <ClaimRows values={strategy?.claims ?? []} />
      <TextArea name="/note" label="Anmerkung" value={strategy?.note} />
    </Form>
  );
}

/** Takes in a strategy or changes one. */
export default function StrategyFormRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, , strategyId = ''] = path;
  const isNew = strategyId === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [strategy, choices] = await Promise.all([
      isNew ? undefined : call('getStrategy', alliance, { params: { strategyId } }),
      choicesFor(desk),
    ]);
    return { strategy, choices };
  });
  return (
    <Room title={isNew ? 'Strategie aufnehmen' : 'Strategie bearbeiten'} {...(data?.strategy ? { lead: data.strategy.title } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && <StrategyForm strategy={data.strategy} choices={data.choices} reload={reload} key={data.strategy?.version} />}
    </Room>
  );
}
