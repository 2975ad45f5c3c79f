import { formatDay } from '../../../../shared/domain/calendar.ts';
import { isReserved } from '../../../../shared/domain/fund-rules.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { type Desk, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Facts, Link, LinkButton, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { euro } from '../words.ts';
import { deciderNames, type Fund, fundHref, GrantBadge, type GrantDetail, grantHref, OwnHand } from './fund-words.tsx';
import { fieldOptions } from './grant-known.ts';
import { Application, Checklist, CoFunding, Entries, Proof, Targets } from './grant-parts.tsx';

type Step = { readonly path: string; readonly label: string; readonly isOpen: boolean };

const isOwn = ({ enteredBy }: GrantDetail, { subject }: Desk): boolean => enteredBy.subject === subject;

/** What can be done now; the first that is open leads. */
function stepsOf(grant: GrantDetail, desk: Desk): Step[] {
  const isApplied = grant.status === 'APPLIED';
  const isGranted = grant.status === 'GRANTED';
  const isChecked = grant.proof.state === 'CHECKED' && !grant.proof.isNarrativeOutstanding;
  const steps: Step[] = [
    { path: 'entscheiden', label: 'Bewilligen', isOpen: isApplied && may(desk, 'decideGrant') && !isOwn(grant, desk) },
    { path: 'vorbehalt', label: 'Vorbehalt aufheben', isOpen: isGranted && isReserved(grant) && may(desk, 'liftReservation') },
    {
      path: 'abschliessen',
      label: 'Abschließen',
      isOpen: isGranted && grant.money.openCents === 0 && isChecked && may(desk, 'closeGrant'),
    },
    { path: 'ablehnen', label: 'Ablehnen', isOpen: isApplied && may(desk, 'refuseGrant') && !isOwn(grant, desk) },
    { path: 'zurueckziehen', label: 'Antrag zurückgezogen', isOpen: isApplied && may(desk, 'withdrawGrant') },
    { path: 'rueckgabe', label: 'Rückgabe erfassen', isOpen: isGranted && grant.money.openCents > 0 && may(desk, 'returnGrant') },
    {
      path: 'bearbeiten',
      label: 'Bearbeiten',
      isOpen: (isApplied || isGranted) && may(desk, 'editGrant'),
    },
  ];
  return steps.filter(({ isOpen }) => isOpen);
}
const leading = new Set(['entscheiden', 'vorbehalt', 'abschliessen']);

function Actions({ grant }: { grant: GrantDetail }) {
  const desk = useDesk();
  const steps = stepsOf(grant, desk);
  const isDrawable = grant.status === 'GRANTED' && !isReserved(grant) && grant.money.openCents > 0;
  return (
    <>
      {isDrawable && may(desk, 'enterFundEntry') && (
        <LinkButton
          kind="primary"
          href={fundHref(desk.alliance, [grant.fundId, 'buchungen', 'neu'], { jahr: String(grant.fiscalYear), zuwendung: grant.id })}
        >
          Abruf erfassen
        </LinkButton>
      )}
      {steps.map(({ path, label }, index) => (
        <LinkButton
          kind={index === 0 && leading.has(path) ? 'primary' : 'secondary'}
          href={grantHref(desk.alliance, grant.id, path)}
          key={path}
        >
          {label}
        </LinkButton>
      ))}
      {may(desk, 'getGrantJournal') && (
        <LinkButton kind="tertiary" href={grantHref(desk.alliance, grant.id, 'journal')}>
          Journal
        </LinkButton>
      )}
    </>
  );
}

function reservationInWords({ decision }: GrantDetail): string | null {
  if (decision === null || decision.reservation === null) return null;
  const lifted = decision.reservationLiftedOn;
  return `„${decision.reservation}“, ${lifted === null ? 'besteht: es wird nicht ausgezahlt' : `entfallen am ${formatDay(lifted)}`}`;
}

/** Nothing booked says nothing about what was paid. */
const bookedOr = (cents: number): string => (cents === 0 ? 'nichts gebucht' : euro(cents));

const Decision = ({ grant, fund }: { grant: GrantDetail; fund: Fund }) => {
  const { alliance } = useDesk();
  const { decision, money, paper } = grant;
  const tier = fund.tiers.find(({ id }) => id === decision?.tierId);
  return (
    <Section title="Entscheidung und Geld">
      {decision === null ? (
        <P>
          {grant.status === 'APPLIED' ? 'Über den Antrag ist noch nicht entschieden.' : 'Es wurde nichts bewilligt.'}
          {grant.statusReason !== null && ` Grund: ${grant.statusReason}`}
        </P>
      ) : (
        <Facts
          items={[
            ['Bewilligt', <strong>{euro(decision.amountCents)}</strong>],
            ['Entschieden am', decision.decidedOn === null ? 'nicht bekannt' : formatDay(decision.decidedOn)],
            ['Entschieden von', tier ? (tier.decider ?? deciderNames[tier.decidedBy]) : 'nicht bekannt'],
            ['Wertgrenze', grant.tierLabel],
            [
              'Drucksache',
              paper && (
                <Link href={hrefOf(alliance, `drucksachen/${paper.id}`)}>
                  {`${paper.number ?? 'ohne Nummer'}${paper.revision > 0 ? ` N${paper.revision}` : ''}: ${paper.title}`}
                </Link>
              ),
            ],
            ['Vorbehalt', reservationInWords(grant)],
            ['Abgerufen', bookedOr(money.drawnCents)],
            ['Nicht abgerufen', bookedOr(money.notDrawnCents)],
            ['Offen', euro(money.openCents)],
            ['Grund des Stands', grant.statusReason],
          ]}
        />
      )}
    </Section>
  );
};

/** A grant from application to proof of use. */
export default function GrantRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, , grantId = ''] = path;
  const { data, problem } = useLoaded(grantId, async () => {
    const [grant, fields] = await Promise.all([call('getGrant', desk.alliance, { params: { grantId } }), fieldOptions(desk)]);
    const fund = await call('getFund', desk.alliance, { params: { fundId: grant.fundId } });
    return { grant, fund, fields: new Map(fields) };
  });
  if (!data) return <Room title="Zuwendung">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { grant, fund, fields } = data;
  return (
    <Room
      title={grant.project}
      lead={
        <>
          <GrantBadge status={grant.status} /> {grant.no !== null && `Nr. ${grant.no} · `}
          <Link href={fundHref(desk.alliance, [grant.fundId], { jahr: String(grant.fiscalYear) })}>
            {`${grant.fundName} ${grant.fiscalYear}`}
          </Link>
        </>
      }
      actions={<Actions grant={grant} />}
    >
      {grant.status === 'APPLIED' && isOwn(grant, desk) && (
        <OwnHand>Sie haben diesen Antrag erfasst. Über ihn entscheidet eine andere Person.</OwnHand>
      )}
      {isReserved(grant) && grant.status === 'GRANTED' && (
        <Alert tone="warning" title="Unter Vorbehalt bewilligt" live={false}>
          <P>Ausgezahlt wird erst, wenn der Vorbehalt entfallen ist.</P>
        </Alert>
      )}
      <div class="columns columns-even">
        <div>
          <Section title="Antrag">
            <Application grant={grant} fields={fields} />
          </Section>
          <Checklist grant={grant} />
        </div>
        <div>
          <Decision grant={grant} fund={fund} />
          <Targets grant={grant} />
          <Proof grant={grant} />
        </div>
      </div>
      <Entries grant={grant} />
      <CoFunding grant={grant} />
    </Room>
  );
}
