import { berlinDayOf, type Instant } from '../../shared/domain/calendar.ts';
import { canonicalJson } from '../../shared/domain/canonical.ts';
import type { Found } from '../../shared/domain/finding.ts';
import type { FindingFacts } from '../../shared/domain/finding-facts.ts';
import { allFindings } from '../../shared/domain/findings.ts';
import { alikePairs } from '../../shared/domain/person-merge.ts';
import { idFrom } from '../../shared/platform/ids.ts';
import type { FindingDeps } from './deps.ts';

/** Names are opened for persons who stand for themselves, and compared; none leaves this function. */
async function personsOf({ persons }: FindingDeps, alliance: string): Promise<Pick<FindingFacts, 'persons' | 'alikePersons'>> {
  const everybody = await persons.all(alliance);
  const standing = everybody.filter(({ state }) => state.mergedInto === null && state.erasedOn === null);
  if (standing.length < 2) return { persons: everybody, alikePersons: [] };
  const names = await persons.namesOf(
    alliance,
    standing.map(({ id }) => id),
  );
  return { persons: everybody, alikePersons: alikePairs(everybody, names) };
}

/** 17 lists, each read once and all at the same time; names of persons are read one by one beside them. */
async function gather(deps: FindingDeps, alliance: string, now: Instant): Promise<FindingFacts> {
  const [
    events,
    sums,
    budget,
    fundSums,
    bodies,
    seats,
    roles,
    people,
    meetings,
    results,
    funds,
    grants,
    organisations,
    papers,
    strategies,
  ] = await Promise.all([
    deps.events.all(alliance),
    deps.ledger.sums(alliance),
    deps.budget.onRecord(alliance),
    deps.ledger.fundSums(alliance),
    deps.bodies.all(alliance),
    deps.seats.all(alliance),
    deps.roles.all(alliance),
    personsOf(deps, alliance),
    deps.meetings.all(alliance),
    Promise.all([deps.proposals.all(alliance), deps.measures.all(alliance), deps.indicators.all(alliance)]),
    deps.funds.all(alliance),
    deps.grants.all(alliance),
    deps.organisations.all(alliance),
    deps.papers.all(alliance),
    deps.strategies.all(alliance),
  ]);
  const [proposals, measures, indicators] = results;
  const { statedTotals, appropriations } = budget;
  const money = { sums, statedTotals, appropriations, funds, fundSums, grants, organisations, papers, strategies };
  const work = { events, bodies, seats, roles, ...people, meetings, proposals, measures, indicators };
  return { alliance, today: berlinDayOf(now), ...money, ...work };
}

export type Identified = Found & { readonly id: string };

/** The same rule, records and values make the same finding; one that comes twice is one. */
const identified = (found: Found): Identified => {
  const records = found.records.map(({ type, id }) => `${type}#${id}`).sort();
  return { ...found, id: idFrom('finding', found.rule, ...records, canonicalJson(found.values)) };
};

/** Everything the rules find in an alliance, in the order of the rules. */
export async function findingsIn(deps: FindingDeps, alliance: string, now: Instant): Promise<Identified[]> {
  const found = allFindings(await gather(deps, alliance, now)).map(identified);
  return [...new Map(found.map((finding) => [finding.id, finding])).values()];
}
