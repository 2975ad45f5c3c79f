import type { Actor } from '../../shared/domain/access.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { assertConference } from '../../shared/domain/proposal.ts';
import type { Indicator, Measure, Proposal } from '../../shared/domain/result.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { IndicatorStore, ProposalStore } from '../../shared/store/result-store.ts';
import type { ResultDeps } from './deps.ts';

/** What a caller may see here. Everything else answers like what does not exist. */

type OfBody = { readonly bodyId: string | null; readonly responsibleOffice?: Proposal['responsibleOffice'] };

/** Managing staff: the own bodies. Regional offices: proposals of conferences in their area. Everybody else: all. */
export const maySee = (actor: Actor, { bodyId, responsibleOffice = null }: OfBody): boolean =>
  mayEnter(actor, responsibleOffice) && mayEnterBody(actor, bodyId);

type Kept<State> = { readonly find: (alliance: string, id: string) => Promise<Versioned<State> | undefined> };

const visible = <State extends OfBody>(actor: Actor, found: Versioned<State> | undefined): Versioned<State> | undefined =>
  found && maySee(actor, found.state) ? found : undefined;

export const proposalFor = async ({ proposals }: Pick<ResultDeps, 'proposals'>, actor: Actor, id: string): Promise<Versioned<Proposal>> =>
  visible(actor, await proposals.find(actor.alliance, id)) ?? missing('proposalNotFound');
export const measureFor = async ({ measures }: Pick<ResultDeps, 'measures'>, actor: Actor, id: string): Promise<Versioned<Measure>> =>
  visible(actor, await measures.find(actor.alliance, id)) ?? missing('measureNotFound');
export const indicatorFor = async (
  { indicators }: Pick<ResultDeps, 'indicators'>,
  actor: Actor,
  id: string,
): Promise<Versioned<Indicator>> => visible(actor, await indicators.find(actor.alliance, id)) ?? missing('indicatorNotFound');

function missing(code: 'proposalNotFound' | 'measureNotFound' | 'indicatorNotFound'): never {
  throw new Failure(code);
}

/** @throws bodyNotFound also for another's body, and for regional offices, to whom bodies do not show */
export async function bodyFor({ bodies }: Pick<ResultDeps, 'bodies'>, actor: Actor, bodyId: string): Promise<Versioned<AllianceBody>> {
  const body = await bodies.find(actor.alliance, bodyId);
  if (!body || actor.office !== null || !mayEnterBody(actor, bodyId)) throw new Failure('bodyNotFound');
  return body;
}

/**
 * The body a record is written for. For managing staff it is one of the own; none at all is the office's and the regional
 * offices' business.
 * @throws bodyNotFound
 */
export async function assertBody(deps: Pick<ResultDeps, 'bodies'>, actor: Actor, bodyId: string | null): Promise<void> {
  if (bodyId !== null) await bodyFor(deps, actor, bodyId);
  else if (actor.bodies !== null)
    throw new Failure('bodyNotFound', {
      detail: 'Bitte wählen Sie eines Ihrer Gremien.',
      faults: [{ pointer: '/bodyId', detail: 'Das Gremium fehlt.' }],
    });
}

/** The conference something followed from, if one is named. @throws conferenceUnknown also for one of another office */
export async function conferenceFor(
  { events }: Pick<ResultDeps, 'events'>,
  actor: Actor,
  eventId: string | null,
): Promise<AllianceEvent | undefined> {
  if (eventId === null) return undefined;
  const event = await events.find(actor.alliance, eventId);
  return assertConference(event && mayEnter(actor, event.state.responsibleOffice) ? event.state : undefined);
}

/** @throws linkedRecordUnknown naming the field, when a linked record is not there for this caller */
export async function assertLinked<State extends OfBody>(
  store: Kept<State>,
  actor: Actor,
  links: readonly (readonly [string, string])[],
): Promise<void> {
  const found = await Promise.all(links.map(([, id]) => store.find(actor.alliance, id)));
  const unknown = links.find((_, index) => !visible(actor, found[index]));
  if (unknown) throw at('linkedRecordUnknown', unknown[0], 'Diesen Datensatz gibt es nicht. Bitte wählen Sie ihn aus der Liste.');
}

/** Where a list of results is read: under the body asked for, under a manager's only body, or through the type. */
export const listFor = (
  actor: Actor,
  { bodyId, eventId }: { readonly bodyId?: string | undefined; readonly eventId?: string | undefined },
) => {
  const [own, ...more] = actor.bodies ?? [];
  const under = bodyId ?? (more.length === 0 ? own : undefined);
  return {
    alliance: actor.alliance,
    ...(under === undefined ? {} : { parent: bodyParent(actor.alliance, under) }),
    ...(eventId === undefined ? {} : { from: `${eventId}#`, to: `${eventId}$` }),
  };
};

type Whole<State> = { readonly all: (alliance: string, parent?: string) => Promise<Versioned<State>[]> };

/** Every record a caller may see, of one body or of all. For joins over both sides, not for lists. */
export async function allInReach<State extends OfBody>(store: Whole<State>, actor: Actor, bodyId?: string): Promise<Versioned<State>[]> {
  const under = bodyId === undefined ? actor.bodies : [bodyId];
  const lists =
    under === null ? [store.all(actor.alliance)] : under.map((one) => store.all(actor.alliance, bodyParent(actor.alliance, one)));
  return (await Promise.all(lists)).flat().filter(({ state }) => maySee(actor, state));
}

const PAGE = 100;

/** Indicators listed under a measure or a proposal, in their order: a range of the list, not a pass over all. */
export async function indicatorsOf(indicators: IndicatorStore, actor: Actor, ownerId: string): Promise<Versioned<Indicator>[]> {
  const found: Versioned<Indicator>[] = [];
  let cursor: string | undefined;
  do {
    const where = { alliance: actor.alliance, from: `${ownerId}#`, to: `${ownerId}$` };
    const page = await indicators.page(where, 'owner', { limit: PAGE, cursor }, ({ state }) => maySee(actor, state));
    found.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export type ProposalsById = ReadonlyMap<string, Versioned<Proposal>>;

/** The linked proposals as far as the caller may see them. */
export async function proposalsById(proposals: ProposalStore, actor: Actor, ids: readonly string[]): Promise<ProposalsById> {
  const found = await Promise.all([...new Set(ids)].map((id) => proposals.find(actor.alliance, id)));
  return new Map(found.flatMap((proposal) => (proposal && maySee(actor, proposal.state) ? [[proposal.id, proposal] as const] : [])));
}
