import type { ComponentChildren } from 'preact';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { strategyFindingNames } from '../../../../shared/domain/strategy-checks.ts';
import { fold } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Alert, Badge, Facts, Link, LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { bodiesOf, bodyHref, shortBodyName } from './body-words.tsx';
import { type FundLine, fundHref, fundsOf, organisationHref } from './fund-words.tsx';
import { indicatorOptions, paperHref, papersOf, strategyHref } from './paper-words.tsx';
import { dueInWords } from './results-words.tsx';

type Strategy = Success<'getStrategy'>;
type Names = ReadonlyMap<string, string>;

const Findings = ({ findings }: { findings: Strategy['findings'] }) =>
  findings.length > 0 && (
    <Alert tone="warning" title={count(findings.length, 'Befund', 'Befunde')} live={false}>
      <ul class="kern-list kern-list--bullet findings">
        {findings.map(({ rule, place, sentence }) => (
          <li key={`${rule} ${place}`}>
            <strong>{strategyFindingNames[rule]}</strong>: {sentence}
          </li>
        ))}
      </ul>
    </Alert>
  );

const overdue = (isOverdue: boolean): ComponentChildren =>
  isOverdue && (
    <>
      {' '}
      <Badge tone="danger">überfällig</Badge>
    </>
  );

type HeadProps = {
  readonly strategy: Strategy;
  readonly bodies: Names;
  readonly paper: string | undefined;
  readonly funds: readonly FundLine[];
};

const reviewInWords = ({ reviewOn, reviewUnknownBecause }: Strategy['days']): string =>
  reviewOn === null ? `noch kein Tag. ${reviewUnknownBecause ?? ''}` : formatDay(reviewOn);

/** Funds that name the strategy as what they serve. */
const Funds = ({ funds }: Pick<HeadProps, 'funds'>) => {
  const { alliance } = useDesk();
  if (funds.length === 0) return <>keiner nennt diese Strategie</>;
  return (
    <ul class="bare">
      {funds.map(({ id, name }) => (
        <li key={id}>
          <Link href={fundHref(alliance, [id])}>{name}</Link>
        </li>
      ))}
    </ul>
  );
};

function Head({ strategy, bodies, paper, funds }: HeadProps) {
  const { alliance } = useDesk();
  const { validFrom, validYears, days, followUp, paperId } = strategy;
  return (
    <Facts
      items={[
        ['Drucksache', paperId && <Link href={paperHref(alliance, paperId)}>{paper ?? 'Drucksache'}</Link>],
        ['Gilt ab', validFrom === null ? 'nicht angegeben' : formatDay(validFrom)],
        ['Gilt', validYears === null ? 'nicht angegeben' : count(validYears, 'Jahr', 'Jahre')],
        ['Gilt bis', days.validTo === null ? 'ergibt sich erst aus dem Beginn' : formatDay(days.validTo)],
        [
          'Bilanz am',
          <>
            {reviewInWords(days)}
            {overdue(days.isReviewOverdue)}
          </>,
        ],
        ['Fonds', <Funds funds={funds} />],
        ['Begleitet von', followUp && <Link href={bodyHref(alliance, followUp.bodyId)}>{bodies.get(followUp.bodyId) ?? 'Gremium'}</Link>],
        [
          'Tagt',
          followUp && `mindestens alle ${followUp.atLeastEveryMonths} Monate${followUp.wording === null ? '' : ` („${followUp.wording}“)`}`,
        ],
        ['Zuletzt getagt', followUp && (days.lastMeetingOn === null ? 'noch nicht' : formatDay(days.lastMeetingOn))],
        [
          'Nächste Sitzung spätestens',
          days.nextMeetingBy && (
            <>
              {formatDay(days.nextMeetingBy)}
              {overdue(days.isFollowUpOverdue)}
            </>
          ),
        ],
        ['Anmerkung', strategy.note],
        ['Fundstelle', strategy.source],
      ]}
    />
  );
}

type Count = Strategy['counts'][number] & { readonly key: string };

function agreement({ listed, claimed }: Count): ComponentChildren {
  if (listed === null || claimed === null) return listed === null ? 'nicht zu zählen' : 'keine Angabe im Text';
  return listed === claimed ? (
    <Badge tone="success">stimmt</Badge>
  ) : (
    <Badge tone="danger">{`weicht um ${Math.abs(listed - claimed)} ab`}</Badge>
  );
}

const Counts = ({ counts }: { counts: Strategy['counts'] }) => (
  <Section title="Gezählt und angegeben">
    <Table<Count>
      caption="Was aufgezählt ist, gegen das, was der Text angibt"
      rows={counts.map((one, index) => ({ ...one, key: String(index) }))}
      keyOf={({ key }) => key}
      columns={[
        {
          title: 'Was',
          heads: true,
          cell: ({ label, fieldId, wording }) => (
            <>
              {fieldId === null ? label : `${label}: Unterthemen`}
              {wording !== null && <span class="flags">„{wording}“</span>}
            </>
          ),
        },
        { title: 'Aufgezählt', numeric: true, cell: ({ listed }) => listed ?? '–' },
        { title: 'Im Text', numeric: true, nowrap: true, cell: ({ claimed }) => claimed ?? '–' },
        { title: 'Vergleich', nowrap: true, cell: agreement },
      ]}
    />
  </Section>
);

