import { strategyEdited } from '../../events/strategy-edited.ts';
import { strategyRecorded } from '../../events/strategy-recorded.ts';
import { changedFields, viewOf } from '../../shared/domain/journal.ts';
import type { Strategy } from '../../shared/domain/municipal-paper.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { PaperDeps } from './deps.ts';
import type { Named } from './reach.ts';
import { assertThere } from './reach.ts';
import type { editStrategy, getStrategyJournal, listStrategies, recordStrategy } from './routes.ts';

async function assertLinks({ papers, bodies, indicators, organisations }: PaperDeps, alliance: string, strategy: Strategy): Promise<void> {
  const { paperId, fields, followUp, priorities, phases } = strategy;
  const measured = priorities.flatMap(({ indicatorIds }, index) =>
    indicatorIds.map((id, place): Named => [`/priorities/${index}/indicatorIds/${place}`, indicators, id]),
  );
  const acting = phases.flatMap(({ milestones }, phase) =>
    milestones.flatMap(({ organisationIds }, step) =>
      organisationIds.map((id, place): Named => [`/phases/${phase}/milestones/${step}/organisationIds/${place}`, organisations, id]),
    ),
  );
  await assertThere(alliance, [
    ...measured,
    ...acting,
    ['/paperId', papers, paperId],
    ...fields.map(({ bodyId }, index): Named => [`/fields/${index}/bodyId`, bodies, bodyId]),
    ['/followUp/bodyId', bodies, followUp?.bodyId ?? null],
  ]);
}

export const list: Work<typeof listStrategies, PaperDeps> = async ({ query, actor }, { strategies }) => {
  const { items, cursor } = await strategies.page({ alliance: actor.alliance }, scopeOf(query), pageFor(actor, query), () => true);
  return ok({ items: items.map(viewOf), cursor });
};

export const record: Work<typeof recordStrategy, PaperDeps> = async ({ body, actor, by }, deps) => {
  await assertLinks(deps, actor.alliance, body);
  const event = strategyRecorded({ paperId: body.paperId });
  return recorded(await deps.strategies.create(actor.alliance, ids.next(), { state: body, event }, by));
};

export const edit: Work<typeof editStrategy, PaperDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const strategy = await deps.strategies.get(actor.alliance, params.strategyId);
  await assertLinks(deps, actor.alliance, body);
  const event = strategyEdited({ changed: changedFields(strategy.state, body) });
  return recorded(await deps.strategies.update(actor.alliance, strategy, expectedVersion, { state: body, event }, by));
};

export const journal: Work<typeof getStrategyJournal, PaperDeps> = async ({ params, actor }, { strategies }) => {
  const { id } = await strategies.get(actor.alliance, params.strategyId);
  return ok(toJournalView(await strategies.journalOf(actor.alliance, id)));
};
