import type { Actor } from '../../shared/domain/access.ts';
import { regionalRoles } from '../../shared/domain/access.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { heldBy } from '../../shared/domain/alliance-event.ts';
import type { AttendanceStatistics, CountedEvent, StatisticsQuery } from '../../shared/domain/attendance-statistics.ts';
import { counts, fits, statisticsOf, yearsOf } from '../../shared/domain/attendance-statistics.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf, formatDay, yearOf } from '../../shared/domain/calendar.ts';
import { isPresent } from '../../shared/domain/door.ts';
import { eventCounts, publishedCounts, publishedFigures } from '../../shared/domain/event-counts.ts';
import { at } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { openPlaces } from '../../shared/domain/registration.ts';
import type { SmallNumberRule } from '../../shared/domain/small-numbers.ts';
import { smallNumberRuleOn } from '../../shared/domain/small-numbers.ts';
import { eventsInReach } from '../../shared/store/events-in-reach.ts';
import type { AttendanceDeps } from './deps.ts';

/** Reading organisations takes four queries per event. */
const MOST_EVENTS_FOR_ORGANISATIONS = 50;

const DOOR_AND_STATED =
  'Aus den Listen gezählt ist, wer angemeldet oder an der Tür erfasst wurde. Mitgeteilt ist, was jemand angegeben hat. Beides steht nebeneinander und wird nicht addiert.';
const JOINT =
  'Gemeinsame Angaben für mehrere Veranstaltungen stehen nur in Zeilen, die alle diese Veranstaltungen enthalten. Die Zeilen ergeben deshalb nicht immer die Gesamtzahl.';
const withoutSmall = ({ smallestShown }: SmallNumberRule) =>
  `Zahlen von 1 bis ${smallestShown - 1} Personen werden nicht veröffentlicht, damit niemand erkennbar wird. Sie sind auch in keiner Summe enthalten; wo welche fehlen, steht es dabei. Geplante Veranstaltungen erscheinen hier nicht.`;

/** Exact numbers are for whoever works with them, in the region's own bounds; a role that reads along adds nothing to them. */
const mayReadExact = ({ office, roles }: Actor): boolean =>
  office !== null || roles.some((role) => !regionalRoles.has(role) && (exactReaders as readonly string[]).includes(role));
const exactReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'BUDGET_OFFICER', 'ANSWER_APPROVER', 'AUDITOR'] as const;

const isOver = ({ status, dates }: AllianceEvent, today: Day): boolean => (dates.to === null ? status === 'HELD' : dates.to < today);

/** Marks of the organisations whose people came, event by event. */
async function organisationsAt(
  alliance: string,
  eventIds: readonly string[],
  { doors }: AttendanceDeps,
): Promise<Map<string, Set<string>>> {
  const read = await Promise.all(
    eventIds.map(async (id) => {
      const present = (await doors.ticketsOf(alliance, id)).filter(isPresent);
      return [id, new Set(present.flatMap(({ organisationMark: mark }) => (mark === null ? [] : [mark])))] as const;
    }),
  );
  return new Map(read);
}

const whyNoOrganisations = (wantsEvents: boolean, isExact: boolean, doors: number): string | null => {
  if (!isExact) return 'Vertretene Organisationen werden nicht veröffentlicht.';
  if (!wantsEvents) return 'Vertretene Organisationen stehen nur in der Gliederung nach Veranstaltung.';
  return doors > MOST_EVENTS_FOR_ORGANISATIONS
    ? `Vertretene Organisationen werden für höchstens ${MOST_EVENTS_FOR_ORGANISATIONS} Veranstaltungen mit Listen gezählt, hier sind es ${doors}. Bitte schränken Sie die Auswahl ein.`
    : null;
};

/** Places an invitation keeps free are taken, but nobody is registered for them. */
async function reservedPlaces(alliance: string, { invitations }: AttendanceDeps): Promise<Map<string, number>> {
  const reserved = new Map<string, number>();
  for (const { state } of await invitations.all(alliance))
    reserved.set(state.eventId, (reserved.get(state.eventId) ?? 0) + openPlaces(state));
  return reserved;
}

/** @throws asOfInFuture */
export async function compose(query: StatisticsQuery, actor: Actor, now: Instant, deps: AttendanceDeps): Promise<AttendanceStatistics> {
  const today = berlinDayOf(now);
  const asOf = query.asOf ?? today;
  if (asOf > today) throw at('asOfInFuture', 'query/asOf', `Bitte wählen Sie einen Tag bis heute (${formatDay(today)}).`);
  const groupBy = query.groupBy ?? ['theme'];
  const { alliance: allianceId } = actor;
  const [reach, stated, alliance, standings, reserved] = await Promise.all([
    eventsInReach(deps.events, actor),
    deps.figures.stated(allianceId),
    deps.alliances.find(allianceId, allianceId),
    deps.seats.standings(allianceId),
    reservedPlaces(allianceId, deps),
  ]);
  const rule = smallNumberRuleOn(today);
  const isExact = mayReadExact(actor);
  const own = [...reach.values()].filter(({ state }) => counts(state) && (isExact || state.status === 'HELD'));
  const chosen = own.filter(({ id, state }) => fits(id, state, query));
  const withDoor = chosen.filter(({ id }) => standings.has(id)).map(({ id }) => id);
  const organisationsNote = whyNoOrganisations(groupBy.includes('event') || query.eventId !== undefined, isExact, withDoor.length);
  const organisations = organisationsNote === null ? await organisationsAt(allianceId, withDoor, deps) : new Map<string, Set<string>>();
  const counted = chosen.map(({ id, state }: Versioned<AllianceEvent>): CountedEvent => {
    const standing = standings.get(id);
    const exact = eventCounts(standing === undefined ? null : { ...standing, reserved: reserved.get(id) ?? 0 }, isOver(state, today));
    return { id, event: state, counts: isExact ? exact : publishedCounts(exact, rule), organisations: organisations.get(id) ?? null };
  });
  const usable = stated.filter(({ figure }) => (figure.asOf ?? asOf) <= asOf && figure.eventIds.every((id) => reach.has(id)));
  const figures = isExact ? usable : publishedFigures(usable, rule);
  const isJoint = figures.some(({ figure }) => figure.subject === 'PERSONS' && figure.eventIds.length > 1);
  return {
    asOf,
    audience: isExact ? 'INTERNAL' : 'PUBLISHED',
    smallestShown: rule.smallestShown,
    groupBy,
    years: yearsOf(own.map(({ state }) => state)),
    heldThisYear: own.filter(({ id, state }) => heldBy(state, asOf) && fits(id, state, { ...query, year: yearOf(asOf) })).length,
    ...(statisticsOf(counted, groupBy, { alliance: alliance?.state, figures, asOf, showsPlanned: isExact }) as Pick<
      AttendanceStatistics,
      'held' | 'planned' | 'groups'
    >),
    organisationsNote,
    notes: [...(isExact ? [] : [withoutSmall(rule)]), DOOR_AND_STATED, ...(isJoint ? [JOINT] : [])],
  };
}