/** What it wants to reach, and whether anything measures that. */
const Goals = ({ strategy: { priorities, goalsWithoutIndicator }, indicators }: { strategy: Strategy; indicators: Names }) => {
  const unmeasured = new Set(goalsWithoutIndicator.map(({ id }) => id));
  if (priorities.length === 0) return null;
  return (
    <Section title={`Prioritäten und Ziele (${priorities.length})`}>
      <ul class="kern-list kern-list--bullet findings">
        {priorities.map(({ id, label, indicatorIds }) => (
          <li key={id}>
            {label}
            <span class="flags">
              {unmeasured.has(id)
                ? 'ohne Kennzahl'
                : `gemessen an: ${indicatorIds.map((indicatorId) => indicators.get(indicatorId) ?? 'Kennzahl').join('; ')}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Organisations that act in its steps. */
const Actors = ({ actors }: Pick<Strategy, 'actors'>) => {
  const { alliance } = useDesk();
  if (actors.length === 0) return null;
  return (
    <Section title={`Handelnde (${actors.length})`}>
      <ul class="bare link-list">
        {actors.map(({ organisationId, name, steps }) => (
          <li key={organisationId}>
            <Link href={organisationHref(alliance, organisationId)}>{name}</Link>
            <span class="flags">{steps.join('; ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

type Point = { readonly id: string; readonly label: string };
const Points = ({ title, points }: { title: string; points: readonly Point[] }) =>
  points.length > 0 && (
    <Section title={`${title} (${points.length})`}>
      <ul class="kern-list kern-list--bullet findings">
        {points.map(({ id, label }) => (
          <li key={id}>{label}</li>
        ))}
      </ul>
    </Section>
  );

const Fields = ({ fields, bodies }: { fields: Strategy['fields']; bodies: Names }) => {
  const { alliance } = useDesk();
  return (
    <Section title={`Handlungsfelder (${fields.length})`}>
      {fields.map(({ id, label, bodyId, subtopics, focusAreas }) => (
        <details class="more" key={id}>
          <summary>{`${label}: ${count(subtopics.length, 'Unterthema', 'Unterthemen')}`}</summary>
          {bodyId !== null && (
            <P>
              Gremium: <Link href={bodyHref(alliance, bodyId)}>{bodies.get(bodyId) ?? 'Gremium'}</Link>
            </P>
          )}
          {focusAreas.length > 0 && <P>Schwerpunkte: {focusAreas.join('; ')}</P>}
          <ul class="kern-list kern-list--bullet findings">
            {subtopics.map((topic) => (
              <li key={topic.id}>
                {topic.label}
                {topic.focus.length > 0 && <span class="flags">{topic.focus.join('; ')}</span>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Section>
  );
};

type Milestone = Strategy['phases'][number]['milestones'][number] & {
  readonly phase: string;
  readonly state: string | null;
  readonly key: string;
};

const Phases = ({ phases }: { phases: Strategy['phases'] }) =>
  phases.length > 0 && (
    <Section title="Phasen">
      <Table<Milestone>
        caption="Meilensteine nach Phase"
        rows={phases.flatMap(({ name, state, milestones }) =>
          milestones.map((one, index) => ({ ...one, phase: name, state, key: `${name} ${index}` })),
        )}
        keyOf={({ key }) => key}
        columns={[
          { title: 'Meilenstein', heads: true, cell: ({ label }) => label },
          { title: 'Wann', cell: ({ due }) => dueInWords(due) },
          { title: 'Phase', cell: ({ phase, state }) => (state === null ? phase : `${phase} (${state})`) },
        ]}
      />
    </Section>
  );

export default function StrategyRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, , strategyId = ''] = path;
  const { data, problem } = useLoaded(strategyId, async () => {
    const [strategy, papers, bodies, indicators, funds] = await Promise.all([
      call('getStrategy', alliance, { params: { strategyId } }),
      papersOf(alliance),
      may(desk, 'listBodies') ? bodiesOf(alliance) : [],
      indicatorOptions(desk),
      may(desk, 'listFunds') ? fundsOf(alliance) : [],
    ]);
    const named = [strategy.shortName, strategy.title].flatMap((name) => (name === null ? [] : [fold(name)]));
    const own = funds.filter(({ instrumentOf }) => instrumentOf !== null && named.includes(fold(instrumentOf)));
    const paper = papers.find(({ id }) => id === strategy.paperId)?.label;
    return {
      ...{ strategy, paper, funds: own, indicators: new Map(indicators) },
      bodies: new Map(bodies.map((body) => [body.id as string, shortBodyName(body)])),
    };
  });
  if (problem || !data) return <Room title="Strategie">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { strategy, paper, bodies, indicators, funds } = data;
  return (
    <Room
      title={strategy.title}
      lead={
        <>
          {strategy.shortName ?? 'Strategie'} · <Link href={paperHref(alliance)}>Alle Drucksachen und Strategien</Link>
        </>
      }
      actions={
        <>
          {may(desk, 'editStrategy') && <LinkButton href={strategyHref(alliance, strategy.id, 'bearbeiten')}>Bearbeiten</LinkButton>}
          {may(desk, 'getStrategyJournal') && (
            <LinkButton kind="tertiary" href={strategyHref(alliance, strategy.id, 'journal')}>
              Journal
            </LinkButton>
          )}
        </>
      }
    >
      <Findings findings={strategy.findings} />
      <div class="columns">
        <div>
          <Section title="Strategie">
            <Head strategy={strategy} bodies={bodies} paper={paper} funds={funds} />
          </Section>
          <Goals strategy={strategy} indicators={indicators} />
          <Points title="Leitlinien" points={strategy.guidelines} />
          <Points title="Querschnittsthemen" points={strategy.crossCuttingThemes} />
          <Points title="Regeln für Kennzahlen" points={strategy.indicatorRules.map((label) => ({ id: label, label }))} />
        </div>
        <div>
          <Counts counts={strategy.counts} />
          <Fields fields={strategy.fields} bodies={bodies} />
        </div>
      </div>
      <Phases phases={strategy.phases} />
      <Actors actors={strategy.actors} />
    </Room>
  );
}
