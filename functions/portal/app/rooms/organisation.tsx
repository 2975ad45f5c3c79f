import { formatDay } from '../../../../shared/domain/calendar.ts';
import { organisationRoleNames } from '../../../../shared/domain/organisation.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { type Desk, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Facts, Link, LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { fundHref, fundsOf, GrantBadge, grantHref, organisationHref } from './fund-words.tsx';
import { strategyHref } from './paper-words.tsx';
import { namesOfSubjects, SubjectLink } from './role-subjects.tsx';

type Detail = Success<'getOrganisation'>;
type Grant = Detail['roles']['grants'][number];
type Role = Detail['roles']['recorded'][number];

const span = ({ from, to }: Pick<Role, 'from' | 'to'>): string =>
  [from && `seit ${formatDay(from)}`, to && `bis ${formatDay(to)}`].filter(Boolean).join(' ') || 'nicht bekannt';

function Grants({ grants, funds }: { grants: readonly Grant[]; funds: ReadonlyMap<string, string> }) {
  const { alliance } = useDesk();
  return (
    <Section title={grants.length === 0 ? 'Zuwendungen' : count(grants.length, 'Zuwendung', 'Zuwendungen')}>
      {grants.length === 0 ? (
        <P>Keine Zuwendung ist aufgenommen.</P>
      ) : (
        <Table<Grant>
          caption="Zuwendungen nach Jahr"
          rows={grants}
          keyOf={({ grantId }) => grantId}
          columns={[
            { title: 'Jahr', nowrap: true, cell: ({ fiscalYear }) => fiscalYear },
            {
              title: 'Projekt',
              heads: true,
              cell: ({ grantId, project, isPartner }) => (
                <>
                  <Link href={grantHref(alliance, grantId)}>{project}</Link>
                  {isPartner && <span class="flags">als Partner</span>}
                </>
              ),
            },
            { title: 'Fonds', cell: ({ fundId }) => <Link href={fundHref(alliance, [fundId])}>{funds.get(fundId) ?? 'Fonds'}</Link> },
            {
              title: 'Bewilligt',
              numeric: true,
              nowrap: true,
              cell: ({ amountCents }) => (amountCents === null ? 'nicht entschieden' : euro(amountCents)),
            },
            { title: 'Stand', nowrap: true, cell: ({ status }) => <GrantBadge status={status} /> },
          ]}
        />
      )}
    </Section>
  );
}

function Roles({ organisation, names }: { organisation: Detail; names: ReadonlyMap<string, string> }) {
  const desk = useDesk();
  const { recorded } = organisation.roles;
  return (
    <Section
      title={recorded.length === 0 ? 'Weitere Rollen' : count(recorded.length, 'weitere Rolle', 'weitere Rollen')}
      actions={
        may(desk, 'recordOrganisationRole') && (
          <Link href={organisationHref(desk.alliance, organisation.id, 'rollen')}>Rolle festhalten</Link>
        )
      }
    >
      {recorded.length === 0 ? (
        <P>Keine weitere Rolle ist festgehalten.</P>
      ) : (
        <Table<Role>
          caption="Festgehaltene Rollen"
          rows={recorded}
          keyOf={({ id }) => id}
          columns={[
            {
              title: 'Rolle',
              heads: true,
              cell: ({ id, kind }) =>
                may(desk, 'editOrganisationRole') ? (
                  <Link href={organisationHref(desk.alliance, organisation.id, 'rollen', id)}>{organisationRoleNames[kind]}</Link>
                ) : (
                  organisationRoleNames[kind]
                ),
            },
            { title: 'Bezug', cell: ({ subject }) => <SubjectLink subject={subject} names={names} /> },
            { title: 'Zeit', cell: span },
            { title: 'Wortlaut', cell: ({ wording }) => (wording === null ? '–' : `„${wording}“`) },
            { title: 'Fundstelle', cell: ({ source }) => source ?? '–' },
          ]}
        />
      )}
    </Section>
  );
}

