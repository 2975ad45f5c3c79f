import { formatDay } from '../../../../shared/domain/calendar.ts';
import { coFundingStatusNames, genderRemarkNames } from '../../../../shared/domain/grant.ts';
import { reachNames } from '../../../../shared/domain/indicator.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import { may, useDesk } from '../desk.ts';
import { Badge, Facts, Link, P, Section, Table } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { accountOf, EntryBadge, fundHref, type GrantDetail, grantHref, organisationHref, ProofBadge } from './fund-words.tsx';
import { amountInWords, shareInWords } from './results-words.tsx';

type Part = { readonly grant: GrantDetail };
type Target = GrantDetail['targetStandings'][number];
type CoFunding = GrantDetail['coFunding'][number];

/** „26 von 60, 43,3 %“; what is not known is said, never counted as 0. */
export function targetInWords({ planned, actual, share, unit }: Target): string {
  if (actual === null) return planned === null ? 'nicht bekannt' : `noch nichts festgestellt, Ziel ${amountInWords(planned)} ${unit}`;
  if (planned === null) return `${amountInWords(actual)} ${unit}, ohne Ziel`;
  return [`${amountInWords(actual)} von ${amountInWords(planned)}`, share && shareInWords(share)].filter(Boolean).join(', ');
}

export function Targets({ grant }: Part) {
  const desk = useDesk();
  const mayState = may(desk, 'stateTargets') && (grant.status === 'APPLIED' || grant.status === 'GRANTED');
  return (
    <Section title="Ziele" actions={mayState && <Link href={grantHref(desk.alliance, grant.id, 'ziele')}>Ziele festhalten</Link>}>
      {grant.targetStandings.length === 0 ? (
        <P>Ein Ziel ist nicht festgehalten.</P>
      ) : (
        <Table<Target & { readonly key: string }>
          caption="Ziele: geplant und erreicht"
          rows={grant.targetStandings.map((target, index) => ({ ...target, key: `${index}` }))}
          keyOf={({ key }) => key}
          columns={[
            {
              title: 'Ziel',
              heads: true,
              cell: ({ label, unit }) => (
                <>
                  {label}
                  {unit !== label && <span class="flags">{unit}</span>}
                </>
              ),
            },
            { title: 'Erreicht von geplant', cell: targetInWords },
            {
              title: 'Stand',
              nowrap: true,
              cell: ({ reach, actual }) =>
                actual === null || reach === null ? (
                  '–'
                ) : (
                  <Badge tone={reach === 'REACHED' || reach === 'EXCEEDED' ? 'success' : 'info'}>{reachNames[reach]}</Badge>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

export function Proof({ grant }: Part) {
  const desk = useDesk();
  const { proof, proofOfUse } = grant;
  const mayState = may(desk, 'stateProofOfUse') && grant.status === 'GRANTED';
  const onDay = (day: string | null | undefined) => (day ? formatDay(day) : 'noch nicht');
  return (
    <Section
      title="Verwendungsnachweis"
      actions={mayState && <Link href={grantHref(desk.alliance, grant.id, 'nachweis')}>Nachweis festhalten</Link>}
    >
      <P>
        <ProofBadge state={proof.state} /> {proof.overdueDays > 0 && `seit ${count(proof.overdueDays, 'Tag', 'Tagen')}`}
      </P>
      {proof.state !== 'NOT_EXPECTED' && (
        <Facts
          items={[
            ['Fällig am', proof.dueOn === null ? 'nicht festgelegt' : formatDay(proof.dueOn)],
            ['Nachweis eingegangen', onDay(proofOfUse?.receivedOn)],
            ['Sachbericht eingegangen', onDay(proofOfUse?.narrativeReceivedOn)],
            ['Geprüft', onDay(proofOfUse?.checkedOn)],
            ['Ergebnis', proofOfUse?.note],
          ]}
        />
      )}
    </Section>
  );
}

const metNames = { true: 'erfüllt', false: 'nicht erfüllt', null: 'noch nicht geprüft' } as const;
const metTones = { true: 'success', false: 'danger', null: 'warning' } as const;

export const Checklist = ({ grant }: Part) =>
  grant.checklistStandings.length > 0 && (
    <Section title="Voraussetzungen">
      <ul class="bare link-list">
        {grant.checklistStandings.map(({ id, label, isMet, note }) => (
          <li key={id}>
            {label} <Badge tone={metTones[`${isMet}`]}>{metNames[`${isMet}`]}</Badge>
            {note !== null && <span class="flags">{note}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );

const coFundingAmount = ({ amountCents, worth }: Pick<CoFunding, 'amountCents' | 'worth'>): string => {
  if (amountCents === null) return worthNames.UNKNOWN;
  return `${worth === 'EXACT' ? '' : `${worthNames[worth]} `}${euro(amountCents)}`;
};

/** Money of others, by how sure it is; never added to what the fund granted. */
export const CoFunding = ({ grant }: Part) =>
  grant.coFunding.length > 0 && (
    <Section title="Mittel anderer">
      <P muted>Zählt nicht zum Bewilligten.</P>
      <Table<CoFunding & { readonly key: string }>
        caption="Mittel anderer nach Stand"
        rows={grant.coFunding.map((one, index) => ({ ...one, key: `${index}` }))}
        keyOf={({ key }) => key}
        columns={[
          {
            title: 'Mittelgeber',
            heads: true,
            cell: ({ funder, wording }) => (
              <>
                {funder}
                {wording !== null && <span class="flags">{`„${wording}“`}</span>}
              </>
            ),
          },
          { title: 'Stand', nowrap: true, cell: ({ status }) => coFundingStatusNames[status] },
          { title: 'Jahre', cell: ({ years }) => years.join(', ') || 'nicht bekannt' },
          { title: 'Betrag', numeric: true, nowrap: true, cell: coFundingAmount },
        ]}
      />
    </Section>
  );

type Entry = GrantDetail['entries'][number];

export function Entries({ grant }: Part) {
  const desk = useDesk();
  return (
    <Section title="Buchungen">
      {grant.entries.length === 0 ? (
        <P>Zu dieser Zuwendung ist nichts gebucht.</P>
      ) : (
        <Table<Entry>
          caption="Buchungen zu dieser Zuwendung"
          rows={grant.entries}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Wirksam am', nowrap: true, cell: ({ valueDay }) => formatDay(valueDay) },
            {
              title: 'Konto',
              heads: true,
              cell: (entry) => <Link href={fundHref(desk.alliance, [grant.fundId, 'buchungen', entry.id])}>{accountOf(entry)}</Link>,
            },
            { title: 'Betrag', numeric: true, nowrap: true, cell: ({ amountCents }) => euro(amountCents) },
            { title: 'Stand', nowrap: true, cell: ({ status }) => <EntryBadge status={status} /> },
          ]}
        />
      )}
    </Section>
  );
}

const Names = ({ entries }: { entries: readonly { readonly key: string; readonly href: string; readonly name: string }[] }) => (
  <ul class="bare">
    {entries.map(({ key, href, name }) => (
      <li key={key}>
        <Link href={href}>{name}</Link>
      </li>
    ))}
  </ul>
);

/** What it is for and what it belongs to. */
export function Application({ grant, fields }: Part & { fields: ReadonlyMap<string, string> }) {
  const { alliance } = useDesk();
  const partners = grant.partners.map(({ id, name }) => ({ key: id, name, href: organisationHref(alliance, id) }));
  const related = grant.relatedGrants.map(({ id, project, fiscalYear }) => ({
    key: id,
    name: `${project} (${fiscalYear})`,
    href: grantHref(alliance, id),
  }));
  return (
    <Facts
      items={[
        ['Organisation', <Link href={organisationHref(alliance, grant.organisationId)}>{grant.organisationName}</Link>],
        ['Partner', partners.length > 0 && <Names entries={partners} />],
        ['Zweck', grant.purpose],
        ['Zielgruppe', grant.targetGroup],
        ['Richtet sich an', grant.genderRemark && genderRemarkNames[grant.genderRemark]],
        ['Handlungsfelder', grant.fieldsOfAction.map((id) => fields.get(id) ?? id).join('; ')],
        ['Beantragt', grant.requestedCents === null ? 'nicht bekannt' : euro(grant.requestedCents)],
        ['Beantragt am', grant.appliedOn === null ? 'nicht bekannt' : formatDay(grant.appliedOn)],
        ['Ende des Projekts', grant.projectEndsOn === null ? 'nicht bekannt' : formatDay(grant.projectEndsOn)],
        ['Initiative', grant.initiative?.name],
        ['Verwandte Zuwendungen', related.length > 0 && <Names entries={related} />],
        ['Merkmale', grant.tags.join('; ')],
        ['Anmerkung', grant.note],
        ['Fundstelle', grant.source],
      ]}
    />
  );
}
