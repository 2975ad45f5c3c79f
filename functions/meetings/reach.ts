import type { Actor } from '../../shared/domain/access.ts';
import type { AllianceBody, Seat } from '../../shared/domain/alliance-body.ts';
import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Meeting } from '../../shared/domain/meeting.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { MeetingDeps } from './deps.ts';

/** @throws bodyNotFound also for a body that is not the caller's */
export async function bodyFor({ bodies }: MeetingDeps, actor: Actor, bodyId: string): Promise<Versioned<AllianceBody>> {
  const body = await bodies.find(actor.alliance, bodyId);
  if (!body || !mayEnterBody(actor, bodyId)) throw new Failure('bodyNotFound');
  return body;
}

/** @throws meetingNotFound also for a meeting of a body that is not the caller's */
export async function meetingFor({ meetings }: MeetingDeps, actor: Actor, meetingId: string): Promise<Versioned<Meeting>> {
  const meeting = await meetings.get(actor.alliance, meetingId);
  if (!mayEnterBody(actor, meeting.state.bodyId)) throw new Failure('meetingNotFound');
  return meeting;
}

export const seatsOf = ({ seats }: MeetingDeps, alliance: string, bodyId: string): Promise<Versioned<Seat>[]> =>
  seats.all(alliance, bodyParent(alliance, bodyId));

/** A list of one body, or of all; and how it is told apart from other lists. @throws bodyNotFound when the body is not the caller's */
export async function listOf(deps: MeetingDeps, actor: Actor, bodyId: string | undefined): Promise<{ alliance: string; parent?: string }> {
  if (bodyId === undefined) return { alliance: actor.alliance };
  await bodyFor(deps, actor, bodyId);
  return { alliance: actor.alliance, parent: bodyParent(actor.alliance, bodyId) };
}
