import { bodyRoleNames, nextMeetingBy } from './alliance-body.ts';
import { formatDay } from './calendar.ts';
import { compositionOn } from './composition.ts';
import type { CompositionFinding } from './composition-finding.ts';
import type { Found, FoundRecord } from './finding.ts';
import type { FindingFacts, Rule } from './finding-facts.ts';
import { recordOf, valuesIn } from './finding-facts.ts';
import type { Versioned } from './journal.ts';
import { numberOf } from './measure.ts';
import { factsOf } from './meeting-facts.ts';
import { nearDoubles } from './near-doubles.ts';
import { findingsOfCard } from './project-card.ts';
import type { Measure } from './result.ts';
import { proposalKinds } from './result.ts';
import { isValidOn } from './seat-day.ts';
import { standingOf, withStanding } from './standing-person.ts';
import { quoted } from './text.ts';

/** Proposals, measures, bodies and meetings: what their own rooms report, gathered, and what only shows across records. */

const MOST_DOUBLES = 200;

const measureRecord = ({ id, state }: Versioned<Measure>): FoundRecord =>
  recordOf('MEASURE', id, [numberOf(state), state.title].filter((part) => part !== null).join(' '));

/** Numbers that two measures of one conference, or of one body, have in different sections. */
const numberingRestarts: Rule = ({ measures, events }) => {
  const titles = new Map<string, string>(events.map(({ id, state }) => [id, state.title]));
  const numbered = measures.filter(({ state }) => state.label !== null);
  return [...Map.groupBy(numbered, ({ state }): string => state.eventId ?? state.bodyId ?? '')].flatMap(([source, own]): Found[] => {
    const inOrder = own.toSorted((a, b) => a.state.order - b.state.order);
    const restarts = inOrder.flatMap((measure, index) => {
      const { group, label } = measure.state;
      const earlier = inOrder.slice(0, index);
      const isFirstOfGroup = !earlier.some(({ state }) => state.group === group);
      const isUsed = earlier.some(({ state }) => state.label === label && state.group !== group);
      return isFirstOfGroup && isUsed ? [measure] : [];
    });
    if (restarts.length === 0) return [];
    const where = restarts.map(({ state }) => `${quoted(state.group ?? state.title)} bei ${state.label}`).join(', ');
    const named = titles.get(source) ?? restarts[0]?.state.title ?? '';
    return [
      {
        rule: 'NUMBERING_RESTARTS',
        sentence: `${quoted(named)}: Die Nummern der ${own.length} Maßnahmen beginnen neu in ${where}.`,
        records: restarts.map(measureRecord),
        values: restarts.map(({ state }) => [state.group, state.label]),
      },
    ];
  });
};

/** Of one kind: an obstacle is no double of a proposal. The most alike come first, and not all of a great many. */
const proposalsAlike: Rule = ({ proposals }) => {
  const judged = proposals.flatMap(({ id, state }) => state.doubles.map(({ proposalId }) => [id, proposalId] as const));
  const pairs = proposalKinds.flatMap((kind) =>
    nearDoubles(
      proposals.filter(({ state }) => state.kind === kind).map(({ id, state }) => ({ id, title: state.title })),
      judged,
    ),
  );
  return pairs
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, MOST_DOUBLES)
    .map(({ first, second, likeness }) => ({
      rule: 'PROPOSALS_ALIKE',
      sentence: `${quoted(first.title)} und ${quoted(second.title)} ähneln sich zu ${likeness} %.`,
      records: [first, second].map(({ id, title }) => recordOf('PROPOSAL', id, title)),
      values: [first.title, second.title],
    }));
};

const cards: Rule = ({ measures, indicators, today }) => {
  const byMeasure = Map.groupBy(indicators, ({ state }): string | null => state.measureId);
  return measures.flatMap((measure) => {
    const own = (byMeasure.get(measure.id) ?? []).map(({ state }) => state);
    return findingsOfCard(measure.state, own, today).map(({ code, subject, detail }) => ({
      rule: `CARD_${code}` as const,
      sentence: `${quoted(measure.state.title)}: ${detail}`,
      records: [measureRecord(measure)],
      values: [subject, ...valuesIn(detail)],
    }));
  });
};

