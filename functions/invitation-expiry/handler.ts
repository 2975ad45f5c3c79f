import { invitationWithdrawn } from '../../events/invitation-withdrawn.ts';
import { partyEvents } from '../../events/party-events.ts';
import { isFailure } from '../../shared/domain/failures.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { hasEnded } from '../../shared/domain/registration.ts';
import { clock } from '../../shared/platform/clock.ts';
import { ids } from '../../shared/platform/ids.ts';
import { log } from '../../shared/platform/logger.ts';
import { settings } from '../../shared/platform/settings.ts';
import { endInvitation } from '../../shared/store/invitation-ending.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { openParties } from '../../shared/store/party-stores.ts';

const openStores = () => {
  const table = liveTable();
  return openParties(table, liveKeyTable(table), partyEvents);
};

/**
 * Every night: what expired invitations kept free and nobody used becomes free, and whoever waits moves up, also where a
 * withdrawal was cut off before that. Who used an invitation between reading and ending it was in time; the next night looks again.
 */
export const handler = async (): Promise<{ ended: number }> => {
  const { parties, ...stores } = openStores();
  const by: Authorship = { subject: 'invitation-expiry', role: 'SYSTEM', office: null, at: clock.now(), correlationId: ids.next() };
  let ended = 0;
  for (const alliance of settings.alliances()) {
    const expired = (await stores.invitations.all(alliance)).filter(({ state }) => !state.isWithdrawn && hasEnded(state, by.at));
    for (const read of expired) {
      const { eventId } = read.state;
      try {
        await endInvitation(stores, alliance, read, read.version, by, (freed) => invitationWithdrawn({ eventId, freed }));
        ended += 1;
      } catch (error) {
        if (!isFailure(error, 'recordChangedMeanwhile')) throw error;
      }
    }
    for (const [eventId, { seats }] of await stores.seats.standings(alliance))
      if (seats.waiting > 0) await parties.moveUpAll(alliance, eventId, by);
  }
  log.info('INVITATIONS_ENDED', { ended });
  return { ended };
};
