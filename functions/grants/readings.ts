import type * as z from 'zod';
import type { Day } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Fund, FundSum } from '../../shared/domain/fund.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import { reviewFund } from '../../shared/domain/grant-review.ts';
import { isApproved } from '../../shared/domain/grant-rules.ts';
import { checklistStandings, coFundingSums, moneyOf, proofStanding, targetStandings } from '../../shared/domain/grant-standing.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { QueryOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { fundParent } from '../../shared/store/keys.ts';
import type { Page } from '../../shared/store/record-store.ts';
import type { GrantDeps } from './deps.ts';
import type { getFundReview, getGrant, listGrants } from './routes.ts';
import type { GrantDetail, GrantLine } from './views.ts';

type Named = { readonly name: string };
type Finder<State> = { readonly find: (alliance: string, id: string) => Promise<Versioned<State> | undefined> };

/** Each record once, however many grants name it. */
async function byId<State>(store: Finder<State>, alliance: string, wanted: readonly string[]): Promise<ReadonlyMap<string, State>> {
  const found = await Promise.all([...new Set(wanted)].map((id) => store.find(alliance, id)));
  return new Map(found.flatMap((record) => (record ? [[record.id, record.state] as const] : [])));
}

const nameIn = (names: ReadonlyMap<string, Named>, id: string): string => names.get(id)?.name ?? id;

type Around = {
  readonly organisations: ReadonlyMap<string, Named>;
  readonly funds: ReadonlyMap<string, Fund>;
  readonly sums: readonly FundSum[];
  readonly on: Day;
};

const toLine = (grant: Versioned<Grant>, { organisations, funds, sums, on }: Around): z.output<typeof GrantLine> => ({
  ...viewOf(grant),
  organisationName: nameIn(organisations, grant.state.organisationId),
  money: moneyOf(grant.id, sums),
  proof: proofStanding(grant.state, funds.get(grant.state.fundId) ?? { proofWithinDays: null }, on),
});

async function around(deps: GrantDeps, alliance: string, grants: readonly Versioned<Grant>[], on: Day): Promise<Around> {
  const fundIds = [...new Set(grants.map(({ state }) => state.fundId as string))];
  const [organisations, funds, sums] = await Promise.all([
    byId(
      deps.organisations,
      alliance,
      grants.flatMap(({ state }) => [state.organisationId, ...state.partnerOrganisationIds]),
    ),
    byId(deps.funds, alliance, fundIds),
    Promise.all(fundIds.map((fundId) => deps.ledger.fundSums(alliance, fundId))),
  ]);
  return { organisations, funds, sums: sums.flat(), on };
}

function pageOfGrants({ grants }: GrantDeps, alliance: string, query: QueryOf<typeof listGrants>): Promise<Page<Versioned<Grant>>> {
  const { fundId, fiscalYear, status, organisationId } = query;
  const where = {
    alliance,
    ...(fundId === undefined ? {} : { parent: fundParent(alliance, fundId) }),
    ...(fiscalYear === undefined ? {} : { from: `${fiscalYear}#`, to: `${fiscalYear}$` }),
  };
  return grants.page(
    where,
    scopeOf(query),
    pageFor({ office: null }, query),
    ({ state }) =>
      (status === undefined || state.status === status) && (organisationId === undefined || state.organisationId === organisationId),
  );
}

export const list: Work<typeof listGrants, GrantDeps> = async ({ query, actor, now }, deps) => {
  const { items, cursor } = await pageOfGrants(deps, actor.alliance, query);
  const known = await around(deps, actor.alliance, items, berlinDayOf(now));
  return ok({ items: items.map((grant) => toLine(grant, known)), cursor });
};

async function paperOf({ papers }: GrantDeps, alliance: string, { decision }: Grant): Promise<z.output<typeof GrantDetail>['paper']> {
  const paper = decision?.paperId ? await papers.find(alliance, decision.paperId) : undefined;
  if (!paper) return null;
  const { number, revision, title } = paper.state;
  return { id: paper.id, number, revision, title, isApproved: isApproved(paper.state) };
}

/** Those that count and those that wait for confirmation; a movement of a grant lies in the grant's own fund and year. */
async function entriesOf(
  { entries }: GrantDeps,
  alliance: string,
  { id, state }: Versioned<Grant>,
): Promise<z.output<typeof GrantDetail>['entries']> {
  const ofYear = await entries.ofYear(alliance, state.fundId, state.fiscalYear);
  return ofYear.filter((entry) => entry.state.grantId === id).map(viewOf);
}

export const get: Work<typeof getGrant, GrantDeps> = async ({ params, actor: { alliance }, now }, deps) => {
  const grant = await deps.grants.get(alliance, params.grantId);
  const { fundId, partnerOrganisationIds, initiativeId, relatedGrantIds, decision } = grant.state;
  const [known, initiative, paper, entries, related] = await Promise.all([
    around(deps, alliance, [grant], berlinDayOf(now)),
    initiativeId === null ? undefined : deps.initiatives.find(alliance, initiativeId),
    paperOf(deps, alliance, grant.state),
    entriesOf(deps, alliance, grant),
    byId(deps.grants, alliance, relatedGrantIds),
  ]);
  const fund = known.funds.get(fundId);
  const detail: z.output<typeof GrantDetail> = {
    ...toLine(grant, known),
    fundName: fund?.name ?? fundId,
    partners: partnerOrganisationIds.map((id) => ({ id, name: nameIn(known.organisations, id) })),
    initiative: initiative ? { id: initiative.id, name: initiative.state.name } : null,
    paper,
    tierLabel: fund?.tiers.find(({ id }) => id === decision?.tierId)?.label ?? null,
    checklistStandings: checklistStandings(grant.state, fund ?? { checklist: [] }),
    targetStandings: targetStandings(grant.state),
    coFundingSums: coFundingSums([grant.state]),
    entries,
    relatedGrants: [...related].map(([id, { project, fiscalYear }]) => ({ id, project, fiscalYear })),
  };
  return ok(detail, grant.version);
};

export const review: Work<typeof getFundReview, GrantDeps> = async ({ params, query, actor: { alliance }, now }, deps) => {
  const fund = await deps.funds.get(alliance, params.fundId);
  const [grants, organisations] = await Promise.all([deps.grants.ofFund(alliance, fund.id), deps.organisations.all(alliance)]);
  return ok(reviewFund({ fund, fiscalYear: query.fiscalYear, grants, organisations, on: berlinDayOf(now) }));
};
