import { formatDay } from '../../../../shared/domain/calendar.ts';
import { paperKindNames } from '../../../../shared/domain/municipal-paper.ts';
import { paperFindingNames } from '../../../../shared/domain/paper-checks.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Facts, Link, LinkButton, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { PaperChain } from './paper-chain.tsx';
import { PaperMoney } from './paper-money.tsx';
import { Annexes, Route, Sections } from './paper-parts.tsx';
import { AmountsPerUnit } from './paper-per-unit.tsx';
import { type Paper, PaperBadge, paperHref, strategiesOf, strategyHref, strategyName } from './paper-words.tsx';

/** Findings that stand where they belong, not in the list on top. */
const isSaidBelow = ({ rule }: Paper['findings'][number]): boolean =>
  rule === 'PAPER_SECTION_MISSING' || rule.startsWith('PAPER_AMOUNT') || rule.startsWith('PAPER_TABLE');

const Findings = ({ paper }: { paper: Paper }) => {
  const findings = paper.findings.filter((one) => !isSaidBelow(one));
  if (findings.length === 0) return null;
  return (
    <Alert tone="warning" title={count(findings.length, 'Befund', 'Befunde')} live={false}>
      <ul class="kern-list kern-list--bullet findings">
        {findings.map(({ rule, place, sentence }) => (
          <li key={`${rule} ${place}`}>
            <strong>{paperFindingNames[rule]}</strong>: {sentence}
          </li>
        ))}
      </ul>
    </Alert>
  );
};

function Version({ paper }: { paper: Paper }) {
  const { alliance } = useDesk();
  const { supersedes, predecessor } = paper;
  if (supersedes === null) return null;
  if (predecessor === null) return `${supersedes.number}${supersedes.revision === 0 ? '' : ` N${supersedes.revision}`} (nicht erfasst)`;
  return <Link href={paperHref(alliance, predecessor.paperId)}>{predecessor.label}</Link>;
}

function Head({ paper, strategy }: { paper: Paper; strategy: string | undefined }) {
  const { alliance } = useDesk();
  return (
    <Facts
      items={[
        ['Art', paperKindNames[paper.kind]],
        ['Nummer', paper.numberPending ? 'wird nachgereicht' : paper.label],
        ['Ersetzt', paper.supersedes && <Version paper={paper} />],
        ['Grund der Neufassung', paper.revisionReason],
        ['Datum', paper.datedOn === null ? 'ohne Datum' : formatDay(paper.datedOn)],
        ['Gezeichnet', paper.signedBy ?? 'nicht gezeichnet'],
        ['Stelle', paper.department],
        ['TOP', paper.agendaNumber],
        ['Strategie', paper.strategyId && <Link href={strategyHref(alliance, paper.strategyId)}>{strategy ?? 'Strategie'}</Link>],
        ['Deckung', paper.cover],
        ['Anmerkung', paper.note],
        ['Fundstelle', paper.source],
      ]}
    />
  );
}

async function grantsBy(alliance: string, paperId: string) {
  const grants = await everyPage((page) => call('listGrants', alliance, { query: page }));
  return grants.filter(({ decision }) => decision?.paperId === paperId);
}
type Decided = Awaited<ReturnType<typeof grantsBy>>;

const Grants = ({ grants }: { grants: Decided }) => {
  const { alliance } = useDesk();
  if (grants.length === 0) return null;
  return (
    <Section title={count(grants.length, 'Zuwendung', 'Zuwendungen')}>
      <ul class="bare link-list">
        {grants.map(({ id, project, organisationName, fiscalYear, decision }) => (
          <li key={id}>
            <Link href={hrefOf(alliance, `foerderung/zuwendungen/${id}`)}>{project}</Link>
            <span class="flags">{[organisationName, fiscalYear, decision && euro(decision.amountCents)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

function Actions({ paper }: { paper: Paper }) {
  const desk = useDesk();
  const to = (step: string) => paperHref(desk.alliance, paper.id, step);
  const next = paper.numberPending ? 'nummer' : 'ergebnis';
  return (
    <>
      {next === 'nummer' && may(desk, 'supplyNumber') && (
        <LinkButton kind="primary" href={to('nummer')}>
          Nummer nachreichen
        </LinkButton>
      )}
      {paper.route.length > 0 && may(desk, 'recordRouteOutcome') && (
        <LinkButton kind={next === 'ergebnis' ? 'primary' : 'secondary'} href={to('ergebnis')}>
          Ergebnis festhalten
        </LinkButton>
      )}
      {!paper.numberPending && paper.supersededBy === null && may(desk, 'supersedePaper') && (
        <LinkButton href={to('neufassung')}>Neufassung anlegen</LinkButton>
      )}
      {may(desk, 'editPaper') && <LinkButton href={to('bearbeiten')}>Bearbeiten</LinkButton>}
      {may(desk, 'getPaperJournal') && (
        <LinkButton kind="tertiary" href={to('journal')}>
          Journal
        </LinkButton>
      )}
    </>
  );
}

const Replaced = ({ paper: { supersededBy } }: { paper: Paper }) => {
  const { alliance } = useDesk();
  if (supersededBy === null) return null;
  return (
    <div class="beside">
      <Alert tone="info" title="Diese Fassung ist ersetzt" live={false}>
        <P>
          Es gilt die Neufassung <Link href={paperHref(alliance, supersededBy.paperId)}>{supersededBy.label}</Link>. Diese Fassung bleibt
          lesbar.
        </P>
      </Alert>
    </div>
  );
};

export default function PaperRoom({ path, query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, paperId = ''] = path;
  const { data, problem } = useLoaded(paperId, async () => {
    const [paper, graph, strategies, grants] = await Promise.all([
      call('getPaper', alliance, { params: { paperId } }),
      call('getPaperGraph', alliance, { query: { from: paperId as Paper['id'] } }),
      strategiesOf(alliance),
      may(desk, 'listGrants') ? grantsBy(alliance, paperId) : [],
    ]);
    const strategy = strategies.find(({ id }) => id === paper.strategyId);
    return { paper, graph, grants, strategy: strategy && strategyName(strategy) };
  });
  if (problem || !data) return <Room title="Drucksache">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { paper, graph, grants, strategy } = data;
  return (
    <Room
      title={paper.title}
      lead={
        <>
          {paper.label} <PaperBadge of={paper} /> · <Link href={paperHref(alliance)}>Alle Drucksachen</Link>
        </>
      }
      actions={<Actions paper={paper} />}
    >
      <Replaced paper={paper} />
      <Findings paper={paper} />
      <div class="columns">
        <div>
          <Section title="Drucksache">
            <Head paper={paper} strategy={strategy} />
          </Section>
          <Annexes paper={paper} />
        </div>
        <div>
          <Route paper={paper} />
          <PaperChain graph={graph} />
          <Grants grants={grants} />
        </div>
      </div>
      <PaperMoney paper={paper} />
      <AmountsPerUnit paper={paper} chosen={query.kennzahl} />
      <Sections paper={paper} />
    </Room>
  );
}
