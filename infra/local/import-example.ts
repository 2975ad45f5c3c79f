import { allianceEventRegistered } from '../../events/alliance-event-registered.ts';
import { partyEvents } from '../../events/party-events.ts';
import { registrationOfferStated } from '../../events/registration-offer-stated.ts';
import { AllianceEventId, RegisterAllianceEvent, register } from '../../shared/domain/alliance-event.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { isFailure } from '../../shared/domain/failures.ts';
import { addDays } from '../../shared/domain/holidays.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { OfferRegistration, offerOf, TicketId } from '../../shared/domain/registration.ts';
import { clock } from '../../shared/platform/clock.ts';
import { idFrom } from '../../shared/platform/ids.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { openParties } from '../../shared/store/party-stores.ts';
import { offerStore } from '../../shared/store/registration-store.ts';

/** An event to try the door with, on a development machine only; `npm run import` does not know it. Nobody in it is real. */
const ALLIANCE = 'npa';
const EVENT = AllianceEventId.parse('beispiel-begegnung');
const DAYS_AHEAD = 14;
const PLACES = 40;

type Named = readonly [title: string | null, givenName: string, familyName: string, organisation: string | null];

/** Invented people whose names are hard for software: letters, particles, titles, two spellings. */
const parties: readonly (readonly Named[])[] = [
  [['Prof. Dr. Ing.', 'Yılmaz', 'Köroğlu', 'Beispielverein Brücken e. V.']],
  [[null, 'Anna', 'von Below-Beispiel', 'Muster-Akademie']],
  [[null, 'Jürgen', 'Weiß', 'Beispielverein Brücken e. V.']],
  [[null, 'Juergen', 'Weiss', 'Sprachtreff Muster']],
  [
    [null, 'Şeyma', 'Öztürk', 'Sprachtreff Muster'],
    [null, 'Łukasz', 'Wójcik', null],
    [null, 'Nadia', 'El Amrani', null],
  ],
  [['Dr.', 'Ingrid', 'Müller-Lüdenscheidt', null]],
  [[null, 'Trần', 'Văn Minh', 'Muster-Akademie']],
  [
    [null, 'Ørjan', 'Åsgård', 'Beispielkammer'],
    [null, 'Beata', 'Dvořáková', null],
  ],
];

const personOf = ([title, givenName, familyName, organisation]: Named, email: string | null): Person => ({
  title,
  givenName,
  familyName,
  organisation,
  email,
  function: null,
  answers: [],
});

const unlessThere = (error: unknown): void => {
  if (!isFailure(error, 'recordChangedMeanwhile') && !isFailure(error, 'alreadyRegistered')) throw error;
};

/** Its notice is an example as well; the office writes its own with its data protection officer. */
const offered = OfferRegistration.parse({
  isOpen: true,
  isPublic: true,
  opensAt: null,
  closesAt: null,
  capacity: PLACES,
  largestParty: 6,
  description: 'Eine erfundene Veranstaltung zum Ausprobieren von Anmeldung und Einlass.',
  contact: 'Geschäftsstelle des Bündnisses, buendnis@beispiel.invalid',
  questions: [
    {
      id: 'werkstatt',
      label: 'Welche Werkstatt möchten Sie besuchen?',
      kind: 'CHOICE',
      choices: ['Sprache', 'Arbeit', 'Wohnen'],
      required: false,
    },
  ],
  asksNeeds: true,
  consents: ['LIST', 'PHOTO', 'NEWSLETTER'],
  doors: ['Haupteingang', 'Hofeingang'],
  noticeText:
    'Beispieltext: Wir verarbeiten Ihre Angaben, um die Veranstaltung vorzubereiten und durchzuführen. Sie werden nach den eingestellten Fristen gelöscht. Auskunft, Berichtigung, Löschung und Widerspruch richten Sie bitte an die genannte Stelle.',
});

/** A second start finds what the first made. */
export async function importExample(): Promise<void> {
  const table = liveTable();
  const events = allianceEventStore(table);
  if (await offerStore(table).find(ALLIANCE, EVENT)) return;
  const by: Authorship = { subject: 'example', role: 'SYSTEM', office: null, at: clock.now(), correlationId: 'first-run' };
  const on = addDays(berlinDayOf(by.at), DAYS_AHEAD);
  const alliance = await allianceStore(table).get(ALLIANCE, ALLIANCE);
  const state = register(
    RegisterAllianceEvent.parse({
      title: 'Beispiel: Begegnungsabend zum Ausprobieren',
      kind: 'WORKSHOP',
      theme: null,
      ownership: 'OWN',
      ownershipReason: null,
      place: { name: 'Hildesheim', districtKey: '03254', facility: 'Beispielsaal' },
      organisers: [{ name: 'Geschäftsstelle des Bündnisses', role: 'Veranstalter' }],
      guests: [],
      facts: [],
      followsEventId: null,
      campaignId: null,
      note: 'Erfunden, zum Ausprobieren auf dieser Maschine.',
      source: null,
      dates: { from: on, to: on, startTime: '17:00', endTime: '20:30', wording: null },
      officeOverride: null,
    }),
    alliance.state,
  );
  const { kind, ownership, dates, responsibleOffice } = state;
  const event = allianceEventRegistered({ kind, ownership, dates, responsibleOffice });
  await events.create(ALLIANCE, EVENT, { state, event }, by).catch(unlessThere);
  const { seats, parties: entering } = openParties(table, liveKeyTable(table), partyEvents);
  const offer = offerOf(EVENT, offered);
  const { isOpen, isPublic, capacity, notice } = offer;
  const stated = registrationOfferStated({ eventId: EVENT, isOpen, isPublic, capacity, noticeVersion: notice.version });
  await offerStore(table).create(ALLIANCE, EVENT, { state: offer, event: stated }, by, [seats.firstSeats(ALLIANCE, EVENT, capacity)]);
  for (const [index, heads] of parties.entries()) {
    const party = {
      alliance: ALLIANCE,
      eventId: EVENT,
      registrationId: idFrom('example', EVENT, String(index)),
      heads: heads.map((named, head) => ({
        ticketId: TicketId.parse(idFrom('example', EVENT, String(index), String(head))),
        person: personOf(named, head === 0 ? `person${index + 1}@beispiel.invalid` : null),
        needs: null,
      })),
      origin: 'OFFICE' as const,
      noticeVersion: notice.version,
      consents: [],
      invitation: null,
      oncePerAddress: false,
    };
    await entering.enter(party, by).catch(unlessThere);
  }
}
