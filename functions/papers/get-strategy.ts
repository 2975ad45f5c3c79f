import type * as z from 'zod';
import type { Day } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { Meeting } from '../../shared/domain/meeting.ts';
import type { Strategy } from '../../shared/domain/municipal-paper.ts';
import type { StrategyActor } from '../../shared/domain/strategy-checks.ts';
import {
  countsOf,
  daysOf,
  findingsOfStrategy,
  goalsWithoutIndicator,
  stepsByActor,
  workingGroupsOf,
} from '../../shared/domain/strategy-checks.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { PaperDeps } from './deps.ts';
import type { getStrategy } from './routes.ts';
import type { StrategyDetail } from './views.ts';

const HeldPart = Meeting.pick({ status: true, plannedOn: true });

/** The last day up to today on which a body met. */
async function lastMeetingOf({ meetings }: PaperDeps, alliance: string, bodyId: string | undefined, today: Day): Promise<Day | null> {
  if (bodyId === undefined) return null;
  const planned = await meetings.pick({ alliance, parent: bodyParent(alliance, bodyId) }, HeldPart);
  const held = planned.filter(({ state }) => state.status === 'HELD' && state.plannedOn <= today).map(({ state }) => state.plannedOn);
  return held.sort().at(-1) ?? null;
}

async function actorsOf({ organisations }: PaperDeps, alliance: string, strategy: Strategy): Promise<z.output<typeof StrategyActor>[]> {
  const actors = [...stepsByActor(strategy)];
  const found = await Promise.all(actors.map(async ([id, steps]) => ({ steps, organisation: await organisations.find(alliance, id) })));
  return found.flatMap(({ steps, organisation }) =>
    organisation ? [{ organisationId: organisation.id, name: organisation.state.name, steps: [...steps] }] : [],
  );
}

export const work: Work<typeof getStrategy, PaperDeps> = async ({ params, actor, now }, deps) => {
  const { alliance } = actor;
  const today = berlinDayOf(now);
  const strategy = await deps.strategies.get(alliance, params.strategyId);
  const [bodies, actors, lastMeetingOn] = await Promise.all([
    deps.bodies.all(alliance),
    actorsOf(deps, alliance, strategy.state),
    lastMeetingOf(deps, alliance, strategy.state.followUp?.bodyId, today),
  ]);
  const counts = countsOf(strategy.state, workingGroupsOf(strategy.state, bodies).length);
  const days = daysOf(strategy.state, lastMeetingOn, today);
  const detail: z.output<typeof StrategyDetail> = {
    ...viewOf(strategy),
    counts,
    days,
    goalsWithoutIndicator: goalsWithoutIndicator(strategy.state),
    actors,
    findings: findingsOfStrategy(strategy.state, counts, days),
  };
  return ok(detail, strategy.version);
};
