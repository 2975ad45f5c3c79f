import { indicatorEdited } from '../../events/indicator-edited.ts';
import { indicatorRecorded } from '../../events/indicator-recorded.ts';
import { indicatorValueStated } from '../../events/indicator-value-stated.ts';
import type { Actor } from '../../shared/domain/access.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { at } from '../../shared/domain/failures.ts';
import { stateValue } from '../../shared/domain/indicator.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Indicator } from '../../shared/domain/result.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import type { BodyOf, Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { ResultDeps } from './deps.ts';
import { assertBody, assertLinked, indicatorFor } from './reach.ts';
import type { editIndicator, getIndicatorJournal, recordIndicator, stateIndicatorValue } from './routes.ts';

type Fields = BodyOf<typeof editIndicator>;

const link = (pointer: string, id: string | null, before: string | null | undefined): [string, string][] =>
  id === null || id === before ? [] : [[pointer, id]];

/** @throws linkedRecordUnknown when an indicator would be a part of itself, over however many others */
async function assertWhole({ indicators }: ResultDeps, actor: Actor, ownId: string, partOf: string | null): Promise<void> {
  const seen = new Set<string>();
  for (let up = partOf; up !== null && !seen.has(up); ) {
    if (up === ownId) throw at('linkedRecordUnknown', '/partOfIndicatorId', 'Eine Kennzahl kann kein Teil von sich selbst sein.');
    seen.add(up);
    up = (await indicators.find(actor.alliance, up))?.state.partOfIndicatorId ?? null;
  }
}

/** What stood before may stay; new links are to what the caller sees. */
async function assertOrigin(deps: ResultDeps, actor: Actor, fields: Fields, before?: Indicator): Promise<void> {
  if (before === undefined || before.bodyId !== fields.bodyId) await assertBody(deps, actor, fields.bodyId);
  await assertLinked(deps.measures, actor, link('/measureId', fields.measureId, before?.measureId));
  await assertLinked(deps.proposals, actor, link('/proposalId', fields.proposalId, before?.proposalId));
  await assertLinked(deps.indicators, actor, link('/partOfIndicatorId', fields.partOfIndicatorId, before?.partOfIndicatorId));
}

export const record: Work<typeof recordIndicator, ResultDeps> = async ({ body: { value, ...fields }, actor, by, now }, deps) => {
  await assertOrigin(deps, actor, fields);
  const empty: Indicator = { ...fields, values: [] };
  const state = value === null ? empty : stateValue(empty, value, berlinDayOf(now));
  const { bodyId, measureId, proposalId } = fields;
  const event = indicatorRecorded({ bodyId, measureId, proposalId });
  return recorded(await deps.indicators.create(actor.alliance, ids.next(), { state, event }, by));
};

export const edit: Work<typeof editIndicator, ResultDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const indicator = await indicatorFor(deps, actor, params.indicatorId);
  await assertOrigin(deps, actor, body, indicator.state);
  await assertWhole(deps, actor, indicator.id, body.partOfIndicatorId);
  const state: Indicator = { ...body, values: indicator.state.values };
  const event = indicatorEdited({ changed: changedFields(indicator.state, state) });
  return recorded(await deps.indicators.update(actor.alliance, indicator, expectedVersion, { state, event }, by));
};

export const stateOne: Work<typeof stateIndicatorValue, ResultDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const indicator = await indicatorFor(deps, actor, params.indicatorId);
  const state = stateValue(indicator.state, body, berlinDayOf(now));
  const { value, worth, asOf } = body;
  const event = indicatorValueStated({ value, worth, asOf });
  return recorded(await deps.indicators.update(actor.alliance, indicator, expectedVersion, { state, event }, by));
};

export const journal: Work<typeof getIndicatorJournal, ResultDeps> = async ({ params, actor }, deps) => {
  const { id } = await indicatorFor(deps, actor, params.indicatorId);
  return ok(toJournalView(await deps.indicators.journalOf(actor.alliance, id)));
};
