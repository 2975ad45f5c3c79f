import type { Actor } from '../../shared/domain/access.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { assertCampaign } from '../../shared/domain/alliance-event.ts';
import { at } from '../../shared/domain/failures.ts';
import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';

/**
 * Relations lead to events of the own area or to statewide ones; another office's event is as if it were not there.
 * @throws relatedEventNotFound, campaignInvalid when an event names another that is not there or is no series
 */
export async function assertRelated(
  events: AllianceEventStore,
  actor: Actor,
  { followsEventId, campaignId }: { followsEventId: string | null; campaignId: string | null },
): Promise<void> {
  const related = async (id: string | null): Promise<AllianceEvent | undefined> => {
    const event = id === null ? undefined : (await events.find(actor.alliance, id))?.state;
    return event && (event.responsibleOffice === null || mayEnter(actor, event.responsibleOffice)) ? event : undefined;
  };
  const [followed, campaign] = await Promise.all([related(followsEventId), related(campaignId)]);
  if (followsEventId !== null && !followed)
    throw at('relatedEventNotFound', '/followsEventId', 'Bitte wählen Sie eine Veranstaltung dieses Bündnisses.');
  if (campaignId !== null && !campaign) throw at('relatedEventNotFound', '/campaignId', 'Bitte wählen Sie eine Reihe dieses Bündnisses.');
  if (campaign) assertCampaign(campaign);
}
