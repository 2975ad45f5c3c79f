import { randomUUID } from 'node:crypto';
import { confirmAllianceEvent, registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { recordScans } from '../../functions/door/routes.ts';
import type { RegisterAllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { OfferRegistration } from '../../shared/domain/registration.ts';
import { as, call } from './api.ts';
import { anEvent } from './builders.ts';
import { aPerson, checkIn, doorStores, enterParty, openDoor, walkIn } from './door.ts';

/** Events that people came to, for whoever counts them. */

const editor = as('OFFICE_EDITOR');
const PARTY = 25;

export async function aRegisteredEvent(more: Parameters<typeof anEvent>[0] = {}): Promise<string> {
  const { status, body, text } = await call(registerAllianceEvent, editor, { body: anEvent(more) });
  if (status !== 201) throw new Error(text);
  return body.id;
}

export type Visitors = {
  readonly came?: number;
  readonly walkIns?: number;
  readonly stayedAway?: number;
  /** One per party of those who came. */
  readonly organisations?: readonly string[];
};

/** People register, come, or come unregistered; the door counts them as the stream's consumer would. */
export async function visit(
  eventId: string,
  { came = 0, walkIns = 0, stayedAway = 0, organisations = [] }: Visitors,
  offer: Partial<OfferRegistration> = {},
): Promise<void> {
  await openDoor(eventId, offer);
  const tickets: string[] = [];
  const parties = Math.max(organisations.length, Math.ceil(came / PARTY));
  for (let party = 0; party < parties; party++) {
    const heads = Math.floor(came / parties) + (party < came % parties ? 1 : 0);
    const lead = aPerson({ organisation: organisations[party] ?? null });
    tickets.push(...(await enterParty(eventId, [lead, ...Array.from({ length: heads - 1 }, () => null)])).tickets);
  }
  for (let left = stayedAway; left > 0; left -= PARTY)
    await enterParty(eventId, [aPerson(), ...Array.from({ length: Math.min(left, PARTY) - 1 }, () => null)]);
  const entries = [...tickets.map((id) => checkIn(id)), ...Array.from({ length: walkIns }, () => walkIn())];
  if (entries.length === 0) return;
  const body = { deviceId: randomUUID(), sentAt: new Date().toISOString(), entries };
  const { status, text } = await call(recordScans, editor, { params: { eventId }, body });
  if (status !== 200) throw new Error(text);
  const { doors, counts } = doorStores();
  await counts.count(
    'npa',
    eventId,
    (await doors.scansOf('npa', eventId)).map(({ fact }) => fact),
  );
}

/** A confirmed event of the past with these visitors. */
export async function aHeldEvent(visitors: Visitors | null, more: Partial<RegisterAllianceEvent> = {}): Promise<string> {
  const eventId = await aRegisteredEvent(more);
  const { status, text } = await call(confirmAllianceEvent, editor, { params: { eventId }, version: 1, body: {} });
  if (status !== 200) throw new Error(text);
  if (visitors) await visit(eventId, visitors);
  return eventId;
}