/** Strategies in whose steps it acts. */
function Strategies({ strategies }: { strategies: readonly NonNullable<Detail['roles']['strategies']>[number][] }) {
  const { alliance } = useDesk();
  if (strategies.length === 0) return null;
  return (
    <Section title={count(strategies.length, 'Strategie', 'Strategien')}>
      <ul class="bare link-list">
        {strategies.map(({ strategyId, title, steps }) => (
          <li key={strategyId}>
            <Link href={strategyHref(alliance, strategyId)}>{title}</Link>
            <span class="flags">{`Handelt in: ${steps.join('; ')}`}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Found by name alone; whether it is the same is for a person to say. */
function ByName({ roles }: Pick<Detail, 'roles'>) {
  const { alliance } = useDesk();
  const initiatives = roles.initiatives ?? [];
  if (initiatives.length + roles.events.length + roles.namesakes.length === 0) return null;
  return (
    <Section title="Dem Namen nach">
      <P muted>Gefunden über den Namen oder eine Schreibweise. Das ist ein Hinweis und führt nichts zusammen.</P>
      <ul class="bare link-list">
        {roles.namesakes.map(({ id, name }) => (
          <li key={id}>
            <Link href={organisationHref(alliance, id)}>{name}</Link>
            <span class="flags">Organisation mit gemeinsamem Namen, vielleicht dieselbe</span>
          </li>
        ))}
        {roles.events.map(({ id, title, as }) => (
          <li key={id}>
            <Link href={hrefOf(alliance, `veranstaltungen/${id}`)}>{title}</Link>
            <span class="flags">{`Veranstaltung, genannt als „${as}“`}</span>
          </li>
        ))}
        {initiatives.map(({ id, name, as }) => (
          <li key={id}>
            {name}
            <span class="flags">{`Initiative, genannt als „${as}“`}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const Actions = ({ desk, id }: { desk: Desk; id: string }) => (
  <>
    {may(desk, 'applyForGrant') && (
      <LinkButton kind="primary" href={fundHref(desk.alliance, ['zuwendungen', 'neu'], { organisation: id })}>
        Antrag aufnehmen
      </LinkButton>
    )}
    {may(desk, 'editOrganisation') && <LinkButton href={organisationHref(desk.alliance, id, 'angaben')}>Bearbeiten</LinkButton>}
    {may(desk, 'getOrganisationJournal') && (
      <LinkButton kind="tertiary" href={organisationHref(desk.alliance, id, 'journal')}>
        Journal
      </LinkButton>
    )}
  </>
);

/** One organisation with all it was. */
export default function OrganisationRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, organisationId = ''] = path;
  const { data, problem } = useLoaded(organisationId, async () => {
    const [organisation, funds] = await Promise.all([
      call('getOrganisation', desk.alliance, { params: { organisationId } }),
      fundsOf(desk.alliance),
    ]);
    const names = await namesOfSubjects(
      desk,
      organisation.roles.recorded.map(({ subject }) => subject),
    );
    return { organisation, names, funds: new Map<string, string>(funds.map(({ id, name }) => [id, name])) };
  });
  if (!data) return <Room title="Organisation">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { organisation, funds, names } = data;
  return (
    <Room
      title={organisation.name}
      lead={<Link href={organisationHref(desk.alliance)}>Alle Organisationen</Link>}
      actions={<Actions desk={desk} id={organisation.id} />}
    >
      <Facts
        items={[
          ['Andere Schreibweisen', organisation.spellings.join('; ')],
          ['Aufgelöst', organisation.dissolvedYear],
          ['Anmerkung', organisation.note],
          ['Fundstelle', organisation.source],
        ]}
      />
      <Grants grants={organisation.roles.grants} funds={funds} />
      <Roles organisation={organisation} names={names} />
      <Strategies strategies={organisation.roles.strategies ?? []} />
      <ByName roles={organisation.roles} />
    </Room>
  );
}