function bodyNames({ bodies }: FindingFacts): (id: string) => string {
  const names = new Map<string, string>(bodies.map(({ id, state }) => [id, state.shortName ?? state.names.at(-1)?.name ?? id]));
  return (id) => names.get(id) ?? id;
}

function recordsOfComposition({ seatId, roleId }: CompositionFinding, facts: FindingFacts): FoundRecord[] {
  const seat = seatId === null ? undefined : facts.seats.find(({ id }) => id === seatId);
  const role = roleId === null ? undefined : facts.roles.find(({ id }) => id === roleId);
  return [
    ...(seat ? [recordOf('SEAT', seat.id, seat.state.label ?? `Sitz ${seat.state.order}`)] : []),
    ...(role ? [recordOf('ROLE', role.id, bodyRoleNames[role.state.kind])] : []),
  ];
}

/** Each body as it is composed today. */
const compositions: Rule = (facts) => {
  const nameOf = bodyNames(facts);
  const staff = withStanding(facts, standingOf(facts.persons));
  const seatsOf = Map.groupBy(staff.seats, ({ state }): string => state.bodyId);
  const rolesOf = Map.groupBy(staff.roles, ({ state }): string => state.bodyId);
  return facts.bodies.flatMap((body) => {
    const own = { seats: seatsOf.get(body.id) ?? [], roles: rolesOf.get(body.id) ?? [] };
    const elsewhere = staff.seats.filter(({ state }) => state.bodyId !== body.id);
    return compositionOn({ body, ...own, elsewhere, nameOf }, facts.today).findings.map((finding) => ({
      rule: `BODY_${finding.code}` as const,
      sentence: `${nameOf(body.id)}: ${finding.detail}`,
      records: [recordOf('BODY', body.id, nameOf(body.id)), ...recordsOfComposition(finding, facts)],
      values: valuesIn(finding.detail),
    }));
  });
};

const meetings: Rule = (facts) => {
  const seatsOf = Map.groupBy(facts.seats, ({ state }) => state.bodyId);
  return facts.meetings.flatMap(({ id, state }) =>
    factsOf(state, seatsOf.get(state.bodyId) ?? []).findings.map(({ rule, place, message }) => ({
      rule: `MEETING_${rule}` as const,
      sentence: `${quoted(state.title)}: ${message}`,
      records: [recordOf('MEETING', id, state.title)],
      values: [place, ...valuesIn(message)],
    })),
  );
};

/** A body that claims to meet so often and did not; nothing is said where nobody knows since when. */
const rhythms: Rule = (facts) => {
  const nameOf = bodyNames(facts);
  const held = Map.groupBy(
    facts.meetings.filter(({ state }) => state.status === 'HELD' && state.plannedOn <= facts.today),
    ({ state }): string => state.bodyId,
  );
  return facts.bodies.flatMap(({ id, state }): Found[] => {
    const lastOn =
      (held.get(id) ?? [])
        .map((meeting) => meeting.state.plannedOn)
        .toSorted()
        .at(-1) ?? null;
    const by = nextMeetingBy(lastOn, state.validFrom, state.meetsEveryMonths);
    if (by === null || facts.today <= by || !isValidOn(state, facts.today)) return [];
    const met = lastOn === null ? 'hat noch nicht getagt' : `hat zuletzt am ${formatDay(lastOn)} getagt`;
    const claim = `es sagt von sich, mindestens alle ${state.meetsEveryMonths} Monate zu tagen, also spätestens am ${formatDay(by)}`;
    const sentence = `${nameOf(id)}: Das Gremium ${met}; ${claim}.`;
    return [
      { rule: 'BODY_MEETING_OVERDUE', sentence, records: [recordOf('BODY', id, nameOf(id))], values: [lastOn, state.meetsEveryMonths] },
    ];
  });
};

export const workRules: readonly Rule[] = [numberingRestarts, proposalsAlike, cards, compositions, rhythms, meetings];
