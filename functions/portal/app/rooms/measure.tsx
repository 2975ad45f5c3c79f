import { formatDay } from '../../../../shared/domain/calendar.ts';
import { cardFindingNames } from '../../../../shared/domain/project-card.ts';
import type { StatedStatus } from '../../../../shared/domain/result.ts';
import { linkBasisNames, responsibilityNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Facts, Link, LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { bodyHref } from './body-words.tsx';
import { ProjectCard } from './measure-card.tsx';
import { PersonRegisters } from './measure-registers.tsx';
import { Indicators } from './result-indicators.tsx';
import { type MeasureDetail, type Origins, useOrigins } from './results-known.ts';
import { dueInWords, fundingInWords, measureHref, proposalHref, resultsHref, StatusBadge } from './results-words.tsx';

type Fact = { readonly fact: StatedStatus; readonly key: string };

function History({ measure }: { measure: MeasureDetail }) {
  const desk = useDesk();
  const facts = measure.statuses.map((fact, index): Fact => ({ fact, key: `${index}` })).toReversed();
  return (
    <Section
      title="Verlauf"
      actions={may(desk, 'stateMeasureStatus') && <Link href={measureHref(desk.alliance, measure.id, 'stand')}>Neuer Stand</Link>}
    >
      <Table<Fact>
        caption="Stände, der jüngste zuerst"
        rows={facts}
        keyOf={({ key }) => key}
        columns={[
          { title: 'Stand vom', nowrap: true, cell: ({ fact: { asOf } }) => formatDay(asOf) },
          { title: 'Stand', nowrap: true, cell: ({ fact: { status } }) => <StatusBadge status={status} /> },
          { title: 'Wortlaut', cell: ({ fact: { wording } }) => (wording === null ? '–' : `„${wording}“`) },
          { title: 'Fundstelle', cell: ({ fact: { source } }) => source ?? '–' },
        ]}
      />
    </Section>
  );
}

function Answers({ measure, origins }: { measure: MeasureDetail; origins: Origins | undefined }) {
  const desk = useDesk();
  return (
    <Section
      title="Vorschläge"
      actions={may(desk, 'editMeasure') && <Link href={measureHref(desk.alliance, measure.id, 'verknuepfen')}>Vorschläge verknüpfen</Link>}
    >
      {measure.proposals.length === 0 ? (
        <P>Diese Maßnahme folgt auf keinen aufgenommenen Vorschlag.</P>
      ) : (
        <ul class="bare link-list">
          {measure.proposals.map(({ id, title, eventId, order, basis }) => (
            <li key={id}>
              <Link href={proposalHref(desk.alliance, id)}>{title}</Link>
              <span class="flags">
                {[origins?.conferenceName(eventId), `Nr. ${order}`, linkBasisNames[basis]].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const Schedule = ({ schedule }: Pick<MeasureDetail, 'schedule'>) =>
  schedule.length > 0 && (
    <Section title="Zeitplan">
      <Table
        caption="Zeitplan"
        rows={schedule.map((step, index) => ({ ...step, key: `${index}` }))}
        keyOf={({ key }) => key}
        columns={[
          { title: 'Schritt', heads: true, cell: ({ label }) => label },
          { title: 'Wann', cell: ({ due }) => dueInWords(due) },
          { title: 'Stand', cell: ({ state }) => state ?? '–' },
        ]}
      />
    </Section>
  );

const listOf = (entries: readonly string[]) =>
  entries.length > 0 && (
    <ul class="bare">
      {entries.map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
    </ul>
  );

const fundingLine = (one: MeasureDetail['funding'][number]): string =>
  `${one.label}: ${fundingInWords(one)}${one.printed === null ? '' : ` („${one.printed}“)`}`;

function Description({ measure, origins }: { measure: MeasureDetail; origins: Origins | undefined }) {
  const desk = useDesk();
  const { eventId, bodyId } = measure;
  const field = useAlliance()?.fieldsOfAction.find(({ id }) => id === measure.fieldOfAction)?.label;
  const conference = origins?.conferenceName(eventId);
  const body = origins?.bodyName(bodyId);
  const named = ({ name, role, isNamed }: MeasureDetail['responsible'][number]) =>
    `${name} (${responsibilityNames[role]}${isNamed ? '' : ', nicht ausdrücklich genannt'})`;
  return (
    <Facts
      items={[
        ['Beschreibung', measure.text],
        ['Beteiligt', listOf(measure.responsible.map(named)) || 'niemand genannt'],
        ['Konferenz', conference && <Link href={hrefOf(desk.alliance, `veranstaltungen/${eventId}`)}>{conference}</Link>],
        ['Gremium', body && bodyId !== null && <Link href={bodyHref(desk.alliance, bodyId)}>{body}</Link>],
        ['Nummer', measure.number],
        ['Handlungsfeld', field],
        ['Mittel', listOf(measure.funding.map(fundingLine))],
        ['Orte', listOf(measure.places.map(({ name, role }) => (role === null ? name : `${name} (${role})`)))],
        ['Anmerkung', measure.note],
        ['Fundstelle', measure.source],
      ]}
    />
  );
}

const FEW = 3;
/** What does not fit together; said here, mended nowhere. */
const Findings = ({ findings }: Pick<MeasureDetail, 'findings'>) =>
  findings.length > 0 && (
    <Alert tone="warning" title={findings.length === 1 ? 'Ein Befund' : `${findings.length} Befunde`} live={false}>
      <details class="more" open={findings.length <= FEW}>
        <summary>{findings.length <= FEW ? 'Befunde' : 'Alle Befunde zeigen'}</summary>
        <ul class="kern-list kern-list--bullet findings">
          {findings.map(({ code, subject, detail }) => (
            <li key={`${code} ${subject}`}>
              <strong>{cardFindingNames[code]}</strong>: {detail}
            </li>
          ))}
        </ul>
      </details>
    </Alert>
  );

function Actions({ measure }: { measure: MeasureDetail }) {
  const desk = useDesk();
  const to = (action: string) => measureHref(desk.alliance, measure.id, action);
  return (
    <>
      {may(desk, 'stateMeasureStatus') && (
        <LinkButton kind="primary" href={to('stand')}>
          Neuer Stand
        </LinkButton>
      )}
      {may(desk, 'editMeasure') && <LinkButton href={to('bearbeiten')}>Bearbeiten</LinkButton>}
      {may(desk, 'getMeasureJournal') && (
        <LinkButton kind="tertiary" href={to('journal')}>
          Journal
        </LinkButton>
      )}
    </>
  );
}

export default function MeasureRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const origins = useOrigins();
  const [, , measureId = ''] = path;
  const { data, problem } = useLoaded(measureId, () => call('getMeasure', alliance, { params: { measureId } }));
  if (problem || !data) return <Room title="Maßnahme">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  return (
    <Room
      title={data.title}
      lead={
        <>
          {data.current ? <StatusBadge status={data.current.status} /> : 'noch ohne Stand'}
          {data.current && ` Stand ${formatDay(data.current.asOf)}`} · <Link href={resultsHref(alliance)}>Alle Ergebnisse</Link>
        </>
      }
      actions={<Actions measure={data} />}
    >
      <Findings findings={data.findings} />
      <div class="columns">
        <div>
          <Section title="Maßnahme">
            <Description measure={data} origins={origins} />
          </Section>
          <Answers measure={data} origins={origins} />
        </div>
        <div>
          <History measure={data} />
          <Indicators indicators={data.indicators} about={{ massnahme: data.id, gremium: data.bodyId ?? undefined }} />
          <Schedule schedule={data.schedule} />
        </div>
      </div>
      {data.card && <ProjectCard card={data.card} />}
      <PersonRegisters registers={data.personRegisters} />
    </Room>
  );
}
