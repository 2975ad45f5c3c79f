import { measureEdited } from '../../events/measure-edited.ts';
import { measureRecorded } from '../../events/measure-recorded.ts';
import { measureStatusStated } from '../../events/measure-status-stated.ts';
import type { Actor } from '../../shared/domain/access.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import { firstStatus, stateStatus } from '../../shared/domain/measure.ts';
import type { Measure } from '../../shared/domain/result.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import type { BodyOf, Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { ResultDeps } from './deps.ts';
import { assertBody, assertLinked, conferenceFor, measureFor } from './reach.ts';
import type { editMeasure, getMeasureJournal, recordMeasure, stateMeasureStatus } from './routes.ts';

/** Links that stood before may stay, also to what only the office sees; new ones are to what the caller sees. */
async function assertOrigin(deps: ResultDeps, actor: Actor, fields: BodyOf<typeof editMeasure>, before?: Measure): Promise<void> {
  if (before === undefined || before.bodyId !== fields.bodyId) await assertBody(deps, actor, fields.bodyId);
  await conferenceFor(deps, actor, fields.eventId);
  const known = new Set<string>(before?.answers.map(({ proposalId }) => proposalId));
  const added = fields.answers.flatMap(({ proposalId }, index) =>
    known.has(proposalId) ? [] : [[`/answers/${index}/proposalId`, proposalId] as const],
  );
  await assertLinked(deps.proposals, actor, added);
}

export const record: Work<typeof recordMeasure, ResultDeps> = async ({ body: { status, ...fields }, actor, by, now }, deps) => {
  await assertOrigin(deps, actor, fields);
  const state: Measure = { ...fields, personRegisters: fields.personRegisters ?? [], statuses: firstStatus(status, berlinDayOf(now)) };
  const { eventId, bodyId } = fields;
  const event = measureRecorded({ eventId, bodyId, status: status.status, asOf: status.asOf });
  return recorded(await deps.measures.create(actor.alliance, ids.next(), { state, event }, by));
};

export const edit: Work<typeof editMeasure, ResultDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const measure = await measureFor(deps, actor, params.measureId);
  await assertOrigin(deps, actor, body, measure.state);
  const { statuses, personRegisters } = measure.state;
  const state: Measure = { ...body, personRegisters: body.personRegisters ?? personRegisters, statuses };
  const event = measureEdited({ changed: changedFields(measure.state, state) });
  return recorded(await deps.measures.update(actor.alliance, measure, expectedVersion, { state, event }, by));
};

export const stateOne: Work<typeof stateMeasureStatus, ResultDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const measure = await measureFor(deps, actor, params.measureId);
  const state = stateStatus(measure.state, body, berlinDayOf(now));
  const event = measureStatusStated({ status: body.status, asOf: body.asOf });
  return recorded(await deps.measures.update(actor.alliance, measure, expectedVersion, { state, event }, by));
};

export const journal: Work<typeof getMeasureJournal, ResultDeps> = async ({ params, actor }, deps) => {
  const { id } = await measureFor(deps, actor, params.measureId);
  return ok(toJournalView(await deps.measures.journalOf(actor.alliance, id)));
};
