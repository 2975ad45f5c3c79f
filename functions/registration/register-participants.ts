import { partyNoticeIssued } from '../../events/party-notice-issued.ts';
import { at, Failure, isFailure } from '../../shared/domain/failures.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import type { Invitation } from '../../shared/domain/registration.ts';
import { assertFits, chooseConsents, takesRegistrations } from '../../shared/domain/registration.ts';
import type { ParamsOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { idFrom, ids } from '../../shared/platform/ids.ts';
import { idFromLink } from '../../shared/store/link-store.ts';
import type { NewParty } from '../../shared/store/party-store.ts';
import { headsOf, withoutKey } from '../../shared/store/party-store.ts';
import { announcedEvent, isOver } from './announced.ts';
import type { PublicDeps } from './deps.ts';
import { assertSourceMayTry, mayBeWrittenTo } from './limits.ts';
import type { registerParticipants } from './routes.ts';

/*
 * Peculiar:
 * - Everybody gets the same answer: registered, waiting, registered before, or caught by the field no person sees. What
 *   happened is told by mail, to the address itself.
 * - The caller's key against double entry makes the registration's id. It is not kept with a hash of the body, because that
 *   body is personal data and the main table never deletes.
 */

/** @throws requestInvalid at its field for a code that is none of this event's */
async function invitationFor(
  { keys, invitations }: PublicDeps,
  { allianceId, eventId }: ParamsOf<typeof registerParticipants>,
  code: string,
) {
  try {
    return await invitations.get(allianceId, await idFromLink(keys, 'invitation', allianceId, eventId, code));
  } catch (error) {
    if (!isFailure(error, 'linkInvalid') && !isFailure(error, 'invitationNotFound')) throw error;
    throw at('requestInvalid', '/invitation', 'Dieser Einladungscode gehört nicht zu dieser Veranstaltung. Bitte prüfen Sie ihn.');
  }
}

const ATTEMPTS = 20;

/** Registers under an id; an invitation that others use at the same time is read anew. */
async function enter(
  { parties, registrations }: PublicDeps,
  party: Omit<NewParty, 'invitation'>,
  readInvitation: () => Promise<Versioned<Invitation> | null>,
  by: Authorship,
): Promise<void> {
  for (let round = 0; round < ATTEMPTS; round++) {
    try {
      await parties.enter({ ...party, invitation: await readInvitation() }, by);
      return;
    } catch (error) {
      if (!isFailure(error, 'recordChangedMeanwhile')) throw error;
      if (await registrations.find(party.alliance, party.registrationId)) return;
    }
  }
  throw new Failure('registerBusy', { retryAfterSeconds: 3 });
}

export const work: Work<typeof registerParticipants, PublicDeps> = async ({ params, body, by: caller, now, source }, deps) => {
  const { allianceId: alliance, eventId } = params;
  const { keys, registrations, parties } = deps;
  const { event, offer } = await announcedEvent(deps, alliance, eventId);
  const received = ok({ received: true });
  const registrationId = idFrom('registration', alliance, eventId, caller.idempotency?.key ?? ids.next());
  if (await registrations.find(alliance, registrationId)) return received;
  await assertSourceMayTry(keys, source, { alliance, eventId, now });
  if (body.website) return received;
  if (!takesRegistrations(offer, event.state.status, now) || isOver(event.state, now))
    throw new Failure('registrationClosed', { detail: 'Für diese Veranstaltung ist die Anmeldung zurzeit nicht geöffnet.' });
  assertFits(offer, body);
  const { invitation: code } = body;
  const by = withoutKey(caller);
  const mayWrite = await mayBeWrittenTo(keys, body.email, { alliance, eventId, now });
  const party = {
    alliance,
    eventId,
    registrationId,
    heads: headsOf(body, ids.next),
    origin: 'PUBLIC',
    noticeVersion: body.noticeVersion,
    consents: chooseConsents([], body.consents, body.noticeVersion, now),
    oncePerAddress: true,
  } as const;
  try {
    await enter(deps, party, async () => (code ? await invitationFor(deps, params, code) : null), by);
  } catch (error) {
    if (!isFailure(error, 'alreadyRegistered')) throw error;
    const earlier = mayWrite ? await keys.registrationOf(alliance, eventId, body.email) : undefined;
    if (earlier !== undefined && earlier !== registrationId)
      await parties.notice(alliance, earlier, partyNoticeIssued({ eventId, subject: 'ALREADY_REGISTERED' }), `AGAIN#${registrationId}`, by);
  }
  return received;
};
