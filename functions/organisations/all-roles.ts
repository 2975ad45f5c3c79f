import type { Actor } from '../../shared/domain/access.ts';
import { admit, admittedTo } from '../../shared/domain/access.ts';
import { nameOn } from '../../shared/domain/alliance.ts';
import { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { fundReaders } from '../../shared/domain/fund.ts';
import { Grant } from '../../shared/domain/grant.ts';
import { Initiative, initiativeReaders } from '../../shared/domain/initiative.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { paperReaders, Strategy } from '../../shared/domain/municipal-paper.ts';
import type { Organisation } from '../../shared/domain/organisation.ts';
import type { OrganisationRoles } from '../../shared/domain/organisation-roles.ts';
import { isNamed, nameKeysOf } from '../../shared/domain/organisation-roles.ts';
import { stepsByActor } from '../../shared/domain/strategy-checks.ts';
import type { Visitor, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { organisationParent } from '../../shared/store/keys.ts';
import type { OrganisationDeps } from './deps.ts';
import type { findOrganisation, getOrganisation } from './routes.ts';

type Keys = ReadonlySet<string>;

const GrantPart = Grant.pick({
  fundId: true,
  fiscalYear: true,
  organisationId: true,
  partnerOrganisationIds: true,
  project: true,
  status: true,
  decision: true,
});
const InitiativePart = Initiative.pick({ name: true, organisation: true });
const StrategyPart = Strategy.pick({ title: true, phases: true });
const EventPart = AllianceEvent.pick({ title: true, organisers: true, dates: true });

/** What an alliance's organisations can be found in, read once for however many of them. */
async function recordsOf(deps: OrganisationDeps, actor: Actor) {
  const { alliance } = actor;
  const [organisations, grants, strategies, initiatives, events] = await Promise.all([
    deps.organisations.all(alliance),
    deps.grants.pick({ alliance }, GrantPart),
    admittedTo(actor, paperReaders) ? deps.strategies.pick({ alliance }, StrategyPart) : null,
    admittedTo(actor, initiativeReaders) ? deps.initiatives.pick({ alliance }, InitiativePart) : null,
    deps.events.pick({ alliance }, EventPart),
  ]);
  return { organisations, grants, strategies, initiatives, events };
}
type Records = Awaited<ReturnType<typeof recordsOf>>;

const grantsOf = ({ grants }: Records, id: string): OrganisationRoles['grants'] =>
  grants.flatMap(({ id: grantId, state }) => {
    const isPartner = state.partnerOrganisationIds.some((partner) => partner === id);
    if (state.organisationId !== id && !isPartner) return [];
    const { fundId, fiscalYear, project, status, decision } = state;
    return [{ grantId, fundId, fiscalYear, project, status, isPartner, amountCents: decision?.amountCents ?? null }];
  });

const strategiesNaming = ({ strategies }: Records, id: string): OrganisationRoles['strategies'] =>
  strategies?.flatMap(({ id: strategyId, state }) => {
    const steps = stepsByActor(state).get(id);
    return steps ? [{ strategyId, title: state.title, steps: [...steps] }] : [];
  }) ?? null;

const initiativesNamed = ({ initiatives }: Records, keys: Keys): OrganisationRoles['initiatives'] =>
  initiatives?.flatMap(({ id, state: { name, organisation } }) => {
    const as = [organisation, name].find((candidate) => isNamed(keys, candidate)) ?? null;
    return as === null ? [] : [{ id, as, name }];
  }) ?? null;

const eventsNamed = ({ events }: Records, keys: Keys): OrganisationRoles['events'] =>
  events.flatMap(({ id, state: { title, organisers, dates } }) =>
    organisers.filter(({ name }) => isNamed(keys, name)).map(({ name, role }) => ({ id, as: name, title, from: dates.from, role })),
  );

const isNamesake = (keys: Keys, { state }: Versioned<Organisation>): boolean => [...nameKeysOf(state)].some((key) => keys.has(key));

/** All that one organisation was in the actor's alliance, as far as the actor may read it. */
async function allRoles({ roles }: OrganisationDeps, { alliance }: Actor, organisation: Versioned<Organisation>, records: Records) {
  const keys = nameKeysOf(organisation.state);
  const recorded = await roles.all(alliance, organisationParent(alliance, organisation.id));
  const others = records.organisations.filter((other) => other.id !== organisation.id && isNamesake(keys, other));
  const view: OrganisationRoles = {
    grants: grantsOf(records, organisation.id),
    recorded: recorded.map(viewOf),
    strategies: strategiesNaming(records, organisation.id),
    initiatives: initiativesNamed(records, keys),
    events: eventsNamed(records, keys),
    namesakes: others.map(({ id, state }) => ({ id, name: state.name })),
  };
  return { ...viewOf(organisation), roles: view };
}

export const get: Work<typeof getOrganisation, OrganisationDeps> = async ({ params, actor }, deps) => {
  const organisation = await deps.organisations.get(actor.alliance, params.organisationId);
  return ok(await allRoles(deps, actor, organisation, await recordsOf(deps, actor)), organisation.version);
};

/** The caller as each alliance would let them in: one actor per alliance that the token names with a reading role. */
const admittedActors = ({ subject, grants }: Visitor): Actor[] => {
  const readable = grants.filter(({ role }) => fundReaders.some((reader) => reader === role)).map(({ alliance }) => alliance);
  return [...new Set(readable)].sort().map((alliance) => admit(subject, grants, alliance, fundReaders));
};

async function inAlliance(deps: OrganisationDeps, actor: Actor, keys: Keys, now: string) {
  const [alliance, records] = await Promise.all([deps.alliances.find(actor.alliance, actor.alliance), recordsOf(deps, actor)]);
  const meant = records.organisations.filter((organisation) => isNamesake(keys, organisation));
  const allianceName = alliance ? nameOn(alliance.state, berlinDayOf(now)) : actor.alliance;
  const found = await Promise.all(meant.map((organisation) => allRoles(deps, actor, organisation, records)));
  return found.map((view) => ({ ...view, allianceId: actor.alliance, allianceName }));
}

export const find: Work<typeof findOrganisation, OrganisationDeps> = async ({ query, actor, now }, deps) => {
  const keys = nameKeysOf({ name: query.name, spellings: [] });
  const found = await Promise.all(admittedActors(actor).map((here) => inAlliance(deps, here, keys, now)));
  return ok({ items: found.flat() });
};
