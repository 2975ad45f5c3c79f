import * as z from 'zod';
import type { Seat } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { daysCovered, formatDay } from './calendar.ts';
import type { Versioned } from './journal.ts';
import type { AgendaItem, Meeting, Presence } from './meeting.ts';
import { mayHold, minutesBetween, stay, votingPresent, votingSeats } from './meeting-presence.ts';

/** What follows from a meeting's record and is therefore kept nowhere: lengths, counts, what changed since the invitation, what is odd. */

const agendaFields = ['label', 'title', 'position', 'isPublic', 'paperNumber', 'paperKind', 'annexes', 'paperWording'] as const;
const AgendaChange = z.strictObject({
  kind: z.enum(['ADDED', 'REMOVED', 'CHANGED']),
  itemId: z.string(),
  label: z.string(),
  title: z.string(),
  /** What the invitation said and what stands now; empty for an item that came or went whole. */
  differences: z.array(z.strictObject({ field: z.enum(agendaFields), invited: z.string().nullable(), standing: z.string().nullable() })),
});
type AgendaChange = z.output<typeof AgendaChange>;

const MeetingFinding = z.strictObject({
  rule: z.enum([
    'VOTES_FEWER_THAN_PRESENT',
    'TIME_OUTSIDE_MEETING',
    'NOT_HOLDER_OF_SEAT',
    'SUBSTITUTE_FOR_OTHER',
    'SEAT_NOT_IN_FORCE',
    'ROOM_TOO_SMALL',
    'PAPER_NUMBER_MISSING',
  ]),
  /** JSON pointer into the meeting. */
  place: z.string(),
  message: z.string(),
});
type MeetingFinding = z.output<typeof MeetingFinding>;

const count = z.int().min(0);
export const MeetingFacts = z.strictObject({
  leadDays: z.int().nullable().meta({ title: 'Tage von der Einladung bis zur Sitzung' }),
  startDelayMinutes: z.int().nullable().meta({ title: 'Minuten von der Einladung bis zum Beginn' }),
  durationMinutes: z.int().nullable().meta({ title: 'Dauer in Minuten' }),
  daysToMinutes: z.int().nullable().meta({ title: 'Tage von der Sitzung bis zur Niederschrift' }),
  /** Persons by group. */
  present: z.strictObject({ VOTING: count, ADVISORY: count, ADMINISTRATION: count, GUEST: count, total: count }),
  /** Seats with a vote on which somebody sat: what votes are checked against. */
  votingPresent: count,
  votingByFaction: z.array(z.strictObject({ faction: z.string().nullable(), count })),
  substitutes: count,
  agendaChanges: z.array(AgendaChange),
  findings: z.array(MeetingFinding),
});
export type MeetingFacts = z.output<typeof MeetingFacts>;

const daysBetween = (from: Day | null, to: Day | null): number | null => (from === null || to === null ? null : daysCovered(from, to) - 1);

function presentByGroup(presence: readonly Presence[]): MeetingFacts['present'] {
  const of = (group: Presence['group']): number => presence.filter((one) => one.group === group).length;
  return {
    VOTING: of('VOTING'),
    ADVISORY: of('ADVISORY'),
    ADMINISTRATION: of('ADMINISTRATION'),
    GUEST: of('GUEST'),
    total: presence.length,
  };
}

function votingByFaction(presence: readonly Presence[]): MeetingFacts['votingByFaction'] {
  const counts = new Map<string | null, number>();
  for (const { faction } of votingSeats(presence)) counts.set(faction, (counts.get(faction) ?? 0) + 1);
  return [...counts].map(([faction, count]) => ({ faction, count })).sort((a, b) => b.count - a.count);
}

const fieldsOf = (
  { label, title, isPublic, paper }: AgendaItem,
  position: number,
): Record<(typeof agendaFields)[number], string | null> => ({
  label,
  title,
  position: String(position + 1),
  isPublic: isPublic ? 'öffentlich' : 'nicht öffentlich',
  paperNumber: paper?.number ?? (paper?.numberPending ? 'wird nachgereicht' : null),
  paperKind: paper?.kind ?? null,
  annexes: paper?.annexes === undefined || paper.annexes === null ? null : String(paper.annexes),
  paperWording: paper?.wording ?? null,
});

/** What stands now against what was sent. An item counts as moved only among those that are on both. */
function agendaChanges({ invitedOn, invitedAgenda, agenda }: Meeting): AgendaChange[] {
  if (invitedOn === null) return [];
  const whole = (kind: 'ADDED' | 'REMOVED', { id, label, title }: AgendaItem): AgendaChange => ({
    kind,
    itemId: id,
    label,
    title,
    differences: [],
  });
  const [sent, standing] = [new Map(invitedAgenda.map((item) => [item.id, item])), new Map(agenda.map((item) => [item.id, item]))];
  const before = invitedAgenda.filter(({ id }) => standing.has(id));
  const after = agenda.filter(({ id }) => sent.has(id));
  const changed = after.flatMap((item, position): AgendaChange[] => {
    const earlier = before.findIndex(({ id }) => id === item.id);
    const [was, is] = [fieldsOf(before[earlier] ?? item, earlier), fieldsOf(item, position)];
    const differences = agendaFields
      .filter((field) => was[field] !== is[field])
      .map((field) => ({ field, invited: was[field], standing: is[field] }));
    return differences.length === 0 ? [] : [{ kind: 'CHANGED', itemId: item.id, label: item.label, title: item.title, differences }];
  });
  return [
    ...changed,
    ...agenda.filter(({ id }) => !sent.has(id)).map((item) => whole('ADDED', item)),
    ...invitedAgenda.filter(({ id }) => !standing.has(id)).map((item) => whole('REMOVED', item)),
  ];
}

