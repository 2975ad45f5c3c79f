import { linkBasisNames, proposalKindNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Facts, Link, LinkButton, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { shortOffice } from '../words.ts';
import { bodyHref } from './body-words.tsx';
import { Indicators } from './result-indicators.tsx';
import { type Origins, useOrigins } from './results-known.ts';
import { dueInWords, measureHref, proposalHref, resultsHref, StatusBadge } from './results-words.tsx';

type Detail = Success<'getProposal'>;

function Description({ proposal, origins }: { proposal: Detail; origins: Origins | undefined }) {
  const desk = useDesk();
  const { eventId, bodyId } = proposal;
  const field = useAlliance()?.fieldsOfAction.find(({ id }) => id === proposal.fieldOfAction)?.label;
  const conference = origins?.conferenceName(eventId);
  const body = origins?.bodyName(bodyId);
  return (
    <Facts
      items={[
        ['Art', proposalKindNames[proposal.kind]],
        ['Beschreibung', proposal.text],
        ['Konferenz', conference && <Link href={hrefOf(desk.alliance, `veranstaltungen/${eventId}`)}>{conference}</Link>],
        ['Zuständiges Amt', proposal.responsibleOffice && shortOffice(proposal.responsibleOffice)],
        ['Gremium', body && bodyId !== null && <Link href={bodyHref(desk.alliance, bodyId)}>{body}</Link>],
        ['Handlungsfeld', field],
        [
          'Fristen',
          proposal.deadlines.length > 0 && (
            <ul class="bare">
              {proposal.deadlines.map(({ label, due }) => (
                <li key={label}>
                  {label}: {dueInWords(due)}
                </li>
              ))}
            </ul>
          ),
        ],
        ['Fundstelle', proposal.source],
      ]}
    />
  );
}

function Answered({ proposal }: { proposal: Detail }) {
  const desk = useDesk();
  if (proposal.measures === null) return null;
  return (
    <Section
      title="Maßnahmen"
      actions={
        may(desk, 'recordMeasure') && (
          <Link
            href={hrefOf(desk.alliance, 'ergebnisse/massnahmen/neu', {
              vorschlag: proposal.id,
              konferenz: proposal.eventId ?? undefined,
              gremium: proposal.bodyId ?? undefined,
            })}
          >
            Maßnahme dazu aufnehmen
          </Link>
        )
      }
    >
      {proposal.measures.length === 0 ? (
        <P>Noch folgt keine Maßnahme auf diesen Vorschlag.</P>
      ) : (
        <ul class="bare link-list">
          {proposal.measures.map(({ id, title, current, basis }) => (
            <li key={id}>
              <Link href={measureHref(desk.alliance, id)}>{title}</Link> {current && <StatusBadge status={current.status} />}
              <span class="flags">{linkBasisNames[basis]}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Doubles({ proposal, origins }: { proposal: Detail; origins: Origins | undefined }) {
  const { alliance } = useDesk();
  if (proposal.doublesBothWays.length === 0) return null;
  return (
    <Section title="Verglichen mit">
      <ul class="bare link-list">
        {proposal.doublesBothWays.map(({ proposalId, title, eventId, verdict, reason }) => (
          <li key={proposalId}>
            {verdict === 'SAME' ? 'Dasselbe wie ' : 'Verschieden von '}
            <Link href={proposalHref(alliance, proposalId)}>{title}</Link>
            <span class="flags">{[origins?.conferenceName(eventId), reason].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export default function ProposalRoom({ path }: RoomProps) {
  const desk = useDesk();
  const origins = useOrigins();
  const [, , proposalId = ''] = path;
  const { data, problem } = useLoaded(proposalId, () => call('getProposal', desk.alliance, { params: { proposalId } }));
  if (problem || !data) return <Room title="Vorschlag">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  return (
    <Room
      title={data.title}
      lead={
        <>
          {proposalKindNames[data.kind]} Nr. {data.order} · <Link href={resultsHref(desk.alliance)}>Alle Ergebnisse</Link>
        </>
      }
      actions={
        <>
          {may(desk, 'editProposal') && (
            <LinkButton kind="primary" href={proposalHref(desk.alliance, data.id, 'bearbeiten')}>
              Bearbeiten
            </LinkButton>
          )}
          {may(desk, 'getProposalJournal') && (
            <LinkButton kind="tertiary" href={proposalHref(desk.alliance, data.id, 'journal')}>
              Journal
            </LinkButton>
          )}
        </>
      }
    >
      <div class="columns">
        <Section title="Vorschlag">
          <Description proposal={data} origins={origins} />
        </Section>
        <div>
          <Answered proposal={data} />
          {data.indicators && <Indicators indicators={data.indicators} about={{ vorschlag: data.id, gremium: data.bodyId ?? undefined }} />}
          <Doubles proposal={data} origins={origins} />
        </div>
      </div>
    </Room>
  );
}
