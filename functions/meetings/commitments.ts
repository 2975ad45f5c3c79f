import type * as z from 'zod';
import { commitmentRecorded } from '../../events/commitment-recorded.ts';
import { commitmentStated } from '../../events/commitment-stated.ts';
import type { Actor } from '../../shared/domain/access.ts';
import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { overdueFrom } from '../../shared/domain/due.ts';
import { readDue } from '../../shared/domain/due-reading.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { MeetingCommitment } from '../../shared/domain/meeting.ts';
import type { RecordCommitment } from '../../shared/domain/meeting-requests.ts';
import * as rules from '../../shared/domain/meeting-rules.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { MeetingDeps } from './deps.ts';
import { bodyFor, listOf } from './reach.ts';
import type { CommitmentItem, listCommitments, recordCommitment, stateCommitment } from './routes.ts';

/** The question is asked as long as no day answers it. */
function itemOf(commitment: Versioned<MeetingCommitment>): z.output<typeof CommitmentItem> {
  const { due, saidOn } = commitment.state;
  const isDayKnown = due.from !== null || due.to !== null;
  const question = isDayKnown || due.wording === null ? null : (readDue(due.wording, saidOn)?.question ?? null);
  return { ...viewOf(commitment), overdueFrom: overdueFrom(due), question };
}

export const list: Work<typeof listCommitments, MeetingDeps> = async ({ query, actor }, deps) => {
  const { bodyId, status, overdueOn } = query;
  const page = await deps.commitments.page(
    // In the order of last days: what is overdue lies before the day itself.
    { ...(await listOf(deps, actor, bodyId)), ...(overdueOn === undefined ? {} : { to: overdueOn }) },
    scopeOf({ ...query, own: actor.bodies }),
    pageFor(actor, query),
    ({ state }) =>
      mayEnterBody(actor, state.bodyId) &&
      (status === undefined || state.status === status) &&
      (overdueOn === undefined || rules.isCommitmentOverdue(state, overdueOn)),
  );
  return ok({ items: page.items.map(itemOf), cursor: page.cursor });
};

/** @throws linkedRecordUnknown when the meeting is not one of the body's, agendaItemUnknown */
async function assertSaidThere(
  deps: MeetingDeps,
  { alliance }: Actor,
  { meetingId, agendaItemId, bodyId }: RecordCommitment,
): Promise<void> {
  const meeting = meetingId === null ? undefined : await deps.meetings.find(alliance, meetingId);
  if (meetingId !== null && meeting?.state.bodyId !== bodyId)
    throw at('linkedRecordUnknown', '/meetingId', 'Diese Sitzung hat das Gremium nicht. Bitte wählen Sie eine seiner Sitzungen.');
  if (agendaItemId !== null && !meeting?.state.agenda.some(({ id }) => id === agendaItemId))
    throw at('agendaItemUnknown', '/agendaItemId', 'Dieser Punkt steht nicht auf der Tagesordnung der Sitzung.');
}

export const record: Work<typeof recordCommitment, MeetingDeps> = async ({ body, actor, by, now }, deps) => {
  await bodyFor(deps, actor, body.bodyId);
  await assertSaidThere(deps, actor, body);
  const state = rules.promise(body, berlinDayOf(now));
  const { bodyId, meetingId, saidOn, due } = state;
  const event = commitmentRecorded({ bodyId, meetingId, saidOn, dueTo: due.to });
  return recorded(await deps.commitments.create(actor.alliance, ids.next(), { state, event }, by));
};

export const state: Work<typeof stateCommitment, MeetingDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const commitment = await deps.commitments.get(actor.alliance, params.commitmentId);
  if (!mayEnterBody(actor, commitment.state.bodyId)) throw new Failure('commitmentNotFound');
  const next = rules.stateCommitment(commitment.state, body, berlinDayOf(now));
  const event = commitmentStated({ bodyId: next.bodyId, from: commitment.state.status, to: next.status, asOf: next.statusAsOf });
  return recorded(await deps.commitments.update(actor.alliance, commitment, expectedVersion, { state: next, event }, by));
};