function seatFindings(one: Presence, seat: Seat | undefined, on: Day): [MeetingFinding['rule'], string][] {
  if (!seat) return [];
  const found: [MeetingFinding['rule'], string][] = [];
  if ((seat.validFrom ?? on) > on || (seat.validTo ?? on) < on)
    found.push(['SEAT_NOT_IN_FORCE', `Diesen Sitz gab es am ${formatDay(on)} nicht.`]);
  if (one.substituteForPersonId === null && !mayHold(seat, one.personId, on))
    found.push([
      'NOT_HOLDER_OF_SEAT',
      'Nach der Besetzung gehörte der Sitz an diesem Tag jemand anderem, und eine Vertretung ist nicht vermerkt.',
    ]);
  if (one.substituteForPersonId !== null && !mayHold(seat, one.substituteForPersonId, on))
    found.push(['SUBSTITUTE_FOR_OTHER', 'Nach der Besetzung hatte die vertretene Person diesen Sitz an diesem Tag nicht.']);
  return found;
}

function presenceFindings({ presence, plannedOn, actualStart, actualEnd }: Meeting, seats: readonly Versioned<Seat>[]): MeetingFinding[] {
  if (actualStart === null || actualEnd === null) return [];
  const length = minutesBetween(actualStart, actualEnd);
  const seatOf = new Map(seats.map(({ id, state }) => [id as string, state]));
  return presence.flatMap((one, index) => {
    const { from, to } = stay(one, { actualStart, actualEnd });
    const found = seatFindings(one, one.seatId === null ? undefined : seatOf.get(one.seatId), plannedOn);
    if (from < 0 || from > length || to < 0 || to > length)
      found.push(['TIME_OUTSIDE_MEETING', `Gekommen oder gegangen außerhalb der Sitzung (${actualStart} bis ${actualEnd} Uhr).`]);
    return found.map(([rule, message]) => ({ rule, place: `/presence/${index}`, message }));
  });
}

function voteFindings(meeting: Meeting): MeetingFinding[] {
  const voting = votingPresent(meeting);
  return meeting.decisions.flatMap(({ outcome }, index): MeetingFinding[] => {
    if (outcome.kind !== 'MAJORITY') return [];
    const votes = outcome.yes + outcome.no + (outcome.abstain ?? 0);
    if (votes >= voting) return [];
    const unknown = outcome.abstain === null ? ' Enthaltungen sind nicht vermerkt.' : '';
    const message = `${votes} Stimmen bei ${voting} Anwesenden mit Stimme.${unknown}`;
    return [{ rule: 'VOTES_FEWER_THAN_PRESENT', place: `/decisions/${index}/outcome`, message }];
  });
}

function otherFindings({ status, capacity, presence, form, agenda }: Meeting): MeetingFinding[] {
  const room: MeetingFinding[] =
    form !== 'ONLINE' && capacity !== null && presence.length > capacity
      ? [{ rule: 'ROOM_TOO_SMALL', place: '/capacity', message: `${presence.length} Anwesende bei ${capacity} Plätzen im Raum.` }]
      : [];
  if (status !== 'HELD') return room;
  const missing = agenda.flatMap(({ label, paper }, index): MeetingFinding[] =>
    paper?.numberPending
      ? [
          {
            rule: 'PAPER_NUMBER_MISSING',
            place: `/agenda/${index}/paper`,
            message: `Die Nummer der Drucksache zu TOP ${label} steht noch aus.`,
          },
        ]
      : [],
  );
  return [...room, ...missing];
}

/** @param seats of the body, as they are known today */
export function factsOf(meeting: Meeting, seats: readonly Versioned<Seat>[]): MeetingFacts {
  const { plannedOn, plannedStart, invitedOn, actualStart, actualEnd, presence, minutes } = meeting;
  return {
    leadDays: daysBetween(invitedOn, plannedOn),
    startDelayMinutes: plannedStart === null || actualStart === null ? null : minutesBetween(plannedStart, actualStart),
    durationMinutes: actualStart === null || actualEnd === null ? null : minutesBetween(actualStart, actualEnd),
    daysToMinutes: daysBetween(plannedOn, minutes.datedOn),
    present: presentByGroup(presence),
    votingPresent: votingPresent(meeting),
    votingByFaction: votingByFaction(presence),
    substitutes: presence.filter(({ substituteForPersonId }) => substituteForPersonId !== null).length,
    agendaChanges: agendaChanges(meeting),
    findings: [...presenceFindings(meeting, seats), ...voteFindings(meeting), ...otherFindings(meeting)],
  };
}
